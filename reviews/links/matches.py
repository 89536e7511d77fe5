from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    EXACT = "exact"
    NORMALISED = "normalised"
    SEGMENTS = "segments"
    FUZZY = "fuzzy"
    NUMBERS = "numbers"
    NEGATION = "negation"
    MISSING = "missing"


FOUND = frozenset({Kind.EXACT, Kind.NORMALISED, Kind.SEGMENTS, Kind.FUZZY})


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quote stands in a text: `text[start:end]`, in Unicode code points.

    `score` runs from 0 to 100. `occurrences` above 1 means that the quote does not say which of
    several places is meant; `start` is the first. For `numbers` and `negation` the span is the
    passage that now stands in the quote's place; for `missing` there is none (-1, -1).
    """

    kind: Kind
    start: int = -1
    end: int = -1
    score: float = 0.0
    occurrences: int = 0

    @property
    def found(self) -> bool:
        return self.kind in FOUND


MISSING = Match(Kind.MISSING)
