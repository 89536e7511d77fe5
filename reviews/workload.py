"""Who has how much to do. Each number is that of rows the queue shows for the same words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q

from factcheck.accounts.models import Role, User
from reviews.models import Review
from reviews.states import Status

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Load:
    """What one person has; `person` is None for what nobody has. Numbers of reviews.

    `second`: submitted by them, and now with somebody else. `oldest`: since when the longest of
    those that are queued or in review has been on the desk.
    """

    person: User | None
    queued: int = 0
    in_review: int = 0
    second: int = 0
    approved: int = 0
    overdue: int = 0
    soon: int = 0
    oldest: datetime | None = None

    @property
    def open(self) -> int:
        return self.queued + self.in_review + self.second + self.approved


def loads(*, today: date) -> list[Load]:
    """Nobody first, then everybody who reviews or still has something, the fullest first.

    Two queries. `soon`: due within a week, from today on.
    """
    numbers = {row.pop("assignee"): row for row in _numbers(today)}
    reviewing = Q(is_active=True) & ~Q(role=Role.CONTRIBUTOR)
    people = User.objects.filter(reviewing | Q(pk__in=[pk for pk in numbers if pk]))
    found = [Load(person, **numbers.get(person.pk, {})) for person in people.order_by("username")]
    return [Load(None, **numbers.get(None, {})), *sorted(found, key=lambda load: -load.open)]


def soon_until(today: date) -> date:
    """The last day that counts as soon."""
    return today + SOON


def _numbers(today: date) -> list[dict[str, Any]]:
    late = Q(due_on__lt=today)
    soon = Q(due_on__gte=today, due_on__lte=soon_until(today))
    working = Q(status__in=[Status.QUEUED, Status.IN_REVIEW])
    rows = (
        Review.objects.open()
        .order_by()
        .values("assignee")
        .annotate(
            queued=Count("pk", filter=Q(status=Status.QUEUED)),
            in_review=Count("pk", filter=Q(status=Status.IN_REVIEW)),
            second=Count("pk", filter=Q(status=Status.SUBMITTED)),
            approved=Count("pk", filter=Q(status=Status.APPROVED)),
            overdue=Count("pk", filter=late),
            soon=Count("pk", filter=soon),
            oldest=Min("created_at", filter=working),
        )
    )
    return [dict(row) for row in rows]
