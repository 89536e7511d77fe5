"""Fact-checks of others through our own API."""

from typing import Any

import pytest

from factcheck.accounts.models import Scope
from reviews.models import ForeignPage
from tests import make
from tests.reviews import pages
from tests.reviews.api import calls
from tests.reviews.foreign.markup import html, review
from tests.reviews.foreign.taking import take_in

URL = "import-claimreview/"


def importer() -> Any:
    return calls.with_key(make.editor(), Scope.IMPORT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "origin"),
    [
        ({"markup": [review(), {"@type": "ClaimReview"}]}, "api"),
        ({"text": html(review(), {"@type": "ClaimReview"})}, "api"),
        (
            {
                "markup": {
                    "@type": "DataFeed",
                    "dataFeedElement": [review(), {"@type": "ClaimReview"}],
                }
            },
            "feed",
        ),
    ],
)
def test_what_is_sent_is_kept_or_refused_one_by_one(sent: dict[str, Any], origin: str) -> None:
    status, report = calls.post(importer(), URL, **sent)

    page = ForeignPage.objects.get()
    added, refused = report["entries"]
    assert (status, page.origin, page.imported_by is not None) == (200, origin, True)
    assert report["counts"] == {
        "added": 1,
        "changed": 0,
        "unchanged": 0,
        "repeated": 0,
        "refused": 1,
    }
    assert (added["became"], added["page_id"], added["claim"]) == (
        "added",
        page.pk,
        "The bridge was closed for a year.",
    )
    assert (refused["became"], refused["field"], refused["why"]) == (
        "refused",
        "url",
        "It has no url: nobody could look it up.",
    )


@pytest.mark.django_db
def test_an_address_is_read_by_the_desk(web: pages.Pages, settings: Any) -> None:
    settings.SITE_URL = "https://desk.example"
    web.pages["/bridge"] = pages.Page(html(review(url=None)).encode())

    status, report = calls.post(importer(), URL, url=f"{web.url}/bridge", dry_run=True)

    assert (status, report["entries"][0]["url"]) == (200, f"{web.url}/bridge")
    assert ForeignPage.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "url"),
        ({"url": "https://a.example", "text": "x"}, "url"),
        ({"url": "nothing"}, "url"),
        ({"url": "http://127.0.0.1:1/"}, "url"),
        ({"text": "<p>nothing"}, "text"),
        ({"markup": {}}, "markup"),
        ({"text": 7}, "text"),
    ],
)
def test_what_cannot_be_read_is_named(sent: dict[str, Any], field: str) -> None:
    status, problem = calls.post(importer(), URL, **sent)

    assert (status, [each["field"] for each in problem["errors"]]) == (400, [field])


@pytest.mark.django_db
def test_importing_needs_its_scope_and_an_editor() -> None:
    sent = {"markup": review()}
    callers = [
        calls.with_key(make.editor(), Scope.PUBLISH),
        calls.with_key(make.reviewer(), Scope.IMPORT),
        calls.signed_in(make.reviewer()),
        calls.signed_in(make.editor()),
    ]

    assert [calls.post(each, URL, **sent)[0] for each in callers] == [403, 403, 403, 200]


@pytest.mark.django_db
def test_what_was_imported_is_listed_for_the_desk() -> None:
    take_in(review())
    take_in(review(url="https://other.example/1", claimReviewed="It rained all May."))
    reader = calls.with_key(make.contributor(), Scope.READ)

    def claims(**query: str) -> list[str]:
        return [
            each["claim"] for each in calls.get(reader, "foreign-checks/", **query)[1]["results"]
        ]

    assert claims() == ["It rained all May.", "The bridge was closed for a year."]
    assert claims(site="www.Facts.example") == ["The bridge was closed for a year."]
    assert claims(q="rain") == ["It rained all May."]
    assert calls.get(calls.with_key(make.editor(), Scope.IMPORT), "foreign-checks/")[0] == 403
