"""How many fact-checks hold a word, as PostgreSQL estimated it when it looked last (`ANALYZE`)."""

import re
import threading
import time
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

KEPT_SECONDS = 300.0
# `most_common_elem_freqs`: one share of rows for each element, then the least and the greatest.
ASK = """
SELECT greatest(c.reltuples, 0), s.most_common_elems::text::text[], s.most_common_elem_freqs
FROM pg_class c
LEFT JOIN pg_stats s
    ON s.schemaname = c.relnamespace::regnamespace::text AND s.tablename = c.relname
    AND s.attname = 'words'
WHERE c.oid = 'reviews_publication'::regclass
"""
EDGES = re.compile(r"^\W+|\W+$")
INSIDE = re.compile(r"\W+")


@dataclass(frozen=True)
class Counts:
    """`rows` in all; `shares` of them by word, for the commonest words, sorted by word."""

    rows: float = 0
    words: Sequence[str] = ()
    shares: Sequence[float] = ()
    least: float = 0
    """the share of a word that is none of the commonest, at most"""

    def of(self, word: str, *, beginning: bool) -> float:
        """About how many rows hold `word`, or a word that begins so. 0 where nobody looked yet."""
        parts = [part for part in INSIDE.split(EDGES.sub("", word)) if part] or [word]
        return self.rows * min(self._share(part, beginning=beginning) for part in parts)

    def _share(self, word: str, *, beginning: bool) -> float:
        at, share = bisect_left(self.words, word), 0.0
        while at < len(self.words) and (
            self.words[at].startswith(word) if beginning else self.words[at] == word
        ):
            share += self.shares[at]
            at += 1
        return min(share or self.least, 1.0)


@dataclass
class _Kept:
    counts: Counts
    until: float


_kept = _Kept(Counts(), 0.0)
_lock = threading.Lock()


def counts() -> Counts:
    """One query, every five minutes in each process."""
    if time.monotonic() >= _kept.until and _lock.acquire(blocking=False):
        try:
            _kept.counts, _kept.until = read(), time.monotonic() + KEPT_SECONDS
        finally:
            _lock.release()
    return _kept.counts


def read() -> Counts:
    with connection.cursor() as cursor:
        cursor.execute(ASK)
        rows, words, shares = cursor.fetchone()
    if not words:
        return Counts(rows=rows)
    known = sorted(zip(words, shares, strict=False))
    return Counts(
        rows=rows,
        words=[word for word, _ in known],
        shares=[share for _, share in known],
        least=shares[len(words)],
    )
