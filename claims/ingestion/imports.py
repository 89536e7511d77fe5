"""Lists sent to the desk, of articles or claims: kept, checked, confirmed, added by a worker.

Each row is added, then written down with its outcome, together with the place in the file. A
worker that is killed is followed by one that starts at the next row; one killed between the two,
by one that finds the article there and takes it for what it is.
"""

import contextlib
import io
import itertools
import logging
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import permissions, wording
from claims.curation import PERSON
from claims.exceptions import NotReady, StaleLease
from claims.ingestion import judging, leases, rows, tables
from claims.ingestion.judging import Judged
from claims.ingestion.tables import Row
from claims.models import Import, ImportRow, ImportState, ListKind, Origin, Outcome
from factcheck import keeping
from factcheck.accounts.models import User

logger = logging.getLogger(__name__)

CHUNK = 100
"""Rows checked between two commits; rows that are added are committed one by one."""

MOST_KILLED = 3
Clock = Callable[[], datetime]


def receive(
    file: BinaryIO,
    *,
    name: str,
    by: User,
    now: datetime,
    check: bool = True,
    kind: ListKind = ListKind.ARTICLES,
) -> Import:
    """Keep a file of articles or claims. It is checked first; without `check`, added at once.

    Raises UnusableList for what is no such list, NotAllowed.
    """
    permissions.check_may_add(by)
    table = tables.recognise(file, kind=kind)
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    key = default_storage.save(f"imports/{uuid.uuid4()}.{table.format}", File(file))
    return Import.objects.create(
        name=wording.shortened(keeping.storable(name), longest=200) or _("a list"),
        kind=kind,
        storage_key=key,
        bytes_total=size,
        ignored=list(table.ignored),
        state=ImportState.CHECKING if check else ImportState.RUNNING,
        next_due_at=now,
        added_by=by,
        created_at=now,
    )


@transaction.atomic
def confirm(import_id: int, *, by: User, now: datetime) -> Import:
    """Add what was checked. Raises NotReady where the check is not over, or was confirmed."""
    found = Import.objects.select_for_update(no_key=True).get(pk=import_id)
    permissions.check_may_decide_on(found, by=by)
    if found.state != ImportState.CHECKED:
        raise NotReady(
            _("This list is %(state)s, so there is nothing to confirm.")
            % {"state": found.get_state_display()}
        )
    found.rows.all().delete()
    found.state, found.position, found.bytes_done, found.counts = ImportState.RUNNING, 0, 0, {}
    found.next_due_at = found.progressed_at = now
    found.save()
    return found


@transaction.atomic
def cancel(import_id: int, *, by: User, now: datetime) -> Import:
    """Stop here; articles that were added stay. Raises NotReady where it is over."""
    found = Import.objects.select_for_update(no_key=True).get(pk=import_id)
    permissions.check_may_decide_on(found, by=by)
    if found.state in (ImportState.DONE, ImportState.CANCELLED):
        raise NotReady(_("This list is done already."))
    leases.release(found)
    found.state, found.ended_at = ImportState.CANCELLED, now
    found.save()
    transaction.on_commit(lambda: _forget(found.storage_key))
    return found


def work(*, worker: str, clock: Clock = timezone.now) -> bool:
    """Go on with the list that waits longest, until its end or `leases.TURN`; False: none waits.

    May run at once with others: a list is leased to one worker, and one that comes late writes
    nothing.
    """
    claimed = leases.claim(Import.objects.due(clock()), now=clock(), most=1)
    if not claimed:
        return False
    try:
        _go_on(claimed[0], end=clock() + leases.TURN, clock=clock)
    except StaleLease:
        logger.warning("%s came late to list %d, or it was given up.", worker, claimed[0].pk)
    return True


def _go_on(lease: Import, *, end: datetime, clock: Clock) -> None:
    try:
        opened = default_storage.open(lease.storage_key)
    except FileNotFoundError:
        logger.exception("The file of list %d is missing.", lease.pk)
        _lose(lease, now=clock())
        return
    with opened as stored:
        file = cast("BinaryIO", stored.file)
        table = tables.recognise(file, kind=ListKind(lease.kind))
        rest = itertools.islice(tables.rows(file, table), lease.position, None)
        left = _past_the_killer(lease, rest, now=clock())
        turn = _check if lease.state == ImportState.CHECKING else _add
        while clock() < end:
            chunk = list(itertools.islice(left, CHUNK if turn is _check else 1))
            if not chunk:
                _finish(lease, now=clock())
                return
            turn(lease, chunk, bytes_done=file.tell(), clock=clock)
    _give_back(lease)


