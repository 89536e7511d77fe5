"""Taking, moving, publishing, assigning and commenting through the API."""

import json

import pytest

from factcheck.accounts.models import Role, Scope
from reviews.models import Priority
from reviews.states import Status
from tests import make
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("name", ["nobody", "", "a\0b", "x" * 5_000])
def test_a_review_is_not_given_to_somebody_who_does_not_work_here(name: str) -> None:
    review = make.review(Status.IN_REVIEW)

    status, body = calls.post(
        calls.signed_in(make.editor()), f"reviews/{review.pk}/assign/", to=name
    )

    assert (status, [each["field"] for each in body["errors"]]) == (400, ["to"])


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


def test_due_date_and_reason_are_set_and_the_date_taken_away() -> None:
    client, path = calls.signed_in(make.editor()), f"reviews/{make.review().pk}/assign/"

    _status, planned = calls.post(client, path, due_on="2026-03-31", why="Asked by readers.")
    status, freed = calls.post(client, path, due_on=None)

    assert (planned["due_on"], planned["why_selected"]) == ("2026-03-31", "Asked by readers.")
    assert (status, freed["due_on"], freed["why_selected"]) == (200, None, "Asked by readers.")


@pytest.mark.parametrize("data", [{}, {"due_on": "soon"}, {"why": "a\0b"}])
def test_a_plan_that_says_nothing_usable_is_refused(data: dict[str, str]) -> None:
    review = make.review()

    status, body = calls.post(
        calls.signed_in(make.editor()), f"reviews/{review.pk}/assign/", **data
    )

    assert (status, body["code"], review.events.count()) == (400, "invalid-input", 1)


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
