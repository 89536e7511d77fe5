"""Pairs of statements and what a fact-checker would say of them, made by hand.

`same`: one verdict holds for both. `figure`, `opposite`: about the same, but they cannot both be
true. `close`: worth a look beside each other. `none`: about something else, however alike in
words. The first list shaped the rules; the second was to measure them, and was looked at once in
the last tuning.
"""

from pathlib import Path
from typing import NamedTuple


class Pair(NamedTuple):
    language: str
    one: str
    other: str
    label: str


def _listed(name: str) -> list[Pair]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [Pair(*(cell.strip() for cell in line.split("|"))) for line in lines if line]


SHAPING = _listed("shaping.txt")
MEASURING = _listed("measuring.txt")
