"""Whether the work on a list of articles stands still, and when it goes on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from claims.models import Import

QUIET = timedelta(seconds=60)
"""A row of a slow page may take as long: a pause, the fetch (20 s), the reading (30 s)."""


@dataclass(frozen=True)
class Stall:
    """No row was begun or written since `since`.

    `again_by`: when another worker has taken the list up at the latest, if there is one; None
    where that time has passed, or no worker had it: no worker is running, or all are busy.
    """

    since: datetime
    again_by: datetime | None


def stalled(found: Import, *, now: datetime) -> Stall | None:
    """None while the work goes on, or where there is none to do.

    A worker that was killed keeps its lease until that ends; the sweep after it finds the list.
    """
    since = found.progressed_at or found.created_at
    if not found.is_working or now - since < QUIET:
        return None
    if found.lease_expires is None:
        return Stall(since, None)
    again = found.lease_expires + timedelta(seconds=settings.LINK_SWEEP_SECONDS)
    return Stall(since, again if again > now else None)
