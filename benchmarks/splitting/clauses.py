"""How many claims inside sentences we find: recall of labelled clauses.

Usage: python -m benchmarks.splitting.clauses FILE
FILE: JSON lines with `text` and `clauses`, each a string of the text or [start, end]. A string that
is not in the text word for word (its subject was put in) is compared with statements instead.

A clause is found when a candidate no other clause took shares at least 0.7 of its characters (the
intersection over the union), or, of a clause not in the text, 0.7 of its words (Dice).
"""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from benchmarks.splitting import intervals, labelled
from benchmarks.splitting.intervals import Counts
from claims import splitting
from claims.splitting import Candidate

_ENOUGH: Final = 0.7


def counted(row: labelled.Row) -> Counts:
    """Clauses of one text found, each by a candidate of its own."""
    left = list(splitting.split(row["text"], language=row.get("language")))
    given, wanted, hits = len(left), row.get("clauses", []), 0
    for piece, span in zip(wanted, labelled.placed(row["text"], wanted), strict=True):
        best = max(left, key=lambda one: _likeness(one, span, piece), default=None)
        if best is not None and _likeness(best, span, piece) >= _ENOUGH:
            left.remove(best)
            hits += 1
    return Counts(hits, given, len(wanted), hits)


def report(rows: list[labelled.Row]) -> list[str]:
    """Lines to print."""
    counts = [counted(row) for row in rows]
    return [
        f"clause recall      {intervals.figure(counts, intervals.recall)}",
        f"  precision        {intervals.figure(counts, intervals.precision)}",
    ]


def _likeness(one: Candidate, span: labelled.Span | None, piece: object) -> float:
    if span is None:
        return _dice(one.statement, str(piece))
    shared = labelled.overlap((one.start, one.end), span)
    return shared / (one.end - one.start + span[1] - span[0] - shared)


def _dice(one: str, other: str) -> float:
    ours, theirs = (Counter(re.findall(r"\w+", text.lower())) for text in (one, other))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0


if __name__ == "__main__":
    print("\n".join(report(labelled.read(Path(sys.argv[1])))))
