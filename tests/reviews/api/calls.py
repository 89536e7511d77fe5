"""Calls to the API as a signed-in person or with a key."""

from typing import Any

from rest_framework.test import APIClient

from factcheck.accounts.models import Scope, User
from tests import make


def signed_in(user: User) -> APIClient:
    client = APIClient()
    client.force_login(user)
    return client


def with_key(owner: User, *scopes: Scope) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Api-Key {make.api_key(owner, *scopes)}")
    return client


def post(client: APIClient, path: str, **data: Any) -> tuple[int, Any]:
    """Status and body of a POST of JSON to `/api/v1/<path>`."""
    answer = client.post(f"/api/v1/{path}", data, format="json")
    return answer.status_code, answer.json() if answer.content else None


def get(client: APIClient, path: str, **query: Any) -> tuple[int, Any]:
    answer = client.get(f"/api/v1/{path}", query)
    return answer.status_code, answer.json()
