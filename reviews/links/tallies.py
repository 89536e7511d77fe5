"""Tallies of past days brought together: what many writers told, in one row a day and state."""

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

SETTLED = timedelta(days=2)
"""A check may be written some minutes after it was made; then its day is over."""

# The fold writes shard 0, so it takes that shard as a writer does, and passes over rows that
# somebody changes just now.
OWN = "SELECT pg_advisory_xact_lock('reviews_linktally'::regclass::oid::int, 0)"
FOLD = """
WITH told AS (
    DELETE FROM reviews_linktally WHERE (day, state, shard) IN (
        SELECT day, state, shard FROM reviews_linktally
        WHERE day < %s AND shard <> 0 FOR UPDATE SKIP LOCKED
    )
    RETURNING day, state, change
)
INSERT INTO reviews_linktally AS tally (day, state, shard, change)
SELECT day, state, 0, sum(change) FROM told GROUP BY day, state
ON CONFLICT (day, state, shard) DO UPDATE SET change = tally.change + EXCLUDED.change
"""


@transaction.atomic
def fold(*, now: datetime) -> None:
    """So that sums stay cheap over years: at most seven rows a day. Safe to run twice."""
    with connection.cursor() as cursor:
        cursor.execute(OWN)
        cursor.execute(FOLD, [(now - SETTLED).astimezone(UTC).date()])
