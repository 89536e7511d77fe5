"""The plots of `/sources/`: drawn here as SVG, so that they need no script.

Shapes are given in a box of `WIDTH` by `HEIGHT` that the page stretches. Each place leads to the
rows behind it; the numbers stand in a table beneath for those who cannot see or point at them.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reviews.api import source_filters
from reviews.links import watching
from reviews.links.watching import Age, Day, Troubled
from reviews.models import LinkState
from reviews.web.plots import Bar, Segment, scale

WIDTH, HEIGHT = 1000.0, 100.0
TROUBLE = (LinkState.DEAD, LinkState.DRIFTED, LinkState.FAILING)
REST = (LinkState.REFUSED, LinkState.UNVERIFIABLE, LinkState.UNCHECKED, LinkState.HEALTHY)


@dataclass(frozen=True)
class Band:
    """The area of one state; `points` as SVG writes them."""

    state: str
    label: str
    points: str
    href: str


@dataclass(frozen=True)
class Place:
    """What a day can be pointed at with: a column over all bands."""

    x: float
    width: float
    title: str
    href: str


@dataclass(frozen=True)
class Stack:
    """Bands from the ground up; `ticks` are the figures of the scale, the highest first."""

    bands: list[Band]
    places: list[Place]
    ticks: tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """One day in the table."""

    day: date
    href: str
    numbers: list[int]


@dataclass(frozen=True)
class Health:
    """How many links were in which state, day by day."""

    stacks: list[tuple[str, Stack]]
    labels: list[str]
    rows: list[Row]
    days: tuple[date, ...]


def plots(*, now: datetime) -> dict[str, Any]:
    """All plots, or none where the desk watches nothing yet. Five queries."""
    days = watching.history(now=now)
    return {
        "health": health(days),
        "hosts": hosts(watching.worst_hosts(8)),
        "ages": ages(watching.ages_of_failure(now=now)),
    }


def health(days: Sequence[Day]) -> Health | None:
    if not days:
        return None
    return Health(
        stacks=[
            (_("In trouble"), stack(days, TROUBLE)),
            (_("All sources"), stack(days, (*TROUBLE, *REST))),
        ],
        labels=[str(state.label) for state in (*TROUBLE, *REST)],
        rows=[
            Row(
                day.day,
                rows_behind(began=day.day.isoformat()),
                [day.numbers.get(state, 0) for state in (*TROUBLE, *REST)],
            )
            for day in reversed(days)
        ],
        days=tuple(days[at].day for at in sorted({0, len(days) // 2, len(days) - 1})),
    )


def stack(days: Sequence[Day], states: Sequence[LinkState]) -> Stack:
    """The days as areas one upon another. A single day is drawn as wide as the box."""
    shown = list(days) if len(days) > 1 else [days[0], days[0]]
    top = scale(max(sum(day.numbers.get(state, 0) for state in states) for day in shown))
    step = WIDTH / (len(shown) - 1)
    ground = [0] * len(shown)
    bands = []
    for state in states:
        upper = [low + day.numbers.get(state, 0) for low, day in zip(ground, shown, strict=True)]
        if upper != ground:
            bands.append(
                Band(
                    state.value,
                    str(state.label),
                    _outline(ground, upper, step=step, top=top),
                    rows_behind(state=state.value),
                )
            )
        ground = upper
    half = (top // 2,) if top % 2 == 0 else ()
    return Stack(bands, _places(days, states), (top, *half, 0))


def hosts(worst: Sequence[Troubled]) -> list[Bar]:
    longest = max((each.total for each in worst), default=0)
    return [
        _bar(
            each.host.name,
            rows_behind(host=each.host.name, state="troubled"),
            each.numbers,
            longest=longest,
        )
        for each in worst
    ]


def ages(found: Sequence[Age]) -> list[Bar]:
    longest = max((sum(age.numbers.values()) for age in found), default=0)
    if not longest:
        return []
    return [
        _bar(
            str(name),
            rows_behind(age=str(age.since)),
            age.numbers,
            longest=longest,
        )
        for age, name in zip(found, source_filters.AGE_NAMES, strict=True)
    ]


def rows_behind(**query: str) -> str:
    return f"{reverse('reviews:sources')}?{urlencode(query)}"


def _outline(ground: Sequence[int], upper: Sequence[int], *, step: float, top: int) -> str:
    def point(at: int, number: int) -> str:
        return f"{at * step:.1f},{HEIGHT - HEIGHT * number / top:.2f}"

    there = [point(at, number) for at, number in enumerate(upper)]
    back = [point(at, number) for at, number in reversed(list(enumerate(ground)))]
    return " ".join([*there, *back])


def _places(days: Sequence[Day], states: Sequence[LinkState]) -> list[Place]:
    """Columns around the days; the first and the last are half as wide."""
    step = WIDTH / max(len(days) - 1, 1)
    edges = [0.0, *(step * (at + 0.5) for at in range(len(days) - 1)), WIDTH]
    return [
        Place(
            round(start, 1),
            round(end - start, 1),
            f"{date_format(day.day, 'j F Y')}: {_told(day.numbers, states)}",
            rows_behind(began=day.day.isoformat()),
        )
        for day, (start, end) in zip(days, itertools.pairwise(edges), strict=True)
    ]


def _bar(label: str, href: str, numbers: Mapping[str, int], *, longest: int) -> Bar:
    segments, at = [], 0.0
    for state in TROUBLE:
        width = 100 * numbers.get(state, 0) / longest
        if width:
            segments.append(Segment(state.value, round(at, 2), round(width, 2)))
        at += width
    total = sum(numbers.values())
    return Bar(label, href, total, f"{label}: {_told(numbers, TROUBLE)}", segments)


def _told(numbers: Mapping[str, int], states: Sequence[LinkState]) -> str:
    """“3 dead, 1 changed”"""
    parts = [f"{numbers[state]:,} {state.label}" for state in states if numbers.get(state)]
    return ", ".join(parts) or _("none")
