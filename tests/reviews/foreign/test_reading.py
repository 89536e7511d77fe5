"""One ClaimReview of another publisher: what is understood, what is left out, what is refused."""

import contextlib
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.foreign import reading, values
from reviews.foreign.reading import Markup, Surroundings, Unreadable
from tests.reviews.foreign.markup import PAGE, review

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def read(around: Surroundings | None = None, **fields: Any) -> Markup:
    return reading.read(review(**fields), around or Surroundings())


def test_a_review_as_documented_is_understood_whole() -> None:
    found = read()

    assert found == Markup(
        url=PAGE,
        claim="The bridge was closed for a year.",
        rating="Mostly false",
        publisher="Facts Example",
        claimant="Rosa Lind",
        claimant_title="Minister",
        claimant_same_as=["https://rosa.example/"],
        claimed_on=date(2026, 1, 30),
        appearances=["https://news.example/bridge"],
        rating_value=2.0,
        rating_worst=1.0,
        rating_best=5.0,
        explanation="It was closed for six weeks.",
        reviewed_on=date(2026, 2, 3),
        markup=review(),
    )


@pytest.mark.parametrize(
    "kind", ["CreativeWork", "creativeWork", "https://schema.org/CreativeWork"]
)
def test_a_creative_work_in_place_of_the_claim_is_where_it_appeared(kind: str) -> None:
    work = {"@type": kind, "url": "https://post.example/1", "sameAs": "https://copy.example/"}

    found = read(itemReviewed=work | {"author": {"name": "A blog"}})

    assert (found.claimant, found.appearances) == (
        "A blog",
        ["https://post.example/1", "https://copy.example/"],
    )


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Facts Daily", "Facts Daily"),
        ([{"@type": "Organization", "name": "Facts Daily"}], "Facts Daily"),
        ({"@type": "Organization"}, "facts.example"),
        (None, "facts.example"),
        ({"@id": "#us"}, "Us Ltd"),
    ],
)
def test_the_publisher_is_found_or_is_the_site(author: Any, name: str) -> None:
    around = Surroundings(nodes={"#us": {"@id": "#us", "name": "Us Ltd"}})

    assert read(around, author=author).publisher == name


def test_where_a_person_signed_the_publisher_is_its_employer() -> None:
    signed = {"@type": "Person", "name": "A. Writer"}

    found = read(author=signed, publisher={"@type": "Organization", "name": "Facts Example"})

    assert found.publisher == "Facts Example"


@pytest.mark.parametrize(
    ("rating", "word", "value"),
    [
        ({"alternateName": "False", "ratingValue": 1}, "False", 1.0),
        ({"alternateName": "False", "ratingValue": "1,5"}, "False", 1.5),
        ({"alternateName": "False", "ratingValue": ""}, "False", None),
        ({"alternateName": ["False", "Falso"]}, "False", None),
        ({"name": "False"}, "False", None),
        ({"ratingValue": "False"}, "False", None),
        ("False", "False", None),
        ([{"alternateName": "False", "ratingValue": True}], "False", None),
    ],
)
def test_ratings_come_in_many_shapes(rating: Any, word: str, value: float | None) -> None:
    found = read(reviewRating=rating)

    assert (found.rating, found.rating_value) == (word, value)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"claimReviewed": None}, "claimReviewed"),
        ({"claimReviewed": " <b></b> &nbsp;"}, "claimReviewed"),
        ({"reviewRating": None}, "reviewRating.alternateName"),
        ({"reviewRating": {"ratingValue": 3}}, "reviewRating.alternateName"),
        ({"url": None}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://facts.example/" + "x" * 3000}, "url"),
    ],
)
def test_what_is_of_no_use_is_refused_by_name(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(**fields)

    assert refused.value.field == field


def test_a_claim_may_stand_in_the_claim_alone() -> None:
    found = read(claimReviewed=None, itemReviewed={"@type": "Claim", "text": "It rained."})

    assert found.claim == "It rained."


@pytest.mark.parametrize(
    ("url", "found"),
    [("/2026/ferry", "https://facts.example/2026/ferry"), (None, PAGE), ("", PAGE)],
)
def test_an_address_is_taken_from_the_page_where_it_is_short_or_missing(
    url: str | None, found: str
) -> None:
    assert read(Surroundings(url=PAGE), url=url).url == found


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("&quot;It&#039;s  over&quot;", '"It\'s over"'),
        ("&amp;quot;Over&amp;quot;", '"Over"'),
        ("<p>It is <em>over</em></p>", "It is over"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("a\0b\ud800", "ab?"),
        ({"@value": "Vorbei", "@language": "de"}, "Vorbei"),
    ],
)
def test_texts_lose_markup_entities_and_what_cannot_be_stored(
    written: Any, understood: str
) -> None:
    assert values.text(written) == understood


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-03",
        "2026-02-03T23:30:00-08:00",
        "20260203",
        "2026/02/03",
        "February 3, 2026",
        "Feb 3, 2026",
        "3 February 2026",
        "Tue, 03 Feb 2026 10:00:00 GMT",
        ["2026-02-03"],
    ],
)
def test_days_are_read_as_they_are_written(written: Any) -> None:
    assert values.day(written) == date(2026, 2, 3)


def test_a_date_that_means_nothing_is_left_out_and_told() -> None:
    found = read(datePublished="next Tuesday")

    assert (found.reviewed_on, found.notes) == (
        None,
        ("datePublished “next Tuesday” is no date we can read; it was left out.",),
    )


@pytest.mark.parametrize(
    ("said", "language"),
    [("pt_BR", "pt-BR"), ({"@type": "Language", "alternateName": "ar"}, "ar"), (None, "de")],
)
def test_the_language_is_that_of_the_review_or_of_the_page(said: Any, language: str) -> None:
    assert read(Surroundings(language="de"), inLanguage=said).language == language


def test_the_markup_is_kept_as_it_was_without_what_cannot_be_stored() -> None:
    found = read(odd={"a\0": ["\ud800", float("nan"), 1]})

    assert found.markup["odd"] == {"a": ["?", None, 1]}


def test_a_whole_book_of_markup_is_not_kept() -> None:
    assert read(reviewBody="word " * 20_000).markup == {}


@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_no_value_of_any_kind_breaks_the_reading(
    item: Any, rating: Any, author: Any, dated: Any
) -> None:
    node = review(
        itemReviewed=item, reviewRating=rating, author=author, datePublished=dated, url=author
    )

    with contextlib.suppress(Unreadable):
        found = reading.read(node, Surroundings(url=PAGE))
        assert (found.claim, bool(found.rating)) == ("The bridge was closed for a year.", True)
        json.dumps(found.markup, ensure_ascii=False, allow_nan=False).encode()
