"""Who has a review, how urgent it is, until when, and why its claim was chosen."""

from datetime import date

import pytest

from factcheck.accounts.models import Role
from factcheck.exceptions import InvalidInput, NotAllowed
from reviews import workflow
from reviews.models import Priority
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)


def test_editors_plan_and_the_history_holds_what_changed() -> None:
    review, editor = make.review(), make.editor()

    workflow.assign(review.pk, by=editor, now=NOON, due_on=DAY, why=" Asked by readers. ")

    review.refresh_from_db()
    event = review.events.last()
    assert event is not None
    assert (review.due_on, review.why_selected) == (DAY, "Asked by readers.")
    assert (event.kind, event.actor, event.data) == (
        "assigned",
        editor,
        {"due_on": "2026-03-31", "why": "Asked by readers."},
    )


def test_what_is_left_out_stays_and_none_takes_the_date_away() -> None:
    review, editor = make.review(due_on=DAY), make.editor()

    workflow.assign(review.pk, by=editor, now=NOON, priority=Priority.HIGH)
    kept = workflow.assign(review.pk, by=editor, now=NOON, why="New.").due_on
    gone = workflow.assign(review.pk, by=editor, now=NOON, due_on=None)

    assert (kept, gone.due_on, gone.priority) == (DAY, None, Priority.HIGH)


def test_planning_what_is_planned_already_records_nothing() -> None:
    review, editor = make.review(due_on=DAY), make.editor()
    before = review.events.count()

    workflow.assign(review.pk, by=editor, now=NOON, due_on=DAY, why=review.why_selected)

    assert review.events.count() == before


def test_whoever_has_the_review_says_why_and_no_more() -> None:
    author = make.reviewer()
    review = make.review(Status.IN_REVIEW, by=author)

    workflow.assign(review.pk, by=author, now=NOON, why="Seen on three sites.")
    with pytest.raises(NotAllowed):
        workflow.assign(review.pk, by=author, now=NOON, due_on=DAY, why="Later.")

    review.refresh_from_db()
    assert (review.why_selected, review.due_on) == ("Seen on three sites.", None)


@pytest.mark.parametrize("status", [Status.QUEUED, Status.IN_REVIEW])
@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER])
def test_others_do_not_say_why(status: Status, role: Role) -> None:
    review = make.review(status)

    with pytest.raises(NotAllowed):
        workflow.assign(review.pk, by=make.user(role), now=NOON, why="I like it.")

    review.refresh_from_db()
    assert review.why_selected == "Widely shared."


def test_a_reason_too_long_to_read_is_refused_by_name() -> None:
    review = make.review()

    with pytest.raises(InvalidInput) as refused:
        workflow.assign(review.pk, by=make.editor(), now=NOON, why="x" * 1_001)

    assert refused.value.field == "why"
