"""How sure a coefficient is: percentile intervals of the bootstrap over units (Efron, 1993)."""

import math
import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Pattern = TypeVar("Pattern", bound=Hashable)
DRAWS = 1_000
SEED = 20_260_302
"""Any number; the same one each time, so that the same votes give the same interval."""

ENOUGH = 0.9
"""Share of draws in which the coefficient must be defined for an interval to be told."""


@dataclass(frozen=True)
class Interval:
    """`value` with its bounds at `level`; None where they are undefined. `units`: how many."""

    value: float | None
    low: float | None
    high: float | None
    units: int
    level: float = 0.95


def interval(
    units: Sequence[Pattern],
    coefficient: Callable[[Counter[Pattern]], float | None],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    level: float = 0.95,
) -> Interval:
    """The coefficient of `units` and its percentile interval.

    Units are drawn again with replacement, `draws` times, by a generator of its own started with
    `seed`. Units alike are counted together, which makes a draw cheap. Draws in which the
    coefficient is undefined are left out; where they are more than one in ten, or where there are
    fewer than two units, no interval is told.
    """
    known = Counter(units)
    value = coefficient(known) if units else None
    if value is None or len(units) < 2:
        return Interval(value, None, None, len(units), level)
    chance = random.Random(seed)  # noqa: S311 - drawn again, not kept secret
    patterns, weights = list(known), list(known.values())
    found = []
    for _ in range(draws):
        drawn = Counter(chance.choices(patterns, weights, k=len(units)))
        again = coefficient(drawn)
        if again is not None:
            found.append(again)
    if len(found) < ENOUGH * draws:
        return Interval(value, None, None, len(units), level)
    found.sort()
    tail = (1 - level) / 2
    return Interval(value, quantile(found, tail), quantile(found, 1 - tail), len(units), level)


def quantile(ordered: Sequence[float], share: float) -> float:
    """Between the two nearest values (Hyndman and Fan, 1996, type 7)."""
    at = share * (len(ordered) - 1)
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)
