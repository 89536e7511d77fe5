"""What one run of everything measured, and which bars it reaches."""

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.links import contest, pages
from benchmarks.links.classes import Row
from benchmarks.links.contest import Outcome

MEMORY_GROWTH: Final = 50.0
"""MB that bombs may cost."""


@dataclass(frozen=True)
class Stored:
    """Through Celery into PostgreSQL: links a second, CPU in µs a link by who spent it."""

    latency: int
    rate: float
    cpu: dict[str, float]


@dataclass
class Everything:
    """`None` and empty: not measured this time."""

    urls: int
    rounds: int
    peers: list[str]
    clean: list[Outcome] = field(default_factory=list)
    stored: list[Stored] = field(default_factory=list)
    classes: list[Row] = field(default_factory=list)
    growth: float | None = None
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Bar:
    """`wanted` is the least, or with `most` the greatest, that reaches it."""

    name: str
    measured: float | None
    wanted: float
    most: bool = False

    @property
    def reached(self) -> bool | None:
        if self.measured is None:
            return None
        return self.measured <= self.wanted if self.most else self.measured >= self.wanted


def bars(found: Everything) -> Iterator[Bar]:
    """Ratios are of medians of one run."""
    for outcome in sorted(found.clean, key=lambda each: -each.latency):
        least = 1.0 if outcome.latency else 1.5
        speed = contest.ratio(outcome, contest.OURS, contest.LYCHEE)
        yield Bar(f"URLs/s, {title(outcome)}, of tuned lychee's", speed, least)
    for outcome in found.clean:
        cpu = contest.ratio(outcome, contest.OURS, contest.LYCHEE, "cpu")
        memory = contest.ratio(outcome, contest.OURS, contest.LYCHEE, "memory")
        yield Bar(f"CPU per URL, {title(outcome)}, of tuned lychee's", cpu, 1.0, most=True)
        yield Bar(f"memory, {title(outcome)}, of tuned lychee's", memory, 1 / 3, most=True)
    yield from _stored(found)
    yield from _hostile(found)


def title(outcome: Outcome) -> str:
    return f"{outcome.pages} pages at {outcome.latency} ms"


def _stored(found: Everything) -> Iterator[Bar]:
    alone = {each.latency: each for each in found.clean if each.pages == pages.NEWS}
    for stored in found.stored:
        outcome = alone.get(stored.latency)
        tuned = outcome.figures.get(contest.LYCHEE) if outcome else None
        share = stored.rate / tuned.rate if tuned else None
        named = f"stored through Celery, news pages at {stored.latency} ms"
        yield Bar(f"{named}, of tuned lychee alone", share, 0.8)


def _hostile(found: Everything) -> Iterator[Bar]:
    if found.classes:
        rows = [row for row in found.classes if row.of]
        right = sum(row.right.get("ours", 0) for row in rows) / sum(row.of for row in rows)
        late = sum(row.late for row in rows)
        yield Bar("hostile mix, share told as the truth says", right, 1.0)
        yield Bar("answers later than their deadline", late, 0, most=True)
    if found.growth is not None:
        yield Bar("MB by which bombs make us grow", found.growth, MEMORY_GROWTH, most=True)


def same_politeness(outcome: Outcome) -> float | None:
    """Ours to lychee's URLs/s, both with one request in flight to a host."""
    return contest.ratio(outcome, contest.OURS_POLITE, contest.LYCHEE_POLITE)


def machine() -> str:
    """What it was measured on, without its name."""
    model = platform.processor() or platform.machine()
    with Path("/proc/cpuinfo").open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({model}), {memory:.0f} GB, Linux {platform.release()}, "
        f"Python {platform.python_version()}"
    )
