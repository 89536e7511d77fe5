"""Quality of splitting on labelled files; see README.md for their shapes.

Usage: python -m benchmarks.splitting FILE... [--only MEASURE]
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.splitting import attribution, checkworthiness, clauses, intervals, labelled
from benchmarks.splitting import sentence_spans as spans

_THRESHOLD: Final = 0.5

Ranked = Sequence[tuple[float, bool]]


def worth(rows: list[labelled.Row]) -> list[str]:
    """Average precision, and F1 of "at least one half", which calibrated scores make natural."""
    ranked = [
        (checkworthiness.score(row["text"]), row["label"] == checkworthiness.WANTED) for row in rows
    ]
    chance = sum(wanted for _, wanted in ranked) / len(ranked)
    return [
        f"check-worthy AP    {intervals.figure(ranked, precision)}  chance {chance:.3f}",
        f"  F1 at {_THRESHOLD}        {intervals.figure(ranked, f1)}",
        f"  best F1          {max(f1(ranked, at=score / 100) for score in range(101)):.3f}",
    ]


def precision(ranked: Ranked) -> float:
    """Average precision; 0 for a resample without any wanted row."""
    if not any(wanted for _, wanted in ranked):
        return 0.0
    return checkworthiness.average_precision(list(ranked))


def f1(ranked: Ranked, *, at: float = _THRESHOLD) -> float:
    hits = sum(wanted and score >= at for score, wanted in ranked)
    total = sum(score >= at for score, _ in ranked) + sum(wanted for _, wanted in ranked)
    return 2 * hits / total if total else 0.0


REPORTS: Final = {
    "sentences": spans.report,
    "check-worthiness": worth,
    "attribution": attribution.report,
    "clauses": clauses.report,
}


def measured(path: Path, only: str | None = None) -> list[str]:
    """All lines of one file. Raises `labelled.UnknownShape` when nothing can be measured on it."""
    rows = labelled.read(path)
    names = [name for name in labelled.measures(rows) if only in {None, name}]
    if not names:
        fields = ", ".join(f"`{field}`" for field in labelled.MEASURES)
        raise labelled.UnknownShape(f"{path}: its rows have none of {fields} to measure.")
    lines = [f"{path.name}: {len(rows)} texts"]
    field_of = {name: field for field, name in labelled.MEASURES.items()}
    for name in names:
        lines += REPORTS[name]([row for row in rows if field_of[name] in row])
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.splitting", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--only", choices=sorted(REPORTS))
    options = parser.parse_args()
    print("95 % intervals by bootstrap over texts")
    for path in options.files:
        try:
            print("\n".join(measured(path, options.only)))
        except (labelled.UnknownShape, OSError) as problem:
            parser.exit(2, f"{problem}\n")


if __name__ == "__main__":
    main()
