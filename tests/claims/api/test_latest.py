"""`/api/v1/articles/<id>/changes/` and `…/undo-mine/`."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims import curation
from claims.models import Claim, Status
from factcheck.accounts.models import Scope, User
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def client_of(person: User) -> APIClient:
    client = APIClient()
    client.credentials(
        HTTP_AUTHORIZATION=f"Api-Key {make.api_key(person, Scope.READ, Scope.CLAIMS)}"
    )
    return client


def latest(client: APIClient, claim: Claim, **query: str) -> Any:
    return client.get(f"/api/v1/articles/{claim.article_id}/changes/", query)


def test_each_decision_is_told_once() -> None:
    claim, client = make.claim(status=Status.CANDIDATE), client_of(make.reviewer())
    begin = latest(client, claim).json()
    curation.dismiss(claim.pk, by=make.user(username="nadia"), now=NOON)

    first = latest(client, claim, after=begin["after"]).json()
    second = latest(client, claim, after=first["after"]).json()

    told = [(each["claim"], each["kind"], each["by"]) for each in first["changes"]]
    assert (begin["changes"], told) == ([], [(claim.pk, "dismissed", "nadia")])
    assert second["changes"] == []


def test_an_answer_that_was_never_given_is_refused_by_name() -> None:
    answer = latest(client_of(make.reviewer()), make.claim(), after="yesterday")

    told = answer.json()["errors"]
    assert (answer.status_code, [each["field"] for each in told]) == (400, ["after"])


def test_ones_own_last_step_is_taken_back() -> None:
    claim, by = make.claim(status=Status.CANDIDATE), make.reviewer()
    curation.dismiss(claim.pk, by=by, now=NOON)

    answers = [
        client_of(by).post(f"/api/v1/articles/{claim.article_id}/undo-mine/") for _ in range(2)
    ]

    claim.refresh_from_db()
    assert claim.status == Status.CANDIDATE
    assert [each["id"] for each in answers[0].json()] == [claim.pk]
    assert [(each.status_code, each.json().get("code")) for each in answers[1:]] == [
        (409, "nothing-to-undo")
    ]


def test_contributors_take_nothing_back() -> None:
    claim = make.claim(status=Status.CANDIDATE)

    answer = client_of(make.contributor()).post(f"/api/v1/articles/{claim.article_id}/undo-mine/")

    assert answer.status_code == 403
