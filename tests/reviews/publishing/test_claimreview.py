"""ClaimReview as schema.org defines it and Google asks for it."""

import subprocess
import sys
from typing import Any

import pytest

from reviews.publishing.claimreview import Site, Unmarkable, claimreview

SITE = Site(url="https://desk.example", name="Example Desk")
DESK = {"@type": "Organization", "name": "Example Desk", "url": "https://desk.example/"}
SCALE = {"name": "Truth", "version": 1, "best": 5, "worst": 1, "ratings": []}
FIRST = {"number": 1, "kind": "published", "reason": "", "at": "2026-03-02T12:00:00Z"}
FIXED = {"number": 2, "kind": "correction", "reason": "Full year.", "at": "2026-03-09T12:00:00Z"}


def document(**fields: Any) -> dict[str, Any]:
    claim = {"statement": "Crime has doubled.", "claimant": "John Doe", "attribution": "named"}
    article = {
        "url": "https://news.example/a122121",
        "title": "Crime",
        "publisher": "News Example",
        "author": "",
        "language": "en",
        "published_on": "2026-02-20",
    }
    rating = {"word": "Mostly false", "value": 2, "scale": SCALE}
    return {
        "slug": "crime-7",
        "version": 1,
        "first_published_at": "2026-03-02T12:00:00Z",
        "published_at": "2026-03-02T12:00:00Z",
        "language": "en",
        "history": [FIRST],
        "claim": claim | fields.pop("claim", {}),
        "article": article | fields.pop("article", {}),
        "rating": rating | fields.pop("rating", {}),
        "summary": "Recorded crime rose 4%.",
    } | fields


def test_it_says_all_that_is_required_and_recommended() -> None:
    made = claimreview(document(), site=SITE)

    url = "https://desk.example/fact-checks/crime-7/"
    assert made == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"{url}#claimreview",
        "url": url,
        "claimReviewed": "Crime has doubled.",
        "author": DESK,
        "datePublished": "2026-03-02",
        "inLanguage": "en",
        "itemReviewed": {
            "@type": "Claim",
            "@id": f"{url}#claim",
            "text": "Crime has doubled.",
            "author": {"@type": "Person", "name": "John Doe"},
            "datePublished": "2026-02-20",
            "appearance": [
                {
                    "@type": "CreativeWork",
                    "url": "https://news.example/a122121",
                    "datePublished": "2026-02-20",
                    "inLanguage": "en",
                    "publisher": {"@type": "Organization", "name": "News Example"},
                }
            ],
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Mostly false",
            "ratingExplanation": "Recorded crime rose 4%.",
            "ratingValue": 2,
            "bestRating": 5,
            "worstRating": 1,
        },
    }


def test_a_word_beside_the_line_has_no_number() -> None:
    made = claimreview(document(rating={"word": "Unverifiable", "value": None}), site=SITE)

    assert made["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Unverifiable",
        "ratingExplanation": "Recorded crime rose 4%.",
    }


@pytest.mark.parametrize("value", [0, 6])
def test_a_number_off_the_scale_is_refused(value: int) -> None:
    with pytest.raises(Unmarkable, match="ratingValue"):
        claimreview(document(rating={"value": value}), site=SITE)


@pytest.mark.parametrize(
    ("fields", "name"),
    [({"claim": {"statement": " "}}, "claimReviewed"), ({"rating": {"word": ""}}, "alternateName")],
)
def test_what_google_requires_is_never_empty(fields: dict[str, Any], name: str) -> None:
    with pytest.raises(Unmarkable, match=name):
        claimreview(document(**fields), site=SITE)


def test_corrections_are_marked_up_and_dated() -> None:
    later = document(version=2, published_at="2026-03-09T12:00:00Z", history=[FIRST, FIXED])

    made = claimreview(later, site=SITE)

    assert (made["datePublished"], made["dateModified"]) == ("2026-03-02", "2026-03-09")
    assert made["correction"] == [
        {
            "@type": "CorrectionComment",
            "name": "Correction",
            "text": "Full year.",
            "datePublished": "2026-03-09",
        }
    ]


@pytest.mark.parametrize(
    ("kind", "where", "comment"),
    [
        ("update", "comment", {"@type": "Comment", "name": "Update"}),
        ("retraction", "correction", {"@type": "CorrectionComment", "name": "Retraction"}),
    ],
)
def test_no_change_is_forgotten(kind: str, where: str, comment: dict[str, str]) -> None:
    made = claimreview(document(version=2, history=[FIRST, FIXED | {"kind": kind}]), site=SITE)

    said = {"text": "Full year.", "datePublished": "2026-03-09"}
    assert {name: made.get(name) for name in ("correction", "comment")} == {
        "correction": None,
        "comment": None,
    } | {where: [comment | said]}


@pytest.mark.parametrize(
    ("claim", "article", "author"),
    [
        (
            {"claimant": "the sources", "attribution": "unnamed"},
            {},
            {"@type": "Organization", "name": "News Example"},
        ),
        (
            {"claimant": ""},
            {"publisher": "", "author": "A. Writer"},
            {"@type": "Person", "name": "A. Writer"},
        ),
        ({"claimant": ""}, {"publisher": ""}, None),
        (
            {"claimant": "the sources", "attribution": "unnamed"},
            {"publisher": "", "author": "A. Writer"},
            None,
        ),
    ],
)
def test_an_unknown_author_is_never_invented(
    claim: dict[str, Any], article: dict[str, Any], author: dict[str, Any] | None
) -> None:
    made = claimreview(document(claim=claim, article=article), site=SITE)

    assert made["itemReviewed"].get("author") == author


def test_a_slug_of_another_script_is_percent_encoded() -> None:
    made = claimreview(document(slug="ميناء-3"), site=SITE)

    assert made["url"] == ("https://desk.example/fact-checks/%D9%85%D9%8A%D9%86%D8%A7%D8%A1-3/")


def test_it_needs_no_django() -> None:
    script = (
        "import importlib.util, sys;"
        "spec = importlib.util.spec_from_file_location('c', 'reviews/publishing/claimreview.py');"
        "module = importlib.util.module_from_spec(spec); sys.modules['c'] = module;"
        "spec.loader.exec_module(module);"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", script], check=False)

    assert done.returncode == 0
