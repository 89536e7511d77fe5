"""Google's and schema.org's rules of ClaimReview, each broken once."""

from typing import Any

import pytest

from reviews.publishing import claimreview_rules
from reviews.publishing.claimreview import Unmarkable, claimreview
from tests.reviews.publishing.test_claimreview import FIRST, FIXED, SITE, document

CHANGED = [FIRST, FIXED, FIXED | {"kind": "update"}]


def good() -> dict[str, Any]:
    return claimreview(document(version=3, history=CHANGED), site=SITE)


def broken(review: dict[str, Any]) -> list[tuple[str, str]]:
    return [(str(each.weight), each.path) for each in claimreview_rules.check(review)]


def changed(path: str, value: Any) -> dict[str, Any]:
    """Our ClaimReview with `value` at `path`; None takes it away."""
    review = good()
    *outer, name = path.split(".")
    thing = review
    for each in outer:
        thing = thing[each]
    thing.pop(name, None)
    if value is not None:
        thing[name] = value
    return review


def test_what_the_desk_makes_breaks_no_rule() -> None:
    assert broken(good()) == []


@pytest.mark.parametrize("path", ["@context", "claimReviewed", "url", "reviewRating.alternateName"])
@pytest.mark.parametrize("value", [None, " ", 7])
def test_what_google_requires_forbids_publishing_where_it_is_missing(path: str, value: Any) -> None:
    review = changed(path, value)

    assert ("required", path) in broken(review)
    with pytest.raises(Unmarkable, match=path):
        claimreview_rules.refuse(review)


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("reviewRating.worstRating", 0, "reviewRating.worstRating"),
        ("reviewRating.bestRating", 1, "reviewRating.bestRating"),
        ("reviewRating.ratingValue", 6, "reviewRating.ratingValue"),
        ("reviewRating.bestRating", None, "reviewRating"),
        ("itemReviewed.author.name", None, "itemReviewed.author.name"),
    ],
)
def test_the_scale_and_the_author_are_whole(path: str, value: Any, named: str) -> None:
    assert ("required", named) in broken(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("claimReviewed", "x" * 76, "claimReviewed"),
        ("claimReviewed", "Mostly false: crime has doubled.", "claimReviewed"),
        ("datePublished", None, "datePublished"),
        ("itemReviewed.author", None, "itemReviewed.author"),
        ("itemReviewed.datePublished", None, "itemReviewed.datePublished"),
        ("itemReviewed.appearance", None, "itemReviewed.appearance"),
        ("reviewRating.ratingExplanation", None, "reviewRating.ratingExplanation"),
    ],
)
def test_what_google_recommends_is_told_and_forbids_nothing(
    path: str, value: Any, named: str
) -> None:
    review = changed(path, value)

    claimreview_rules.refuse(review)

    assert broken(review) == [("recommended", named)]


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("rating", "False", "rating"),
        ("@type", "Review", "@type"),
        ("itemReviewed.@type", "CreativeWork", "itemReviewed"),
        ("itemReviewed.claimant", "John Doe", "itemReviewed.claimant"),
        ("reviewRating.ratingValue", "2", "reviewRating.ratingValue"),
        ("datePublished", "2 March", "datePublished"),
        ("url", "/fact-checks/crime-7/", "url"),
        ("author", "Example Desk", "author"),
        ("correction", ["Full year."], "correction"),
        ("inLanguage", "", "inLanguage"),
    ],
)
def test_what_schema_org_has_no_place_for_forbids_publishing(
    path: str, value: Any, named: str
) -> None:
    assert ("type", named) in broken(changed(path, value))
