"""Pages of a list that may be very long: one is shown, and never all of them counted."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

MOST_COUNTED = 1_000
DEEPEST = 10_000  # rows down the list; the filters lead there sooner
T = TypeVar("T", bound=Model)


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """Page `number`, from 1 on. `total` is None where it was not counted."""

    rows: list[T]
    number: int
    per_page: int
    more: bool
    total: int | None

    @property
    def first(self) -> int:
        return (self.number - 1) * self.per_page + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.more else None

    @property
    def uncounted(self) -> bool:
        """There are more than anybody counted."""
        return self.total is not None and self.total > MOST_COUNTED


def turn(found: QuerySet[T], *, page: str | None, per_page: int, counting: bool) -> Leaf[T]:
    """The page of that number; the first one where there is none such. One to three queries."""
    number = _number(page, most=DEEPEST // per_page)
    rows = _rows(found, number, per_page)
    if not rows and number > 1:
        number, rows = 1, _rows(found, 1, per_page)
    shown = rows[:per_page]
    more = len(rows) > per_page and number * per_page < DEEPEST
    total = found.order_by()[: MOST_COUNTED + 1].count() if counting else None
    return Leaf(shown, number, per_page, more, total)


def _rows(found: QuerySet[T], number: int, per_page: int) -> list[T]:
    start = (number - 1) * per_page
    return list(found[start : start + per_page + 1])


def _number(sent: str | None, *, most: int) -> int:
    if sent is None or not (sent.isascii() and sent.isdecimal() and len(sent) < 9):
        return 1
    return min(max(int(sent), 1), most)
