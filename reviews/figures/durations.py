"""How long it takes from opening a review to readers seeing its verdict."""

import itertools
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    QuerySet,
    Value,
    When,
)

from reviews.figures import periods
from reviews.figures.periods import Period
from reviews.models import Publication, Review

DAYS = (0, 1, 2, 4, 7, 14, 30)
"""Days from which a verdict counts as slower."""


class Percentile(Aggregate):
    """PostgreSQL's `percentile_cont`: between the two nearest values."""

    function = "percentile_cont"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True)
class Taken:
    """How many verdicts took at least `since` days and less than `until`."""

    since: int
    until: int | None
    number: int


@dataclass(frozen=True)
class Times:
    """None where nothing was published."""

    steps: list[Taken]
    median: timedelta | None
    ninety: timedelta | None

    @property
    def total(self) -> int:
        return sum(step.number for step in self.steps)


def times(of: Period) -> Times:
    """Of verdicts first published in the period; two queries."""
    found = _timed(of)
    slow = [When(took__gte=timedelta(days=days), then=Value(days)) for days in DAYS[::-1]]
    counted = found.annotate(step=Case(*slow, default=Value(0))).values_list("step")
    numbers = dict(counted.annotate(Count("pk")))
    middle = found.aggregate(
        median=Percentile("took", share="0.5"), ninety=Percentile("took", share="0.9")
    )
    return Times(
        [
            Taken(since, until, numbers.get(since, 0))
            for since, until in itertools.zip_longest(DAYS, DAYS[1:])
        ],
        middle["median"],
        middle["ninety"],
    )


def behind(of: Period, since: int) -> QuerySet[Review]:
    """The reviews of one step, the slowest first; each with `took`."""
    until = next((days for days in DAYS if days > since), None)
    found = _timed(of)
    if since:
        found = found.filter(took__gte=timedelta(days=since))
    if until is not None:
        found = found.filter(took__lt=timedelta(days=until))
    reviews = Review.objects.filter(pk__in=found.values("review"))
    return reviews.annotate(took=_took("publication__first_published_at", "created_at")).order_by(
        "-took", "pk"
    )


def _timed(of: Period) -> Any:
    """Publications of the period, each with `took`."""
    found = periods.between(Publication.objects.all(), "first_published_at", of.within)
    return found.order_by().annotate(took=_took("first_published_at", "review__created_at"))


def _took(end: str, start: str) -> Any:
    return ExpressionWrapper(F(end) - F(start), output_field=DurationField())
