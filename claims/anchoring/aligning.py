"""What of one text stands in another, in the same order: found by words that stand in each once.

The idea is patience diff's (Bram Cohen), with shingles instead of lines: pieces of SHINGLE code
points from a word's edge on. Such an edge is told by the piece's own first two characters, so a
piece that is unique among the sampled ones is unique in the whole text.
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

SHINGLE = 20
_EDGE = re.compile(r"\W(?=\w)")


@dataclass(frozen=True, slots=True)
class Block:
    """`length` code points that are the same from `old` and from `new` on."""

    old: int
    new: int
    length: int


class Alignment:
    """Both texts are flat. Takes O(n log n) for n words, whatever the texts."""

    def __init__(self, old: str, new: str) -> None:
        here, there = _unique(old), _unique(new)
        self._unique_in_old = sorted(here.values())
        shared = sorted((at, there[piece]) for piece, at in here.items() if piece in there)
        self._shared = [at for at, _ in shared]
        self.blocks = list(_blocks(old, new, _rising(shared)))
        self._starts = [block.old for block in self.blocks]

    def unique_in_old(self, start: int, end: int) -> bool:
        """Whether these words certainly stand in the old text once; False where it is not known."""
        return _holds(self._unique_in_old, start, end)

    def unique_in_both(self, start: int, end: int) -> bool:
        """The same for words that stand in the new text too."""
        return _holds(self._shared, start, end)

    def image(self, start: int, end: int) -> int | None:
        """Where these words of the old text stand in the new one, if none of them changed."""
        number = bisect.bisect_right(self._starts, start) - 1
        if number < 0:
            return None
        block = self.blocks[number]
        return start - block.old + block.new if end <= block.old + block.length else None

    def keeps_order(self, start: int, end: int, new: int) -> bool:
        """Whether what stands before and after these words does so too when they are at `new`."""
        number = max(0, bisect.bisect_right(self._starts, start) - 1)
        for block in self.blocks[number:]:
            if block.old + block.length <= start:
                if block.new + block.length > new:
                    return False
            elif block.old < end:
                if block.new - block.old != new - start:
                    return False
            else:
                return block.new >= new + end - start
        return True

    def gap(self, start: int, end: int) -> tuple[int, int]:
        """What stands in the new text between the words around these: end -1 is its end."""
        number = bisect.bisect_right(self._starts, start) - 1
        before = self.blocks[number] if number >= 0 else Block(0, 0, 0)
        begins = before.new + max(0, min(before.length, start - before.old))
        after = bisect.bisect_left(self._starts, end)
        return begins, self.blocks[after].new if after < len(self.blocks) else -1


def _holds(places: list[int], start: int, end: int) -> bool:
    first = bisect.bisect_left(places, start)
    return first < len(places) and places[first] + SHINGLE <= end


def _unique(text: str) -> dict[str, int]:
    """The pieces that stand in `text` once, and where."""
    places: dict[str, int] = {}
    for edge in _EDGE.finditer(text, 0, max(0, len(text) - SHINGLE + 2)):
        at = edge.start()
        piece = text[at : at + SHINGLE]
        places[piece] = -1 if piece in places else at
    return {piece: at for piece, at in places.items() if at >= 0 and len(piece) == SHINGLE}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs`, which rise in the first, that rises in the second too."""
    tails: list[int] = []
    numbers: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, new) in enumerate(pairs):
        place = bisect.bisect_left(tails, new)
        before[number] = numbers[place - 1] if place else -1
        tails[place : place + 1] = [new]
        numbers[place : place + 1] = [number]
    chain = []
    at = numbers[-1] if numbers else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _blocks(old: str, new: str, chain: list[tuple[int, int]]) -> Iterator[Block]:
    """Each pair of the chain with all that is the same around it."""
    here = there = 0
    for i, j in chain:
        if i < here or j < there:
            continue  # inside of the block before
        back = _same(old, i, new, j, most=min(i - here, j - there), back=True)
        forth = _same(old, i, new, j, most=min(len(old) - i, len(new) - j))
        yield Block(i - back, j - back, back + forth)
        here, there = i + forth, j + forth


def _same(old: str, i: int, new: str, j: int, *, most: int, back: bool = False) -> int:
    """How many code points from `i` and `j` on are the same, of `most`; before them with `back`."""
    length, step = 0, 64
    while length < most:
        step = min(step, most - length)
        a, b = (i - length - step, j - length - step) if back else (i + length, j + length)
        if old[a : a + step] == new[b : b + step]:
            length += step
            step *= 2
        elif step == 1:
            break
        else:
            step //= 2
    return length
