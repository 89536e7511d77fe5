"""How well we say whose words a claim is: F1 of attributed claims, and of the claimants named.

Usage: python -m benchmarks.splitting.attribution FILE
FILE: JSON lines with `text` and `attributions`, each `{"quote": "…" or [start, end], "kind":
"named" or "unnamed", "claimant": "…"}`, the quote being what is said, without who says it.

A labelled claim is found when a candidate with an attribution of its kind covers at least half of
it; a candidate with an attribution is right when half of it lies in such a claim. The claimant of a
named one is right when all words of the shorter of the two names stand in the longer.
"""

import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.splitting import intervals, labelled
from benchmarks.splitting.intervals import Counts
from claims import splitting
from claims.splitting import candidate, lexicon

_TITLES = lexicon.words("mr mrs ms dr the a an president minister prime general senator")


class Said(NamedTuple):
    """Something attributed: by us or by the labels."""

    start: int
    end: int
    kind: str
    claimant: str


def counted(row: labelled.Row) -> Counts:
    """Attributed claims of one text; a claim counts only with its kind."""
    ours, theirs = _ours(row), _theirs(row)
    hits = sum(any(_holds(one, wanted) for wanted in theirs) for one in ours)
    found = sum(any(_covers(one, wanted) for one in ours) for wanted in theirs)
    return Counts(hits, len(ours), len(theirs), found)


def claimants(row: labelled.Row) -> Counts:
    """Named claimants: wanted ones, and those of them whose name we give."""
    ours = [one for one in _ours(row) if one.kind == candidate.NAMED]
    theirs = [one for one in _theirs(row) if one.kind == candidate.NAMED and one.claimant]
    hits = sum(any(_holds(one, w) and _same(one, w) for w in theirs) for one in ours)
    found = sum(any(_covers(one, w) and _same(one, w) for one in ours) for w in theirs)
    return Counts(hits, len(ours), len(theirs), found)


def report(rows: list[labelled.Row]) -> list[str]:
    """Lines to print."""
    kinds, names = [counted(row) for row in rows], [claimants(row) for row in rows]
    return [
        f"attribution F1     {intervals.figure(kinds, intervals.f1)}",
        f"  precision        {intervals.figure(kinds, intervals.precision)}",
        f"  recall           {intervals.figure(kinds, intervals.recall)}",
        f"claimant F1        {intervals.figure(names, intervals.f1)}",
    ]


def _ours(row: labelled.Row) -> list[Said]:
    found = splitting.split(row["text"], language=row.get("language"))
    return [
        Said(c.start, c.end, c.attribution, c.claimant)
        for c in found
        if c.attribution != candidate.NO_ATTRIBUTION
    ]


def _theirs(row: labelled.Row) -> list[Said]:
    wanted: list[dict[str, Any]] = row.get("attributions", [])
    spans = labelled.placed(row["text"], [one["quote"] for one in wanted])
    return [
        Said(*span, one.get("kind", candidate.NAMED), one.get("claimant", ""))
        for span, one in zip(spans, wanted, strict=True)
        if span is not None
    ]


def _covers(one: Said, wanted: Said) -> bool:
    shared = labelled.overlap(one[:2], wanted[:2])
    return one.kind == wanted.kind and shared * 2 >= wanted.end - wanted.start


def _holds(one: Said, wanted: Said) -> bool:
    shared = labelled.overlap(one[:2], wanted[:2])
    return one.kind == wanted.kind and shared * 2 >= min(
        one.end - one.start, wanted.end - wanted.start
    )


def _same(one: Said, wanted: Said) -> bool:
    ours, theirs = _name(one.claimant), _name(wanted.claimant)
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _name(claimant: str) -> frozenset[str]:
    words = re.findall(r"\w+", claimant.lower())
    return frozenset(words) - _TITLES or frozenset(words)


if __name__ == "__main__":
    print("\n".join(report(labelled.read(Path(sys.argv[1])))))
