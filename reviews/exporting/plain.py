"""The database's own spelling of rows, the same on every server."""

from collections.abc import Iterator

from django.db.backends.utils import CursorWrapper
from psycopg import sql

PLAIN = (
    "SET LOCAL TIME ZONE 'UTC'",
    "SET LOCAL datestyle = 'ISO'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
)


def speak(cursor: CursorWrapper) -> None:
    """For the rest of this transaction."""
    for statement in PLAIN:
        cursor.execute(statement)


def lines(cursor: CursorWrapper, query: sql.Composed) -> Iterator[bytes]:
    """The one column of `query`, a line a row, as they come."""
    with cursor.copy(sql.SQL("COPY ({}) TO STDOUT").format(query)) as copied:
        for (row,) in copied.rows():
            yield row.encode() + b"\n"
