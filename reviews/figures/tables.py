"""Each figure as a table: what its CSV and the API hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reviews.agreement import Interval
from reviews.figures import ages, agreeing, durations, intake, mix
from reviews.figures.periods import Period
from reviews.links import watching
from reviews.models import LinkState, RatingScale

Cell = str | int | float | None


@dataclass(frozen=True)
class Table:
    """Names of columns, then one row for each point of the figure."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def table(name: str, *, of: Period, now: datetime) -> Table:
    """The figure `name` of NAMES. `age` is of this moment, whatever the period."""
    return TABLES[name](of, now)


def _intake(of: Period, now: datetime) -> Table:
    rows = [
        (each.first.isoformat(), each.last.isoformat(), each.opened, each.decided)
        for each in intake.flow(of)
    ]
    return Table(("from", "until", "opened", "published"), list(rows))


def _age(of: Period, now: datetime) -> Table:
    return Table(
        ("days_from", "days_below", *(status.value for status in ages.OPEN)),
        [
            (each.since, each.until, *(each.numbers[status] for status in ages.OPEN))
            for each in ages.waiting(now=now)
        ],
    )


def _time(of: Period, now: datetime) -> Table:
    steps = durations.times(of).steps
    return Table(
        ("days_from", "days_below", "verdicts"),
        [(each.since, each.until, each.number) for each in steps],
    )


def _mix(of: Period, now: datetime) -> Table:
    found = mix.verdicts(of)
    return Table(
        ("claimant", "rating", "verdicts"),
        [
            (each.claimant, rating.word, each.numbers[rating.pk])
            for each in found.claimants
            for rating in found.ratings
            if each.numbers.get(rating.pk)
        ],
    )


def _agreement(of: Period, now: datetime) -> Table:
    found = agreeing.measure(RatingScale.objects.get(active=True), within=of.within)
    overall = (
        ("alpha_ordinal", found.ordinal),
        ("alpha_nominal", found.nominal),
        ("kappa_fleiss", found.fleiss),
    )
    rows: list[tuple[Cell, ...]] = [(name, "", *_numbers(each)) for name, each in overall]
    rows += [("alpha_rating", each.rating.word, *_numbers(each.alpha)) for each in found.ratings]
    return Table(("coefficient", "rating", "value", "low", "high", "rounds"), rows)


def _numbers(found: Interval) -> tuple[Cell, ...]:
    return (_short(found.value), _short(found.low), _short(found.high), found.units)


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _health(of: Period, now: datetime) -> Table:
    days = watching.history(now=now, days=(of.last - of.first).days + 1)
    return Table(
        ("day", *LinkState.values),
        [
            (day.day.isoformat(), *(day.numbers.get(state, 0) for state in LinkState.values))
            for day in days
        ],
    )


TABLES: Mapping[str, Callable[[Period, datetime], Table]] = {
    "intake": _intake,
    "age": _age,
    "time": _time,
    "mix": _mix,
    "agreement": _agreement,
    "health": _health,
}
NAMES = tuple(TABLES)


def as_data(found: Table) -> list[dict[str, Any]]:
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]
