"""Two people reported in one sentence: `Voss said it was safe, but Hart said it had cracked`."""

from typing import Final, NamedTuple

from claims.splitting.attribution import english
from claims.splitting.attribution.found import Attribution
from claims.splitting.tokens import Token

_TURNS: Final = frozenset({"but", "while", "whereas", "and", ";"})
_FEWEST: Final = 4  # tokens of somebody with a verb and something said


class Second(NamedTuple):
    """Token indices: the first speaker's words end before `stop`, the second's begin at `first`."""

    stop: int
    first: int
    found: Attribution


def second(text: str, tokens: list[Token], found: Attribution) -> Second | None:
    """Who else an English sentence reports, when that clause opens with its own speaker.

    After a bare "and" the first may still be speaking, so a comma has to stand before it.
    """
    if not found.is_known or found.inner or not found.spans:
        return None
    for at in range(2, len(tokens) - _FEWEST):
        turn = tokens[at]
        if turn.lower not in _TURNS or turn.inside or turn.start < found.spans[0][0]:
            continue
        paused = tokens[at - 1].text == ","
        if turn.lower == "and" and not paused:
            continue
        first = at + 1
        if turn.text == ";" and tokens[first].lower in _TURNS:
            first += 1
        other = english.find(text, tokens[first:])
        opens = other.spans[:1] and other.spans[0][0] == tokens[first].start
        if other.is_known and not other.inner and opens:
            return Second(at - 1 if paused else at, first, other)
    return None
