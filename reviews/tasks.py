"""Celery's side of link checking. A message says "work"; what is due stands in the database."""

import logging
import os
import socket

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from reviews.links import checks, leases, months
from reviews.models import SourceLink

logger = logging.getLogger(__name__)

TURN_EXPIRES = 60
"""Seconds after which a turn nobody took is void: the next sweep asks again."""


@shared_task(acks_late=True, ignore_result=True)
def check_due_links() -> None:
    """Check one batch of what is due, then ask for another turn if more is.

    Safe to run twice, and at once: a host is leased to one worker, a second finds nothing to
    claim, and a worker that comes late is refused by its token. Bounded by `checks.DEADLINE`.
    """
    report = checks.run_due(worker=worker())
    if report.hosts:
        logger.info("Checked %d links at %d hosts.", report.checked, report.hosts)
    if report.hosts and not report.lost and leases.waiting(now=timezone.now()):
        check_due_links.apply_async(expires=TURN_EXPIRES)


@shared_task(acks_late=True, ignore_result=True)
def make_partitions() -> None:
    """Make next months' partitions of link checks. Safe to run twice: those that exist are kept."""
    months.ensure_ahead(now=timezone.now())


@shared_task(acks_late=True, ignore_result=True)
def check_now(link_id: int) -> None:
    """Check one link that a person wants to know about, before the sweep comes round.

    Safe to run twice: the link is due once, and checking it makes it due later. Where another
    worker has the host, or the host asked us to wait, the link stays due and the sweep takes it.
    """
    link = SourceLink.objects.get(pk=link_id)
    checks.run_due(worker=worker(), only=link)


def hurry(link_id: int) -> None:
    """Ask for `check_now` once the caller's transaction is committed.

    The link is due in the database already: without a broker the sweep finds it all the same.
    """
    try:
        check_now.delay_on_commit(link_id)  # type: ignore[attr-defined] # Celery's, for Django
    except OperationalError as error:
        logger.warning("The broker cannot be reached; the next sweep checks it: %s", error)


def worker() -> str:
    """Who is working, for the record of each check."""
    return f"{socket.gethostname()}:{os.getpid()}"
