"""Evidence: fetched, located, kept; refused with a reason a person can act on."""

import threading
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict, InvalidInput
from reviews import evidence
from reviews.evidence import Finding
from reviews.exceptions import InvalidTransition, UnusableEvidence, UnusableSource
from reviews.models import Evidence, Review, SourceLink, Stance
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.pages import Page, Pages

pytestmark = pytest.mark.django_db
LEDGER = (
    "The ledger of the port authority was published on Monday.\n"
    "It lists 4,198 containers for May, twelve fewer than the mayor’s figure.\n"
    "The new crane has not paid for itself, the auditors write in their report."
)
QUOTE = "It lists 4,198 containers for May"


def attach(review: Review, url: str, **changed: Any) -> Evidence:
    cited: dict[str, Any] = {"quote": QUOTE, "stance": Stance.REFUTES, "by": review.assignee}
    return evidence.attach(review.pk, url=url, now=NOON, **(cited | changed))


def test_evidence_quotes_the_exact_characters_of_the_copy_it_keeps(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)

    made = attach(review, web.put("/ledger", LEDGER))

    assert made.snapshot is not None
    assert (made.quote, made.snapshot.text[made.start : made.end], made.condition) == (
        QUOTE,
        QUOTE,
        "sound",
    )


def test_typographic_differences_are_settled_in_favour_of_the_page(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)

    made = attach(review, web.put("/ledger", LEDGER), quote="than  the mayor's figure")

    assert made.quote == "than the mayor’s figure"
    assert evidence.findings(review) == {made.pk: Finding("normalised", 1)}


