"""Partitions of link checks: made before their month begins, detached when a desk says so.

Detached is not deleted: the table stays under its name, append-only, to be archived or dropped by
a person. `DETACH … CONCURRENTLY` is no choice where there is a default partition (PostgreSQL
refuses it), so the table of all checks is locked, for the moment that it takes to change the
catalogue; what takes long, copying the checks that stay, is done before.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import connection, transaction

from reviews import partitions
from reviews.exceptions import NotAPastMonth

AHEAD = 12

# A statement that waits for a lock makes all wait that come after it. Rather try again tomorrow.
PATIENCE = "SET LOCAL lock_timeout = '5s'"
# Two that tend the partitions at once would do the same work twice.
ONE_AT_A_TIME = f"SELECT pg_advisory_xact_lock('{partitions.TABLE}'::regclass::oid::bigint)"
TABLES = f"""
SELECT relname, inhparent IS NOT NULL, greatest(reltuples, 0)::bigint, pg_total_relation_size(c.oid)
FROM pg_class AS c LEFT JOIN pg_inherits ON inhrelid = c.oid
WHERE relkind = 'r' AND relname ~ '^{partitions.TABLE}_' AND relnamespace = (
    SELECT relnamespace FROM pg_class WHERE oid = '{partitions.TABLE}'::regclass
)
ORDER BY relname
"""  # noqa: S608 - names of our own
STRAY = f"""
SELECT DISTINCT date_trunc('month', checked_at AT TIME ZONE 'UTC')::date FROM {partitions.DEFAULT}
"""  # noqa: S608 - names of our own


@dataclass(frozen=True)
class Table:
    """One partition, or one that was. `rows`: as PostgreSQL estimates; `size` in bytes."""

    name: str
    attached: bool
    rows: int
    size: int


def tables() -> list[Table]:
    """By name; the default partition and what stayed of detached months among them."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return [Table(*row) for row in cursor.fetchall()]


def stray() -> list[date]:
    """Months of which checks lie in the default partition; none, when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(STRAY)
        return sorted(row[0] for row in cursor.fetchall())


@transaction.atomic
def ensure_ahead(*, now: datetime, count: int = AHEAD) -> list[str]:
    """Make the missing partitions of this month and the `count` after it; returns their names.

    Asked first, because making one locks the table, existing or not. Checks that had no month to
    lie in move from the default partition to the months that are made for them.
    """
    with connection.cursor() as cursor:
        cursor.execute(PATIENCE)
        cursor.execute(ONE_AT_A_TIME)
        there = {table.name for table in tables()}
        homeless = [month for month in stray() if partitions.name(month) not in there]
        wanted = {*partitions.months(now.date(), count + 1), *homeless}
        missing = [month for month in sorted(wanted) if partitions.name(month) not in there]
        statements = [partitions.create_month(month) for month in missing]
        if homeless:
            statements = partitions.refill_default(statements)
        for statement in statements:
            cursor.execute(statement)
        for month in missing:
            cursor.execute(partitions.guard(partitions.name(month)))
    return [partitions.name(month) for month in missing]


def detachable(*, before: date) -> list[date]:
    """The months before that of `before` whose partition is attached."""
    attached = [partitions.month(table.name) for table in tables() if table.attached]
    return [month for month in attached if month and month < before.replace(day=1)]


def detach(*, before: date, now: datetime) -> list[str]:
    """Detach the months before that of `before`; returns the names of the tables.

    The checks of links that evidence ever stood on stay where they are found. One transaction a
    month: what is done stays done. Raises NotAPastMonth.
    """
    if before > now.astimezone(UTC).date():
        raise NotAPastMonth()
    return [_detach(month) for month in detachable(before=before)]


def kept_from(*, months: int, now: datetime) -> date | None:
    """The first month that stays when `months` before this one are kept; None: all stay."""
    return partitions.months(now.astimezone(UTC).date(), 1, back=months)[0] if months else None


@transaction.atomic
def _detach(month: date) -> str:
    """No check is written to the month meanwhile; it is past, so nobody waits for that."""
    name = partitions.name(month)
    with connection.cursor() as cursor:
        cursor.execute(PATIENCE)
        cursor.execute(ONE_AT_A_TIME)
        cursor.execute(f"LOCK TABLE ONLY {name} IN SHARE MODE")
        for statement in partitions.keep_cited(month):
            cursor.execute(statement)
        cursor.execute(f"ALTER TABLE {partitions.TABLE} DETACH PARTITION {name}")
        cursor.execute(partitions.replace_by_kept(month))
        cursor.execute(partitions.guard(f"{name}{partitions.KEPT}"))
        cursor.execute(partitions.guard(name))
        cursor.execute(partitions.guard_detached(name))
    return name
