"""One turn of a worker: due hosts are leased, lot after lot, and what their visits see is written.

The network has a thread of its own (`rounds`); this one has the database. No transaction waits
for a site. See ADR 20 for what a crash may cost, and when.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from reviews.links import consequences, leases
from reviews.links.leases import Lease
from reviews.links.outages import Lot
from reviews.links.portions import Portion
from reviews.links.rounds import Round
from reviews.models import SourceLink

logger = logging.getLogger(__name__)

DEADLINE = 120.0
"""Seconds for one batch; Celery's limits (150 soft, 180 hard) lie above it."""

ENOUGH = 50
"""Results that are written together; a killed worker loses no more."""

PATIENCE = 5.0
"""Seconds after which fewer are written, too: somebody may be waiting for a check."""

AT_ONCE = 200
"""Hosts visited at a time."""

FEW = 10
"""Hosts that are not claimed on their own while others are abroad."""

TOO_LATE = 30.0
"""Seconds before the deadline after which no more hosts are claimed."""

LISTEN = 1.0
"""Seconds between two looks at whether the turn has to end, where nothing else happens."""

Clock = Callable[[], datetime]


@dataclass
class Report:
    """What a batch did. `lost`: the database went away; those hosts come due with their lease.
    `offline`: hosts that were excused because our own connection seemed to be down."""

    hosts: int = 0
    checked: int = 0
    refused: int = 0
    offline: int = 0
    lost: bool = False


def run_due(
    *,
    worker: str,
    clock: Clock = timezone.now,
    only: SourceLink | None = None,
    more: bool = True,
    stopping: Callable[[], bool] = lambda: False,
    claimed: Callable[[], None] = lambda: None,
) -> Report:
    """Claim what is due and check it, and go on until nothing is or the time is over.

    An empty report means that nothing was due. `only`: that one link; without `more`,
    one lot alone. `stopping`: asked at least every second; once it says so, the turn ends within
    seconds and leaves the rest due. `claimed`: called once the first lot is leased.
    """
    try:
        lease = leases.claim(worker=worker, now=clock(), only=only)
        if lease.hosts:
            claimed()
    except (OperationalError, InterfaceError) as error:
        return _lost(Report(), error)
    if not lease.hosts:
        return Report()
    return run_batch(lease, clock=clock, more=more and only is None, stopping=stopping)


def run_batch(
    lease: Lease,
    *,
    clock: Clock = timezone.now,
    seconds: float = DEADLINE,
    more: bool = False,
    stopping: Callable[[], bool] = lambda: False,
) -> Report:
    """Visit the hosts of `lease` for at most `seconds` and write what was seen, in portions.

    `more`: claim others while there is room and time. Links not reached stay due. If the database
    goes away, what it did not take is dropped and the leases lapse: the next worker starts where
    the last commit stood.
    """
    turn = _Turn(Round(delay=settings.LINK_HOST_DELAY_SECONDS, seconds=seconds, clock=clock), clock)
    try:
        with turn.tour:
            turn.take_up(lease)
            turn.run(worker=lease.worker if more else "", stopping=stopping)
    except (OperationalError, InterfaceError) as error:
        return _lost(turn.report, error)
    return turn.report


def _lost(report: Report, error: Exception) -> Report:
    logger.warning("The database went away; results are dropped, leases lapse: %s", error)
    connection.close()
    report.lost = True
    return report


class _Turn:
    def __init__(self, tour: Round, clock: Clock) -> None:
        self.tour, self.report = tour, Report()
        self._clock = clock
        self._started = time.monotonic()
        self._ask_again = self._started
        self._portion = Portion()

    def take_up(self, lease: Lease) -> None:
        self.report.hosts += len(lease.hosts)
        self._portion.expect(Lot(lease))
        self.tour.send(lease, consequences.quoted(lease.links))

    def run(self, *, worker: str, stopping: Callable[[], bool]) -> None:
        """Until all have come back; `worker`: who claims more meanwhile, if anybody does."""
        finishing = False
        while self.tour.abroad:
            self._gather()
            if self._portion.weight >= ENOUGH or self._is_late() or not self.tour.abroad:
                self._write()
            if not finishing and stopping():
                finishing = True
                self.tour.finish()
            if worker and not finishing:
                self._claim_more(worker)

    def _gather(self) -> None:
        until = time.monotonic() + LISTEN
        while self.tour.abroad and self._portion.weight < ENOUGH:
            left = until - time.monotonic()
            if left <= 0:
                return
            if news := self.tour.take(left):
                self._portion.add(*news)

    def _is_late(self) -> bool:
        return self._portion.began is not None and self._portion.began + PATIENCE < time.monotonic()

    def _write(self) -> None:
        results, size = self._portion.streamed, self._portion.size
        written = self._portion.write()
        self.tour.written(results, size=size)
        self.report.checked += written.checked
        self.report.refused += written.refused
        self.report.offline += written.offline
        if written.hosts:
            self._ask_again = 0.0

    def _claim_more(self, worker: str) -> None:
        """In the first second another worker may take the next lot: it was sent for."""
        now = time.monotonic()
        free = (AT_ONCE if now - self._started > LISTEN else leases.LOT) - self.tour.abroad
        rather_not = self.tour.abroad and (free < FEW or now < self._ask_again)
        if rather_not or self.tour.left < TOO_LATE:
            return
        lease = leases.claim(worker=worker, now=self._clock(), hosts=min(free, leases.LOT))
        if lease.hosts:
            self.take_up(lease)
        else:
            self._ask_again = now + LISTEN
