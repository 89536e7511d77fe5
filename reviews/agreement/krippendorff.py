"""Krippendorff's alpha: any number of raters, missing judgements, ordered categories (2011)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

Level = Literal["nominal", "ordinal", "interval"]


def alpha(
    units: Iterable[Sequence[int]] | Mapping[tuple[int, ...], int], *, level: Level = "ordinal"
) -> float | None:
    """1 − Do/De over coincidences of values, steps B to D of the 2011 paper, missing data allowed.

    Each unit is the values it was given, in any order; missing judgements are left out of it. Units
    with one value say nothing about agreement and are not counted. Values are numbers whose order
    is theirs on the scale. A mapping says how many units were given just these values. None where
    no unit has two values, or where only one value was given (no disagreement could be expected:
    0/0).
    """
    patterns = units if isinstance(units, Mapping) else Counter(tuple(unit) for unit in units)
    coincidences, marginals = _coincidences(patterns)
    total = sum(marginals.values())
    far = _distances(marginals, level)
    expected = sum(marginals[one] * marginals[other] * d for (one, other), d in far.items())
    if not expected:
        return None
    observed = sum(coincidences.get(pair, 0) * d for pair, d in far.items())
    return 1 - (total - 1) * observed / expected


def _coincidences(
    patterns: Mapping[tuple[int, ...], int],
) -> tuple[dict[tuple[int, int], float], dict[int, float]]:
    """How often each two different values met in a unit (the smaller first), and were given.

    A unit of m judgements has m(m − 1) pairs and weighs m. Equal values add nothing to
    disagreement; pairs the other way round would only double what is observed and expected.
    """
    met: dict[tuple[int, int], float] = {}
    given: dict[int, float] = {}
    for pattern, times in patterns.items():
        judged = len(pattern)
        if judged < 2:
            continue
        counts = Counter(pattern)
        values = sorted(counts)
        for at, one in enumerate(values):
            given[one] = given.get(one, 0) + times * counts[one]
            for other in values[at + 1 :]:
                pairs = times * counts[one] * counts[other] / (judged - 1)
                met[one, other] = met.get((one, other), 0) + pairs
    return met, given


def _distances(marginals: Mapping[int, float], level: Level) -> dict[tuple[int, int], float]:
    """δ² of each pair of different values (the metrics of step D)."""
    values = sorted(marginals)
    found = {}
    for at, one in enumerate(values):
        for further, other in enumerate(values[at + 1 :], at + 1):
            if level == "nominal":
                found[one, other] = 1.0
            elif level == "interval":
                found[one, other] = float(other - one) ** 2
            else:
                between = sum(marginals[value] for value in values[at : further + 1])
                found[one, other] = (between - (marginals[one] + marginals[other]) / 2) ** 2
    return found
