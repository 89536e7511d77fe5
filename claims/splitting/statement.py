"""Statements that stand alone, made of the article's words and of `CLOSED_LIST`, nothing else.

Every piece knows where it is from, so that a reader can see which words are the article's.
"""

import re
from bisect import bisect_left
from operator import attrgetter
from typing import Final, NamedTuple

from claims.splitting import quotes
from claims.splitting.candidate import StatementPart
from claims.splitting.tokens import Token

SPACE: Final = "space"
CAPITAL: Final = "capital"
STOP: Final = "stop"
PLACE: Final = "place"
POSSESSIVE: Final = "possessive"

CLOSED_LIST: Final[dict[str, frozenset[str]]] = {
    SPACE: frozenset({" "}),  # between words; line breaks and runs of spaces become one
    STOP: frozenset({"."}),  # a statement ends like a sentence
    PLACE: frozenset({"In"}),  # "travelled to Leeds, where he met" → "In Leeds, he met"
    POSSESSIVE: frozenset({"’s", "’"}),  # "their supplies" → "the militias’ supplies"
}
"""All that a statement may hold besides words of the article, by the rule that puts it there.

One rule has no list: `capital` raises the first letter of a statement, and its text is the upper
case of the letter that stands in the article.
"""


class Added(NamedTuple):
    """Words of the closed list among the slices of a statement."""

    text: str
    rule: str


Slice = tuple[int, int]
"""A place in the article, end exclusive."""
Pieces = tuple[Slice | Added, ...]
"""What a statement is made of, in order; a space goes between two slices."""

_start: Final = attrgetter("start")
_UNEVEN: Final = re.compile(r"\s{2,}|[^\S ]")
_LOOSE: Final = frozenset(",;:—– \t\n\r\v\f\x85\u2028\u2029\u00a0")
_SINGLE: Final = {"‘": "’", "'": "'"}
_CLOSES_QUOTATION: Final = {"”": "“", "»": "«", "」": "「"}
_ENDS: Final = tuple(".!?…。！？؟۔।")
_CLOSERS: Final = "\"'”’»)]"


class Statement(NamedTuple):
    """`words` are the tokens of `text` with their places in the article; `parts` are `text`."""

    text: str
    parts: tuple[StatementPart, ...]
    words: list[Token]


def assemble(text: str, pieces: Pieces, tokens: list[Token], *, mend: bool) -> Statement:
    """The statement made of `pieces`; `tokens` are those of the sentence they are from.

    A quotation alone loses its marks. `mend` raises the first letter and sets a full stop, which
    is right in English only.
    """
    if mend:
        pieces = _tight(text, pieces)
    pieces = _unclosed(text, _bare(text, pieces))
    if len(pieces) == 1 and not isinstance(pieces[0], Added):
        parts = _placed(text, *pieces[0])
        words = _of_piece(tokens, *pieces[0])
    else:
        parts, words = _joined(text, pieces, tokens)
    if mend:
        parts = _mended(parts)
    return Statement("".join([part.text for part in parts]), tuple(parts), words)


def _joined(
    text: str, pieces: Pieces, tokens: list[Token]
) -> tuple[list[StatementPart], list[Token]]:
    parts: list[StatementPart] = []
    words: list[Token] = []
    for number, piece in enumerate(pieces):
        if isinstance(piece, Added):
            parts.append(StatementPart(piece.text, rule=piece.rule))
            continue
        if number:
            parts.append(StatementPart(" ", rule=SPACE))
        parts += _placed(text, *piece)
        words += _of_piece(tokens, *piece)
    return parts, words


def _placed(text: str, start: int, end: int) -> list[StatementPart]:
    """text[start:end] on one line: white space that is not one plain space is replaced by one."""
    words = text[start:end]
    # No white space but the plain one can be printed.
    if words and "  " not in words and words.isprintable():
        return [StatementPart(words, start, end)]
    found: list[StatementPart] = []
    at = start
    for gap in _UNEVEN.finditer(text, start, end):
        if gap.start() > at:
            found.append(StatementPart(text[at : gap.start()], at, gap.start()))
        found.append(StatementPart(" ", rule=SPACE))
        at = gap.end()
    if at < end:
        found.append(StatementPart(text[at:end], at, end))
    return found


