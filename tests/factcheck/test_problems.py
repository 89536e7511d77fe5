"""What programs are told where there is nothing."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "OPTIONS"])
@pytest.mark.parametrize(
    "address", ["nowhere/", "claims/null,null/", "reviews/1/nothing/", "%00/", "articles/-1/"]
)
def test_an_address_below_the_api_that_is_none_is_a_problem_not_a_page(
    method: str, address: str, client: Client
) -> None:
    answer = client.generic(method, f"/api/v1/{address}")

    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (
        404,
        "application/problem+json",
        "not-found",
    )


def test_a_missing_slash_at_the_end_is_still_forgiven(client: Client) -> None:
    answer = client.get("/api/v1/fact-checks")

    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/fact-checks/")
