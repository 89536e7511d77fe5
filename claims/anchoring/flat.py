"""A text in which every run of white space is one space, and the way back to the text itself.

Two readings of the same page differ in their line ends first of all: that is no change of words.
"""

import bisect
import re

_WORD = re.compile(r"\S+")


class Flat:
    """`text` has a space at both ends too, so that an end of the article is an end of a word."""

    def __init__(self, original: str) -> None:
        self.original = original
        self._here: list[int] = []
        self._there: list[int] = []
        words = []
        at = 1
        for word in _WORD.finditer(original):
            self._here.append(at)
            self._there.append(word.start())
            words.append(word[0])
            at += len(word[0]) + 1
        self.text = f" {' '.join(words)} "

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """A span of the original here, without white space at its ends; None where it is only that.

        Raises ValueError for a span outside of the original.
        """
        if not 0 <= start < end <= len(self.original):
            raise ValueError(f"{start}–{end} is no span of {len(self.original)} code points.")
        first = bisect.bisect_right(self._there, start) - 1
        if first < 0 or start >= self._there[first] + self._length(first):
            first, start = first + 1, -1
        last = bisect.bisect_left(self._there, end) - 1
        if last < first:
            return None
        begins = self._here[first] + (max(start, self._there[first]) - self._there[first])
        ends = self._here[last] + min(end - self._there[last], self._length(last))
        return begins, ends

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where a span that begins and ends with words stands in the original."""
        return self._origin(start), self._origin(end - 1) + 1

    def paragraph(self, start: int, end: int, *, around: int) -> tuple[int, int]:
        """`around` code points on both sides of a span, but no more than its own lines.

        The space before the first word of a line, and after its last, is part of it.
        """
        return self._line_start(start, around), self._line_end(end, around)

    def _line_start(self, start: int, around: int) -> int:
        word = bisect.bisect_right(self._here, start) - 1
        while word > 0 and self._here[word] > start - around:
            between = slice(self._there[word - 1] + self._length(word - 1), self._there[word])
            if "\n" in self.original[between]:
                return self._here[word] - 1
            word -= 1
        return max(0, start - around)

    def _line_end(self, end: int, around: int) -> int:
        word = bisect.bisect_right(self._here, end - 1) - 1
        while word + 1 < len(self._here) and self._here[word + 1] < end + around:
            between = slice(self._there[word] + self._length(word), self._there[word + 1])
            if "\n" in self.original[between]:
                return self._here[word + 1]
            word += 1
        return min(len(self.text), end + around)

    def _length(self, word: int) -> int:
        following = self._here[word + 1] if word + 1 < len(self._here) else len(self.text)
        return following - 1 - self._here[word]

    def _origin(self, at: int) -> int:
        word = bisect.bisect_right(self._here, at) - 1
        return self._there[word] + at - self._here[word]