def test_attaching_is_recorded_with_how_the_quote_was_found(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    url = web.put("/ledger", LEDGER)

    made = attach(review, url)

    event = review.events.last()
    assert event is not None
    assert (event.kind, event.actor, event.data) == (
        "evidence_attached",
        review.assignee,
        {
            "evidence": made.pk,
            "number": 1,
            "url": url,
            "stance": "refutes",
            "match": "exact",
            "occurrences": 1,
            "unlocated_reason": "",
        },
    )


def test_a_quote_that_stands_in_several_places_says_so(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    url = web.put("/twice", "In May there were 4,198 containers.\nAgain: 4,198 containers it was.")

    made = attach(review, url, quote="4,198 containers")

    assert made.snapshot is not None
    assert (made.start, evidence.findings(review)) == (
        made.snapshot.text.index("4,198"),
        {made.pk: Finding("exact", 2)},
    )


def test_two_pieces_from_one_page_share_its_link_and_its_copy(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    url = web.put("/ledger", LEDGER)

    one = attach(review, url)
    two = attach(review, url, quote="The new crane has not paid for itself")

    assert (two.link, two.snapshot, two.position) == (one.link, one.snapshot, 2)


def test_the_same_quote_from_the_same_page_is_attached_once(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    url = web.put("/ledger", LEDGER)
    attach(review, url)

    with pytest.raises(Conflict, match="attached already"):
        attach(review, f"{url}?utm_source=mail", quote=f"  {QUOTE} ")

    assert review.evidence.count() == 1


def test_what_was_withdrawn_may_be_attached_again_under_a_new_number(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    url = web.put("/ledger", LEDGER)
    first = attach(review, url)
    evidence.withdraw(first.pk, by=review.assignee, now=NOON, reason="Wrong stance.")

    second = attach(review, url)

    assert [(n, each.pk) for n, each in evidence.numbered(review)] == [
        (1, first.pk),
        (2, second.pk),
    ]
    assert evidence.citable(review) == {2: second}


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("It lists 4,918 containers for May", "The page gives other figures: “It lists 4,198"),
        ("The new crane has paid for itself, the auditors write", "says the opposite: “The new"),
        ("The auditors wrote that a new crane paid itself", "The nearest passage is: “"),
        ("Quarks and gluons", "nothing like them is"),
    ],
)
def test_a_quote_that_is_not_there_is_refused_with_what_is(
    web: Pages, quote: str, told: str
) -> None:
    review = make.review(Status.IN_REVIEW)

    with pytest.raises(UnusableEvidence) as refused:
        attach(review, web.put("/ledger", LEDGER), quote=quote)

    assert (refused.value.field, told in str(refused.value)) == ("quote", True)
    assert (review.evidence.count(), SourceLink.objects.count()) == (0, 0)


def test_a_page_that_does_not_exist_is_refused_by_its_status(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)

    with pytest.raises(UnusableEvidence, match="HTTP 404") as refused:
        attach(review, f"{web.url}/nowhere")

    assert (refused.value.field, SourceLink.objects.count()) == ("url", 0)


def test_a_private_address_is_refused_and_never_asked(web: Pages, settings: Settings) -> None:
    settings.OUTBOUND_ALLOW_NETWORKS = []
    review = make.review(Status.IN_REVIEW)
    url = web.put("/ledger", LEDGER)

    with pytest.raises(UnusableEvidence, match="private network"):
        attach(review, url)

    assert web.asked == []


def test_a_file_without_readable_text_is_refused_by_its_kind(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    web.pages["/table"] = Page(b"\x89PNG\r\n\x1a\n\0\0", media_type="image/png")

    with pytest.raises(UnusableEvidence, match="image/png"):
        attach(review, f"{web.url}/table")


def test_a_server_that_does_not_answer_is_refused_as_such(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    web.pages["/broken"] = Page(b"oops", status=503)

    with pytest.raises(UnusableEvidence, match="HTTP 503"):
        attach(review, f"{web.url}/broken")


@pytest.mark.parametrize("url", ["", "not a page", "ftp://a.example/x", "http://a.example:22/"])
def test_what_is_no_web_address_is_refused_even_with_a_reason(web: Pages, url: str) -> None:
    review = make.review(Status.IN_REVIEW)

    with pytest.raises(UnusableSource):
        attach(review, url, unlocated_reason="I saw it.")

    assert review.evidence.count() == 0


def test_a_written_reason_lets_an_unreachable_source_count_as_unverified(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)

    made = attach(review, f"{web.url}/nowhere", unlocated_reason="Seen in the reading room.")

    assert (made.snapshot, made.start, made.unlocated_reason, made.condition) == (
        None,
        None,
        "Seen in the reading room.",
        "unverified",
    )


def test_a_written_reason_keeps_the_copy_of_a_page_without_the_quote(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)

    made = attach(
        review, web.put("/ledger", LEDGER), quote="Chart 3: 4,198", unlocated_reason="In a chart."
    )

    assert made.snapshot is not None
    assert (made.quote, made.start) == ("Chart 3: 4,198", None)


def test_a_reason_that_turned_out_not_to_be_needed_is_not_kept(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)

    made = attach(review, web.put("/ledger", LEDGER), unlocated_reason="Just in case.")

    assert (made.quote, made.unlocated_reason, made.condition) == (QUOTE, "", "sound")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quote", ""),
        ("quote", "a\0b"),
        ("note", "\ud800"),
        ("stance", "likes"),
        ("note", "a" * 5001),
    ],
)
def test_unusable_input_is_refused_before_anything_is_fetched(
    web: Pages, field: str, value: str
) -> None:
    review = make.review(Status.IN_REVIEW)

    with pytest.raises(InvalidInput) as refused:
        attach(review, web.put("/ledger", LEDGER), **{field: value})

    assert (refused.value.field, web.asked) == (field, [])


@pytest.mark.parametrize("role", Role)
def test_everybody_may_propose_evidence_and_take_back_their_own(web: Pages, role: Role) -> None:
    review = make.review(Status.IN_REVIEW)
    person = make.user(role)
    own = attach(review, web.put("/ledger", LEDGER), by=person)

    evidence.withdraw(own.pk, by=person, now=NOON, reason="The wrong ledger.")

    own.refresh_from_db()
    assert (own.added_by, own.withdrawn_by) == (person, person)


def test_evidence_is_attached_only_to_a_review_in_work(web: Pages) -> None:
    review = make.review(Status.SUBMITTED)

    with pytest.raises(InvalidTransition):
        attach(review, web.put("/ledger", LEDGER), by=make.editor())

    assert web.asked == []


@pytest.mark.django_db(transaction=True)
def test_two_people_who_attach_the_same_quote_together_attach_it_once(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    url = web.put("/ledger", LEDGER)
    people = [review.assignee, make.editor()]
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def cite(person: User | None) -> None:
        start.wait()
        try:
            attach(review, url, by=person)
            outcomes.append("attached")
        except Conflict:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=cite, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sorted(outcomes), review.evidence.count()) == (["attached", "refused"], 1)
