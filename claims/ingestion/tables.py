"""Files of articles or claims, row by row: CSV as spreadsheets write it, and JSON Lines.

Delimiter, encoding and column names are found out; everything else is strict, and each row is
judged alone. `columns` lists the names a column may have.
"""

import codecs
import contextlib
import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from claims import wording
from claims.exceptions import UnusableList
from claims.ingestion import columns as names
from claims.models import ListKind
from factcheck.outbound import charsets

LARGEST = 50 * 1024 * 1024
MOST_ROWS = 100_000
LARGEST_ROW = 5 * 1024 * 1024
CSV, JSONL = "csv", "jsonl"
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 16 * 1024
_MOST_DIGITS = 400


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be used, in words; `field` is "" where it is about the row as a whole."""

    why: str
    field: str = ""
    value: str = ""


@dataclass(frozen=True)
class Row:
    """`number` counts rows from 1, `line` is where it begins in the file, from 1 as well."""

    number: int
    line: int
    values: dict[str, str] = field(default_factory=dict)
    problem: Problem | None = None


@dataclass(frozen=True)
class Table:
    """What a file turned out to be. `columns`: the field of each column, None: not ours."""

    format: str
    encoding: str = "utf-8"
    delimiter: str = ","
    columns: tuple[str | None, ...] = ()
    ignored: tuple[str, ...] = ()
    kind: ListKind = ListKind.ARTICLES


def recognise(file: BinaryIO, *, format_: str = "", kind: ListKind = ListKind.ARTICLES) -> Table:
    """What kind of list `file` is, from its beginning and its bytes. Raises UnusableList."""
    size = file.seek(0, io.SEEK_END)
    if size > LARGEST:
        raise UnusableList(
            _("The file has %(size)s MB; at most 50 MB are taken at once. Send it in parts.")
            % {"size": -(-size // 1024 // 1024)},
            field="file",
        )
    file.seek(0)
    start = file.read(_SAMPLE)
    if not start.strip(b"\xef\xbb\xbf \t\r\n"):
        raise UnusableList(_("The file is empty."), field="file")
    begins = start.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    if format_ == JSONL or (not format_ and begins == b"{"):
        return Table(JSONL, kind=kind)
    if not format_ and begins == b"[":
        raise UnusableList(
            _("This is one JSON document. Send one object on each line instead (JSON Lines)."),
            field="file",
        )
    return _csv_table(file, kind)


def rows(file: BinaryIO, table: Table) -> Iterator[Row]:
    """The rows of a recognised file, empty ones left out, at most `MOST_ROWS`.

    A row that cannot be read carries a `problem`; reading goes on behind it where that is safe.
    """
    file.seek(0)
    found = _json_rows(file, table.kind) if table.format == JSONL else _csv_rows(file, table)
    for number, row in enumerate(found, start=1):
        if number > MOST_ROWS:
            why = _("A list may have 100,000 rows. From here on, nothing was read.")
            yield Row(number, row.line, problem=Problem(why))
            return
        yield Row(number, row.line, row.values, row.problem)


def _csv_table(file: BinaryIO, kind: ListKind) -> Table:
    encoding = _encoding(file)
    with _text(file, encoding) as lines:
        header = next((line for line in lines if line.strip()), "")
    if len(header) > LARGEST_ROW or "\0" in header:
        raise UnusableList(_("This is no table: it holds binary data."), field="file")
    csv.field_size_limit(LARGEST_ROW)
    read = {mark: next(csv.reader([header], delimiter=mark), []) for mark in _DELIMITERS}
    meant = {mark: tuple(names.field(each, kind) for each in read[mark]) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: (len([*filter(None, meant[mark])]), len(read[mark])))
    columns = meant[best]
    _check_columns(columns, read[best], kind)
    ignored = tuple(
        wording.shortened(name, longest=60)
        for name, known in zip(read[best], columns, strict=True)
        if known is None and name.strip()
    )
    return Table(CSV, encoding, best, columns, ignored[:50], kind)


def _check_columns(columns: tuple[str | None, ...], header: list[str], kind: ListKind) -> None:
    named = [each for each in columns if each]
    one, other = names.NEEDED[kind]
    if not {one, other} & set(named):
        raise UnusableList(
            _(
                "No column is called %(one)s or %(other)s. Name the columns in the first row; it "
                "reads: %(header)s"
            )
            % {
                "one": one,
                "other": other,
                "header": wording.shortened(", ".join(header), longest=200),
            },
            field="file",
        )
    twice = [each for each in named if named.count(each) > 1]
    if twice:
        raise UnusableList(
            _("Two columns mean %(field)s. Rename or remove one of them.") % {"field": twice[0]},
            field="file",
        )


def _encoding(file: BinaryIO) -> str:
    """UTF-8 where all of the file is; else by its mark, else by the first bytes that are not."""
    file.seek(0)
    start = file.read(_SAMPLE)
    for mark, codec in charsets.BOMS:
        if start.startswith(mark):
            return codec
    decoder, before, chunk = codecs.getincrementaldecoder("utf-8")(), b"", start
    while chunk:
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            return charsets.of((before + chunk)[-2 * _SAMPLE :])
        before, chunk = chunk, file.read(_SAMPLE)
    return "utf-8"


@contextlib.contextmanager
def _text(file: BinaryIO, encoding: str) -> Iterator[Iterable[str]]:
    """The lines of a file as text, line ends kept; the file stays open."""
    file.seek(0)
    lines = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    try:
        yield lines
    finally:
        lines.detach()


def _csv_rows(file: BinaryIO, table: Table) -> Iterator[Row]:
    csv.field_size_limit(LARGEST_ROW)
    with _text(file, table.encoding) as lines:
        reader = csv.reader(lines, delimiter=table.delimiter, strict=True)
        headed = False
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(0, line, problem=_quoting(str(error)))
                if "unexpected end" in str(error) or "field larger" in str(error):
                    return
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if headed:
                yield _csv_row(cells, line, table)
            headed = True


def _quoting(error: str) -> Problem:
    if "unexpected end" in error or "field larger" in error:
        return Problem(
            _(
                "A quotation mark opens in this row and is never closed, or a cell is larger than "
                "5 MB. Nothing was read from here on."
            )
        )
    return Problem(
        _("The quotation marks of this row do not fit: double those inside a quoted cell.")
    )


def _csv_row(cells: list[str], line: int, table: Table) -> Row:
    if len(cells) > len(table.columns):
        extra = [cell for cell in cells[len(table.columns) :] if cell.strip()]
        if extra:
            why = _("This row has %(cells)s cells, the first row %(columns)s.")
            told = why % {"cells": len(cells), "columns": len(table.columns)}
            return Row(0, line, problem=Problem(told, value=extra[0]))
    values = {
        name: cell for name, cell in zip(table.columns, cells, strict=False) if name is not None
    }
    if table.encoding != "utf-8":
        damaged = next((name for name, cell in values.items() if "\ufffd" in cell), None)
        if damaged:
            why = _("This holds bytes that mean nothing in %(encoding)s. Save the file as UTF-8.")
            told = why % {"encoding": table.encoding}
            return Row(0, line, problem=Problem(told, damaged, values[damaged]))
    return Row(0, line, values)


def _json_rows(file: BinaryIO, kind: ListKind) -> Iterator[Row]:
    line = 0
    while raw := file.readline(LARGEST_ROW + 1):
        line += 1
        if len(raw) > LARGEST_ROW:
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(LARGEST_ROW + 1)
            yield Row(0, line, problem=Problem(_("This row is larger than 5 MB.")))
        elif stripped := raw.removeprefix(codecs.BOM_UTF8 if line == 1 else b"").strip():
            yield _json_row(stripped, line, kind)


def _json_row(raw: bytes, line: int, kind: ListKind) -> Row:
    try:
        found = json.loads(
            raw.decode(), object_pairs_hook=_once, parse_constant=_refuse, parse_int=_whole
        )
    except UnicodeDecodeError:
        return Row(0, line, problem=Problem(_("This row is not UTF-8, as JSON must be.")))
    except RecursionError:
        return Row(0, line, problem=Problem(_("This row is nested too deeply.")))
    except ValueError as error:
        shown = raw[:400].decode("utf-8", "replace")
        why = _("This row is no JSON object: %(why)s") % {"why": error}
        return Row(0, line, problem=Problem(why, value=shown))
    if not isinstance(found, dict):
        why = _("This row is no JSON object ({…}).")
        return Row(0, line, problem=Problem(why, value=str(found)))
    return _object_row(found, line, kind)


def _object_row(found: dict[str, Any], line: int, kind: ListKind) -> Row:
    values: dict[str, str] = {}
    for name, value in found.items():
        known = names.field(name, kind)
        if known is None or value is None:
            continue
        if known in names.NUMBERS and type(value) is int:
            value = str(value)
        if not isinstance(value, str):
            why = _("This must be a text in quotation marks.")
            return Row(0, line, problem=Problem(why, known, str(value)))
        if known in values:
            why = _("Two names of this row mean %(field)s.") % {"field": known}
            return Row(0, line, problem=Problem(why, known, value))
        values[known] = value
    return Row(0, line, values)


def _whole(written: str) -> int | float:
    """Shown as it was written; Python refuses to read whole numbers of thousands of digits."""
    return int(written) if len(written) <= _MOST_DIGITS else float(written)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(_("a name stands in it twice"))
    return found


def _refuse(constant: str) -> None:
    raise ValueError(_("%(constant)s is not JSON") % {"constant": constant})
