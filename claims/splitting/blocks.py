"""From lines to blocks: a paragraph, a list item or a heading each, never two in one."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple


class Role(Enum):
    PROSE = "prose"
    LIST_ITEM = "list item"
    HEADING = "heading"
    BYLINE = "byline"


class Block(NamedTuple):
    """text[start:end] without its list marker; line breaks inside are wrapping only."""

    start: int
    end: int
    role: Role


_MARKER: Final = re.compile(r"\s*(?:[-*•‣▪●–—]|#{1,6}|>|\(?\d{1,3}[.)]|\(?[a-zA-Z][)])\s+(?=\S)")
_TERMINAL: Final = re.compile(r"[.!?…。！？؟۔।:;][\"'”’»)\]]*$")
_BYLINE: Final = re.compile(
    r"(?:by|por|par|von|da|words by|photo(?:graph)?s? by|photo:|image:|credit:|reporting by|"
    r"editing by)\s+\S|(?:published|updated|posted|last modified|source)\s*:?\s+(?:on\s)?\S+",
    re.IGNORECASE,
)
_HEADING_LENGTH: Final = 120
_HEADING_WORDS: Final = 16
_WRAP_WIDTHS: Final = range(40, 121)  # hard-wrapped prose is this wide, a lone line is shorter


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order; empty lines and markers belong to none.

    A text of one line has nothing to be the heading of, so it is prose.
    """
    found = _found(text)
    first = next(found, None)
    if first is None:
        return
    second = next(found, None)
    if second is None:
        yield first._replace(role=Role.PROSE)
        return
    yield first
    yield second
    yield from found


def _found(text: str) -> Iterator[Block]:
    for paragraph in _paragraphs(text):
        width = max(end - start for start, end in paragraph)
        run_start, run_end = paragraph[0]
        for start, end in paragraph[1:]:
            if _is_wrapped(text, (run_end, start, end), width):
                run_end = end
                continue
            yield _block(text, run_start, run_end)
            run_start, run_end = start, end
            # The line that closed the run starts the next one.
        yield _block(text, run_start, run_end)


def _paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of non-empty lines, each line as its stripped span."""
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = at + line.index(body[0])
            lines.append((start, start + len(body)))
        elif lines:
            yield lines
            lines = []
        at += len(line)
    if lines:
        yield lines


def _is_wrapped(text: str, edge: tuple[int, int, int], width: int) -> bool:
    """Whether the line break at `edge` (end of one line, next line) was made by a margin.

    It was when the next line's first word would not have fitted, or goes on in lower case.
    """
    before, start, end = edge
    if _MARKER.match(text, start, end):
        return False
    if text[start].islower() and text[before - 1] not in ".!?:":
        return True
    line_start = max(text.rfind("\n", 0, before), 0)
    first_word = text[start : min(end, start + 60)].split(maxsplit=1)[0]
    used = before - line_start + len(first_word)
    return width in _WRAP_WIDTHS and before - line_start >= min(_WRAP_WIDTHS) and used >= width


def _block(text: str, start: int, end: int) -> Block:
    marker = _MARKER.match(text, start, end)
    if marker and "#" in marker.group():
        return Block(marker.end(), end, Role.HEADING)
    if marker:
        return Block(marker.end(), end, Role.LIST_ITEM)
    return Block(start, end, _role(text[start : min(end, start + _HEADING_LENGTH + 1)]))


def _role(line: str) -> Role:
    """A short line that no mark ends is a heading; one that names its author is a byline."""
    short = len(line) <= _HEADING_LENGTH and len(line.split()) <= _HEADING_WORDS
    if short and _BYLINE.match(line) and not re.search(r"[.!?]$", line):
        return Role.BYLINE
    return Role.HEADING if short and not _TERMINAL.search(line) else Role.PROSE
