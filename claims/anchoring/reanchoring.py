"""Where the words that claims are anchored to stand in another text of the same article.

Hypothesis takes the place most like the old one (client #7571: of two paragraphs that differ in one
name, the words of the edited one went over to the other). Here a place is *exact* only where the
words together with their surroundings stand once in the old text and once in the new one: if no
edit touched them, that is the place, whatever else was edited. All else waits for a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from claims.anchoring.aligning import Alignment
from claims.anchoring.flat import Flat
from claims.anchoring.passages import Passage, Passages

CONTEXT = 32
"""Code points on each side that must be the same too; Hypothesis keeps as many."""
LEAST = 64
"""With fewer code points than this in its own lines, the surroundings reach over them."""
WIDER = (CONTEXT, 128, 512, 2048)
MOST_PLACES = 20
MOST_SUGGESTED = 5
BUDGET = 300_000_000
"""Code points looked through for all claims together: half a second on texts that repeat."""


class Result(StrEnum):
    EXACT = "exact"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    ORPHANED = "orphaned"


@dataclass(frozen=True)
class Outcome:
    """`start` and `end` are a place in the new text, of an exact result only."""

    result: Result
    start: int | None = None
    end: int | None = None
    suggestions: tuple[Passage, ...] = ()


class Comparison:
    """Two texts of one article, made ready for many spans.

    Near-linear in the texts and the spans; on texts that repeat themselves it gives up in time and
    says ambiguous.
    """

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = Flat(old), Flat(new)
        self._alignment = Alignment(self._old.text, self._new.text)
        self._passages = Passages(self._new.text)
        self._left = BUDGET
        self._known: dict[tuple[bool, str], int] = {}

    @property
    def shared(self) -> float:
        """How much of the shorter text stands in the other, from 0 to 1."""
        common = sum(block.length for block in self._alignment.blocks)
        return common / min(len(self._old.text), len(self._new.text))

    def follow(self, start: int, end: int) -> Outcome:
        """What became of one span of the old text. Raises ValueError for one outside of it."""
        span = self._old.span(start, end)
        if span is None:
            return Outcome(Result.ORPHANED)
        place = self._certain(*span)
        if place is None:
            return self._uncertain(*span)
        here, there = self._new.back(*place)
        if self._new.original[here:there] != self._old.original[start:end]:
            # its white space changed: the quote would no longer be the words of the article
            return Outcome(Result.MOVED, suggestions=(Passage(here, there, 100.0),))
        if not self._alignment.keeps_order(*span, place[0]):
            return Outcome(Result.MOVED, suggestions=(Passage(here, there, 100.0),))
        return Outcome(Result.EXACT, here, there)

    def carried(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a span stands now for which `follow` says exact."""
        found = self.follow(start, end)
        if found.start is None or found.end is None:
            return None
        return found.start, found.end

    def _certain(self, start: int, end: int) -> tuple[int, int] | None:
        """The one place where the span stands with its surroundings, as it did in the old text."""
        window = self._told_apart(start, end)
        if window is None:
            return None
        begins, ends = window
        at = self._alignment.image(begins, ends)
        if at is None or not self._alignment.unique_in_both(begins, ends):
            words = self._old.text[begins:ends]
            if self._times(words, new=True) != 1:
                return None
            at = self._new.text.find(words)
        return at + start - begins, at + end - begins

    def _told_apart(self, start: int, end: int) -> tuple[int, int] | None:
        """The narrowest surroundings with which the span stands in the old text once."""
        own = self._old.paragraph(start, end, around=CONTEXT)
        windows = [own] if own[1] - own[0] >= LEAST else []
        last = len(self._old.text)
        windows += [(max(0, start - n), min(last, end + n)) for n in WIDER]
        for begins, ends in dict.fromkeys(windows):
            if self._alignment.unique_in_old(begins, ends):
                return begins, ends
            if self._times(self._old.text[begins:ends], new=False) == 1:
                return begins, ends
        return None

    def _times(self, words: str, *, new: bool) -> int:
        """0, 1, or 2 for more; 2 as well once looking took too long."""
        known = self._known.get((new, words))
        if known is not None:
            return known
        text = (self._new if new else self._old).text
        if self._left < 0:
            return 2
        self._left -= len(text)
        first = text.find(words)
        times = 0 if first < 0 else 1 + (text.find(words, first + 1) >= 0)
        self._known[new, words] = times
        return times

    def _uncertain(self, start: int, end: int) -> Outcome:
        words = self._old.text[start:end]
        places = self._places(start, end)
        if not places:
            near = self._alignment.gap(start, end)
            found = self._passages.like(words, near=near, most=MOST_SUGGESTED)
            return Outcome(Result.ORPHANED, suggestions=self._back(found))
        alone = len(places) == 1 and self._times(words, new=False) == 1
        ranked = sorted(places, key=lambda at: -self._likeness(start, end, at))
        found = [Passage(at, at + end - start, 100.0) for at in ranked[:MOST_SUGGESTED]]
        return Outcome(Result.MOVED if alone else Result.AMBIGUOUS, suggestions=self._back(found))

    def _places(self, start: int, end: int) -> list[int]:
        """Where the same words stand in the new text, not counting parts of longer words."""
        old, text = self._old.text, self._new.text
        words = old[start:end]
        joined = _joined(old, start), _joined(old, end)
        found: list[int] = []
        at = -1
        for _ in range(MOST_PLACES):
            if self._left < 0:
                break
            before, at = at, text.find(words, at + 1)
            self._left -= (at if at >= 0 else len(text)) - before
            if at < 0:
                break
            if all(
                was or not now
                for was, now in zip(
                    joined, (_joined(text, at), _joined(text, at + len(words))), strict=True
                )
            ):
                found.append(at)
        return found

    def _likeness(self, start: int, end: int, at: int) -> float:
        """How similar the surroundings at `at` are to those in the old text."""
        old, new, there = self._old.text, self._new.text, at + end - start
        before = fuzz.ratio(
            old[max(0, start - 2 * CONTEXT) : start], new[max(0, at - 2 * CONTEXT) : at]
        )
        after = fuzz.ratio(old[end : end + 2 * CONTEXT], new[there : there + 2 * CONTEXT])
        return before + after

    def _back(self, found: Iterable[Passage]) -> tuple[Passage, ...]:
        """Passages of the flat text as places of the article."""
        return tuple(
            Passage(*self._new.back(each.start, each.end), each.similarity) for each in found
        )


def _joined(text: str, at: int) -> bool:
    """Whether `at` is inside of a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
