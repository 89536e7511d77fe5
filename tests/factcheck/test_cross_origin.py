"""What pages of other sites may read."""

import pytest
from django.test import Client

from tests.published import publish

pytestmark = pytest.mark.django_db
ELSEWHERE = {"Origin": "https://elsewhere.example"}


@pytest.mark.parametrize(
    "path", ["/api/v1/fact-checks/", "/api/v1/scales/", "/api/schema/", "/fact-checks/feed.atom"]
)
def test_what_is_public_is_read_by_any_site_and_kept_once_by_proxies(
    path: str, client: Client
) -> None:
    publish()

    answer = client.get(path, headers=ELSEWHERE)

    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
    assert "Access-Control-Allow-Credentials" not in answer
    assert "origin" not in answer.get("Vary", "").lower()
    assert {"ETag", "Link", "RateLimit"} <= set(answer["Access-Control-Expose-Headers"].split(", "))


@pytest.mark.parametrize("path", ["/api/v1/claims/", "/api/v1/reviews/", "/", "/account/keys/"])
def test_the_desk_itself_is_read_by_no_other_site(path: str, client: Client) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(path, headers=ELSEWHERE)


def test_a_preflight_is_answered(client: Client) -> None:
    asked = {
        **ELSEWHERE,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }

    answer = client.options("/api/v1/fact-checks/", headers=asked)

    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (
        204,
        "GET, HEAD, OPTIONS",
    )
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"].split(", ")


def test_a_refusal_can_be_read_too(client: Client) -> None:
    answer = client.get("/api/v1/fact-checks/none/", headers=ELSEWHERE)

    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (404, "*")
