"""For how long what is open has been waiting."""

import itertools
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from reviews.models import Review
from reviews.states import Status

OPEN = (Status.QUEUED, Status.IN_REVIEW, Status.SUBMITTED, Status.APPROVED)
SINCE = (0, 1, 3, 7, 14, 30, 90)
"""Days from which a review counts as older."""


@dataclass(frozen=True)
class Waiting:
    """Open reviews by status, opened from `first` (None: ever) to `last`, both included."""

    since: int
    until: int | None
    first: date | None
    last: date
    numbers: dict[str, int]


def waiting(*, now: datetime) -> list[Waiting]:
    """By age in whole days; one query."""
    today = timezone.localdate(now)
    opened = Review.objects.filter(status__in=OPEN).order_by()
    counted = opened.annotate(day=TruncDate("created_at")).values_list("day", "status")
    found: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(OPEN, 0))
    for day, status, number in counted.annotate(Count("pk")):
        age = max(since for since in SINCE if since <= max(0, (today - day).days))
        found[age][status] += number
    return [
        Waiting(
            since,
            until,
            today - timedelta(days=until - 1) if until else None,
            today - timedelta(days=since),
            found[since],
        )
        for since, until in itertools.zip_longest(SINCE, SINCE[1:])
    ]
