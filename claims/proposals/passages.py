"""Cutting an article into passages that a model can answer about in one go. Pure."""

from collections.abc import Iterator
from typing import Final, NamedTuple

LONGEST: Final = 6_000  # code points of a passage: some 1,500 tokens of English


class Passage(NamedTuple):
    """text[start:start + len(words)] == words."""

    start: int
    words: str


def of(text: str, *, budget: int) -> Iterator[Passage]:
    """Passages in order, cut at line ends where possible, until `budget` code points are used."""
    start, stop = 0, min(len(text), budget)
    while start < stop:
        end = min(start + LONGEST, stop)
        if end < len(text):
            end = _at_a_boundary(text, start, end)
        if text[start:end].strip():
            yield Passage(start, text[start:end])
        start = end


def _at_a_boundary(text: str, start: int, end: int) -> int:
    """The last line end, else sentence end, else space in the second half of the passage."""
    middle = (start + end) // 2
    for mark in ("\n", ". ", " "):
        at = text.rfind(mark, middle, end)
        if at > 0:
            return at + len(mark)
    return end
