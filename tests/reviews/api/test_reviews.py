"""`/api/v1/reviews/`: everything a person can do with a review, for programs."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from factcheck.accounts.models import Role, Scope
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
    assert all(item["done"] for item in body["checklist"])
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


def test_take_next_gives_the_most_urgent() -> None:
    make.review()
    urgent = make.review(priority=Priority.URGENT)

    status, body = calls.post(calls.signed_in(make.reviewer()), "reviews/take-next/")

    assert (status, body["id"], body["status"]) == (200, urgent.pk, "in_review")


def test_take_next_with_an_empty_queue_has_no_content() -> None:
    status, body = calls.post(calls.signed_in(make.reviewer()), "reviews/take-next/")

    assert (status, body) == (204, None)


def test_taking_what_another_took_is_a_conflict_that_names_them() -> None:
    holder = make.user(first_name="Nadia", last_name="Haddad")
    review = make.review(Status.IN_REVIEW, by=holder)

    status, body = calls.post(calls.signed_in(make.reviewer()), f"reviews/{review.pk}/take/")

    assert (status, body["code"], body["detail"]) == (
        409,
        "already-taken",
        "Nadia Haddad took this review a moment ago.",
    )


def test_a_move_without_its_reason_names_the_field() -> None:
    review = make.review(Status.SUBMITTED)

    status, body = calls.post(
        calls.signed_in(make.editor()), f"reviews/{review.pk}/move/", to="in_review"
    )

    assert (status, body["code"], body["errors"][0]["field"]) == (400, "reason-needed", "reason")


def test_approving_ones_own_verdict_is_forbidden() -> None:
    author = make.editor()
    review = make.review(Status.SUBMITTED, by=author)

    status, body = calls.post(calls.signed_in(author), f"reviews/{review.pk}/move/", to="approved")

    assert (status, body["code"]) == (403, "four-eyes")


def test_an_illegal_move_is_a_conflict() -> None:
    review = make.review()

    status, body = calls.post(
        calls.signed_in(make.editor()), f"reviews/{review.pk}/move/", to="approved"
    )

    assert (status, body["code"]) == (409, "invalid-transition")


def test_publishing_is_not_a_move() -> None:
    review = make.review(Status.APPROVED)

    status, body = calls.post(
        calls.signed_in(make.editor()), f"reviews/{review.pk}/move/", to="published"
    )

    assert (status, body["errors"][0]["field"]) == (400, "to")


def test_an_approved_review_is_published_once() -> None:
    review = make.review(Status.APPROVED)
    client = calls.signed_in(make.editor())

    first = calls.post(client, f"reviews/{review.pk}/publish/")
    second = calls.post(client, f"reviews/{review.pk}/publish/")

    assert (first[0], first[1]["number"], second[0]) == (200, 1, 409)


def test_a_published_review_is_retracted_with_a_reason() -> None:
    review = make.review(Status.APPROVED)
    client = calls.signed_in(make.editor())
    calls.post(client, f"reviews/{review.pk}/publish/")

    status, body = calls.post(
        client, f"reviews/{review.pk}/retract/", reason="The ledger was forged."
    )

    review.refresh_from_db()
    assert (status, body["kind"], review.status) == (200, "retraction", "retracted")


@pytest.mark.parametrize("action", ["publish", "retract"])
def test_publishing_takes_a_key_of_its_own_scope(action: str) -> None:
    review = make.review(Status.APPROVED)
    client = calls.with_key(make.editor(), Scope.READ, Scope.REVIEWS)

    status, body = calls.post(client, f"reviews/{review.pk}/{action}/", reason="Now.")

    assert (status, body["code"]) == (403, "permission-denied")


def test_a_key_that_may_only_read_changes_nothing() -> None:
    review = make.review()
    client = calls.with_key(make.reviewer(), Scope.READ)

    status, _body = calls.post(client, f"reviews/{review.pk}/take/")

    review.refresh_from_db()
    assert (status, review.status) == (403, "queued")


def test_a_key_with_the_scope_works_as_its_owner() -> None:
    owner = make.reviewer()
    review = make.review()

    status, body = calls.post(calls.with_key(owner, Scope.REVIEWS), f"reviews/{review.pk}/take/")

    assert (status, body["assignee"]) == (200, owner.username)


@pytest.mark.parametrize("path", ["reviews/", "reviews/1/", "reviews/1/events/"])
def test_strangers_see_nothing(path: str) -> None:
    status, _body = calls.get(APIClient(), path)

    assert status == 401


@pytest.mark.parametrize("role", Role)
def test_only_editors_assign(role: Role) -> None:
    review = make.review(Status.IN_REVIEW)
    other = make.reviewer()
    person = make.user(role)

    status, _body = calls.post(
        calls.signed_in(person),
        f"reviews/{review.pk}/assign/",
        to=other.username,
        priority=Priority.HIGH,
    )

    review.refresh_from_db()
    assert (status == 200, review.assignee == other) == (person.at_least(Role.EDITOR),) * 2


def test_a_comment_is_part_of_the_history() -> None:
    review = make.review()
    client = calls.signed_in(make.contributor())

    status, said = calls.post(client, f"reviews/{review.pk}/comments/", text=" See page 4. ")
    _status, history = calls.get(client, f"reviews/{review.pk}/events/")

    assert (status, said["data"]) == (201, {"text": "See page 4."})
    assert [event["kind"] for event in history["results"]] == ["opened", "commented"]


@pytest.mark.parametrize("text", ["", "  ", "a\0b"])
def test_a_comment_that_cannot_be_kept_is_refused(text: str) -> None:
    review = make.review()

    answer = calls.signed_in(make.reviewer()).generic(
        "POST",
        f"/api/v1/reviews/{review.pk}/comments/",
        json.dumps({"text": text}),
        "application/json",
    )

    field = answer.json()["errors"][0]["field"]
    assert (answer.status_code, field, review.events.count()) == (400, "text", 1)


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
