"""Put an export into an empty desk: all of it, proved, or nothing.

Triggers that judge how a row came to be would refuse rows that have a past (a review that begins
published, a vote in a round that is closed); they are told to look away, in this transaction and
session only. All others hold: quotes stand in their texts, events are numbered and hashed by the
database anew. That it all came out as it was is then proved by writing it down again: each table
must have the digest of its file.
"""

import hashlib
import itertools
from collections.abc import Iterator
from pathlib import Path

import pgtrigger
from django.db import Error, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _
from psycopg import sql

from reviews.exporting import checking, copies, plain, tables
from reviews.exporting.manifest import Manifest, UnusableExport
from reviews.exporting.progress import Progress
from reviews.exporting.tables import Table
from reviews.exporting.writing import NotEmpty

LOOK_AWAY = (
    "reviews.Review:starts_queued",
    "reviews.VoteRound:starts_open",
    "reviews.Vote:independent",
    "reviews.ReaderReport:starts_received",
    "reviews.SourceLink:tally_added",
    "reviews.Policy:never_changed",
)
"""What judges a beginning; what counts, since counts are restored themselves; and what protects
the policy that migrations put there, which makes room."""

BATCH_ROWS = 500
BATCH_BYTES = 4 * 1024 * 1024


def restore(directory: Path, *, progress: Progress) -> Manifest:
    """Fill the empty desk from `directory`, which is checked first.

    Stored files come before the rows that name them; where the rows are then refused, copies stay
    behind that harm nobody. Raises UnusableExport, NotEmpty, StorageAway.
    """
    found = checking.check(directory, progress=progress)
    chosen = list(tables.chosen(passwords=found.passwords, checks=found.checks))
    with connection.cursor() as cursor:
        _check_empty(cursor)
    for copy in copies.listed(directory):
        copies.bring_in(copy, directory)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            _fill(cursor, chosen, directory, progress=progress)
            _prove(cursor, chosen, found)
    except Error as error:
        raise UnusableExport(
            _("The database refuses the export, so nothing was restored: %(why)s")
            % {"why": str(error).strip()}
        ) from error
    return found


def _check_empty(cursor: CursorWrapper) -> None:
    """Raises NotEmpty, naming what is there. What migrations put there does not count."""
    there = [table for table in tables.KEPT if not table.seeded and _has_rows(cursor, table)]
    if there:
        names = ", ".join(str(table.meta.verbose_name_plural) for table in there[:5])
        raise NotEmpty(
            _(
                "A desk is restored into an empty one only, and this one has: %(names)s. Make a "
                "new database, run “manage.py migrate”, and restore into that."
            )
            % {"names": names}
        )


def _has_rows(cursor: CursorWrapper, table: Table) -> bool:
    cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table.name)))
    (found,) = cursor.fetchone()
    return bool(found)


def _fill(
    cursor: CursorWrapper, chosen: list[Table], directory: Path, *, progress: Progress
) -> None:
    """Locked and looked at again: nobody may have begun to work on this desk meanwhile."""
    plain.speak(cursor)
    names = sql.SQL(", ").join(sql.Identifier(table.name) for table in tables.KEPT)
    cursor.execute(sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(names))
    _check_empty(cursor)
    away = [trigger.get_pgid(model) for model, trigger in pgtrigger.registered(*LOOK_AWAY)]
    cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{','.join(away)}}}"])
    for table in reversed(tables.KEPT):
        if table.seeded:
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
    for table in chosen:
        _load(cursor, table, checking.path_of(directory, table), progress=progress)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _load(cursor: CursorWrapper, table: Table, path: Path, *, progress: Progress) -> None:
    columns = sql.SQL(", ").join(sql.Identifier(name) for name in table.columns)
    insert = sql.SQL(
        "INSERT INTO {name} ({columns}) "
        "SELECT {columns} FROM json_populate_recordset(NULL::{name}, %s::json)"
    ).format(name=sql.Identifier(table.name), columns=columns)
    done = 0
    with path.open("rb") as file:
        for batch in _batches(file):
            cursor.execute(insert, [f"[{b','.join(batch).decode()}]"])
            done += len(batch)
            progress(table.label, done, done)


def _batches(lines: Iterator[bytes]) -> Iterator[list[bytes]]:
    """Lines together up to `BATCH_ROWS`, or to `BATCH_BYTES` and one row more."""
    while batch := list(_some(lines)):
        yield batch


def _some(lines: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for line in itertools.islice(lines, BATCH_ROWS):
        yield line
        size += len(line)
        if size > BATCH_BYTES:
            return


def _prove(cursor: CursorWrapper, chosen: list[Table], found: Manifest) -> None:
    """Write each table down again and compare; then go on numbering where the old house stopped."""
    for table in chosen:
        told, digest = found.tables[table.label], hashlib.sha256()
        for line in plain.lines(cursor, table.rows(passwords=found.passwords)):
            digest.update(line)
        if digest.hexdigest() != told.sha256:
            raise UnusableExport(
                _(
                    "%(table)s did not come out as it was written, so nothing was restored: its "
                    "history was changed by hand, before the export or after."
                )
                % {"table": table.label}
            )
        if told.next is not None:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)",
                [table.name, table.number(), told.next],
            )
