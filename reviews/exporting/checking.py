"""Whether an export can be trusted: all of it is read before any of it is believed."""

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from django.utils.translation import gettext as _

from reviews.exporting import copies, manifest, tables
from reviews.exporting.manifest import Manifest, UnusableExport
from reviews.exporting.progress import EVERY, Progress
from reviews.exporting.tables import Table

Row = dict[str, Any]


@dataclass
class Keys:
    """What rows may point to: (table, column) → its values. Numbers take eight bytes each."""

    numbers: dict[tuple[str, str], "array[int]"] = field(default_factory=dict)
    texts: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def note(self, at: tuple[str, str], value: int | str) -> None:
        if isinstance(value, str):
            self.texts.setdefault(at, set()).add(value)
        else:
            self.numbers.setdefault(at, array("q")).append(value)

    def sort(self) -> None:
        """Rows are ordered by number, except a few tables, so this is soon done."""
        self.numbers = {at: array("q", sorted(found)) for at, found in self.numbers.items()}

    def have(self, at: tuple[str, str], value: int | str) -> bool:
        if isinstance(value, str):
            return value in self.texts.get(at, ())
        found = self.numbers.get(at, array("q"))
        place = bisect_left(found, value)
        return place < len(found) and found[place] == value


def check(directory: Path, *, progress: Progress) -> Manifest:
    """Prove an export: each digest, each column, each row that is pointed to, each stored file.

    Touches neither database nor storage. Raises UnusableExport with the first fault.
    """
    found = manifest.read(directory)
    _check_schema(found)
    chosen = list(tables.chosen(passwords=found.passwords, checks=found.checks))
    _check_tables(found, chosen)
    targets = {target for table in chosen for target in table.parents().values()}
    keys = Keys()
    for table in chosen:
        _read(directory, table, found, targets=targets, keys=keys, progress=progress)
    keys.sort()
    for table in chosen:
        _check_pointers(directory, table, keys)
    _check_copies(directory, found, progress=progress)
    return found


def path_of(directory: Path, table: Table) -> Path:
    return directory / f"{table.label}.jsonl"


def _check_schema(found: Manifest) -> None:
    """Raises UnusableExport where tables may mean something else to this program."""
    here = manifest.schema()
    different = sorted(
        app for app in found.schema.keys() | here.keys() if found.schema.get(app) != here.get(app)
    )
    if different:
        app = different[0]
        raise UnusableExport(
            _(
                "The export was written by another version of this program: %(app)s stood at "
                "%(theirs)s and is at %(ours)s here. Restore it with the version that wrote it."
            )
            % {
                "app": app,
                "theirs": found.schema.get(app, "—"),
                "ours": here.get(app, "—"),
            }
        )


def _check_tables(found: Manifest, chosen: list[Table]) -> None:
    wrong = sorted(found.tables.keys() ^ {table.label for table in chosen})
    if wrong:
        raise UnusableExport(
            _("The manifest and this program differ on the table %(table)s.") % {"table": wrong[0]}
        )


def _read(
    directory: Path,
    table: Table,
    found: Manifest,
    *,
    targets: set[tuple[str, str]],
    keys: Keys,
    progress: Progress,
) -> None:
    """Digest, number and columns of the rows; what others may point to is noted."""
    told = found.tables[table.label]
    columns, digest, rows = set(table.columns), hashlib.sha256(), 0
    noted = [(label, column) for label, column in sorted(targets) if label == table.label]
    for line in _lines(directory, table):
        digest.update(line)
        rows += 1
        row = _parsed(line, table, rows)
        if row.keys() != columns:
            _refuse_columns(row, table, rows)
        for at in noted:
            keys.note(at, row[at[1]])
        if rows % EVERY == 0:
            progress(table.label, rows, told.rows)
    progress(table.label, rows, told.rows)
    if (rows, digest.hexdigest()) != (told.rows, told.sha256):
        raise UnusableExport(
            _("%(table)s.jsonl is not what was exported: its digest differs.")
            % {"table": table.label}
        )


def _lines(directory: Path, table: Table) -> Iterator[bytes]:
    try:
        with path_of(directory, table).open("rb") as file:
            yield from file
    except OSError as error:
        raise UnusableExport(
            _("%(table)s.jsonl is not in the export, or cannot be read.") % {"table": table.label}
        ) from error


def _parsed(line: bytes, table: Table, number: int) -> Row:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise UnusableExport(
            _("%(table)s.jsonl, line %(line)s: this is not JSON.")
            % {"table": table.label, "line": number}
        ) from error
    if not isinstance(row, dict):
        raise UnusableExport(
            _("%(table)s.jsonl, line %(line)s: this is no row.")
            % {"table": table.label, "line": number}
        )
    return row


def _refuse_columns(row: Row, table: Table, number: int) -> None:
    wrong = sorted(row.keys() ^ set(table.columns))
    raise UnusableExport(
        _("%(table)s.jsonl, line %(line)s: the column %(column)s is missing, or means nothing.")
        % {"table": table.label, "line": number, "column": wrong[0]}
    )


def _check_pointers(directory: Path, table: Table, keys: Keys) -> None:
    parents = table.parents()
    if not parents:
        return
    for number, line in enumerate(_lines(directory, table), start=1):
        row = orjson.loads(line)
        for column, target in parents.items():
            if row[column] is not None and not keys.have(target, row[column]):
                raise UnusableExport(
                    _(
                        "%(table)s.jsonl, line %(line)s: %(column)s points to row %(value)s of "
                        "%(target)s, which is not in the export."
                    )
                    % {
                        "table": table.label,
                        "line": number,
                        "column": column,
                        "value": row[column],
                        "target": target[0],
                    }
                )


def _check_copies(directory: Path, found: Manifest, *, progress: Progress) -> None:
    listed = directory / manifest.COPIES
    try:
        content = listed.read_bytes()
    except OSError as error:
        raise UnusableExport(_("The list of stored files is not in the export.")) from error
    if hashlib.sha256(content).hexdigest() != found.copies:
        raise UnusableExport(_("The list of stored files is not what was exported."))
    total = content.count(b"\n")
    for done, copy in enumerate(copies.listed(directory), start=1):
        copies.check(copy, directory)
        progress(copies.FOLDER, done, total)
