"""One turn of a worker: endpoints are leased, and each is sent what is due, one after the other.

Slow receivers hold up nobody else: each endpoint waits for its own. Killed between a request and
its note, a message is sent again under the same id once the lease has ended.
"""

import logging
import time
import uuid
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.models import Delivery
from reviews.webhooks import leases, sealing, settling, signing
from reviews.webhooks.couriers import AT_ONCE, Courier, Outcome

logger = logging.getLogger(__name__)

SECONDS = 100.0
"""After which a turn sends nothing new; a task ends at 150."""

LISTEN = 0.5
"""Seconds between two looks for endpoints that have something due, and for the end of the turn."""

Clock = Callable[[], datetime]


@dataclass
class Report:
    """What a turn did. `lost`: the database went away; what was not noted is sent again."""

    delivered: int = 0
    failed: int = 0
    lost: bool = False

    @property
    def attempts(self) -> int:
        return self.delivered + self.failed


def run_due(
    *,
    clock: Clock = timezone.now,
    stopping: Callable[[], bool] = lambda: False,
    seconds: float = SECONDS,
) -> Report:
    """Send what is due until nothing is or the time is over. Several workers may do so at once."""
    report = Report()
    try:
        token, leased = leases.claim(now=clock(), most=AT_ONCE)
        if leased:
            with Courier() as courier:
                _Turn(courier, report, clock=clock, seconds=seconds).run(token, leased, stopping)
    except (OperationalError, InterfaceError) as error:
        logger.warning("The database went away; what was not noted is sent again: %s", error)
        connection.close()
        report.lost = True
    return report


class _Turn:
    def __init__(self, courier: Courier, report: Report, *, clock: Clock, seconds: float) -> None:
        self._courier, self._report, self._clock = courier, report, clock
        self._ends = time.monotonic() + seconds
        self._look_again = time.monotonic() + LISTEN
        self._abroad: dict[Future[Outcome], tuple[Delivery, uuid.UUID]] = {}

    def run(self, token: uuid.UUID, leased: list[int], stopping: Callable[[], bool]) -> None:
        """Until nothing is abroad. Told to stop, it waits for what is: 15 s at most."""
        for endpoint_id in leased:
            self._send_next(endpoint_id, token)
        while self._abroad:
            over = stopping() or time.monotonic() > self._ends
            done, _pending = wait(self._abroad, timeout=LISTEN, return_when=FIRST_COMPLETED)
            for future in done:
                self._settle(future, last=over)
            if not over:
                self._claim_more()

    def _send_next(self, endpoint_id: int, token: uuid.UUID) -> None:
        now = self._clock()
        delivery = leases.following(endpoint_id, token=token, now=now)
        if delivery is None:
            leases.give_back(endpoint_id, token=token)
            return
        payload = delivery.message.payload
        try:
            headers = signing.headers(delivery.endpoint, uid=delivery.uid, payload=payload, now=now)
        except sealing.Unreadable:
            why = _("Its secret cannot be read since the desk's own key changed. Give it another.")
            settling.unsendable(delivery, because=why, token=token, now=now)
            leases.give_back(endpoint_id, token=token)
            return
        sent = self._courier.post(delivery.endpoint.url, payload=payload, headers=headers)
        self._abroad[sent] = (delivery, token)

    def _settle(self, future: Future[Outcome], *, last: bool) -> None:
        delivery, token = self._abroad.pop(future)
        outcome = _outcome(future)
        more = settling.settle(delivery, outcome, token=token, now=self._clock())
        self._report.delivered += outcome.delivered
        self._report.failed += not outcome.delivered
        if more and not last:
            self._send_next(delivery.endpoint_id, token)
        else:
            leases.give_back(delivery.endpoint_id, token=token)

    def _claim_more(self) -> None:
        """What was published meanwhile, and endpoints whose rest is over."""
        room = AT_ONCE - len(self._abroad)
        if not room or time.monotonic() < self._look_again:
            return
        self._look_again = time.monotonic() + LISTEN
        token, leased = leases.claim(now=self._clock(), most=room)
        for endpoint_id in leased:
            self._send_next(endpoint_id, token)


def _outcome(future: Future[Outcome]) -> Outcome:
    """One request that breaks off for reasons of our own must not take the others with it."""
    if error := future.exception():
        logger.error("A message could not be sent.", exc_info=error)
        return Outcome(None, problem=_("The desk could not send it; its log says more."))
    return future.result()
