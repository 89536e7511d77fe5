"""What came in and what went out, by days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import TruncDate

from reviews.figures import periods
from reviews.figures.periods import Period
from reviews.models import Publication, Review


@dataclass(frozen=True)
class Flow:
    """Reviews opened and verdicts first published from `first` to `last`, both included."""

    first: date
    last: date
    opened: int
    decided: int


def stretch(name: str, *, now: datetime) -> Period:
    """The days that figures of this period cover; asks for the first review only for “all”."""
    earliest = Review.objects.aggregate(at=Min("created_at"))["at"] if name == "all" else None
    return periods.period(name, now=now, earliest=earliest)


def flow(of: Period) -> list[Flow]:
    """Two queries."""
    opened = _by_day(Review.objects.all(), "created_at", of)
    decided = _by_day(Publication.objects.all(), "first_published_at", of)
    return [
        Flow(first, last, *numbers)
        for (first, last), numbers in zip(of.bins, zip(opened, decided, strict=True), strict=True)
    ]


def _by_day(rows: QuerySet[Any, Any], field: str, of: Period) -> list[int]:
    found = periods.between(rows, field, of.within).order_by()
    counted = found.annotate(day=TruncDate(field)).values_list("day").annotate(Count("pk"))
    return periods.folded(iter(counted), of)