def _past_the_killer(lease: Import, left: Iterator[Row], *, now: datetime) -> Iterator[Row]:
    """Note that work at this place begins; after `MOST_KILLED` workers that did not get past it,
    its row is refused. (A check begins chunk by chunk, so its first row takes the blame.)"""
    with transaction.atomic():
        held = leases.hold(lease)
        held.stuck += 1
        held.progressed_at = now
        held.save(update_fields=["stuck", "progressed_at"])
    if held.stuck <= MOST_KILLED:
        return left
    for row in itertools.islice(left, 1):
        why = _("Reading this row broke off %(times)s times, so it was left out.")
        judged = Judged(Outcome.REFUSED, why=why % {"times": MOST_KILLED})
        _write(lease, [(row, judged)], bytes_done=lease.bytes_done, now=now)
    return left


def _check(lease: Import, chunk: list[Row], *, bytes_done: int, clock: Clock) -> None:
    kind, by = ListKind(lease.kind), lease.added_by
    judged = [(row, rows.foresee(row, kind=kind, by=by)) for row in chunk]
    above = _above(lease, [found for _row, found in judged])
    told = [(row, above.compared(found, line=row.line)) for row, found in judged]
    _write(lease, told, bytes_done=bytes_done, now=clock())


def _above(lease: Import, judged: list[Judged]) -> judging.Earlier:
    """The rows of earlier chunks that would be added and may mean the same as one of these."""
    added = lease.rows.filter(outcome__in=(Outcome.WOULD_ADD, Outcome.WOULD_FETCH))
    return judging.Earlier(
        kind=ListKind(lease.kind),
        **{
            name: dict(
                added.filter(
                    **{f"{name}__in": {getattr(each, name) for each in judged} - {""}}
                ).values_list(name, "line")
            )
            for name in ("fingerprint", "wording")
        },
    )


def _add(lease: Import, chunk: list[Row], *, bytes_done: int, clock: Clock) -> None:
    """Reading, splitting and keeping the file take their time: the list is not locked meanwhile."""
    (row,) = chunk
    _check_held(lease)
    judged = rows.add(row, kind=ListKind(lease.kind), by=lease.added_by, now=clock())
    if judged.outcome == Outcome.KNOWN and _is_left_by_a_killed_worker(lease, judged):
        judged = replace(judged, outcome=Outcome.ADDED)
    _write(lease, [(row, judged)], bytes_done=bytes_done, now=clock())


@transaction.atomic
def _check_held(lease: Import) -> None:
    """Raises StaleLease where the list was given up, or another worker has it."""
    leases.hold(lease)


def _is_left_by_a_killed_worker(lease: Import, judged: Judged) -> bool:
    made = judged.claim or judged.article
    assert made is not None, "it is known"
    origin = Origin.BULK if made is judged.article else PERSON
    made_since = made.origin == origin and made.created_at >= lease.created_at
    return made_since and made.added_by == lease.added_by and not made.import_rows.exists()


@transaction.atomic
def _write(
    lease: Import, judged: list[tuple[Row, Judged]], *, bytes_done: int, now: datetime
) -> None:
    """Outcomes and place in the file together, if the list is still ours. Raises StaleLease."""
    held = leases.hold(lease)
    ImportRow.objects.bulk_create(
        ImportRow(
            of=held,
            number=row.number,
            line=row.line,
            outcome=each.outcome,
            article=each.article,
            claim=each.claim,
            field=each.field,
            why=each.why,
            value=each.value,
            fingerprint=each.fingerprint,
            wording=each.wording,
        )
        for row, each in judged
    )
    for _row, each in judged:
        held.counts[each.outcome] = held.counts.get(each.outcome, 0) + 1
    held.position += len(judged)
    held.stuck, held.bytes_done = 0, min(bytes_done, held.bytes_total)
    held.progressed_at = now
    held.save(update_fields=["counts", "position", "stuck", "bytes_done", "progressed_at"])


@transaction.atomic
def _lose(lease: Import, *, now: datetime) -> None:
    """The file is not in the storage any more: what was added stays, the rest cannot be."""
    held = leases.hold(lease)
    row = Row(held.position + 1, 0)
    why = _("The file is not in the storage any more, so nothing was read from here on.")
    lost = [(row, Judged(Outcome.REFUSED, why=why))]
    _write(lease, lost, bytes_done=held.bytes_done, now=now)
    _finish(lease, now=now)


@transaction.atomic
def _finish(lease: Import, *, now: datetime) -> None:
    held = leases.hold(lease)
    leases.release(held)
    held.stuck, held.bytes_done, held.rows_total = 0, held.bytes_total, held.position
    held.state = ImportState.CHECKED if held.state == ImportState.CHECKING else ImportState.DONE
    if held.state == ImportState.DONE:
        held.ended_at = now
        transaction.on_commit(lambda: _forget(held.storage_key))
    held.save()


def _forget(key: str) -> None:
    with contextlib.suppress(OSError):  # a file that stays behind harms nobody
        default_storage.delete(key)


@transaction.atomic
def _give_back(lease: Import) -> None:
    held = leases.hold(lease)
    leases.release(held)
    held.stuck = 0
    held.save(update_fields=["lease_token", "lease_expires", "stuck"])
