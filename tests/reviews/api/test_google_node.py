"""Google's Node client, unmodified, against a live server."""

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from factcheck.accounts.models import Scope
from tests import make, node
from tests.published import publish
from tests.reviews.foreign.markup import PAGE

SCRIPT = Path(__file__).with_name("google_client.mjs")
MARKUP = {
    "url": PAGE,
    "claimReviewed": "It fell.",
    "rating": {"textualRating": "False", "ratingValue": 1, "worstRating": 1, "bestRating": 5},
}


def answers(server: LiveServer, *calls: list[Any], key: str = "any") -> list[Any]:
    sent = json.dumps(calls)
    answered: list[Any] = json.loads(node.require().run(SCRIPT, f"{server.url}/", key, sent=sent))
    return answered


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_it_searches_turns_pages_and_understands_errors(live_server: LiveServer) -> None:
    for number in range(5):
        publish(f"The harbour saw ship {number}.")

    found, turned, refused, pictures = answers(
        live_server,
        ["claims", "search", {"query": "harbour ship", "pageSize": 1, "languageCode": "en-GB"}],
        ["claims", "all", {"query": "harbour ship", "pageSize": 2}],
        ["claims", "search", {"maxAgeDays": 3}],
        ["claims", "imageSearch", {"imageUri": "https://news.example/a.jpg"}],
    )

    assert (found["status"], [each["text"] for each in found["data"]["claims"]]) == (
        200,
        ["The harbour saw ship 4."],
    )
    assert turned["data"] == [f"The harbour saw ship {number}." for number in (4, 3, 2, 1, 0)]
    assert (refused["status"], refused["error"]["error"]["status"]) == (400, "INVALID_ARGUMENT")
    assert (pictures["status"], pictures["data"]) == (200, {})


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_it_writes_pages_with_a_key(live_server: LiveServer) -> None:
    key = make.api_key(make.editor(), Scope.IMPORT)
    body = {"pageUrl": PAGE, "claimReviewMarkups": [MARKUP]}

    made, found = answers(
        live_server,
        ["pages", "create", {"requestBody": body}],
        ["pages", "list", {"url": PAGE}],
        key=key,
    )
    name = made["data"]["name"]
    replaced, stale, gone = answers(
        live_server,
        ["pages", "update", {"name": name, "requestBody": made["data"]}],
        ["pages", "update", {"name": name, "requestBody": made["data"]}],
        ["pages", "delete", {"name": name}],
        key=key,
    )

    author = {"claimReviewAuthor": {"name": "facts.example"}}
    assert made["data"] == body | author | {"name": name, "versionId": "1"}
    assert found["data"] == {"claimReviewMarkupPages": [made["data"]]}
    assert replaced["data"] == made["data"] | {"versionId": "2"}
    assert (stale["status"], stale["error"]["error"]["status"]) == (409, "ABORTED")
    assert gone["data"] == {}
