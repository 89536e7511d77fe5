"""Exported tables, and what spreadsheets must not run."""

import csv
from collections.abc import Iterable, Iterator

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> str:
    """Spreadsheets run what begins like a formula (OWASP, CSV injection): quoted, they do not."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """CSV in UTF-8 with its mark, line by line, safe for spreadsheets; None is an empty cell."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow(["" if value is None else safe(value) for value in row])


class _Echo:
    """What `csv` writes to: gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line
