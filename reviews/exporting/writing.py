"""Write a desk down: one picture of it, as of one moment, while people go on working.

The same desk gives the same bytes: rows and columns are ordered, and nothing tells when or where
it was written.
"""

import hashlib
import shutil
import tempfile
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _
from psycopg import sql

from factcheck.exceptions import Conflict
from reviews.exporting import copies, manifest, plain, tables
from reviews.exporting.manifest import Listed, Manifest
from reviews.exporting.progress import EVERY, Progress
from reviews.exporting.tables import Table

ONE_PICTURE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


class NotEmpty(Conflict):
    """There is something already, and nothing is ever written over it."""

    code = "not-empty"


def export(
    directory: Path, *, passwords: bool = False, checks: bool = True, progress: Progress
) -> list[str]:
    """Write the desk to `directory`, which must not exist; returns the files that are missing.

    It appears when it is whole. Stored files are read after the transaction: they never change
    under their names. Raises NotEmpty, StorageAway, OSError.
    """
    if directory.exists():
        raise NotEmpty(_("“%(directory)s” is there already.") % {"directory": directory})
    directory.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=directory.parent, prefix=f".{directory.name}-"))
    try:
        found = _tables(unfinished, passwords=passwords, checks=checks, progress=progress)
        copied = copies.bring_out(unfinished, progress=progress)
        manifest.write(
            Manifest(passwords, checks, manifest.schema(), found, copied.sha256), unfinished
        )
        unfinished.rename(directory)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return copied.missing


def _tables(
    directory: Path, *, passwords: bool, checks: bool, progress: Progress
) -> dict[str, Listed]:
    found = {}
    chosen = list(tables.chosen(passwords=passwords, checks=checks))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ONE_PICTURE)
        plain.speak(cursor)
        for table in chosen:
            path = directory / f"{table.label}.jsonl"
            found[table.label] = _table(cursor, table, path, passwords=passwords, progress=progress)
        copies.list_names(cursor, chosen, directory)
    return found


def _table(
    cursor: CursorWrapper, table: Table, path: Path, *, passwords: bool, progress: Progress
) -> Listed:
    total = _count(cursor, table)
    digest, rows = hashlib.sha256(), 0
    with path.open("wb") as file:
        for line in plain.lines(cursor, table.rows(passwords=passwords)):
            file.write(line)
            digest.update(line)
            rows += 1
            if rows % EVERY == 0:
                progress(table.label, rows, total)
    progress(table.label, rows, total)
    return Listed(rows, digest.hexdigest(), _next(cursor, table))


def _count(cursor: CursorWrapper, table: Table) -> int:
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table.name)))
    (count,) = cursor.fetchone()
    return int(count)


def _next(cursor: CursorWrapper, table: Table) -> int | None:
    if not table.number():
        return None
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table.name, table.number()])
    (name,) = cursor.fetchone()
    cursor.execute(f"SELECT last_value + is_called::int FROM {name}")  # noqa: S608 - its own name
    (number,) = cursor.fetchone()
    return int(number)
