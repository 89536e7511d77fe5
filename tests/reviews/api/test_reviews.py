"""`/api/v1/reviews/`: everything a person can do with a review, for programs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from reviews.models import Priority, Publication
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db


def test_the_list_shows_reviews_with_their_claims_newest_first() -> None:
    first, second = make.review(), make.review(Status.SUBMITTED)

    status, body = calls.get(calls.signed_in(make.contributor()), "reviews/")

    assert (status, [row["id"] for row in body["results"]]) == (200, [second.pk, first.pk])
    row = body["results"][0]
    assert second.assignee is not None
    assert (row["statement"], row["status"], row["assignee"], row["rating"]) == (
        second.claim.statement,
        "submitted",
        second.assignee.username,
        "Mostly true",
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "submitted"}, ["mine"]),
        ({"status": ["submitted", "queued"]}, ["mine", "urgent", "waiting"]),
        ({"assignee": "me"}, ["mine"]),
        ({"assignee": "nobody"}, ["urgent", "waiting"]),
        ({"priority": "4"}, ["urgent"]),
        ({"q": "crane"}, ["waiting"]),
        ({"kind": "opinion"}, ["waiting"]),
        ({"flagged": "true"}, ["flagged"]),
    ],
)
def test_the_list_is_narrowed_by(query: dict[str, str], found: list[str]) -> None:
    me = make.reviewer()
    crane = make.claim(statement="The crane paid for itself.", kind="opinion")
    reviews = {
        "mine": make.review(Status.SUBMITTED, by=me),
        "urgent": make.review(priority=Priority.URGENT),
        "waiting": make.review(claim=crane),
        "flagged": make.review(Status.PUBLISHED),
    }
    Publication.objects.update(flagged_at=NOON, flag_reason="A source died.")

    _status, body = calls.get(calls.signed_in(me), "reviews/", **query)

    names = {review.pk: name for name, review in reviews.items()}
    assert sorted(names[row["id"]] for row in body["results"]) == found


@pytest.mark.parametrize("query", [{"status": "lost"}, {"priority": "9"}, {"kind": "song"}])
def test_a_filter_that_means_nothing_is_an_error(query: dict[str, str]) -> None:
    status, body = calls.get(calls.signed_in(make.reviewer()), "reviews/", **query)

    assert (status, body["errors"][0]["field"]) == (400, next(iter(query)))


def test_the_list_costs_the_same_for_one_and_for_three() -> None:
    client = calls.signed_in(make.reviewer())
    make.review(Status.SUBMITTED)
    one = _queries(client, "/api/v1/reviews/")
    make.review(Status.PUBLISHED)
    make.review(Status.SUBMITTED)

    assert _queries(client, "/api/v1/reviews/") == one


def test_one_review_costs_the_same_with_one_and_with_three_pieces_of_evidence() -> None:
    review = make.review(Status.IN_REVIEW)
    client = calls.signed_in(make.reviewer())
    make.evidence(review)
    one = _queries(client, f"/api/v1/reviews/{review.pk}/")
    make.evidence(review)
    make.evidence(review)

    assert _queries(client, f"/api/v1/reviews/{review.pk}/") == one


def test_one_review_shows_evidence_verdicts_checklist_and_what_may_be_done() -> None:
    review = make.review(Status.SUBMITTED)

    status, body = calls.get(calls.signed_in(make.editor()), f"reviews/{review.pk}/")

    assert status == 200
    assert [piece["number"] for piece in body["evidence"]] == [1, 2]
    assert [verdict["version"] for verdict in body["verdicts"]] == [1]
    assert [item["code"] for item in body["checklist"] if not item["done"]] == ["cited", "reply"]
    assert [(move["to"], move["reason"], move["refusal"]) for move in body["moves"]] == [
        ("in_review", True, ""),
        ("approved", False, ""),
    ]


def test_the_author_is_told_why_approving_is_not_offered() -> None:
    author = make.editor()
    review = make.review(Status.SUBMITTED, by=author)

    _status, body = calls.get(calls.signed_in(author), f"reviews/{review.pk}/")

    approve = next(move for move in body["moves"] if move["to"] == "approved")
    assert approve["refusal"] == "You wrote this verdict; another editor has to approve it."


def test_a_move_beyond_ones_role_is_not_offered() -> None:
    review = make.review(Status.SUBMITTED)

    _status, body = calls.get(calls.signed_in(make.contributor()), f"reviews/{review.pk}/")

    assert body["moves"] == []


@pytest.mark.parametrize("path", ["reviews/", "reviews/1/", "reviews/1/events/"])
def test_strangers_see_nothing(path: str) -> None:
    status, _body = calls.get(APIClient(), path)

    assert status == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "reviews/0/"),
        ("post", "reviews/0/take/"),
        ("post", "reviews/0/comments/"),
        ("get", "reviews/0/verdict/"),
        ("get", "reviews/0/evidence/"),
        ("patch", "evidence/0/"),
        ("get", "reviews/99999999999999999999999/"),
    ],
)
def test_what_does_not_exist_is_not_found(method: str, path: str) -> None:
    client = calls.signed_in(make.editor())

    answer = client.generic(method.upper(), f"/api/v1/{path}", "{}", "application/json")

    assert answer.status_code == 404


def _queries(client: APIClient, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
