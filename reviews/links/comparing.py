"""What became of a text, word by word: the one comparison that screens, messages and copies show.

The longest common run of words in order is kept (rapidfuzz, bit-parallel), so that a text that
repeats one word without end costs no more than any other.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import regex as re  # \p{M}: marks belong to the words of Hindi and Arabic
from rapidfuzz.distance import Indel

LONGEST = 40_000
"""Words of both texts together; longer ones are not compared. It bounds time and memory: some
50 MB at the most."""

# A word, a figure with its separators, or a mark, and the white space before it.
_WORD = re.compile(r"\s*+(?:\d++(?:[.,]\d++)*+|[\w\p{M}]++|[^\w\s])|\s++\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are the `same` in both texts, white space apart, or that changed from `before`
    to `after`, one of which may be empty."""

    same: bool
    before: str
    after: str


def pieces(before: str, after: str) -> list[Piece]:
    """Both texts in order, nothing left out. Texts that are too long are one changed piece."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > LONGEST:
        return [Piece(before == after, before, after)]
    steps = Indel.opcodes([word.strip() for word in old], [word.strip() for word in new])
    found = []
    for same, group in itertools.groupby(steps, key=lambda step: step.tag == "equal"):
        run = list(group)
        gone = "".join(old[run[0].src_start : run[-1].src_end])
        came = "".join(new[run[0].dest_start : run[-1].dest_end])
        found.append(Piece(same, gone, came))
    return found


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """What became of a passage: ("same" | "removed" | "added", words) pairs."""
    parts: list[tuple[str, str]] = []
    for piece in pieces(before, after):
        if piece.same:
            parts.append(("same", piece.after))
        else:
            parts += [("removed", piece.before), ("added", piece.after)]
    squeezed = ((kind, " ".join(text.split())) for kind, text in parts)
    return [(kind, text) for kind, text in squeezed if text]
