"""The text of a copy as lines whose place is known, a portion at a time, words marked in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PORTION = 40_000
"""Code points shown at once; a page may hold two million."""

LONGEST_SEARCH = 200


@dataclass(frozen=True)
class Line:
    """One line; `start` is the code point of the text it begins at, `marked` what is cited."""

    start: int
    before: str
    marked: str = ""
    after: str = ""
    first: bool = False


def shown(
    text: str, *, asked: Mapping[str, str], start: int | None = None, end: int | None = None
) -> dict[str, Any]:
    """The portion of `text` around `start`, or where `asked` names a place (`at`), words (`q`)."""
    words = asked.get("q", "").strip()[:LONGEST_SEARCH]
    match = re.search(re.escape(words), text, re.IGNORECASE) if words else None
    found = match.start() if match else -1
    at = found if found >= 0 else _number(asked.get("at", ""), default=start or 0)
    first, last = _portion(text, min(at, max(len(text) - 1, 0)))
    mark = match.span() if match else (start or 0, end or 0)
    return {
        "lines": _lines(text, first, last, mark),
        "sought": words,
        "sought_missing": bool(words) and found < 0,
        "earlier": None if first == 0 else max(0, first - PORTION // 2),
        "later": None if last >= len(text) else last,
        "characters": len(text),
    }


def _number(written: str, *, default: int) -> int:
    plain = written.isascii() and written.isdecimal() and len(written) < 9
    return int(written) if plain else default


def _portion(text: str, at: int) -> tuple[int, int]:
    """Whole lines where they are not too long."""
    first, last = max(0, at - PORTION // 2), min(len(text), at + PORTION // 2)
    line = text.rfind("\n", 0, first) + 1
    if first - line < PORTION // 4:
        first = line
    line = text.find("\n", last)
    if 0 <= line - last < PORTION // 4:
        last = line
    return first, last


def _lines(text: str, first: int, last: int, mark: tuple[int, int]) -> list[Line]:
    made, begin, seen = [], first, False
    for words in text[first:last].split("\n"):
        end = begin + len(words)
        if words.strip():
            low, high = max(mark[0], begin), min(mark[1], end)
            if low < high:
                parts = (text[begin:low], text[low:high], text[high:end])
                made.append(Line(begin, *parts, first=not seen))
                seen = True
            else:
                made.append(Line(begin, words))
        begin = end + 1
    return made
