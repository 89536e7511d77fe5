"""`/api/v1/claims/<id>/matches/`"""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims import matching
from claims.models import Claim, ClaimMatch, MatchDecision, Status
from factcheck.accounts.models import Scope
from tests import make, published
from tests.claims.matching.test_sweeping import said
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def match() -> ClaimMatch:
    earlier = published.publish().publication.review.claim
    said(earlier.statement, Status.CANDIDATE)
    matching.sweep(now=NOON)
    return ClaimMatch.objects.get()


def api(*scopes: Scope) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Api-Key {make.api_key(make.reviewer(), *scopes)}")
    return client


def decide(of: ClaimMatch, decision: str, match: int | None = None) -> Any:
    sent = {"match": match or of.pk, "decision": decision}
    return api(Scope.CLAIMS).post(f"/api/v1/claims/{of.claim_id}/matches/", sent, format="json")


def test_matches_are_listed_with_what_came_of_the_earlier_claim(match: ClaimMatch) -> None:
    publication = match.earlier.review.publication
    assert publication.latest is not None

    (told,) = api(Scope.READ).get(f"/api/v1/claims/{match.claim_id}/matches/").json()

    assert (told["earlier"], told["kind"], told["decision"]) == (match.earlier_id, "same", "")
    assert told["reasons"] == [{"code": "same_words", "one": "", "other": ""}]
    assert told["checked"] == {
        "word": publication.rating_word,
        "url": f"/fact-checks/{publication.slug}/",
        "at": publication.latest.published_at.isoformat().replace("+00:00", "Z"),
        "public": True,
        "flagged": False,
        "retracted": False,
    }


def test_the_same_is_merged_into_the_earlier_claim(match: ClaimMatch) -> None:
    answer = decide(match, "same")

    claim = Claim.objects.get(pk=match.claim_id)
    assert (answer.status_code, answer.json()["same_as"]) == (200, match.earlier_id)
    assert (claim.status, claim.same_as_id) == (Status.MERGED, match.earlier_id)


def test_another_claim_is_told_apart_once_and_by_one_person(match: ClaimMatch) -> None:
    first = decide(match, "different").status_code

    second = decide(match, "same")

    assert (first, second.status_code, second.json()["code"]) == (200, 409, "already-decided")
    assert ClaimMatch.objects.get().decision == MatchDecision.DIFFERENT


@pytest.mark.parametrize(
    ("decision", "other", "status"), [("same", 10**6, 404), ("perhaps", None, 400)]
)
def test_what_cannot_be_decided_is_refused(
    decision: str, other: int | None, status: int, match: ClaimMatch
) -> None:
    answer = decide(match, decision, other)

    assert (answer.status_code, ClaimMatch.objects.get().decision) == (status, "")
