"""Which paragraphs of two texts stand for each other. Pure, and bounded on whatever it is given."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

MOST_COMPARED = 16_000_000
"""Pairs of paragraphs up to which the best alignment is sought: 2 MB of memory, 0.1 s."""

ALIKE = 45.0
"""Similarity (rapidfuzz ratio, 0 to 100) from which two paragraphs are the same one, changed."""

MOST_PAIRED = 40
"""Paragraphs of a gap on either side up to which each is weighed against each."""


def equal(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Equal paragraphs that stand for each other, in order.

    Where there are too many for the best alignment, those that occur once on either side are taken
    for each other first (“patience”), and what lies between is aligned by itself.
    """
    stack = [(0, len(old), 0, len(new))]
    while stack:
        i, a, j, b = stack.pop()
        while i < a and j < b and old[i] == new[j]:
            yield i, j
            i, j = i + 1, j + 1
        if (a - i) * (b - j) <= MOST_COMPARED:
            yield from _best(old[i:a], new[j:b], i, j)
        elif anchors := list(_anchors(old[i:a], new[j:b], i, j)):
            starts, ends = [(i, j), *anchors], [*anchors, (a, b)]
            parts = [(s[0], e[0], s[1], e[1]) for s, e in zip(starts, ends, strict=True)]
            stack += reversed(parts)


def _best(old: Sequence[str], new: Sequence[str], i: int, j: int) -> Iterator[tuple[int, int]]:
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            length = code.src_end - code.src_start
            yield from ((i + code.src_start + n, j + code.dest_start + n) for n in range(length))


def _anchors(old: Sequence[str], new: Sequence[str], i: int, j: int) -> list[tuple[int, int]]:
    """The longest run, in order on both sides, of paragraphs that occur once on either."""
    once_old, once_new = Counter(old), Counter(new)
    place = {text: n for n, text in enumerate(new) if once_new[text] == 1}
    pairs = [
        (n, place[text]) for n, text in enumerate(old) if once_old[text] == 1 and text in place
    ]
    return [(i + a, j + b) for a, b in _rising(pairs)]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence in which the second numbers rise, too (patience sorting)."""
    tops: list[int] = []
    top_pair: list[int] = []
    before: list[int | None] = []
    for number, (_, b) in enumerate(pairs):
        pile = bisect.bisect_left(tops, b)
        before.append(top_pair[pile - 1] if pile else None)
        tops[pile : pile + 1] = [b]
        top_pair[pile : pile + 1] = [number]
    found, at = [], top_pair[-1] if top_pair else None
    while at is not None:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs in order that are most alike together; of a large gap simply each with the next."""
    if max(len(old), len(new)) > MOST_PAIRED:
        return [(n, n) for n in range(min(len(old), len(new)))]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    weights = [[fuzz.ratio(a, b, score_cutoff=ALIKE) for b in new] for a in old]
    for n in reversed(range(len(old))):
        for m in reversed(range(len(new))):
            together = weights[n][m] + best[n + 1][m + 1] if weights[n][m] else 0.0
            best[n][m] = max(best[n + 1][m], best[n][m + 1], together)
    pairs, n, m = [], 0, 0
    while n < len(old) and m < len(new):
        if best[n][m] == best[n + 1][m]:
            n += 1
        elif best[n][m] == best[n][m + 1]:
            m += 1
        else:
            pairs.append((n, m))
            n, m = n + 1, m + 1
    return pairs
