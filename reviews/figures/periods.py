"""Stretches of days, in the zone of the reader, and the rows that fall into them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils import timezone

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])
NAMES = ("30", "90", "365", "all")
STEPS = {"30": 1, "90": 7, "365": 30}
"""Days that one column of a plot holds."""

MOST_COLUMNS = 36


@dataclass(frozen=True)
class Period:
    """From `first` to `last`, both included, in `bins` of which the last ends today."""

    name: str
    first: date
    last: date
    bins: tuple[tuple[date, date], ...]

    @property
    def within(self) -> tuple[date, date]:
        return self.first, self.last

    def at(self, day: date) -> int:
        """The number of the bin that holds `day`."""
        return next(n for n, (first, last) in enumerate(self.bins) if first <= day <= last)


def period(name: str, *, now: datetime, earliest: datetime | None) -> Period:
    """`name` of NAMES. “all” begins with what is `earliest`, and has columns of whole weeks."""
    today = timezone.localdate(now)
    if name in STEPS:
        days, step = int(name), STEPS[name]
    else:
        days = (today - timezone.localdate(earliest)).days + 1 if earliest else 1
        step = max(1, -(-days // MOST_COLUMNS))
        step = step if step == 1 else -(-step // 7) * 7
    columns = -(-days // step)
    first = today - timedelta(days=columns * step - 1)
    starts = [first + timedelta(days=step * n) for n in range(columns)]
    bins = tuple((start, start + timedelta(days=step - 1)) for start in starts)
    return Period(name, first, today, bins)


def between(rows: Rows, field: str, within: tuple[date | None, date | None]) -> Rows:
    """Rows whose moment in `field` lies on one of those days, both included; None: no bound."""
    first, last = within
    if first is not None:
        rows = rows.filter(**{f"{field}__gte": midnight(first)})
    if last is not None:
        rows = rows.filter(**{f"{field}__lt": midnight(last + timedelta(days=1))})
    return rows


def midnight(day: date) -> datetime:
    """The moment a day begins, in the zone of the reader."""
    return timezone.make_aware(datetime.combine(day, time.min))


def folded(counted: Iterator[tuple[Any, int]], stretch: Period) -> list[int]:
    """Numbers by day as numbers by bin."""
    found = [0] * len(stretch.bins)
    for day, number in counted:
        found[stretch.at(day)] += number
    return found
