"""Keys of programs: unknown, expired, revoked, and short of a scope."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.accounts.models import ApiKey, Scope
from tests import make

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles/"


def _get(client: Client, key: str) -> int:
    return client.get(ARTICLES, headers={"authorization": f"Api-Key {key}"}).status_code


def test_a_key_reads_what_its_scope_allows(client: Client) -> None:
    assert _get(client, make.api_key(make.reviewer(), Scope.READ)) == 200


def test_without_a_key_the_unpublished_stays_unread(client: Client) -> None:
    assert client.get(ARTICLES).status_code == 401


def test_an_unknown_key_is_refused_as_a_problem(client: Client) -> None:
    answer = client.get(ARTICLES, headers={"authorization": "Api-Key abcdefgh.nonsense"})

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer.json()["detail"] == (
        "This API key is unknown, revoked or expired. Ask an admin for a new one."
    )


def test_an_expired_key_is_refused(client: Client) -> None:
    past = timezone.now() - timedelta(seconds=1)

    assert _get(client, make.api_key(make.reviewer(), Scope.READ, expires=past)) == 401


def test_a_revoked_key_is_refused(client: Client) -> None:
    key = make.api_key(make.reviewer(), Scope.READ)
    row = ApiKey.objects.get()
    row.revoked = True
    row.save()

    assert _get(client, key) == 401


def test_the_key_of_somebody_who_left_is_refused(client: Client) -> None:
    owner = make.reviewer()
    key = make.api_key(owner, Scope.READ)
    owner.is_active = False
    owner.save()

    assert _get(client, key) == 401


def test_a_key_without_the_scope_is_told_which_it_lacks(client: Client) -> None:
    key = make.api_key(make.reviewer(), Scope.READ)

    answer = client.post(
        ARTICLES,
        {"text": "The port handled 4,210 containers in May."},
        content_type="application/json",
        headers={"authorization": f"Api-Key {key}"},
    )

    assert answer.status_code == 403
    assert answer.json()["detail"] == "This API key lacks the scope “claims”."


def test_only_a_digest_of_the_key_is_stored() -> None:
    key = make.api_key(make.reviewer(), Scope.READ)

    assert key.split(".")[1] not in str(ApiKey.objects.values())
