"""Fleiss' kappa of many raters, each unit judged by the same number of them (1971)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

Patterns = Mapping[tuple[int, ...], int]
"""How many units were given just these categories, whoever gave which."""


def fleiss(units: Iterable[Sequence[int]] | Patterns) -> float | None:
    """(P̄ − P̄e) / (1 − P̄e) over all categories: equation 7.

    Raises ValueError where units were not all judged by the same number of at least two. None
    where nothing was judged, or where all judgements are of one category: 0/0.
    """
    patterns = _patterns(units)
    total = sum(patterns.values())
    if not total:
        return None
    raters = _raters(patterns)
    given: Counter[int] = Counter()
    agreeing = 0
    for pattern, times in patterns.items():
        for category, count in Counter(pattern).items():
            given[category] += times * count
            agreeing += times * count * (count - 1)
    chance = sum((count / (total * raters)) ** 2 for count in given.values())
    observed = agreeing / (total * raters * (raters - 1))
    return None if len(given) == 1 else (observed - chance) / (1 - chance)


def fleiss_of(units: Iterable[Sequence[int]] | Patterns, category: int) -> float | None:
    """Agreement on one category, chosen or not: κj = 1 − Σ nij(n − nij) / (N·n·(n − 1)·pj·qj).

    As `fleiss`; None where nobody chose the category, or everybody always.
    """
    patterns = _patterns(units)
    total = sum(patterns.values())
    if not total:
        return None
    raters = _raters(patterns)
    chosen = [(pattern.count(category), times) for pattern, times in patterns.items()]
    given = sum(count * times for count, times in chosen)
    if given in (0, total * raters):
        return None
    share = given / (total * raters)
    disagreeing = sum(times * count * (raters - count) for count, times in chosen)
    return 1 - disagreeing / (total * raters * (raters - 1) * share * (1 - share))


def _patterns(units: Iterable[Sequence[int]] | Patterns) -> Patterns:
    if isinstance(units, Mapping):
        return units
    return Counter(tuple(sorted(unit)) for unit in units)


def _raters(patterns: Patterns) -> int:
    numbers = {len(pattern) for pattern in patterns}
    if len(numbers) > 1 or min(numbers) < 2:
        raise ValueError("Fleiss' kappa needs the same number of raters, two or more, on each unit")
    return numbers.pop()
