"""Cohen's kappa of two raters, plain (1960) and weighted (1968)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

Weight = Callable[[int, int], float]
"""How much it matters that one said category `i` and the other `j`: 0 where they agree."""

WEIGHTS: Mapping[str, Weight] = {
    "nominal": lambda i, j: float(i != j),
    "linear": lambda i, j: float(abs(i - j)),
    "quadratic": lambda i, j: float((i - j) ** 2),
}


def cohen(
    pairs: Iterable[tuple[int, int]] | Mapping[tuple[int, int], float],
    *,
    weight: Weight = WEIGHTS["nominal"],
) -> float | None:
    """1 − Σ w·p(observed) / Σ w·p(expected); categories are numbered in their order.

    `pairs`: what each of the two gave a unit, or how often each such pair was given. None where
    nothing was judged, or where no disagreement could be expected (both always said the same one):
    0/0, which no convention settles.
    """
    table: Mapping[tuple[int, int], float] = pairs if isinstance(pairs, Mapping) else Counter(pairs)
    total = sum(table.values())
    first: dict[int, float] = {}
    second: dict[int, float] = {}
    for (one, other), count in table.items():
        first[one] = first.get(one, 0) + count
        second[other] = second.get(other, 0) + count
    observed = sum(count * weight(one, other) for (one, other), count in table.items())
    expected = sum(
        weight(one, other) * first[one] * second[other] for one in first for other in second
    )
    if not expected:
        return None
    return 1 - observed * total / expected
