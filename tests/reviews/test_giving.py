"""Whom a queued review waits for, and who gets the next one."""

from datetime import date, timedelta

import pytest

from factcheck.accounts.models import Role
from factcheck.exceptions import InvalidInput, NotAllowed
from reviews import planning, workflow
from reviews.exceptions import InvalidTransition
from reviews.models import Priority
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def test_a_queued_review_that_is_given_away_waits_for_that_person() -> None:
    review, person = make.review(), make.reviewer()

    workflow.assign(review.pk, by=make.editor(), now=NOON, to=person)

    review.refresh_from_db()
    assert (review.state, review.assignee) == (Status.QUEUED, person)


def test_ones_own_come_before_more_urgent_ones_and_others_are_left_to_them() -> None:
    me, other = make.reviewer(), make.reviewer()
    make.review(priority=Priority.URGENT, assignee=other)
    free = make.review(priority=Priority.HIGH)
    mine = make.review(priority=Priority.LOW, assignee=me)

    taken = [workflow.take_next(by=me, now=NOON) for _ in range(3)]

    assert [review.pk if review else None for review in taken] == [mine.pk, free.pk, None]


def test_what_is_overdue_comes_before_what_is_urgent() -> None:
    make.review(priority=Priority.URGENT, due_on=TODAY)
    late = make.review(priority=Priority.LOW, due_on=TODAY - timedelta(days=1))

    taken = workflow.take_next(by=make.reviewer(), now=NOON)

    assert taken is not None
    assert taken.pk == late.pk


def test_what_waits_for_somebody_who_left_waits_for_nobody() -> None:
    review = make.review(assignee=make.user(is_active=False))

    taken = workflow.take_next(by=make.reviewer(), now=NOON)

    assert taken is not None
    assert taken.pk == review.pk


def test_what_waits_for_another_is_refused_by_their_name() -> None:
    review = make.review(assignee=make.user(first_name="Nadia", last_name="Haddad"))

    with pytest.raises(NotAllowed, match="waits for Nadia Haddad"):
        workflow.take(review.pk, by=make.reviewer(), now=NOON)


def test_an_editor_steps_in_and_has_it_then() -> None:
    review, editor = make.review(assignee=make.reviewer()), make.editor()

    taken = workflow.take(review.pk, by=editor, now=NOON)

    assert (taken.state, taken.assignee) == (Status.IN_REVIEW, editor)


@pytest.mark.parametrize(
    "status", [Status.SUBMITTED, Status.APPROVED, Status.PUBLISHED, Status.RETRACTED, Status.CLOSED]
)
def test_what_is_out_of_hand_is_not_given_away(status: Status) -> None:
    review = make.review(status)

    with pytest.raises(InvalidTransition):
        workflow.assign(review.pk, by=make.editor(), now=NOON, to=make.reviewer())


def test_a_review_in_work_is_never_without_a_person() -> None:
    review = make.review(Status.IN_REVIEW)

    with pytest.raises(InvalidTransition):
        workflow.assign(review.pk, by=make.editor(), now=NOON, to=None)


def test_contributors_are_given_nothing() -> None:
    with pytest.raises(NotAllowed):
        workflow.assign(make.review().pk, by=make.editor(), now=NOON, to=make.contributor())


def test_the_account_tells_changed_same_and_refused() -> None:
    changed, same = make.review(), make.review(priority=Priority.HIGH, due_on=date(2026, 3, 9))
    stale = make.review()
    rows = {changed.pk: "", same.pk: planning.seen(same), stale.pk: "queued//4/"}

    account = planning.assign_many(rows, by=make.editor(), now=NOON, priority=Priority.HIGH)

    assert (account.changed, account.same) == ([changed.pk], [same.pk])
    assert [each.review_id for each in account.refused] == [stale.pk]


def test_too_many_at_once_change_nothing() -> None:
    review = make.review()
    rows = {review.pk: ""} | {-number: "" for number in range(planning.MOST)}

    with pytest.raises(InvalidInput, match="at most 1,000"):
        planning.assign_many(rows, by=make.editor(), now=NOON, priority=Priority.LOW)

    review.refresh_from_db()
    assert review.priority == Priority.NORMAL


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER])
def test_only_editors_plan_many(role: Role) -> None:
    with pytest.raises(NotAllowed):
        planning.assign_many({}, by=make.user(role), now=NOON, priority=Priority.LOW)


def test_the_history_says_to_whom_and_that_it_is_nobodys_again() -> None:
    review, person, editor = make.review(), make.reviewer(), make.editor()

    workflow.assign(review.pk, by=editor, now=NOON, to=person)
    workflow.assign(review.pk, by=editor, now=NOON, to=None)

    told = [event.data for event in review.events.filter(kind="assigned")]
    assert told == [{"to": person.pk}, {"freed": True}]
