"""How well scores rank and how honest they are: average precision, F1, calibration.

Average precision is the area under the precision–recall steps (Buckley and Voorhees 2000), ties
broken against the score. Intervals are percentiles of the bootstrap over rows (Efron 1979).
"""

import random
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

RESAMPLES: Final = 500
BINS: Final = 5
THRESHOLD: Final = 0.5
_SEED: Final = 20170803  # the same rows are drawn each time, so that figures can be compared


class Scored(NamedTuple):
    score: float
    worth: bool


Measure = Callable[[Sequence[Scored]], float]


def average_precision(rows: Sequence[Scored]) -> float:
    """0–1; 0 when nothing was worth a check."""
    ordered = sorted(rows, key=lambda row: (-row.score, row.worth))
    hits, total = 0, 0.0
    for rank, row in enumerate(ordered, start=1):
        if row.worth:
            hits += 1
            total += hits / rank
    return total / hits if hits else 0.0


def f1(rows: Sequence[Scored]) -> float:
    """Of “worth a check” at a score of 0.5 and more."""
    right = sum(row.worth and row.score >= THRESHOLD for row in rows)
    said = sum(row.score >= THRESHOLD for row in rows)
    worth = sum(row.worth for row in rows)
    return 2 * right / (said + worth) if said + worth else 0.0


def calibration_error(rows: Sequence[Scored]) -> float:
    """Mean gap between score and share worth a check over five bins, weighted by their rows."""
    return sum(
        each["rows"] * abs(each["score"] - each["share"]) for each in reliability(rows)
    ) / max(1, len(rows))


def reliability(rows: Sequence[Scored]) -> list[dict[str, float]]:
    """Per fifth of the scale that has rows: how many, their mean score, the share worth a check."""
    bins: list[list[Scored]] = [[] for _ in range(BINS)]
    for row in rows:
        bins[min(BINS - 1, int(row.score * BINS))].append(row)
    return [
        {
            "from": number / BINS,
            "rows": len(within),
            "score": round(sum(row.score for row in within) / len(within), 3),
            "share": round(sum(row.worth for row in within) / len(within), 3),
        }
        for number, within in enumerate(bins)
        if within
    ]


def report(rows: Sequence[Scored]) -> dict[str, object]:
    """The three measures, each with its 95 % interval, and the bins of the calibration."""
    return {
        "average_precision": _with_interval(rows, average_precision),
        "f1": _with_interval(rows, f1),
        "calibration_error": _with_interval(rows, calibration_error),
        "reliability": reliability(rows),
    }


def _with_interval(rows: Sequence[Scored], measure: Measure) -> list[float]:
    """[value, low, high]"""
    draw = random.Random(_SEED)  # noqa: S311 - resampling, nothing secret
    values = sorted(measure(draw.choices(rows, k=len(rows))) for _ in range(RESAMPLES))
    low, high = values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES) - 1]
    return [round(value, 3) for value in (measure(rows), low, high)]
