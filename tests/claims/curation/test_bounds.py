"""Bounds of a claim that would cut a word, or a character, in two."""

from typing import Any

import pytest

from claims import curation
from claims.exceptions import InvalidSpan
from claims.models import Article
from tests import make
from tests.claims.curation.test_deciding import candidate
from tests.make import NOON

pytestmark = pytest.mark.django_db
TEXT = "Naïve 𝒞ranes 🏗️ paid. The port of Almond handled 4,210 containers in May 2025. It grew."


def bounds(of: Article, quote: str) -> dict[str, Any]:
    start = of.text.index(quote)
    return {"start": start, "end": start + len(quote)}


@pytest.mark.parametrize(
    ("text", "words", "field", "nearest"),
    [
        (TEXT, "port of Al", "end", "port of"),
        (TEXT, "port of Alm", "end", "port of Almond"),
        (TEXT, "port of Almo", "end", "port of Almond"),
        (TEXT, "rt of Almond", "start", "port of Almond"),
        (TEXT, "ndle", "start", "handled"),
        (TEXT, "210 containers", "start", "4,210 containers"),
        (TEXT, "paid. The p", "end", "paid. The"),
        ("The nai\u0308ve port of Almond grew.", "The nai", "end", "The nai\u0308ve"),
        ("Paid 👩‍🚒 for it in May.", "🚒 for it", "start", "for it"),
        ("เรากินน้ำทุกวันนี้", "เรากินน", "end", "เรากิน"),
        ("قال الوزير إن الميناء نما.", "وزير إن الميناء", "start", "الوزير إن الميناء"),
    ],
)
def test_bounds_inside_a_word_are_refused_and_the_nearest_good_ones_named(
    text: str, words: str, field: str, nearest: str
) -> None:
    article = make.article(text)
    claim = candidate(article, quote=text[-8:].strip())

    with pytest.raises(InvalidSpan) as refused:
        curation.move(claim.pk, **bounds(article, words), by=make.reviewer(), now=NOON)

    start = text.index(nearest)
    assert (refused.value.field, str(refused.value).partition("two. ")[2]) == (
        field, f"The nearest good ones are {start} to {start + len(nearest)}: “{nearest}”.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("港口在五月处理了四千个集装箱。", "在五月处理了四千"),
        ("ท่าเรือขนส่งสินค้าในเดือนพฤษภาคม", "ขนส่งสินค้า"),
        ("新しいデータセンターが五月に開いた。", "センターが五月に"),
        ("The port grew.The town paid 30% (of 4,210).", "The town paid 30%"),
        ("“Nobody paid,” said the mayor’s office 🏗️ in May.", "Nobody paid"),
        ("Le port de l’Estaque a grandi en mai.", "Estaque a grandi"),
    ],
)
def test_bounds_between_words_are_taken_in_every_script(text: str, words: str) -> None:
    article = make.article(text)
    claim = candidate(article, quote=text)

    curation.move(claim.pk, **bounds(article, words), by=make.reviewer(), now=NOON)

    claim.refresh_from_db()
    assert claim.quote == words


def test_a_bound_that_cuts_a_word_may_stay_where_it_is() -> None:
    article = make.article(TEXT)
    claim = candidate(article, quote="rt of Almond handled")

    curation.move(claim.pk, **bounds(article, "rt of Almond"), by=make.reviewer(), now=NOON)

    claim.refresh_from_db()
    assert claim.quote == "rt of Almond"


def test_bounds_in_a_word_without_end_are_refused_in_time() -> None:
    article = make.article("It grew. " + "a" * 100_000)
    claim = candidate(article, quote="It grew.")

    with pytest.raises(InvalidSpan) as refused:
        curation.move(claim.pk, start=5_000, end=6_000, by=make.reviewer(), now=NOON)

    assert str(refused.value) == "These bounds cut a word or a character in two."
