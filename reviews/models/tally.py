"""How many links are in each state, by day, kept by the database itself: nobody counts links.

Among ten million links, counting takes seconds; summing these rows takes a millisecond.
"""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

SHARDS = 16

# A shard is one writer's own while its transaction lasts (the lock of the first free one; where
# all are taken, one by the number of its session). So no writer ever waits for another's row,
# whatever the order in which two batches change states, and there is no ring to deadlock in.
TALLY = """
INSERT INTO reviews_linktally AS tally (day, state, shard, change)
SELECT day, state, (
    SELECT coalesce(min(free.shard), {shards} + pg_backend_pid()) FROM (
        SELECT shard FROM generate_series(0, {shards} - 1) AS shard
        WHERE pg_try_advisory_xact_lock('reviews_linktally'::regclass::oid::int, shard) LIMIT 1
    ) AS free
), sum(change)
FROM ({changes}) AS changes
GROUP BY day, state HAVING sum(change) <> 0
ON CONFLICT (day, state, shard) DO UPDATE SET change = tally.change + EXCLUDED.change;
RETURN NULL;
"""

# The day when it was seen, not when it was written: a check at 23:59 counts for its day.
ADDED = """
    SELECT (created_at AT TIME ZONE 'UTC')::date AS day, state, 1 AS change FROM added WHERE on_web
"""
MOVED = """
    SELECT (coalesce(after.last_checked_at, after.created_at) AT TIME ZONE 'UTC')::date AS day,
        step.state, step.change
    FROM before JOIN after USING (id)
    CROSS JOIN LATERAL (VALUES (before.state, -1), (after.state, 1)) AS step (state, change)
    WHERE before.state <> after.state
"""
REMOVED = """
    SELECT (now() AT TIME ZONE 'UTC')::date AS day, state, -1 AS change FROM removed
    WHERE on_web
"""


class LinkTally(models.Model):
    """By how much the number of links in `state` changed on `day` (UTC), as one writer tells it.

    The number at the end of a day is the sum of `change` up to it, over all shards.
    """

    pk = models.CompositePrimaryKey("day", "state", "shard")
    day = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=16)
    shard = models.PositiveIntegerField()
    change = models.IntegerField()

    class Meta:
        verbose_name_plural = _("link tallies")

    def __str__(self) -> str:
        return f"{self.day} {self.state} {self.change:+d}"


def triggers() -> list[pgtrigger.Trigger]:
    """For the links' table: once a statement, however many rows it changes."""
    return [
        _trigger("tally_added", pgtrigger.Insert, ADDED, new="added"),
        # Not "UPDATE OF state": PostgreSQL allows no transition tables with a list of columns.
        _trigger("tally_moved", pgtrigger.Update, MOVED, old="before", new="after"),
        _trigger("tally_removed", pgtrigger.Delete, REMOVED, old="removed"),
    ]


def _trigger(
    name: str, operation: pgtrigger.Operation, changes: str, **tables: str
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),  # type: ignore[no-untyped-call] # untyped
        func=TALLY.format(shards=SHARDS, changes=changes),
    )
