"""Passages of a rationale: found by what a reader selects, and again when the words change."""

import pytest

from factcheck.exceptions import InvalidInput
from reviews import discussion
from reviews.discussion import Remark, passages
from reviews.models import Thread, Verdict
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
RATIONALE = (
    "The **ledger** of the [port](https://port.example/a_b) lists 4,198 🚢 containers [1].\n\n"
    "The mayor said قال 4,210. The ledger says 4,198."
)


@pytest.mark.parametrize(
    ("quote", "number", "words"),
    [
        ("ledger of the port lists", 1, "ledger** of the [port](https://port.example/a_b) lists"),
        ("4,198 🚢 containers", 1, "4,198 🚢 containers"),
        ("4,198", 1, "4,198"),
        ("4,198", 2, "4,198"),
        ("containers [1]. The mayor", 1, "containers [1].\n\nThe mayor"),
        ("said قال", 1, "said قال"),
    ],
)
def test_words_as_a_reader_selects_them_are_found_in_the_markdown(
    quote: str, number: int, words: str
) -> None:
    start, end = discussion.locate(RATIONALE, quote=quote, number=number)

    assert (RATIONALE[start:end], RATIONALE.count(words, 0, end)) == (words, number)


@pytest.mark.parametrize("quote", ["", " \n ", "4,999", "x" * 3_000])
def test_words_that_do_not_stand_there_are_refused(quote: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        discussion.locate(RATIONALE, quote=quote)

    assert refused.value.field == "quote"


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (0, 10_000), (0, 3)])
def test_a_place_that_is_none_or_says_something_else_is_refused(start: int, end: int) -> None:
    with pytest.raises(InvalidInput):
        passages.checked(RATIONALE, start=start, end=end, quote="ledger")


def opened(quote: str) -> Thread:
    review = make.review(Status.SUBMITTED)
    Verdict.objects.filter(review=review).update(rationale=RATIONALE)
    remark = Remark("Who counted?", quote=quote, number=2 if quote == "4,198" else 1)
    return discussion.open_thread(review.pk, remark=remark, by=make.editor(), now=NOON)


def test_a_passage_follows_its_words_through_an_edit_before_them() -> None:
    thread = opened("The mayor said")
    now = f"Some words were put in front. 🚢\n\n{RATIONALE}"

    place = discussion.places([thread], now)[thread.pk]

    assert place is not None
    assert now[slice(*place)] == "The mayor said"


def test_of_equal_words_the_second_stays_the_second() -> None:
    thread = opened("4,198")
    now = RATIONALE.replace("The **ledger**", "Yesterday the **ledger**")

    assert discussion.places([thread], now)[thread.pk] == (len(now) - 6, len(now) - 1)


@pytest.mark.parametrize(
    "now", ["", "Something else altogether.", RATIONALE.replace("The mayor said", "She told us")]
)
def test_a_passage_whose_words_are_gone_is_gone(now: str) -> None:
    thread = opened("The mayor said")

    assert discussion.places([thread], now) == {thread.pk: None}
