"""One batch of link checks: leased hosts are visited, and what was seen is written.

The loop runs between the writes, not during them: results are collected over the network, then
written in one transaction, then the loop goes on. No transaction ever waits for a site.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import uvloop
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from factcheck import keeping
from reviews.links import consequences, leases, outcomes, schedule, snapshots
from reviews.links.consequences import Result
from reviews.links.leases import Lease
from reviews.links.outcomes import Family
from reviews.links.schedule import Look, Standing
from reviews.links.visiting import Round, Seen, Visit
from reviews.models import LinkCheck, SourceLink

logger = logging.getLogger(__name__)

DEADLINE = 120.0
"""Seconds for one batch; Celery's limits (150 soft, 180 hard) lie above it."""

BELIEFS = ("state", "strikes", "first_strike_at", "healthy_since", "next_check_at")
Clock = Callable[[], datetime]


@dataclass
class Report:
    """What a batch did. `lost`: the database went away; those hosts come due with their lease."""

    hosts: int = 0
    checked: int = 0
    refused: int = 0
    lost: bool = False


def run_due(*, worker: str, clock: Clock = timezone.now, only: SourceLink | None = None) -> Report:
    """Claim what is due and check it. An empty report means that nothing was."""
    lease = leases.claim(worker=worker, now=clock(), only=only)
    return run_batch(lease, clock=clock) if lease.hosts else Report()


def run_batch(lease: Lease, *, clock: Clock = timezone.now, seconds: float = DEADLINE) -> Report:
    """Visit the hosts of `lease` for at most `seconds` and write what was seen, in portions.

    Links not reached stay due. If the database goes away, what it did not take is dropped and the
    leases lapse: the next worker starts where the last commit stood.
    """
    report = Report(hosts=len(lease.hosts))
    try:
        quoted = _quotes(lease)
        tour = Round(
            lease, quoted, delay=settings.LINK_HOST_DELAY_SECONDS, seconds=seconds, clock=clock
        )
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
            loop.run(tour.start())
            try:
                while visits := loop.run(tour.results()):
                    _write(visits, lease=lease, report=report)
            finally:
                loop.run(tour.close())
    except (OperationalError, InterfaceError) as error:
        logger.warning("The database went away; results are dropped, leases lapse: %s", error)
        connection.close()
        report.lost = True
    return report


def _quotes(lease: Lease) -> dict[int, dict[int, str]]:
    """By link: the quotes that were located in its copy, the longest first."""
    located = consequences.watched(link.pk for link in lease.links).filter(start__isnull=False)
    quoted: dict[int, dict[int, str]] = {}
    for evidence in sorted(located, key=lambda each: -len(each.quote)):
        quoted.setdefault(evidence.link_id, {})[evidence.pk] = evidence.quote
    return quoted


def _write(visits: Sequence[Visit], *, lease: Lease, report: Report) -> None:
    """Copies first (a storage may be far away), then one transaction, then the hosts go back."""
    results = consequences.judge([seen for visit in visits for seen in visit.seen])
    for result in results:
        if result.read and result.seen.changed and result.seen.observation.body:
            snapshots.keep(result.seen.link, result.seen.observation, now=result.seen.at)
    frozen = {
        visit.host.pk: schedule.frozen_until(
            [_raw(seen) for seen in visit.seen], before=visit.host.frozen_until
        )
        for visit in visits
    }
    report.checked += _record(results, lease=lease, frozen=frozen)
    for visit in visits:
        if visit.broken:
            continue
        try:
            leases.complete(
                visit.host,
                lease=lease,
                not_before=_not_before(visit.seen),
                frozen_until=frozen[visit.host.pk],
            )
        except leases.StaleLease as error:
            logger.warning("%s", error)
            report.refused += 1


@transaction.atomic
def _record(results: Sequence[Result], *, lease: Lease, frozen: dict[int, datetime | None]) -> int:
    """Write the results of hosts that are still ours; returns how many. The others are dropped:
    whoever has those hosts now sees for itself, so exactly one outcome is applied."""
    held = leases.hold(frozen, lease=lease)
    mine = [result for result in results if result.seen.link.host_id in held]
    for result in mine:
        _believe(result, frozen_until=frozen[result.seen.link.host_id])
    consequences.follow(mine)
    LinkCheck.objects.bulk_create(
        [_check(result, worker=lease.worker) for result in mine], ignore_conflicts=True
    )
    SourceLink.objects.bulk_update(
        [result.seen.link for result in mine],
        [*BELIEFS, "outcome", "reason", "last_checked_at", "body_sha256"],
    )
    return len(mine)


def _believe(result: Result, *, frozen_until: datetime | None) -> None:
    """Bring the link's row, in memory, up to what this look means."""
    link, seen = result.seen.link, result.seen
    standing = schedule.after(
        Standing(**{name: getattr(link, name) for name in BELIEFS}),
        _look(
            result,
            frozen=frozen_until is not None and seen.at < frozen_until,
            reached=_reached(result),
        ),
        link_id=link.pk,
    )
    for name, value in asdict(standing).items():
        setattr(link, name, value)
    link.outcome, link.reason, link.last_checked_at = result.outcome, result.reason, seen.at
    if result.read:
        link.body_sha256 = seen.observation.body_sha256


def _reached(result: Result) -> bool:
    """Whether a refused page was read before; a query for these few alone."""
    if outcomes.family(result.outcome) is not Family.NEVER_FETCHED:
        return False
    link = result.seen.link
    return (
        link.healthy_since is not None
        or link.snapshots.exists()
        or link.checks.filter(outcome__in=consequences.READ).exists()
    )


def _look(result: Result, *, frozen: bool = False, reached: bool = False) -> Look:
    return Look(
        outcome=result.outcome,
        reason=result.reason,
        at=result.seen.at,
        retry_after=result.seen.observation.retry_after,
        frozen=frozen,
        reached=reached,
    )


def _raw(seen: Seen) -> Look:
    return _look(Result(seen, seen.observation.outcome, seen.observation.reason))


def _not_before(looks: Sequence[Seen]) -> datetime | None:
    """When the host asked us to come back, if it did."""
    asked = [_raw(seen) for seen in looks if seen.observation.retry_after]
    return max((schedule.come_back(look) for look in asked), default=None)


def _check(result: Result, *, worker: str) -> LinkCheck:
    seen = result.seen.observation
    return LinkCheck(
        link=result.seen.link,
        checked_at=result.seen.at,
        worker=worker[:200],
        outcome=result.outcome,
        reason=result.reason,
        http_status=seen.http_status,
        final_url=keeping.storable(seen.final_url),
        hops=[
            {"url": keeping.storable(hop.url), "address": hop.address, "status": hop.status}
            for hop in seen.hops
        ],
        media_type=keeping.storable(seen.media_type)[:200],
        bytes_read=seen.bytes_read,
        elapsed_ms=seen.elapsed_ms,
        body_sha256=seen.body_sha256,
        text_sha256=seen.text_sha256,
        match_kind=seen.match.kind if seen.match else "",
        match_score=seen.match.score if seen.match else None,
        retry_after=min(seen.retry_after, 2**31 - 1) if seen.retry_after is not None else None,
        error=keeping.storable(seen.error),
    )
