"""What plots have in common: scales, bars, and marks on a line from −1 to 1."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reviews.agreement import Interval

STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Segment:
    """A part of a bar, in hundredths of the longest; `href` where it leads to rows of its own."""

    state: str
    x: float
    width: float
    title: str = ""
    href: str = ""


@dataclass(frozen=True)
class Bar:
    """`segments` in hundredths of the longest bar."""

    label: str
    href: str
    total: int
    title: str
    segments: list[Segment]


@dataclass(frozen=True)
class Dot:
    """A coefficient and its bounds on a line; places in hundredths, empty where undefined."""

    label: str
    href: str
    told: str
    x: float | None
    low: float | None
    width: float | None
    tone: str = ""


def scale(most: int) -> int:
    """The figure a scale ends at: 1, 2 or 5 times a power of ten, `most` or the next above it."""
    power = int(10 ** (len(str(max(most, 1))) - 1))
    return next(power * step for step in STEPS if power * step >= most)


def dot(label: str, found: Interval, *, href: str, tone: str = "") -> Dot:
    x = None if found.value is None else place(found.value)
    if found.low is None or found.high is None:
        return Dot(label, href, told(found), x, None, None, tone)
    low, high = place(found.low), place(found.high)
    return Dot(label, href, told(found), x, low, round(high - low, 2), tone)


def place(value: float) -> float:
    """Where a coefficient stands on a line from −1 to 1, in hundredths."""
    return round(50 + 50 * max(-1.0, min(1.0, value)), 2)


def told(found: Interval) -> str:
    """“0.74 (0.52 to 0.88)”, and why there is no number where there is none."""
    if found.value is None:
        return _("undefined: nothing could disagree") if found.units else _("no votes")
    value = number(found.value)
    if found.low is None or found.high is None:
        return _("%(value)s (too few votes for an interval)") % {"value": value}
    bounds = {"value": value, "low": number(found.low), "high": number(found.high)}
    return _("%(value)s (%(low)s to %(high)s)") % bounds


def number(value: float | None) -> str:
    """With a mark that keeps the sign before its digits where one reads from the right."""
    if value is None:
        return ""
    return f"\u200e{number_format(value, 2)}" if value < 0 else number_format(value, 2)


def bar(label: str, parts: Sequence[tuple[str, int, str, str]], *, href: str, longest: int) -> Bar:
    """`parts`: state, number, its words, where it leads. “Label: 3 queued, 1 submitted”."""
    segments, at = [], 0.0
    for state, count, words, where in parts:
        width = 100 * count / longest if longest else 0
        if width:
            title = f"{label}: {words}"
            segments.append(Segment(state, round(at, 2), round(width, 2), title, where))
        at += width
    said = ", ".join(words for _state, count, words, _where in parts if count)
    return Bar(label, href, sum(part[1] for part in parts), f"{label}: {said}", segments)
