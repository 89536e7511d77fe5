"""Partitions of link checks, made before their month begins."""

from datetime import datetime

from django.db import connection, transaction

from reviews import partitions

AHEAD = 12
EXISTING = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass"


@transaction.atomic
def ensure_ahead(*, now: datetime, count: int = AHEAD) -> list[str]:
    """Make the missing partitions of this month and the `count` after it; returns their names.

    Asked first, because making one locks the table, existing or not. A month whose rows lie in
    the default partition already cannot be split off by this; a year ahead, none does.
    """
    with connection.cursor() as cursor:
        cursor.execute(EXISTING, [partitions.TABLE])
        there = {row[0] for row in cursor.fetchall()}
        missing = [
            month
            for month in partitions.months(now.date(), count + 1)
            if partitions.name(month) not in there
        ]
        for month in missing:
            cursor.execute(partitions.create_month(month))
    return [partitions.name(month) for month in missing]
