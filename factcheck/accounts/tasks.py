"""Celery's side of e-mail. What has to go stands in the database."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from factcheck.accounts import calls, post

logger = logging.getLogger(__name__)


@shared_task(acks_late=True, ignore_result=True)
def send_letters() -> None:
    """Send what is due. Safe to run twice: a letter is claimed by one worker at a time."""
    report = post.send_due(now=timezone.now())
    if report.failed:
        logger.warning("%d letters could not be sent now; they are tried again.", report.failed)
    if report.sent:
        logger.info("Sent %d letters.", report.sent)


@shared_task(acks_late=True, ignore_result=True)
def forget_calls() -> None:
    """Drop answers kept for calls of yesterday. Safe to run twice: they are gone then."""
    calls.forget(now=timezone.now())


def hurry() -> None:
    """Ask for `send_letters` once the caller's transaction is committed.

    The letter is due in the database already: without a broker the sweep finds it all the same.
    """
    try:
        send_letters.delay_on_commit()  # type: ignore[attr-defined] # Celery's, for Django
    except OperationalError as error:
        logger.warning("The broker cannot be reached; the next sweep sends it: %s", error)
