"""The plots of `/desk/`: each point leads to the rows it counts, and a table stands beneath."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.figures import ages, durations, intake, mix
from reviews.figures.periods import Period
from reviews.states import Status
from reviews.web import plots

WIDTH, HEIGHT, GAP = 1000.0, 100.0, 0.2


@dataclass(frozen=True)
class Mark:
    """A column of a plot, in a box of WIDTH by HEIGHT that the page stretches."""

    state: str
    x: float
    y: float
    width: float
    height: float
    title: str
    href: str


@dataclass(frozen=True)
class Cell:
    text: str
    href: str = ""


@dataclass(frozen=True)
class Line:
    """A row of the table beneath: what it is about, and its numbers with their rows."""

    label: Cell
    cells: list[Cell]


@dataclass(frozen=True)
class Figure:
    """`marks` stand side by side on a scale of `ticks`; `bars` lie one under another."""

    name: str
    title: str
    about: str
    columns: list[str]
    lines: list[Line]
    legend: list[tuple[str, str]]
    marks: Sequence[Mark] = ()
    ticks: Sequence[int] = ()
    days: Sequence[date] = ()
    bars: Sequence[plots.Bar] = ()

    @property
    def empty(self) -> bool:
        return not self.marks and not any(bar.total for bar in self.bars)


def flow(found: Sequence[intake.Flow]) -> Figure:
    """Two columns for each stretch of days: what came in, what went out."""
    top = plots.scale(max((max(each.opened, each.decided) for each in found), default=1))
    slot = WIDTH / max(len(found), 1)
    marks, lines = [], []
    for at, each in enumerate(found):
        days = _days(each.first, each.last)
        opened = _queue(opened_after=each.first, opened_before=each.last)
        decided = _queue(decided_after=each.first, decided_before=each.last)
        said = _("%(days)s: %(n)s opened") % {"days": days, "n": each.opened}
        done = _("%(days)s: %(n)s published") % {"days": days, "n": each.decided}
        wide = slot * (1 - GAP) / 2
        left = slot * (at + GAP / 2)
        marks += [
            _mark("opened", each.opened, top, (left, wide), (said, opened)),
            _mark("decided", each.decided, top, (left + wide, wide), (done, decided)),
        ]
        cells = [Cell(str(each.opened), opened), Cell(str(each.decided), decided)]
        lines.append(Line(Cell(days), cells))
    return Figure(
        "intake",
        _("Came in, went out"),
        _("Reviews opened and verdicts first published."),
        [_("Days"), _("Opened"), _("First published")],
        lines[::-1],
        [("opened", _("opened")), ("decided", _("first published"))],
        marks=[mark for mark in marks if mark.height],
        ticks=_ticks(top),
        days=[found[at].first for at in sorted({0, len(found) // 2})] if found else [],
    )


def waiting(found: Sequence[ages.Waiting]) -> Figure:
    longest = max((sum(each.numbers.values()) for each in found), default=0)
    bars, lines = [], []
    for each in found:
        opened = {"opened_before": each.last}
        if each.first:
            opened["opened_after"] = each.first
        parts = [
            (status.value, each.numbers[status], f"{each.numbers[status]} {status.label}", link)
            for status in ages.OPEN
            for link in [_queue(status=status.value, **opened)]
        ]
        label, href = _age(each.since, each.until), _queue(view="open", **opened)
        bars.append(plots.bar(label, parts, href=href, longest=longest))
        lines.append(Line(Cell(label, href), [Cell(str(n), link) for _s, n, _w, link in parts]))
    return Figure(
        "age",
        _("Age of what is open"),
        _("Open reviews of this moment, by how long ago they were opened."),
        [_("Opened"), *(str(status.label) for status in ages.OPEN)],
        lines,
        [(status.value, str(status.label)) for status in ages.OPEN],
        bars=bars,
    )


def times(found: durations.Times, of: Period) -> Figure:
    longest = max((step.number for step in found.steps), default=0)
    bars, lines = [], []
    for step in found.steps:
        label = _age(step.since, step.until)
        query = urlencode({"period": of.name, "since": step.since})
        href = f"{reverse('reviews:desk_rows')}?{query}"
        part = [("decided", step.number, str(step.number), href)]
        bars.append(plots.bar(label, part, href=href, longest=longest))
        lines.append(Line(Cell(label, href), [Cell(str(step.number), href)]))
    return Figure(
        "time",
        _("Time to verdict"),
        _middle(found),
        [_("From opening to publishing"), _("Verdicts")],
        lines,
        [],
        bars=bars,
    )


def verdicts(found: mix.Verdicts, of: Period) -> Figure:
    longest = max((sum(each.numbers.values()) for each in found.claimants), default=0)
    stretch = {"decided_after": of.first, "decided_before": of.last}
    bars, lines = [], []
    for each in found.claimants:
        asked: dict[str, Any] = {"status": Status.PUBLISHED.value, "claimant": each.claimant}
        parts = [
            (rating.tone, number, f"{number} {rating.word}", _queue(rating=rating.pk, **here))
            for rating in found.ratings
            for number, here in [(each.numbers.get(rating.pk, 0), asked | stretch)]
        ]
        href = _queue(**asked, **stretch)
        bars.append(plots.bar(each.claimant, parts, href=href, longest=longest))
        lines.append(
            Line(Cell(each.claimant, href), [Cell(str(n), link) for _t, n, _w, link in parts])
        )
    return Figure(
        "mix",
        _("Verdicts by who said it"),
        _mixed(found),
        [_("Said by"), *(rating.word for rating in found.ratings)],
        lines,
        [(rating.tone, rating.word) for rating in found.ratings],
        bars=bars,
    )


def _queue(**query: Any) -> str:
    """Rows of `/reviews/`; every view but the one named, so that nothing else narrows them."""
    query = {"view": "all"} | query
    told = {name: v.isoformat() if isinstance(v, date) else v for name, v in query.items()}
    return f"{reverse('reviews:queue')}?{urlencode(told)}"


def _mark(
    state: str, number: int, top: int, across: tuple[float, float], told: tuple[str, str]
) -> Mark:
    tall = HEIGHT * number / top
    left, wide = across
    return Mark(
        state, round(left, 1), round(HEIGHT - tall, 2), round(wide, 1), round(tall, 2), *told
    )


def _ticks(top: int) -> tuple[int, ...]:
    return (top, *((top // 2,) if top % 2 == 0 else ()), 0)


def _days(first: date, last: date) -> str:
    if first == last:
        return date_format(first, "j M Y")
    parts = {"first": date_format(first, "j M Y"), "last": date_format(last, "j M Y")}
    return _("%(first)s to %(last)s") % parts


def _age(since: int, until: int | None) -> str:
    if until is None:
        return _("%(n)s days and more") % {"n": since}
    if since == 0:
        return ngettext("less than %(n)s day", "less than %(n)s days", until) % {"n": until}
    return _("%(since)s to %(until)s days") % {"since": since, "until": until}


def _middle(found: durations.Times) -> str:
    if found.median is None or found.ninety is None:
        return _("Nothing was first published in these days.")
    return _("Half within %(median)s days, nine of ten within %(ninety)s.") % {
        "median": plots.number(found.median / timedelta(days=1)),
        "ninety": plots.number(found.ninety / timedelta(days=1)),
    }


def _mixed(found: mix.Verdicts) -> str:
    said = _("Published verdicts on those whose claims were checked most.")
    left = [said]
    if found.others:
        left.append(
            ngettext("%(n)s more person.", "%(n)s more people.", found.others) % {"n": found.others}
        )
    if found.unnamed:
        left.append(_("On claims nobody is named for: %(n)s.") % {"n": found.unnamed})
    return " ".join(left)
