"""Labelled files: JSON lines with a `text` and, by its other field, one measure they serve."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

Row = dict[str, Any]
Span = tuple[int, int]

MEASURES: Final = {
    "sentences": "sentences",
    "label": "check-worthiness",
    "attributions": "attribution",
    "clauses": "clauses",
}
"""Which field marks the rows of which measure."""


class UnknownShape(ValueError):
    """A file no measure can use; the message says which line and what is missing."""


def read(path: Path) -> list[Row]:
    """The rows of a file. Raises `UnknownShape` for a line that is no object with a `text`."""
    rows: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise UnknownShape(f"{path}, line {number}: not JSON ({error.msg}).") from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise UnknownShape(f"{path}, line {number}: no object with a `text`.")
        rows.append(row)
    if not rows:
        raise UnknownShape(f"{path}: no rows.")
    return rows


def measures(rows: list[Row]) -> list[str]:
    """The measures the rows of one file can serve, by the fields of the first that has any."""
    return [name for field, name in MEASURES.items() if any(field in row for row in rows)]


def placed(text: str, pieces: list[Any]) -> Iterator[Span | None]:
    """Where each piece stands: a [start, end] pair as it is, a string from the last one's end.

    A string that is not there any more after the last one is looked for from the start; None
    when the text does not hold it at all.
    """
    cursor = 0
    for piece in pieces:
        if not isinstance(piece, str):
            start, end = piece
            yield int(start), int(end)
            continue
        words = piece.strip()
        at = text.find(words, cursor) if words else -1
        if at < 0 and words:
            at = text.find(words)
        if at < 0:
            yield None
            continue
        cursor = max(cursor, at + len(words))
        yield at, at + len(words)


def overlap(one: Span, other: Span) -> int:
    """Code points two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
