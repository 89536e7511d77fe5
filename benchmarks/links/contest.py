"""The clean pages: everybody in turn, several rounds, medians.

Everything is measured from outside, in a process of its own: the clock, processor time by
`wait4`, peak memory. What starting and ending a program takes is measured with one address and
taken off its time, for everybody alike, since a watch that runs for weeks does not care.
"""

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.links import engine, linkinator, lychee, measuring, truth
from benchmarks.links.lychee import Tuning
from benchmarks.links.measuring import Cost, Figure, Served

OURS_POLITE = "ours, one in flight per host"
OURS = "ours, tuned"
LYCHEE_POLITE = "lychee, one in flight per host"
LYCHEE = "lychee, tuned"
LINKINATOR = "linkinator"

OUR_TUNINGS = (("1", "1"), ("1", "2"), ("4", "2"), ("8", "2"))
"""Requests in flight per host, and processes; tried once each at every latency."""

STARTS = 3


@dataclass(frozen=True)
class Entrant:
    """A checker in one tuning. `command` for so many of the clean pages."""

    name: str
    command: Callable[[int], list[str]]
    good: tuple[int, ...] = (0,)
    most: int = truth.CLEAN
    how: str = ""

    def run(self, urls: int) -> Cost:
        cost = measuring.run(self.command(min(urls, self.most)), good=self.good)
        return _whole(cost) if self.name in {OURS, OURS_POLITE} else cost


MIDDLE = Tuning(512, 10)


@dataclass(frozen=True)
class Choice:
    """The tunings to race with; these are the middle ones, for rough looks."""

    ours: tuple[str, str] = OUR_TUNINGS[1]
    lychee: Tuning = MIDDLE
    tried: tuple[str, ...] = ()


@dataclass
class Outcome:
    """All of one sort of pages at one latency."""

    latency: int
    pages: str
    figures: dict[str, Figure] = field(default_factory=dict)
    starts: dict[str, Cost] = field(default_factory=dict)
    tunings: dict[str, str] = field(default_factory=dict)
    tried: tuple[str, ...] = ()


def chosen(served: Served, folder: Path, *, urls: int, peers: Sequence[str]) -> Choice:
    """The quickest tuning of ours and of lychee, each tried once."""
    entrants = {tuning: ours(served, OURS, *tuning) for tuning in OUR_TUNINGS}
    seconds = {tuning: entrant.run(urls).seconds for tuning, entrant in entrants.items()}
    tried = [f"ours, {entrants[tuning].how}: {took:.2f} s" for tuning, took in seconds.items()]
    best = min(seconds, key=lambda tuning: seconds[tuning])
    if "lychee" not in peers:
        return Choice(best, tried=tuple(tried))
    theirs_, lines = lychee.sweep(lychee.write(folder / "sweep.txt", served, urls))
    return Choice(best, theirs_, tried=(*tried, *lines))


def held(
    served: Served,
    folder: Path,
    *,
    urls: int,
    rounds: int,
    peers: Sequence[str],
    choice: Choice,
) -> Outcome:
    entrants = _entrants(served, folder, peers=peers, choice=choice)
    outcome = Outcome(served.latency, served.pages, tried=choice.tried)
    outcome.tunings = {entrant.name: entrant.how for entrant in entrants}
    outcome.starts = {entrant.name: _start(entrant) for entrant in entrants}
    costs: dict[str, list[Cost]] = {entrant.name: [] for entrant in entrants}
    for turn in range(rounds):
        at = turn % len(entrants)
        for entrant in (*entrants[at:], *entrants[:at]):
            cost = entrant.run(urls)
            costs[entrant.name].append(cost.without(outcome.starts[entrant.name]))
    for entrant in entrants:
        outcome.figures[entrant.name] = Figure.of(costs[entrant.name], min(urls, entrant.most))
    return outcome


def _start(entrant: Entrant) -> Cost:
    costs = [entrant.run(1) for _ in range(STARTS)]
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.memory for cost in costs),
        "",
    )


def _entrants(
    served: Served, folder: Path, *, peers: Sequence[str], choice: Choice
) -> list[Entrant]:
    entrants = [ours(served, OURS_POLITE, "1", "1"), ours(served, OURS, *choice.ours)]
    if "lychee" in peers:
        entrants += [
            theirs(served, folder, LYCHEE_POLITE, lychee.POLITE),
            theirs(served, folder, LYCHEE, choice.lychee),
        ]
    if "linkinator" in peers:
        entrants.append(_slow(served, folder))
    return entrants


def ours(served: Served, name: str, per_host: str, processes: str) -> Entrant:
    def command(urls: int) -> list[str]:
        options = ("--per-host", per_host, "--processes", processes)
        return engine.command(served, "--urls", str(urls), *options)

    many = f"{processes} processes" if processes != "1" else "1 process"
    return Entrant(name, command, how=f"{per_host} in flight per host, {many}")


def theirs(served: Served, folder: Path, name: str, tuning: Tuning) -> Entrant:
    def command(urls: int) -> list[str]:
        return lychee.command(lychee.write(folder / f"{urls}.txt", served, urls), tuning)

    return Entrant(name, command, good=lychee.GOOD, how=str(tuning))


def _slow(served: Served, folder: Path) -> Entrant:
    def command(urls: int) -> list[str]:
        cases = truth.clean(urls, served.ports)
        page = linkinator.write(folder / f"{urls}.html", (case.url for case in cases))
        return linkinator.command(page)

    how = f"{linkinator.AT_ONCE} at once, {linkinator.FEWER:,} of the addresses"
    return Entrant(LINKINATOR, command, good=linkinator.GOOD, most=linkinator.FEWER, how=how)


def _whole(cost: Cost) -> Cost:
    """The memory of all our processes together, as each tells its own peak."""
    peaks: list[float] = json.loads(cost.output)["peaks"]
    return Cost(cost.seconds, cost.cpu, sum(peaks), cost.output)


def ratio(outcome: Outcome, one: str, other: str, what: str = "rate") -> float | None:
    """Of medians; None where one of the two was not measured."""
    if one not in outcome.figures or other not in outcome.figures:
        return None
    first, second = (float(getattr(outcome.figures[name], what)) for name in (one, other))
    return first / second
