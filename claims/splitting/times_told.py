"""Whether a stretch of tokens says when, without working out which day it was (`dates` does)."""

from typing import Final

from claims.splitting import lexicon
from claims.splitting.tokens import Token

_UNITS: Final = lexicon.words(
    "day days week weeks weekend month months year years decade decades century night morning "
    "afternoon evening hour hours summer winter spring autumn quarter yesterday today tonight "
    "tomorrow ago earlier later then now meanwhile noon midnight dawn"
)
_TELLS: Final = (_UNITS | lexicon.MONTHS | lexicon.WEEKDAYS) - {"march"}
_LEADS: Final = lexicon.words("in on at by since during after before from until last late early")
_ALONE: Final = frozenset({"yesterday", "later", "then", "today", "meanwhile", "now"})
_LONGEST: Final = 4  # tokens of a time before a subject
_YEARS: Final = range(1500, 2100)


def tells(token: Token) -> bool:
    """Whether a token names a time or is a year."""
    if token.lower in _TELLS or (token.lower == "march" and token.is_capitalised):
        return True
    return len(token.text) == 4 and token.text.isdecimal() and int(token.text) in _YEARS


def anywhere(tokens: list[Token], start: int, end: int) -> bool:
    return any(tells(tokens[i]) for i in range(start, end))


def past(tokens: list[Token], at: int, end: int) -> int:
    """The index after a short time at `at`: `in 2016 `, `on Monday, `, `later `; else `at`."""
    first = tokens[at].lower
    after = at
    if first in _ALONE:
        after = at + 1
    elif first in _LEADS:
        stop = min(end, at + _LONGEST)
        told = [i for i in range(at + 1, stop) if tells(tokens[i])]
        after = told[-1] + 1 if told else at
    if after > at and after < end - 1 and tokens[after].text == ",":
        after += 1
    return after if after < end - 1 else at
