"""Deadlines that come near or have passed, told once each to whoever has the review."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from reviews.models import Notice, NoticeKind, Review
from reviews.models.notice import of_deadline
from reviews.states import Status

NEAR = timedelta(days=1)
FAR_EAST = timedelta(days=1)
"""A day begins up to 14 hours before it does in UTC."""


def tell(*, now: datetime) -> int:
    """How many notices were written. Safe to run twice: PostgreSQL keeps each from coming again.

    Days are counted where the person is: a deadline passes at their midnight.
    """
    latest = now.date() + NEAR + FAR_EAST
    reviews = Review.objects.filter(
        status=Status.IN_REVIEW, due_on__lte=latest, assignee__is_active=True
    ).select_related("assignee")
    found = [notice for review in reviews.iterator() if (notice := _notice(review, now=now))]
    before = Notice.objects.count() if found else 0
    Notice.objects.bulk_create(found, ignore_conflicts=True, batch_size=500)
    return Notice.objects.count() - before if found else 0


def kind_on(due_on: date, today: date) -> NoticeKind | None:
    if due_on < today:
        return NoticeKind.OVER
    return NoticeKind.NEAR if due_on - today <= NEAR else None


def _notice(review: Review, *, now: datetime) -> Notice | None:
    if review.assignee is None or review.due_on is None:
        return None
    today = now.astimezone(ZoneInfo(review.assignee.time_zone)).date()
    kind = kind_on(review.due_on, today)
    if kind is None:
        return None
    return of_deadline(kind, review, person=review.assignee.pk, due_on=review.due_on, at=now)
