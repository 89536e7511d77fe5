"""Where each word of a model's statement stands in the article. Pure."""

import re
from typing import Final, NamedTuple

from claims.splitting import StatementPart, lexicon


class _Place(NamedTuple):
    """A quote, text[start:end], and its sentence, text[low:high]."""

    start: int
    end: int
    low: int
    high: int


CLOSED_LIST: Final = lexicon.words(
    "a an the and or but that which who of in on at to by from with for as is are was were be been "
    "has have had did does do will would it its they their he she his her this these"
)
"""Function words a statement may add; they name nothing and claim nothing. Negations, numbers and
quantifiers are not among them: those must be the article's."""
RULE: Final = "function word"
LONGEST_NAME: Final = 200
_LONGEST: Final = 600
_NEAR: Final = 3_000  # code points around the quote in which a word may stand
_PIECE: Final = re.compile(r"\w+(?:['’.,/-]\w+)*|\s+|[^\w\s]")
_NEGATION: Final = re.compile(r"\b(?:not|no|never|none|nor|without)\b|n['’]t\b", re.IGNORECASE)
_STOP: Final = re.compile(r"[.!?…。！？؟۔]['’”\")»]*\s|\n")
_MARKS: Final = frozenset(".,;:'’\"“”()%-–")


def trace(statement: str, text: str, start: int, end: int) -> tuple[StatementPart, ...]:
    """The parts of `statement`, each placed around text[start:end] or from the closed list.

    Empty where a word is neither: then the statement says more than the article does. A word is
    looked for inside the quote first, then in its sentence; beyond that only names are, which
    may stand for a pronoun. Were any word of the article good enough, the words of two sentences
    would make a third that nobody wrote.
    """
    flat = " ".join(statement.split())
    if not flat or len(flat) > _LONGEST:
        return ()
    if _negations(flat) != _negations(text[start:end]):
        return ()
    found: list[StatementPart] = []
    place = _Place(start, end, *_sentence(text, start, end))
    cursor = start
    for piece in _PIECE.findall(flat):
        part = _placed(piece, text, place, cursor)
        if part is None:
            return ()
        if part.end is not None and start <= part.end <= end:
            cursor = part.end
        found.append(part)
    return tuple(found)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Roughly the sentence around a quote: to the nearest line end or full stop on either side."""
    before = [m.end() for m in _STOP.finditer(text, max(0, start - _NEAR), start)]
    after = _STOP.search(text, max(start, end - 1), end + _NEAR)
    return before[-1] if before else max(0, start - _NEAR), after.start() if after else end + _NEAR


def _negations(words: str) -> int:
    """A statement with one "not" more or less than its quote says the opposite."""
    return len(_NEGATION.findall(words))


def _placed(piece: str, text: str, place: _Place, cursor: int) -> StatementPart | None:
    if piece.isspace():
        return StatementPart(" ", rule="space")
    start, end, low, high = place
    around = ((max(0, start - _NEAR), start), (end, end + _NEAR)) if piece[0].isupper() else ()
    for left, right in ((cursor, end), (start, end), (low, start), (end, high), *around):
        at = _whole_word(piece, text, left, right, backwards=right == start)
        if at is not None:
            return StatementPart(piece, at, at + len(piece))
    if piece.lower() in CLOSED_LIST:
        return StatementPart(piece, rule=RULE)
    if piece in _MARKS:
        return StatementPart(piece, rule="punctuation")
    other = piece[0].swapcase() + piece[1:]
    if other != piece and _whole_word(other, text, low, high, backwards=False) is not None:
        return StatementPart(piece, rule="capital")
    return None


def _whole_word(piece: str, text: str, low: int, high: int, *, backwards: bool) -> int | None:
    """Where `piece` stands in text[low:high] with no letter on either side."""
    at = text.rfind(piece, low, high) if backwards else text.find(piece, low, high)
    while at >= 0:
        stop = at + len(piece)
        open_left = at == 0 or not (text[at - 1].isalnum() and piece[0].isalnum())
        open_right = stop >= len(text) or not (text[stop].isalnum() and piece[-1].isalnum())
        if open_left and open_right:
            return at
        at = text.rfind(piece, low, stop - 1) if backwards else text.find(piece, at + 1, high)
    return None
