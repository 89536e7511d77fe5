"""Sentences with exact places: our rules at every end mark, `sentencex` where they cannot tell.

`endings` judges each mark by the words around it and by lists for the languages we know; `seams`
finds ends that no mark shows (separators, addresses, greetings). `sentencex` knows abbreviations
of some 300 languages and is asked about the rest, once for each chunk. It never sees a line
break, so a heading cannot run into a paragraph; quotation marks and brackets are hidden from it,
because it takes a quotation for one sentence and one mark left open swallows the rest; and it reads
at most `_CHUNK` characters, because it is quadratic in a run without spaces (98 s for 1 MB of
Chinese, 0.1 s in chunks).
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

import sentencex

from claims.splitting import abbreviations, endings, seams
from claims.splitting.blocks import Role, blocks

LONGEST: Final = 2000
"""Code points; a longer run without an end mark is cut at a space so that people can read it."""


class Sentence(NamedTuple):
    start: int
    end: int
    role: Role
    block: int  # number of the block it stands in


_CHUNK: Final = 4000
# Quotation marks, brackets and every space but the plain one: after a wide space, as French has
# before "»", it counts bytes wrongly and panics.
_HIDDEN: Final = str.maketrans(
    dict.fromkeys('"“”„«»()[]', " ")
    | {chr(code): " " for code in range(0x3001) if chr(code).isspace()}
)
_FIRST_MARK: Final = "\u0300"
_CUT: Final = re.compile(r"(?<=[。！？；])|(?<=[.!?;,،؛，])\s|\s")


def sentences(text: str, language: str) -> Iterator[Sentence]:
    """The sentences of every block, in order; text[start:end] never begins or ends in a space."""
    for number, block in enumerate(blocks(text)):
        for chunk_start, chunk_end in _chunks(text, block.start, block.end):
            for start, end in _spans(text, (chunk_start, chunk_end), language):
                for piece_start, piece_end in _bounded(text, start, end):
                    yield Sentence(piece_start, piece_end, block.role, number)


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut after an end mark where one is near, so that no sentence is torn without need."""
    while end - start > _CHUNK:
        tail = text[start + _CHUNK // 2 : start + _CHUNK]
        marks = [m.end() for m in re.finditer(r"[.!?…][\"'”’»)\]]*\s+(?=[^\Wa-z])|[。！？]", tail)]
        spaces = [] if marks else [m.end() for m in re.finditer(r"\s", tail)]
        cut = start + _CHUNK // 2 + (marks or spaces or [len(tail)])[-1]
        cut = _grapheme_end(text, cut, end)
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _spans(text: str, within: tuple[int, int], language: str) -> Iterator[tuple[int, int]]:
    start, end = within
    previous = start
    for cut in _cuts(text, within, language):
        yield from _trimmed(text, previous, cut)
        previous = cut
    yield from _trimmed(text, previous, end)


def _cuts(text: str, within: tuple[int, int], language: str) -> Iterator[int]:
    """Ends of sentences in order: at end marks by our rules, elsewhere at the seams of lines."""
    start, end = within
    rules = abbreviations.of(language)
    judge = _Judge(text, within, language)
    seam = sorted(set(seams.seams(text, start, end)))
    floor = start
    for mark in endings.MARK.finditer(text, start, end):
        while seam and seam[0] <= mark.start():
            floor = max(floor, seam.pop(0))
            yield floor
        at, stop = mark.start(), mark.end()
        while floor < at and text[floor].isspace():
            floor += 1
        marks, closers = mark.groups()
        stop, closers = _closed(text, mark.end(1), stop, closers)
        face = endings.face_after(text, stop, end)
        place = endings.Place(text, floor, at, stop, end, marks, closers)
        decided = face > stop or endings.decide(place, rules)
        if decided is None:
            decided = judge.ends(at, stop)
        if decided and face < end:
            floor = _grapheme_end(text, face, end)
            yield floor
    yield from (cut for cut in seam if cut > floor)


def _closed(text: str, at: int, stop: int, closers: str) -> tuple[int, str]:
    """Without the mark that opens what follows: `end. "Next` and `end.“Next`."""
    while closers and closers[-1] in "“«‘\"'(" and text[stop : stop + 1].isalnum():
        stop, closers = stop - 1, closers[:-1]
    return max(at, stop), closers


class _Judge:
    """`sentencex` on one chunk, asked only when our rules cannot tell, and then once."""

    def __init__(self, text: str, within: tuple[int, int], language: str) -> None:
        self._text = text
        self._within = within
        self._language = language
        self._ends: set[int] | None = None

    def ends(self, at: int, stop: int) -> bool:
        """Whether it ends a sentence at the marks text[at:stop]."""
        if self._ends is None:
            self._ends = set(_segmented(self._text, self._within, self._language))
        return any(place in self._ends for place in range(at + 1, stop + 1))


def _segmented(text: str, within: tuple[int, int], language: str) -> Iterator[int]:
    """Where `sentencex` ends sentences, found again in the text itself."""
    start, end = within
    cursor = 0
    hidden = text[start:end].translate(_HIDDEN)
    for piece in _pieces(hidden, language):
        body = piece.strip()
        at = hidden.find(body, cursor) if body else -1
        if at >= 0:
            cursor = at + len(body)
            yield start + cursor


def _pieces(text: str, language: str) -> list[str]:
    """What `sentencex` makes of a text; nothing where it panics, so that our rules stand alone."""
    try:
        return list(sentencex.segment(language, text))
    except BaseException as failure:
        # A panic in Rust comes as no Exception and its class cannot be imported.
        if type(failure).__name__ != "PanicException":
            raise
        return []


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without outer spaces and without half a character at its start."""
    while start < end and ((first := text[start]).isspace() or _continues(first)):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span without outer spaces, in pieces when it is too long."""
    if end - start <= LONGEST:
        yield start, end
        return
    while end - start > LONGEST:
        window = text[start + LONGEST // 2 : start + LONGEST]
        cuts = [m.end() for m in _CUT.finditer(window)]
        cut = start + LONGEST // 2 + (cuts[-1] if cuts else len(window))
        cut = _grapheme_end(text, cut, end)
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _continues(character: str) -> bool:
    """A combining mark, joiner or skin tone: drawn with the character before it."""
    return character >= _FIRST_MARK and (
        unicodedata.category(character)[0] == "M"
        or character in "\u200c\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _grapheme_end(text: str, at: int, end: int) -> int:
    while at < end and (_continues(text[at]) or text[at - 1] == "\u200d"):
        at += 1
    return at
