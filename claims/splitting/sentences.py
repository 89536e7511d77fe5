"""Sentences with exact places, by `sentencex` and a few repairs measured on prose.

`sentencex` decides what ends a sentence (its abbreviation lists know some 300 languages). What we
add: it never sees a line break, so a heading cannot run into a paragraph; quotation marks and
brackets are hidden from it, because it treats a quotation as one sentence and one mark left open
swallows the rest of the text; it reads at most `_CHUNK` characters at a time, because it is
quadratic in a run without spaces (98 s for 1 MB of Chinese, 0.1 s in chunks).
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

import sentencex

from claims.splitting import lexicon
from claims.splitting.blocks import Role, blocks

LONGEST: Final = 2000
"""Code points; a longer run without an end mark is cut at a space so that people can read it."""


class Sentence(NamedTuple):
    start: int
    end: int
    role: Role
    block: int  # number of the block it stands in


_CHUNK: Final = 4000
_HIDDEN: Final = str.maketrans(dict.fromkeys('"“”„«»()[]\n\r\t\v\f\x85\u2028\u2029\u00a0', " "))
_QUOTE_OPENERS: Final = "“„«\"'‘([¿¡"
_CLOSERS: Final = "\"'”’»)]"
_ENDS: Final = ".!?…。！？؟۔।"
_MISSED: Final = re.compile(
    r"(?<=\s)[a-z]{3,30}[.][\"”’»)\]]*(?=\s+[\"“(]?[A-Z])|\?(?=\s+[a-z])|(?<=[!?])[!?](?=\s+\w)"
)
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
    for cut in sorted(_segmented(text, within, language) | _missed(text, within)):
        if cut <= previous or _goes_on(text, (previous, cut), end):
            continue
        yield from _trimmed(text, previous, cut)
        previous = cut
    yield from _trimmed(text, previous, end)


def _segmented(text: str, within: tuple[int, int], language: str) -> set[int]:
    """Where `sentencex` ends sentences, found again in the text itself."""
    start, end = within
    cuts: set[int] = set()
    cursor = 0
    hidden = text[start:end].translate(_HIDDEN)
    for piece in sentencex.segment(language, hidden):
        body = piece.strip()
        at = hidden.find(body, cursor) if body else -1
        if at >= 0:
            cursor = at + len(body)
            cuts.add(_after_closers(text, start + cursor, end))
    return cuts


def _missed(text: str, within: tuple[int, int]) -> set[int]:
    """Ends the abbreviation lists hide ("of art. The"), and questions that go on in lower case."""
    return {match.end() for match in _MISSED.finditer(text, *within)}


def _after_closers(text: str, at: int, end: int) -> int:
    """Closing marks hidden from the segmenter belong to the sentence they close."""
    opened = False
    while at < end and text[at] in _CLOSERS + _ENDS:
        opened = text[at] in "\"'" and at + 1 < end and not text[at + 1].isspace()
        if opened and text[at - 1].isspace():
            break
        at += 1
    return _grapheme_end(text, at, end)


def _goes_on(text: str, span: tuple[int, int], end: int) -> bool:
    """Whether a cut is none: `“It is over!” Smith said`, `Mr.`, `No. 5`, or only `:-)` follows."""
    start, cut = span
    following = text[cut : min(end, cut + 80)].split()[: lexicon.SPEAKER_WORDS + 1]
    if not following or not any(c.isalnum() for c in text[cut : cut + 80]):
        return cut < end and len(following) < lexicon.SPEAKER_WORDS
    if text[cut - 1] in '"”»’' and following[0][0] not in _QUOTE_OPENERS:
        words = {word.strip(".,:;") for word in following}
        return following[0][0].islower() or not words.isdisjoint(lexicon.REPORTING)
    last = text[max(start, cut - 12) : cut].rsplit(None, 1)[-1].lstrip("(").lower()
    if last in lexicon.NUMBERED:
        return following[0][0].isdigit()
    return last in lexicon.ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without outer spaces and without half a character at its start."""
    while start < end and (text[start].isspace() or _continues(text[start])):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
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
    return (
        unicodedata.category(character)[0] == "M"
        or character in "\u200c\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _grapheme_end(text: str, at: int, end: int) -> int:
    while at < end and (_continues(text[at]) or text[at - 1] == "\u200d"):
        at += 1
    return at
