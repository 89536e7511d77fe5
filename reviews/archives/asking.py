"""Asking archives what they have: one request at a time to each, and none while it wants peace.

The turn of an archive is leased, so that this holds across workers. An answer is written in a
transaction of its own; nothing is held in the database while an archive thinks.
"""

import asyncio
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from factcheck import door, keeping, outbound
from reviews.archives import memento, wayback
from reviews.archives.answers import Answer, Verdict
from reviews.models import ArchiveLookup, ArchiveName, ArchiveTurn, ArchiveWish, LinkState

logger = logging.getLogger(__name__)

BATCH = 20
SECONDS = timedelta(seconds=90)
"""For all turns of one run; Celery's limits (150 soft, 180 hard) and the lease lie above it."""

LEASE = timedelta(minutes=5)
PATIENCE = 30.0
"""Seconds for one request; archives are slow, and nobody waits."""

PAGE = 64 * 1024
"""Bytes read of a copy: that it is there is all we want to know."""

NONE_AGAIN = (timedelta(days=7), timedelta(days=30), timedelta(days=90))
FAILED_AGAIN = tuple(timedelta(hours=hours) for hours in (1, 4, 16, 64, 168, 168, 168))
PEACE = tuple(timedelta(minutes=minutes) for minutes in (1, 4, 16, 64, 240, 1440))

Clock = Callable[[], datetime]


@dataclass
class Report:
    asked: int = 0
    found: int = 0


def run_due(*, clock: Clock = timezone.now) -> Report:
    """One turn with each archive that the settings name and that is neither busy nor resting."""
    report, deadline = Report(), clock() + SECONDS
    for service in settings.ARCHIVES:
        token = _claim(service, now=clock())
        if token is None:
            continue
        try:
            _turn(service, token, clock=clock, deadline=deadline, report=report)
        finally:
            _give_back(service, token)
    return report


def _claim(service: str, *, now: datetime) -> uuid.UUID | None:
    ArchiveTurn.objects.get_or_create(service=service)
    token = uuid.uuid4()
    free = ArchiveTurn.objects.filter(
        Q(lease_expires__isnull=True) | Q(lease_expires__lte=now),
        Q(not_before__isnull=True) | Q(not_before__lte=now),
        service=service,
    )
    claimed = free.update(lease_token=token, lease_expires=now + LEASE)
    return token if claimed else None


def _give_back(service: str, token: uuid.UUID) -> None:
    held = ArchiveTurn.objects.filter(service=service, lease_token=token)
    held.update(lease_token=None, lease_expires=None)


def _turn(
    service: str, token: uuid.UUID, *, clock: Clock, deadline: datetime, report: Report
) -> None:
    due = ArchiveWish.objects.filter(service=service, due_at__lte=clock())
    due = due.exclude(link__state=LinkState.REFUSED)  # never fetched, so never told to others
    wishes = list(due.select_related("link").order_by("due_at")[:BATCH])
    if not wishes:
        return
    with asyncio.Runner() as loop:
        client = outbound.Client(**_options())
        loop.run(client.__aenter__())
        try:
            for wish in wishes:
                if (now := clock()) > deadline:
                    break
                answer = loop.run(_ask(wish, client=client, now=now))
                report.asked += 1
                report.found += answer.verdict is Verdict.FOUND
                if not _write(wish, answer, token=token, now=clock()) or answer.away:
                    break
        finally:
            loop.run(client.__aexit__(None, None, None))


def _options() -> outbound.Options:
    options = door.options()
    options["limits"] = outbound.Limits(total=PATIENCE, body=PAGE)
    options["pace"] = outbound.Pace(settings.LINK_HOST_DELAY_SECONDS)
    return options


async def _ask(wish: ArchiveWish, *, client: outbound.Client, now: datetime) -> Answer:
    asks = {
        ArchiveName.MEMENTO.value: partial(memento.ask, timegate=settings.MEMENTO_TIMEGATE),
        ArchiveName.WAYBACK.value: partial(wayback.ask, api=settings.WAYBACK_API),
    }
    ask = asks[wish.service]
    return await ask(wish.link.url, wanted_at=wish.wanted_at, now=now, client=client)


@transaction.atomic
def _write(wish: ArchiveWish, answer: Answer, *, token: uuid.UUID, now: datetime) -> bool:
    """Keep the answer and say when to ask again; False where another worker has the turn now."""
    turn = ArchiveTurn.objects.select_for_update().filter(service=wish.service, lease_token=token)
    held = turn.first()
    if held is None:
        logger.warning("The turn of %s lapsed; an answer is dropped.", wish.service)
        return False
    ArchiveLookup.objects.create(
        link_id=wish.link_id,
        service=wish.service,
        asked_at=now,
        wanted_at=wish.wanted_at,
        outcome=answer.verdict.value,
        url=keeping.storable(answer.url),
        captured_at=answer.captured_at,
        error=keeping.storable(answer.error)[:2_000],
    )
    again = _again(answer, tries=wish.tries)
    tries = 0 if again is None else wish.tries + 1
    due_at = None if again is None else now + again
    ArchiveWish.objects.filter(pk=wish.pk).update(due_at=due_at, tries=tries)
    held.failures = held.failures + 1 if answer.away else 0
    held.not_before = now + _peace(answer, failures=held.failures) if answer.away else None
    held.save(update_fields=["failures", "not_before"])
    return True


def _again(answer: Answer, *, tries: int) -> timedelta | None:
    """After how long this page is asked for again; None: not before it is in trouble."""
    if answer.verdict is Verdict.FOUND:
        return None
    steps = NONE_AGAIN if answer.verdict is Verdict.NONE else FAILED_AGAIN
    return steps[tries] if tries < len(steps) else None


def _peace(answer: Answer, *, failures: int) -> timedelta:
    """How long the archive is left alone: longer each time, and never less than it asked for."""
    own = PEACE[min(failures, len(PEACE)) - 1]
    return max(own, timedelta(seconds=answer.retry_after or 0))
