"""Celery's side of link checking. A message says "work"; what is due stands in the database."""

import logging
import mmap
import os
import socket

from celery import shared_task, signals
from django.conf import settings
from django.utils import timezone
from kombu.exceptions import OperationalError

from factcheck.accounts import tasks as mail
from reviews import fetching
from reviews.archives import asking
from reviews.links import checks, leases, months, tallies
from reviews.models import SourceLink
from reviews.notices import deadlines, letters
from reviews.publishing import checkpoints
from reviews.webhooks import sending

logger = logging.getLogger(__name__)

TURN_EXPIRES = 60
"""Seconds after which a turn nobody took is void: the next sweep asks again."""


_stopping = mmap.mmap(-1, 1)
"""One byte that the processes of a worker share: the one that listens to signals sets it, those
that run tasks read it. A lock would be safer to share only until its holder is killed."""


@signals.worker_shutting_down.connect
def _stop_turns(**_: object) -> None:
    """A warm shutdown waits for tasks: let a turn end in seconds, not in two minutes."""
    _stopping[0] = 1


def stopping() -> bool:
    return _stopping[0] == 1


@shared_task(acks_late=True, ignore_result=True)
def check_due_links() -> None:
    """Check what is due for one turn, and ask for another where more is.

    Safe to run twice, and at once: a host is leased to one worker, a second finds nothing to
    claim, and a worker that comes late is refused by its token. Bounded by `checks.DEADLINE`.
    A turn that has found work sends for another worker: one that finds none ends at once.
    """
    report = checks.run_due(worker=worker(), stopping=stopping, claimed=_send_for_another)
    if report.hosts:
        logger.info("Checked %d links in %d visits of hosts.", report.checked, report.hosts)
    if report.hosts and not report.lost:
        _send_for_another()


def _send_for_another() -> None:
    """Without a broker nothing is lost: the next sweep asks again."""
    if not leases.waiting(now=timezone.now()):
        return
    try:
        check_due_links.apply_async(expires=TURN_EXPIRES)
    except OperationalError as error:
        logger.warning("The broker cannot be reached; the next sweep goes on: %s", error)


@shared_task(acks_late=True, ignore_result=True)
def tend_partitions() -> None:
    """Make next months' partitions of link checks, detach old ones where the desk wants it, fold
    tallies. Safe to run twice: what is there is kept, what is detached is not found again."""
    now = timezone.now()
    tallies.fold(now=now)
    months.ensure_ahead(now=now)
    if before := months.kept_from(months=settings.CHECKS_KEPT_MONTHS, now=now):
        logger.info("Detached: %s", months.detach(before=before, now=now))


@shared_task(acks_late=True, ignore_result=True)
def seal_history() -> None:
    """Make the day's checkpoint where there is none yet. Safe to run twice: a day has one.

    Where the desk is writing without a pause, the next sweep finds the moment.
    """
    try:
        checkpoints.ensure(now=timezone.now())
    except checkpoints.Busy as error:
        logger.info("No checkpoint yet: %s", error)


@shared_task(acks_late=True, ignore_result=True)
def ask_archives() -> None:
    """Look copies up elsewhere, as the settings allow: one turn with each archive.

    Safe to run twice, and at once: an archive's turn is leased, and whoever comes second leaves it.
    Bounded by `asking.SECONDS`.
    """
    asking.run_due()


@shared_task(acks_late=True, ignore_result=True)
def check_now(link_id: int) -> None:
    """Check one link that a person wants to know about, before the sweep comes round.

    Safe to run twice: the link is due once, and checking it makes it due later. Where another
    worker has the host, or the host asked us to wait, the link stays due and the sweep takes it.
    """
    link = SourceLink.objects.get(pk=link_id)
    checks.run_due(worker=worker(), only=link)


@shared_task(acks_late=True, ignore_result=True)
def fetch_evidence(fetch_id: int | None = None) -> None:
    """Read what is to be cited: one fetch a person has just asked for, or all that are due.

    Safe to run twice, and at once: a fetch is leased, a second worker finds nothing to take, and
    one that comes back after its lease writes nothing. Bounded by `fetching.SECONDS`.
    """
    fetching.run_due(only=fetch_id, stopping=stopping)


def hurry_fetch(fetch_id: int) -> None:
    """Ask for `fetch_evidence` once the caller's transaction is committed; as `hurry`."""
    try:
        fetch_evidence.delay_on_commit(fetch_id)  # type: ignore[attr-defined] # Celery's, for Django
    except OperationalError as error:
        logger.warning("The broker cannot be reached; the next sweep fetches it: %s", error)


def hurry(link_id: int) -> None:
    """Ask for `check_now` once the caller's transaction is committed.

    The link is due in the database already: without a broker the sweep finds it all the same.
    """
    try:
        check_now.delay_on_commit(link_id)  # type: ignore[attr-defined] # Celery's, for Django
    except OperationalError as error:
        logger.warning("The broker cannot be reached; the next sweep checks it: %s", error)


@shared_task(acks_late=True, ignore_result=True)
def tell_deadlines() -> None:
    """Notices of deadlines. Safe to run twice: each is told once."""
    if told := deadlines.tell(now=timezone.now()):
        logger.info("Told of %d deadlines.", told)


@shared_task(acks_late=True, ignore_result=True)
def write_letters() -> None:
    """Put notices into letters, as each person wishes. Safe to run twice: see `letters`."""
    if letters.write_due(now=timezone.now()):
        mail.hurry()


@shared_task(acks_late=True, ignore_result=True)
def send_webhooks() -> None:
    """Send what is due to those who want to be told. Safe to run twice, and at once: an endpoint
    is leased to one worker, and a message that is sent twice has one id. See `sending.SECONDS`.
    """
    report = sending.run_due(stopping=stopping)
    if report.attempts:
        logger.info("Webhooks: %d delivered, %d failed.", report.delivered, report.failed)


def hurry_webhooks() -> None:
    """Ask for `send_webhooks` once the caller's transaction is committed; as `hurry`."""
    try:
        send_webhooks.delay_on_commit()  # type: ignore[attr-defined] # Celery's, for Django
    except OperationalError as error:
        logger.warning("The broker cannot be reached; the next sweep sends it: %s", error)


def worker() -> str:
    """Who is working, for the record of each check."""
    return f"{socket.gethostname()}:{os.getpid()}"
