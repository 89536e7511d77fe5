"""The results as Markdown, between two marks of docs/benchmarks.md."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.links import classes, contest, measuring, plot, results
from benchmarks.links.contest import Outcome
from benchmarks.links.results import Bar, Everything

PAGE: Final = measuring.ROOT / "docs" / "benchmarks.md"
PICTURE: Final = measuring.ROOT / "docs" / "img" / "benchmarks-links.svg"
BEGIN: Final = "<!-- results of python -m benchmarks.links: begin -->"
END: Final = "<!-- results of python -m benchmarks.links: end -->"


def write(found: Everything, page: Path = PAGE, picture: Path = PICTURE) -> None:
    """Replace what stands between the marks of `page`, and the picture."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    told = "\n".join(lines(found))
    page.write_text(f"{before}{BEGIN}\n{told}\n{END}{after}", encoding="utf-8")
    picture.write_text(plot.drawn(found), encoding="utf-8")


def lines(found: Everything) -> Iterator[str]:
    yield f"Measured on {found.at:%d %B %Y} with {results.machine()}; medians of {found.rounds}."
    yield ""
    yield from _bars(list(results.bars(found)))
    for outcome in found.clean:
        yield from _clean(outcome, found)
    yield from _stored(found)
    yield from _tried(found)
    if found.classes:
        yield "### What each says of the hostile mix"
        yield ""
        yield from classes.table(found.classes, peers=found.peers)
        yield ""
        yield from (f"- {line}" for line in classes.summary(found.classes, peers=found.peers))


def _bars(bars: list[Bar]) -> Iterator[str]:
    yield "| bar | wanted | measured | |"
    yield "|---|---|---|---|"
    for bar in bars:
        wanted = f"{'at most' if bar.most else 'at least'} {bar.wanted:.3g}"
        measured = "–" if bar.measured is None else f"{bar.measured:.3g}"
        word = {True: "reached", False: "**missed**", None: "not measured"}[bar.reached]
        yield f"| {bar.name} | {wanted} | {measured} | {word} |"
    yield ""


def _clean(outcome: Outcome, found: Everything) -> Iterator[str]:
    yield f"### {found.urls:,} {results.title(outcome)}"
    yield ""
    yield "| checker | how | URLs/s | of tuned lychee's | CPU µs per URL | peak MB | start s |"
    yield "|---|---|---|---|---|---|---|"
    for name, figure in outcome.figures.items():
        share = contest.ratio(outcome, name, contest.LYCHEE)
        cells = [
            *(name, outcome.tunings[name], f"{figure.rate:,.0f}"),
            *("–" if share is None else f"{share:.2f}", f"{figure.cpu:,.0f}"),
            *(f"{figure.memory:.0f}", f"{outcome.starts[name].seconds:.2f}"),
        ]
        yield f"| {' | '.join(cells)} |"
    yield ""
    same = results.same_politeness(outcome)
    if same is not None:
        yield f"With one request in flight per host ours does {same:.2f} of lychee's URLs/s."
        yield ""


def _stored(found: Everything) -> Iterator[str]:
    if not found.stored:
        return
    yield "### Through Celery into PostgreSQL"
    yield ""
    yield "| latency | links/s | CPU µs per link |"
    yield "|---|---|---|"
    for stored in found.stored:
        spent = ", ".join(f"{who} {cpu:,.0f}" for who, cpu in stored.cpu.items())
        yield f"| {stored.latency} ms | {stored.rate:,.0f} | {spent} |"
    yield ""


def _tried(found: Everything) -> Iterator[str]:
    if not any(outcome.tried for outcome in found.clean):
        return
    yield "<details><summary>Tunings that were tried, once each</summary>"
    yield ""
    for outcome in found.clean:
        yield from (f"- {results.title(outcome)}: {line}" for line in outcome.tried)
    yield ""
    yield "</details>"
    yield ""
