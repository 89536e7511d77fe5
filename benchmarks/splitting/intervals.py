"""Confidence intervals by the bootstrap: how far a figure moves when other rows had been drawn.

Percentile method (Efron 1979), whole rows drawn with replacement, one fixed seed, so that two runs
on one file print the same. Rows are texts: sentences of one text stay together.
"""

import random
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeVar

RESAMPLES: Final = 1000
_SEED: Final = 20_240_501

T = TypeVar("T")


class Figure(NamedTuple):
    """A figure with the interval that holds 95 % of its resamples."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def figure(
    rows: Sequence[T], statistic: Callable[[Sequence[T]], float], *, resamples: int = RESAMPLES
) -> Figure:
    """`statistic` of the rows, and its 95 % interval."""
    chance = random.Random(_SEED)
    drawn = sorted(statistic(chance.choices(rows, k=len(rows))) for _ in range(resamples))
    low, high = drawn[int(resamples * 0.025)], drawn[min(resamples - 1, int(resamples * 0.975))]
    return Figure(statistic(rows), low, high)


class Counts(NamedTuple):
    """What one text adds: found rightly, given by us, wanted by the labels.

    `recalled` is how many of the wanted were found, when that differs from `hits`.
    """

    hits: int
    given: int
    wanted: int
    recalled: int


def precision(rows: Sequence[Counts]) -> float:
    given = sum(row.given for row in rows)
    return sum(row.hits for row in rows) / given if given else 0.0


def recall(rows: Sequence[Counts]) -> float:
    wanted = sum(row.wanted for row in rows)
    return sum(row.recalled for row in rows) / wanted if wanted else 0.0


def f1(rows: Sequence[Counts]) -> float:
    """Harmonic mean of precision and recall over all rows together (micro-averaged)."""
    right, found = precision(rows), recall(rows)
    return 2 * right * found / (right + found) if right + found else 0.0
