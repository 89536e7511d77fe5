"""Who works on which row: the way `reviews.links.leases` does it, for feeds and lists of articles.

The database is the queue. A row lock makes a second worker pass over a row, the lease keeps it
away once the lock is gone, and its expiry gives the work of a killed worker to the next one.
Whoever comes late holds an old token and is refused.
"""

import uuid
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from claims.exceptions import StaleLease
from claims.models import Feed, Import

Leased = TypeVar("Leased", Feed, Import)
DURATION = timedelta(minutes=5)
"""Longer than any task may take (`CELERY_TASK_TIME_LIMIT`), so no living worker loses its work."""

TURN = timedelta(seconds=80)
"""A turn begins nothing after this: one more pause, fetch (20 s), reading (30 s) and splitting
must end before `CELERY_TASK_SOFT_TIME_LIMIT` (150 s)."""


@transaction.atomic
def claim(due: QuerySet[Leased], *, now: datetime, most: int) -> list[Leased]:
    """Lease up to `most` rows of `due` that nobody else has; they carry their token."""
    free = due.filter(Q(lease_expires__isnull=True) | Q(lease_expires__lte=now))
    found = list(free.select_for_update(skip_locked=True, no_key=True)[:most])
    for row in found:
        row.lease_token, row.lease_expires = uuid.uuid4(), now + DURATION
        row.save(update_fields=["lease_token", "lease_expires"])
    return found


def hold(row: Leased) -> Leased:
    """The row as it is now, locked, if its lease is still ours. Raises StaleLease.

    Must run inside the transaction that writes.
    """
    mine = type(row)._default_manager.select_for_update(no_key=True)  # noqa: SLF001 - public, despite its name
    found = mine.filter(pk=row.pk, lease_token=row.lease_token).first()
    if found is None:
        raise StaleLease(_("Another worker has taken this over."))
    return found


def release(row: Leased) -> None:
    """Give a row back; its other fields are the caller's to save."""
    row.lease_token = row.lease_expires = None
