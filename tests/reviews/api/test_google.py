"""`claims:search`, asked by Google's own client and by hand."""

import http.client
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from googleapiclient.errors import HttpError
from pytest_django import DjangoAssertNumQueries
from pytest_django.live_server_helper import LiveServer

from reviews.api import google_params, google_search
from reviews.publishing.claimreview import Site
from tests.make import NOON
from tests.published import publish, retract

URL = "/v1alpha1/claims:search"
SITE = Site(url="https://www.desk.example", name="Example Desk")


def answer(now: datetime = NOON, **sent: str) -> dict[str, Any]:
    query = QueryDict(mutable=True)
    query.update(sent)
    return google_search.answer(google_params.parse(query), site=SITE, now=now)


def texts(body: dict[str, Any]) -> list[str]:
    return [each["text"] for each in body.get("claims", [])]


@pytest.mark.django_db(transaction=True)
def test_googles_client_reads_our_claims(service: Any) -> None:
    version = publish("The harbour handled 4,210 containers.")

    body = service.claims().search(query="harbour containers", languageCode="en-US").execute()

    assert body == {
        "claims": [
            {
                "text": "The harbour handled 4,210 containers.",
                "claimant": "Ines Duarte",
                "claimDate": "2026-03-01T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Factcheck", "site": "127.0.0.1"},
                        "url": f"http://127.0.0.1:8000/fact-checks/{version.publication.slug}/",
                        "title": "Mostly true: The harbour handled 4,210 containers.",
                        "reviewDate": "2026-03-02T12:00:00Z",
                        "textualRating": "Mostly true",
                        "languageCode": "en",
                    }
                ],
            }
        ]
    }


@pytest.mark.django_db(transaction=True)
def test_googles_client_turns_the_pages(service: Any) -> None:
    for number in range(5):
        publish(f"The harbour saw ship {number}.")
    claims = service.claims()

    seen = []
    request = claims.search(query="harbour ship", pageSize=2, key="other", prettyPrint=False)
    while request is not None:
        body = request.execute()
        seen.append(texts(body))
        request = claims.search_next(request, body)

    assert seen == [
        ["The harbour saw ship 4.", "The harbour saw ship 3."],
        ["The harbour saw ship 2.", "The harbour saw ship 1."],
        ["The harbour saw ship 0."],
    ]


@pytest.mark.django_db(transaction=True)
def test_googles_client_understands_our_errors(service: Any) -> None:
    with pytest.raises(HttpError) as refused:
        service.claims().search(languageCode="en").execute()

    message = "query is required unless reviewPublisherSiteFilter is set."
    assert refused.value.status_code == 400
    assert refused.value.reason == message
    assert refused.value.error_details == [
        {
            "@type": "type.googleapis.com/google.rpc.BadRequest",
            "fieldViolations": [{"field": "query", "description": message}],
        }
    ]


@pytest.mark.django_db(transaction=True)
def test_the_address_answers_at_once_without_a_redirect(live_server: LiveServer) -> None:
    host, port = live_server.url.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=10)

    connection.request("GET", f"{URL}?query=x")
    response = connection.getresponse()

    assert (response.status, response.read()) == (200, b"{}")
    connection.close()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({"query": "ferry"}, ["The ferry is full."]),
        ({"query": "ferry rents"}, []),
        ({"query": "ferry", "languageCode": "ar"}, []),
        ({"query": "rents", "languageCode": "EN-gb"}, ["Rents rose."]),
        ({"query": "?!"}, []),
        ({"reviewPublisherSiteFilter": "desk.example"}, ["Rents rose.", "The ferry is full."]),
        ({"review_publisher_site_filter": "desk.example"}, ["Rents rose.", "The ferry is full."]),
        ({"reviewPublisherSiteFilter": "www.desk.example"}, ["Rents rose.", "The ferry is full."]),
        ({"reviewPublisherSiteFilter": "nytimes.com"}, []),
        ({"reviewPublisherSiteFilter": "k.example"}, []),
        ({"reviewPublisherSiteFilter": "desk.example", "offset": "1"}, ["The ferry is full."]),
        ({"reviewPublisherSiteFilter": "desk.example", "pageSize": "1"}, ["Rents rose."]),
        ({"reviewPublisherSiteFilter": "desk.example", "maxAgeDays": "5"}, ["Rents rose."]),
        (
            {"query": "ferry", "fields": "claims", "$.xgafv": "2", "quotaUser": "me"},
            ["The ferry is full."],
        ),
        ({"query": "ferry", "alt": "json"}, ["The ferry is full."]),
    ],
)
def test_what_is_asked_is_what_is_found(sent: dict[str, str], found: list[str]) -> None:
    publish("The ferry is full.")
    publish("Rents rose.", days=6)

    body = answer(now=NOON + timedelta(days=10), **sent)

    assert texts(body) == found


@pytest.mark.django_db
def test_age_counts_from_the_newer_of_claim_and_review() -> None:
    publish("The ferry is full.", article={"published_on": date(2026, 3, 9)})

    body = answer(now=datetime(2026, 3, 10, tzinfo=UTC), query="ferry", maxAgeDays="2")

    assert texts(body) == ["The ferry is full."]


@pytest.mark.django_db
def test_a_new_fact_check_does_not_shift_the_pages() -> None:
    for number in range(3):
        publish(f"The ferry made trip {number}.", days=number)
    first = answer(query="ferry", pageSize="2")
    publish("The ferry made trip 3.", days=3)

    second = answer(query="ferry", pageSize="2", pageToken=first["nextPageToken"])

    assert texts(first) + texts(second) == [f"The ferry made trip {n}." for n in (2, 1, 0)]
    assert "nextPageToken" not in second


@pytest.mark.django_db
def test_unknown_dates_and_claimants_are_left_out() -> None:
    publish(article={"published_on": None}, claimant="")

    [claim] = answer(query="harbour")["claims"]

    assert sorted(claim) == ["claimReview", "text"]


@pytest.mark.django_db
def test_retracted_verdicts_are_not_found() -> None:
    retract(publish("The ferry is full."))

    assert answer(query="ferry") == {}


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_asks_one_question(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        publish()

    with django_assert_num_queries(1):
        client.get(URL, {"query": "harbour containers in may"})
