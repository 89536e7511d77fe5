"""The parameters of `claims:search`: refused in Google's form, by name."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from reviews import publishing
from reviews.states import Status
from tests import make
from tests.published import publish

URL = "/v1alpha1/claims:search"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "query"),
        ({"query": "  "}, "query"),
        ({"query": "x" * 2001}, "query"),
        ({"query": "a\0b"}, "query"),
        ({"query": "x", "languageCode": "not a language"}, "languageCode"),
        ({"query": "x", "pageSize": "-1"}, "pageSize"),
        ({"query": "x", "pageSize": "2147483648"}, "pageSize"),
        ({"query": "x", "pageSize": "ten"}, "pageSize"),
        ({"query": "x", "offset": "-1"}, "offset"),
        ({"query": "x", "maxAgeDays": "1.5"}, "maxAgeDays"),
        ({"query": "x", "pageToken": "made-up"}, "pageToken"),
        ({"query": "x", "alt": "proto"}, "alt"),
        ({"query": "x", "callback": "steal"}, "callback"),
        ({"query": "x", "prettyPrint": "maybe"}, "prettyPrint"),
        ({"query": "x", "colour": "red"}, "colour"),
        ({"query": "x", "fields": "claims("}, "fields"),
        ({"query": "x", "fields": "claims)"}, "fields"),
        ({"query": "x", "fields": "a,,b"}, "fields"),
        ({"query": "x", "fields": "a/" * 5000 + "b"}, "fields"),
        ({"query": "x", "$alt": "media"}, "alt"),
        ({"reviewPublisherSiteFilter": "http://"}, "reviewPublisherSiteFilter"),
        ({"reviewPublisherSiteFilter": "//[x"}, "reviewPublisherSiteFilter"),
    ],
)
def test_wrong_parameters_are_refused_in_googles_form(
    client: Client, sent: dict[str, str], field: str
) -> None:
    response = client.get(URL, sent)

    error = response.json()["error"]
    assert (response.status_code, error["code"], error["status"]) == (400, 400, "INVALID_ARGUMENT")
    assert [each["field"] for each in error["details"][0]["fieldViolations"]] == [field]


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [{"query": "boat"}, {"pageSize": "3"}, {"languageCode": "en"}])
def test_a_token_belongs_to_its_question(client: Client, changed: dict[str, str]) -> None:
    for number in range(2):
        publish(f"The ferry made trip {number}.")
    asked = {"query": "ferry", "pageSize": "1"}
    token = client.get(URL, asked).json()["nextPageToken"]

    response = client.get(URL, asked | {"pageToken": token} | changed)

    assert response.status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("days", ["365", "364999", "2147483647"])
def test_any_age_an_int32_can_say_is_understood(client: Client, days: str) -> None:
    review = make.review(Status.APPROVED, claim=make.claim(statement="The ferry is full."))
    publishing.publish(review.pk, by=make.editor(), now=datetime.now(UTC))

    response = client.get(URL, {"query": "ferry", "maxAgeDays": days})

    assert [each["text"] for each in response.json()["claims"]] == ["The ferry is full."]


def test_pretty_printing_is_the_default_and_can_be_switched_off(client: Client, db: None) -> None:
    publish("The ferry is full.")

    pretty = client.get(URL, {"query": "ferry"}).content
    plain = client.get(URL, {"query": "ferry", "prettyPrint": "false"}).content

    assert (pretty.startswith(b'{\n  "claims"'), plain.startswith(b'{"claims"')) == (True, True)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1alpha1/claims:imageSearch"),
        ("GET", "/v1alpha1/claims:search/"),
        ("PUT", "/v1alpha1/pages"),
        ("POST", "/v1alpha1/pages/own-1"),
        ("GET", "/v1alpha1/pages/own-1/more"),
        ("POST", URL),
    ],
)
def test_other_paths_and_methods_are_missing_in_googles_form(
    method: str, path: str, db: None
) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, path)

    error = response.json()["error"]
    assert (response.status_code, error["code"], error["status"]) == (404, 404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ("*", {"claims": [{"text": "The ferry is full.", "claimant": "Ines Duarte"}]}),
        ("claims/text", {"claims": [{"text": "The ferry is full."}]}),
        ("claims(text),nextPageToken", {"claims": [{"text": "The ferry is full."}]}),
        (
            "claims( text , claimant )",
            {"claims": [{"text": "The ferry is full.", "claimant": "Ines Duarte"}]},
        ),
        (
            "claims/claimReview/textualRating",
            {"claims": [{"claimReview": [{"textualRating": "Mostly true"}]}]},
        ),
        (
            "claims(claimReview(publisher/name))",
            {"claims": [{"claimReview": [{"publisher": {"name": "Factcheck"}}]}]},
        ),
        (
            "claims/*/publisher/name,claims/text",
            {
                "claims": [
                    {
                        "text": "The ferry is full.",
                        "claimReview": [{"publisher": {"name": "Factcheck"}}],
                    }
                ]
            },
        ),
        ("nothing", {}),
    ],
)
@pytest.mark.django_db
def test_a_mask_selects_what_is_sent(client: Client, fields: str, body: dict[str, Any]) -> None:
    publish("The ferry is full.")

    answer = client.get(URL, {"query": "ferry", "fields": fields}).json()

    if fields == "*":
        [claim] = answer["claims"]
        answer = {"claims": [{name: claim[name] for name in ("text", "claimant")}]}
    assert answer == body
