"""Ink can be read on its paper, in the light and in the dark.

The pairs are those the style sheets put together; the figures are WCAG 2.2's: 4.5 for text (1.4.3),
3 for lines, shapes and focus rings that carry meaning (1.4.11).
"""

import math
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "factcheck" / "static" / "css" / "tokens.css"
COLOUR = r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)"
PAIR = re.compile(rf"--([a-z-]+): light-dark\({COLOUR}, {COLOUR}\);")
THEMES = ("light", "dark")
PAPERS = ("ground", "surface")
TONES = ("false", "mostly-false", "mixed", "mostly-true", "true", "unknown")

Oklch = tuple[float, float, float]

TEXT = [
    *[(ink, paper) for ink in ("ink", "ink-soft", "ink-faint") for paper in (*PAPERS, "sunken")],
    *[("accent", paper) for paper in (*PAPERS, "sunken", "accent-soft")],
    *[("accent-strong", paper) for paper in (*PAPERS, "accent-soft")],
    *[("on-accent", paper) for paper in ("accent", "accent-strong")],
    *[(ink, "accent-soft") for ink in ("ink", "ink-soft")],
    *[("ink", f"mark-{worth}") for worth in ("high", "medium", "low", "accepted")],
    *[("ink", change) for change in ("added", "removed")],
    *[
        (f"tone-{tone}", paper)
        for tone in TONES
        for paper in (*PAPERS, f"tone-{tone}-soft", "accent-soft")
    ],
    *[("on-tone", f"tone-{tone}") for tone in TONES],
    *[(f"stance-{stance}", paper) for stance in ("supports", "refutes") for paper in PAPERS],
]
LINES = [
    *[("rule-strong", paper) for paper in PAPERS],
    *[("mark-line", paper) for paper in (*PAPERS, "mark-high", "mark-medium", "mark-low")],
    ("accent", "mark-accepted"),
]


def colours() -> dict[str, tuple[Oklch, Oklch]]:
    found = {}
    for name, *figures in PAIR.findall(TOKENS.read_text(encoding="utf-8")):
        lightness, chroma, hue, *dark = map(float, figures)
        found[name] = ((lightness, chroma, hue), (dark[0], dark[1], dark[2]))
    return found


def luminance(colour: Oklch) -> float:
    """Relative luminance, 0 to 1; oklch to linear sRGB by Ottosson's matrices (2020), clipped."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Oklch, other: Oklch) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one():
    assert round(contrast((0, 0, 0), (1, 0, 0)), 2) == 21.0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (LINES, 3.0)], ids=["text", "lines"])
def test_every_pair_has_enough_contrast(theme, pairs, least):
    palette = {name: both[THEMES.index(theme)] for name, both in colours().items()}

    ratios = {f"{ink} on {paper}": contrast(palette[ink], palette[paper]) for ink, paper in pairs}

    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least} == {}
