"""URLs per second as bars, one panel a latency: an SVG that stands by itself, light or dark."""

from collections.abc import Iterator
from html import escape
from typing import Final

from benchmarks.links import pages, results
from benchmarks.links.contest import Outcome
from benchmarks.links.results import Everything

WIDTH: Final = 720
LABELS: Final = 210
"""Left of the bars."""

BARS: Final = 410
ROW: Final = 26
PANEL: Final = 44
"""A panel's heading and the room below it."""

STYLE: Final = """
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.title { font-weight: 600; } .ours { fill: #0b6e4f; } .theirs { fill: #8c959f; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .ours { fill: #3fb68b; } .theirs { fill: #6e7681; }
}
"""

STORED: Final = "ours, stored through Celery"


def drawn(found: Everything) -> str:
    """The whole document."""
    panels = [(results.title(outcome), _rates(outcome, found)) for outcome in found.clean]
    height = sum(PANEL + ROW * len(rates) for _, rates in panels) + 8
    said = "; ".join(
        f"{title}: " + ", ".join(f"{name} {rate:,.0f}" for name, rate in rates)
        for title, rates in panels
    )
    body: list[str] = []
    top = 0
    for title, rates in panels:
        body += _panel(f"URLs per second, {title}", rates, top)
        top += PANEL + ROW * len(rates)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="title desc">\n'
        '<title id="title">URLs checked per second</title>\n'
        f'<desc id="desc">{escape(said)}.</desc>\n<style>{STYLE}</style>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


def _rates(outcome: Outcome, found: Everything) -> list[tuple[str, float]]:
    rates = [(name, figure.rate) for name, figure in outcome.figures.items()]
    if outcome.pages == pages.NEWS:
        rates += [(STORED, each.rate) for each in found.stored if each.latency == outcome.latency]
    return sorted(rates, key=lambda pair: -pair[1])


def _panel(title: str, rates: list[tuple[str, float]], top: int) -> Iterator[str]:
    yield f'<text class="title" x="8" y="{top + 24}">{escape(title)}</text>'
    most = max((rate for _, rate in rates), default=1.0)
    for row, (name, rate) in enumerate(rates):
        y = top + PANEL - 8 + ROW * row
        long = max(1.0, rate / most * BARS)
        whose = "ours" if name.startswith("ours") else "theirs"
        yield f'<text x="{LABELS - 8}" y="{y + 15}" text-anchor="end">{escape(name)}</text>'
        yield f'<rect class="{whose}" x="{LABELS}" y="{y}" width="{long:.1f}" height="20" rx="3"/>'
        yield f'<text x="{LABELS + long + 8:.1f}" y="{y + 15}">{rate:,.0f}</text>'