def _of_piece(tokens: list[Token], start: int, end: int) -> list[Token]:
    first = bisect_left(tokens, start, key=_start) if start > tokens[0].start else 0
    if end > tokens[-1].start:
        return tokens[first:]
    return tokens[first : bisect_left(tokens, end, first, key=_start)]


def _tight(text: str, pieces: Pieces) -> Pieces:
    """Without the comma, dash or space that a cut left at either end."""
    first, last = pieces[0], pieces[-1]
    if not isinstance(first, Added) and text[first[0]] in _LOOSE:
        start, end = first
        while start < end - 1 and text[start] in _LOOSE:
            start += 1
        pieces = ((start, end), *pieces[1:])
        last = pieces[-1]
    if not isinstance(last, Added) and text[last[1] - 1] in _LOOSE:
        start, end = last
        while end > start + 1 and text[end - 1] in _LOOSE:
            end -= 1
        pieces = (*pieces[:-1], (start, end))
    return pieces


def _bare(text: str, pieces: Pieces) -> Pieces:
    first = pieces[0]
    if len(pieces) > 1 or isinstance(first, Added) or text[first[0]] not in "“\"«「‘'":
        return pieces
    start, end = first
    if text[start] in _SINGLE:
        return _bare_of_single(text, start, end)
    said = quotes.bare(text[start:end])
    return ((start + 1, start + 1 + len(said)),) if len(said) < end - start else pieces


def _bare_of_single(text: str, start: int, end: int) -> Pieces:
    """`'It closed,'` without its marks; with them when one stands inside as well."""
    last = end
    while last > start + 2 and text[last - 1] in ".,":
        last -= 1
    closing = _SINGLE[text[start]]
    inner = text[start + 1 : last].split(closing)[:-1]
    if text[last - 1] != closing or not all(map(_apostrophe, inner, inner[1:])):
        return ((start, end),)
    last -= 1
    while last > start + 2 and text[last - 1] in _LOOSE:
        last -= 1
    return ((start + 1, last),)


def _apostrophe(before: str, after: str) -> bool:
    """Whether the mark between them ends no quotation: "ship’s", "the workers’ fault"."""
    return after[:1].isalnum() or (before[-1:] == "s" and after[:1] == " " and after[1:2].islower())


def _unclosed(text: str, pieces: Pieces) -> Pieces:
    """Without the mark that ends a quotation of several sentences: `It burned,”` → `It burned`."""
    last = pieces[-1]
    if isinstance(last, Added) or text[last[1] - 1] not in _CLOSES_QUOTATION:
        return pieces
    start, end = last
    opening = _CLOSES_QUOTATION[text[end - 1]]
    if any(opening in text[slice(*p)] for p in pieces if not isinstance(p, Added)):
        return pieces
    end -= 1
    while end > start + 1 and text[end - 1] in _LOOSE:
        end -= 1
    return (*pieces[:-1], (start, end)) if end > start else pieces


def _mended(parts: list[StatementPart]) -> list[StatementPart]:
    first, last = parts[0], parts[-1]
    if first.start is not None and _is_plain_lower(first.text):
        letter = StatementPart(first.text[0].upper(), rule=CAPITAL)
        rest = StatementPart(first.text[1:], first.start + 1, first.end)
        parts = [letter, rest, *parts[1:]] if rest.text else [letter, *parts[1:]]
    if not last.text.rstrip(_CLOSERS).endswith(_ENDS):
        parts = [*parts, StatementPart(".", rule=STOP)]
    return parts


def _is_plain_lower(words: str) -> bool:
    """Whether the first letter may be raised: not in "iPhone", nor where upper case is longer."""
    if not words[:1].islower():
        return False
    word = words.split(" ", 1)[0]
    return word == word.lower() and len(word[0].upper()) == 1
