"""A worker's side: take what is due under a lease, read it, write what came of it.

A worker that is killed leaves a lease that ends; then another takes the same fetch. One that comes
back late, after its lease, finds another's token and writes nothing.
"""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck import keeping
from factcheck.exceptions import DeskError
from factcheck.keeping import Kept
from reviews import workflow
from reviews.evidence import citing, files, held, looking
from reviews.evidence.citing import Sight
from reviews.links import registry, snapshots
from reviews.models import EvidenceKind, Fetch, FetchState, Snapshot, SourceLink

LEASE = timedelta(seconds=90)
"""A page may take 20 s (`OUTBOUND_DEADLINE_SECONDS`), a PDF 30 s, storing it some more."""

MOST_ATTEMPTS = 3
"""Workers that may die over one fetch before a person is asked."""

SECONDS = 100.0
"""After which a turn begins nothing new; a task ends at 150 s."""


def run_due(*, only: int | None = None, stopping: Callable[[], bool] = lambda: False) -> int:
    """Read what is due, one after the other, for one turn; returns how many were read."""
    until = timezone.now() + timedelta(seconds=SECONDS)
    read = 0
    while not stopping() and timezone.now() < until and run_next(now=timezone.now(), only=only):
        read += 1
    return read


def run_next(*, now: datetime, only: int | None = None) -> bool:
    """Read the fetch that is due longest; False where there is none."""
    fetch = claim(now=now, only=only)
    if fetch is None:
        return False
    if fetch.state == FetchState.RUNNING:
        finish(fetch)
    return True


def finish(fetch: Fetch) -> None:
    """Read what was claimed, and write what came of it if the lease still holds then."""
    try:
        seen = _seen(fetch)
    except DeskError as refused:
        _stuck(fetch, FetchState.FAILED, trouble=str(refused), field=refused.field)
    else:
        _end(fetch, seen)


def waiting(*, now: datetime) -> bool:
    return Fetch.objects.filter(due_at__lte=now).exists()


@transaction.atomic
def claim(*, now: datetime, only: int | None = None) -> Fetch | None:
    """Lease the fetch that is due longest and that nobody else is taking at this moment.

    One over which workers died again and again comes back as failed, and is not run.
    """
    due = Fetch.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    if only is not None:
        due = due.filter(pk=only)
    fetch = due.select_for_update(skip_locked=True).first()
    if fetch is None:
        return None
    if fetch.attempts >= MOST_ATTEMPTS:
        fetch.state, fetch.due_at, fetch.lease = FetchState.FAILED, None, None
        fetch.trouble = _("Reading it was begun several times and never ended. Try again later.")
    else:
        fetch.state, fetch.due_at, fetch.lease = FetchState.RUNNING, now + LEASE, uuid.uuid4()
        fetch.attempts += 1
    fetch.changed_at = now
    fetch.save()
    return fetch


def _seen(fetch: Fetch) -> Sight:
    """All that goes over the network, to the disk or into another process: no transaction here."""
    if fetch.kind == EvidenceKind.FILE:
        return _file(fetch)
    look = looking.at(fetch.url, quote=fetch.cited["quote"])
    stored = snapshots.store(look.observation) if look.readable else None
    return Sight(fetch.url, look, stored, fetch.cited)


def _file(fetch: Fetch) -> Sight:
    kept = Kept(fetch.storage_key, fetch.body_sha256, fetch.body_bytes)
    file = files.File(fetch.media_type, kept)
    look = files.look(file, quote=fetch.cited["quote"])
    return Sight(file.address, look, kept, fetch.cited, kind=EvidenceKind.FILE)


def _end(fetch: Fetch, seen: Sight) -> None:
    """Evidence where its words were found, or where a reason was written; else a person's turn."""
    quoted = bool(fetch.cited["quote"])
    if quoted and (seen.look.match.found or fetch.cited["unlocated_reason"]):
        try:
            _attach(fetch, seen)
        except DeskError as refused:
            _stuck(fetch, FetchState.FAILED, trouble=str(refused), field=refused.field, seen=seen)
        return
    state = FetchState.ASKING if seen.copied else FetchState.FAILED
    _stuck(fetch, state, trouble=seen.look.trouble, field=seen.look.field, seen=seen)


@transaction.atomic
def _attach(fetch: Fetch, seen: Sight) -> None:
    workflow.locked(fetch.review_id)
    mine = _mine(fetch)
    if mine is None:
        return
    now = timezone.now()
    mine.evidence = citing.cite(mine.review_id, seen, by=mine.asked_by, now=now)
    _leave(mine, FetchState.ATTACHED, now=now)


@transaction.atomic
def _stuck(
    fetch: Fetch, state: FetchState, *, trouble: str, field: str, seen: Sight | None = None
) -> None:
    """Keep what was read, for the person whose turn it is; the review is not touched."""
    mine = _mine(fetch)
    if mine is None:
        return
    now = timezone.now()
    if seen is not None and seen.copied:
        mine.snapshot = _copy(seen, now=now)
    mine.trouble, mine.field = keeping.storable(trouble), field or ""
    _leave(mine, state, now=now)


def _mine(fetch: Fetch) -> Fetch | None:
    """The row, locked; None where it was given up meanwhile or is another worker's by now."""
    rows = Fetch.objects.select_for_update(of=("self",)).select_related("asked_by")
    return rows.filter(pk=fetch.pk, lease=fetch.lease, state=FetchState.RUNNING).first()


def _leave(mine: Fetch, state: FetchState, *, now: datetime) -> None:
    mine.state, mine.due_at, mine.lease, mine.changed_at = state, None, None, now
    mine.attempts = 0
    mine.save()


def _copy(seen: Sight, *, now: datetime) -> Snapshot:
    return snapshots.keep(_link(seen, now=now), seen.look.observation, now=now, stored=seen.stored)


def _link(seen: Sight, *, now: datetime) -> SourceLink:
    """Not watched yet: whoever never cites the page does not have it visited for ever."""
    if seen.kind == EvidenceKind.URL:
        return registry.register(seen.url, now=now, watch=False)
    return held.link(seen.url, now=now)
