"""The article with its claims marked, however they overlap."""

import bisect
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from django.utils.safestring import SafeString, mark_safe

from claims.splitting import blocks

QUESTION_MARKS = ("?", "？", "؟")
QUESTION_WORDS = 12
ENDED = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*\s")  # a sentence before the last one


@dataclass(frozen=True)
class Mark:
    """A claim in the text: code points `start` to `end`; `href` leads to it in the list."""

    start: int
    end: int
    claim: int
    status: str
    worth: str
    href: str

    @property
    def order(self) -> tuple[int, int, int]:
        """Outer before inner, so that what begins together nests."""
        return self.start, -self.end, self.claim


@dataclass(frozen=True)
class Opened:
    mark: Mark


@dataclass(frozen=True)
class Closed:
    mark: Mark


@dataclass(frozen=True)
class Words:
    """A run of text; `mark` is the innermost claim around it."""

    text: str
    mark: Mark | None


Piece = Opened | Closed | Words


@dataclass(frozen=True)
class Paragraph:
    """One line of the article; `start` is the code point it begins at."""

    start: int
    html: SafeString
    heading: bool = False


def paragraphs(text: str, marks: Sequence[Mark]) -> list[Paragraph]:
    """The lines of the article that hold text, as HTML in which only our marks are mark-up.

    A claim that goes on in the next line, or crosses another one, is marked in several pieces.
    The first piece carries the id that the list points to.
    """
    seen: set[int] = set()
    headings = _headings(text)
    waiting = deque(sorted(marks, key=lambda mark: mark.order))
    begun: list[Mark] = []
    made = []
    for start, end in _lines(text):
        while waiting and waiting[0].start < end:
            begun.append(waiting.popleft())
        here = [replace(m, start=max(m.start, start), end=min(m.end, end)) for m in begun]
        begun = [mark for mark in begun if mark.end > end]
        if text[start:end].strip():
            html = _html(pieces(text, start, end, here), seen)
            safe = mark_safe(html)  # noqa: S308 - escaped in _html
            made.append(Paragraph(start, safe, heading=not here and start in headings))
    return made


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Text and the edges of marks in order, properly nested.

    A mark that reaches out of the one it begins in ends there, and goes on as a second mark.
    """
    waiting = sorted((m for m in marks if m.end > m.start), key=lambda m: m.order, reverse=True)
    stack: list[Mark] = []
    at = start
    while waiting or stack:
        inner = stack[-1] if stack else None
        begins = waiting and (inner is None or waiting[-1].start < inner.end)
        edge = waiting[-1].start if begins else stack[-1].end
        if edge > at:
            yield Words(text[at:edge], inner)
            at = edge
        if not begins:
            yield Closed(stack.pop())
            continue
        mark = waiting.pop()
        if inner is not None and mark.end > inner.end:
            rest = replace(mark, start=inner.end)
            bisect.insort(waiting, rest, key=_reversed)
            mark = replace(mark, end=inner.end)
        stack.append(mark)
        yield Opened(mark)
    if at < end:
        yield Words(text[at:end], None)


def _headings(text: str) -> set[int]:
    """Where the lines begin that the splitter reads as headings, or that are one short question."""
    starts = set()
    for start, end, role in blocks.blocks(text):
        line = text[start:end]
        asks = line.endswith(QUESTION_MARKS) and len(line.split()) <= QUESTION_WORDS
        if role is blocks.Role.HEADING or (asks and not ENDED.search(line)):
            starts.add(text.rfind("\n", 0, start) + 1)
    return starts


def _reversed(mark: Mark) -> tuple[int, int, int]:
    start, end, claim = mark.order
    return -start, -end, -claim


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _html(parts: Iterable[Piece], seen: set[int]) -> str:
    return "".join(_piece(part, seen) for part in parts)


def _piece(part: Piece, seen: set[int]) -> str:
    if isinstance(part, Closed):
        return "</mark>"
    if isinstance(part, Words):
        words = escape(part.text)
        if part.mark is None:
            return words
        return f'<a class="claim__link" href="{escape(part.mark.href)}">{words}</a>'
    mark = part.mark
    anchor = "" if mark.claim in seen else f' id="c{mark.claim}"'
    seen.add(mark.claim)
    return f'<mark class="claim"{anchor} data-status="{mark.status}" data-worth="{mark.worth}">'
