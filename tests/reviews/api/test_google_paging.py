"""Pages of `claims:search` while the desk goes on publishing; rows of two kinds in one order."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from pytest_django import Settings

from reviews.api import google_params, google_search
from reviews.publishing.claimreview import Site
from tests import many
from tests.make import NOON
from tests.published import publish
from tests.reviews.foreign.markup import review
from tests.reviews.foreign.taking import take_in

SITE = Site(url="https://www.desk.example", name="Example Desk")


def turned(service: Any, **asked: Any) -> list[str]:
    """The texts of all pages, one after the other."""
    claims, texts = service.claims(), []
    request = claims.search(**asked)
    while request is not None:
        body = request.execute()
        texts += [each["text"] for each in body.get("claims", [])]
        request = claims.search_next(request, body)
    return texts


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_thousand_results_are_paged_whole_while_others_are_published(
    service: Any,
) -> None:
    there = many.publications(1_000, "The harbour saw ship")
    begun, over = threading.Event(), threading.Event()
    published: list[int] = []

    def go_on_publishing() -> None:
        try:
            while not over.is_set():
                number = len(published)
                publish(f"The harbour saw ship of day {number}", days=1 + number)
                published.append(number)
                begun.set()
        finally:
            begun.set()
            connection.close()

    desk = threading.Thread(target=go_on_publishing)
    desk.start()
    try:
        begun.wait(timeout=30)
        seen = turned(service, query="harbour ship", pageSize=50)
    finally:
        over.set()
        desk.join(timeout=30)

    assert len(seen) == len(set(seen))
    assert [text for text in seen if text in set(there)] == there
    assert len(published) > 1


def texts(**sent: str) -> list[list[str]]:
    """Of each page, following the tokens."""
    query = QueryDict(mutable=True)
    query.update(sent)
    body = google_search.answer(google_params.parse(query), site=SITE, now=NOON)
    page = [each["text"] for each in body.get("claims", [])]
    token = body.get("nextPageToken")
    return [page, *texts(**sent | {"pageToken": token})] if token else [page]


def others(*claims: str, **fields: Any) -> None:
    for claim in claims:
        take_in(review(claimReviewed=claim, url=f"https://facts.example/{len(claim)}", **fields))


@pytest.mark.django_db
def test_fact_checks_of_others_are_found_where_their_site_is_named() -> None:
    publish("The bridge is new.")
    others("The bridge is old.")

    asked = {"query": "bridge"}

    assert texts(**asked) == [["The bridge is new."]]
    assert texts(**asked, reviewPublisherSiteFilter="facts.example") == [["The bridge is old."]]
    assert texts(**asked, reviewPublisherSiteFilter="other.example") == [[]]


@pytest.mark.django_db
def test_both_are_found_in_one_order_where_the_desk_wants_it(settings: Settings) -> None:
    settings.SEARCH_FOREIGN = True
    publish("The bridge is new.")
    publish("The bridge is open.", days=-40)
    others("The bridge is old.", "The bridge is rusty, or not.", datePublished="2026-02-03")

    found = texts(query="bridge", pageSize="1")
    best_first = texts(query="bridge rusty open", pageSize="3")

    assert [text for [text] in found] == [
        "The bridge is new.",
        "The bridge is rusty, or not.",
        "The bridge is old.",
        "The bridge is open.",
    ]
    assert best_first == [["The bridge is rusty, or not.", "The bridge is open."]]
    assert texts(query="bridge", offset="1", pageSize="2")[0] == found[1] + found[2]


@pytest.mark.django_db
def test_what_is_said_of_others_is_what_their_markup_says() -> None:
    take_in(review(inLanguage="en"))
    query = QueryDict("reviewPublisherSiteFilter=facts.example&languageCode=en-US&maxAgeDays=60")

    body = google_search.answer(google_params.parse(query), site=SITE, now=NOON)

    assert body == {
        "claims": [
            {
                "text": "The bridge was closed for a year.",
                "claimant": "Rosa Lind",
                "claimDate": "2026-01-30T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Facts Example", "site": "facts.example"},
                        "url": "https://facts.example/2026/bridge",
                        "reviewDate": "2026-02-03T00:00:00Z",
                        "textualRating": "Mostly false",
                        "languageCode": "en",
                    }
                ],
            }
        ]
    }
