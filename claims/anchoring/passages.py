"""The passages of a text that are most like given words: suggestions, never decisions."""

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from claims.anchoring.tokens import WORD

LEAST_SIMILAR = 50.0
"""Similarity (rapidfuzz ratio, 0 to 100) below which a passage says something else."""
_LONGEST = 400  # words of a quote that are compared
_COMMON = 40  # a word that stands more often than this says nothing about where
_FARTHEST = 8  # words; what lies farther apart is not one passage
_EXPECTED = 15.0  # what a passage where the words were is more like them than one elsewhere
_CLOSING = "\"'”’»」』)]"
_ENDS = ".!?…。！？؟۔।"


@dataclass(frozen=True)
class Passage:
    """A place in the new text; `similarity` is 0 to 100, 100 for the same words."""

    start: int
    end: int
    similarity: float


class Passages:
    """A text whose words are looked up only once they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [word.span() for word in WORD.finditer(self.text)]

    @cached_property
    def _words(self) -> list[str]:
        return [self.text[start:end].lower() for start, end in self._spans]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            if len(places[word]) <= _COMMON:
                places[word].append(number)
        return places

    def like(self, words: str, *, near: tuple[int, int], most: int) -> list[Passage]:
        """At most `most` passages similar to `words`, likeliest first.

        `near`: the span in which they are expected, an end of -1 being that of the text.
        """
        wanted = [word[0].lower() for word in WORD.finditer(words)][:_LONGEST]
        found: dict[tuple[int, int], Passage] = {}
        for first in self._regions(wanted, near):
            passage = self._passage(words, wanted, first)
            if passage and passage.similarity >= LEAST_SIMILAR:
                found[passage.start, passage.end] = passage
        last = near[1] if near[1] >= 0 else len(self.text)

        def rank(each: Passage) -> tuple[float, int]:
            inside = each.start < last and each.end > near[0]
            return -each.similarity - _EXPECTED * inside, each.start

        ranked = sorted(found.values(), key=rank)
        return list(_apart(ranked))[:most]

    def _regions(self, wanted: list[str], near: tuple[int, int]) -> list[int]:
        """Numbers of words at which a similar passage may begin."""
        width = max(4, len(wanted) // 2)
        votes: Counter[int] = Counter()
        for number, word in enumerate(wanted):
            places = self._places.get(word, [])
            if len(places) <= _COMMON:
                for place in places:
                    votes[(place - number) // width] += 1
        regions = [bucket * width for bucket, _ in votes.most_common(4)]
        if near[1] != near[0]:
            regions.append(bisect.bisect_left(self._spans, (near[0], 0)))
        return regions

    def _passage(self, words: str, wanted: list[str], first: int) -> Passage | None:
        """The part of a region that holds most of the wanted words, with what replaced others."""
        begin = max(0, first - len(wanted) // 2)
        region = self._words[begin : first + 2 * len(wanted) + _FARTHEST]
        pairs = [
            (block.src_start + n, begin + block.dest_start + n)
            for block in LCSseq.opcodes(wanted, region)
            if block.tag == "equal"
            for n in range(block.src_end - block.src_start)
        ]
        cluster = max(_clusters(pairs), key=len, default=[])
        if not cluster or len(cluster) * 3 < len(wanted):
            return None
        start = self._spans[self._leftward(cluster[0][1], cluster[0][0])][0]
        last = self._rightward(cluster[-1][1], len(wanted) - 1 - cluster[-1][0])
        end = self._closed(self._spans[last][1], words)
        return Passage(start, end, fuzz.ratio(words, self.text[start:end]))

    def _leftward(self, word: int, most: int) -> int:
        """Up to `most` words back, as far as they belong to the same sentence."""
        for _ in range(most):
            if word == 0 or _breaks(self.text[self._spans[word - 1][1] : self._spans[word][0]]):
                break
            word -= 1
        return word

    def _rightward(self, word: int, most: int) -> int:
        for _ in range(most):
            if word + 1 >= len(self._spans) or _breaks(
                self.text[self._spans[word][1] : self._spans[word + 1][0]]
            ):
                break
            word += 1
        return word

    def _closed(self, end: int, words: str) -> int:
        """With its full stop, if the words end with one."""
        if words[-1].isalnum():
            return end
        while end < len(self.text) and self.text[end] in _ENDS + _CLOSING:
            end += 1
        return end


def _clusters(pairs: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    cluster: list[tuple[int, int]] = []
    for pair in pairs:
        if cluster and pair[1] - cluster[-1][1] > _FARTHEST:
            yield cluster
            cluster = []
        cluster.append(pair)
    if cluster:
        yield cluster


def _apart(ranked: list[Passage]) -> Iterator[Passage]:
    """Without passages that overlap with a more similar one."""
    kept: list[Passage] = []
    for each in ranked:
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
            yield each


def _breaks(between: str) -> bool:
    return any(mark in between for mark in _ENDS)
