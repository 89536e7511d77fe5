"""What differs between two texts, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import LCSseq

from claims.anchoring.aligning import Alignment
from claims.anchoring.tokens import TOKEN

MOST_COMPARED = 25_000_000
"""Words of one side times words of the other; beyond it a part is given as replaced whole."""


class Side(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """A run of text: on both sides, only in the old text, or only in the new one."""

    side: Side
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """Pieces in order: all but the new ones make up `old`, all but those gone make up `new`.

    Whole words differ, never parts of them. Bounded on any texts.
    """
    return list(_joined(_pieces(old, new)))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    here = there = 0
    for block in Alignment(old, new).blocks:
        start, end = _whole_words(old, block.old, block.old + block.length)
        if end <= max(start, here) or not _ends_meet(old, new, block.old, block.new, start, end):
            continue
        yield from _compared(old[here:start], new[there : start - block.old + block.new])
        yield Piece(Side.SAME, old[start:end])
        here, there = end, end - block.old + block.new
    yield from _compared(old[here:], new[there:])


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a block from its first space to its last, as its edges may cut words."""
    if start > 0:
        first = text.find(" ", start, end)
        start = end if first < 0 else first
    if end < len(text):
        end = max(start, text.rfind(" ", start, end))
    return start, end


def _ends_meet(old: str, new: str, i: int, j: int, start: int, end: int) -> bool:
    """At an end of one text only, a word may go on in the other."""
    return (start > 0 or i == j) and (end < len(old) or end - i + j == len(new))


def _compared(old: str, new: str) -> Iterator[Piece]:
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if len(before) * len(after) > MOST_COMPARED or not before or not after:
        yield from _replaced(old, new)
        return
    for step in LCSseq.opcodes(before, after):
        gone = "".join(before[step.src_start : step.src_end])
        if step.tag == "equal":
            yield Piece(Side.SAME, gone)
        else:
            yield from _replaced(gone, "".join(after[step.dest_start : step.dest_end]))


def _replaced(gone: str, came: str) -> Iterator[Piece]:
    if gone:
        yield Piece(Side.GONE, gone)
    if came:
        yield Piece(Side.NEW, came)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """With one piece for what went and one for what came between two that stayed.

    White space or a comma that happens to stay between two changed words is told as changed.
    """
    gone, came, held = "", "", ""
    same = ""
    for piece in pieces:
        if piece.side is Side.SAME:
            if (gone or came) and not any(map(str.isalnum, piece.text)) and "\n" not in piece.text:
                held += piece.text
                continue
            if gone or came:
                yield from _replaced(gone, came)
                gone = came = ""
            same += held + piece.text
            held = ""
            continue
        if same:
            yield Piece(Side.SAME, same)
            same = ""
        gone, came = gone + held, came + held
        held = ""
        if piece.side is Side.GONE:
            gone += piece.text
        else:
            came += piece.text
    yield from _replaced(gone, came)
    if same or held:
        yield Piece(Side.SAME, same + held)
