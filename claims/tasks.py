"""Celery's side of the claims rooms. What is due stands in the database."""

import logging
import os
import socket

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from claims import matching, proposals
from claims.ingestion import feeds, imports
from claims.revisions import refetching

logger = logging.getLogger(__name__)

IMPORT_EXPIRES = REFETCH_EXPIRES = 60
MODEL_EXPIRES = 60
"""Seconds after which a turn of the language model nobody took is void: a sweep asks again."""


@shared_task(acks_late=True, ignore_result=True)
def ask_language_model() -> None:
    """Ask about one article that is due, then ask for another turn.

    Safe to run twice, and at once: a run is leased to one worker, and a worker that comes late
    finds that another has taken over. Bounded by `Endpoint.seconds`.
    """
    run = proposals.ask(now=timezone.now())
    if run is not None:
        logger.info("Asked %s about article %s: %s.", run.splitter, run.article_id, run.state)
        ask_language_model.apply_async(expires=MODEL_EXPIRES)


def hurry_model() -> None:
    """Ask for `ask_language_model` once the caller's transaction is committed.

    The run is due in the database already: without a broker the sweep finds it all the same.
    """
    try:
        ask_language_model.delay_on_commit()  # type: ignore[attr-defined] # Celery's, for Django
    except OperationalError as error:
        logger.warning("The broker cannot be reached; the next sweep asks: %s", error)


@shared_task(acks_late=True, ignore_result=True)
def match_claims() -> None:
    """Compare claims that came in or changed with what was accepted before.

    Safe to run twice, and at once: the second finds that another one works, and does nothing.
    Bounded by `matching.TURN`, but for the last article; what is left comes with the next sweep.
    """
    done = matching.sweep(now=timezone.now())
    if done.matches:
        logger.info(
            "Compared %d claims of %d articles: %d matches.",
            *(done.claims, done.articles, done.matches),
        )


@shared_task(acks_late=True, ignore_result=True)
def sweep_feeds(only: int | None = None) -> None:
    """Fetch the feeds that are due, add articles of their entries; `only`: of one feed.

    Safe to run twice, and at once: a feed is leased to one worker, an entry becomes an article
    once, and a worker that comes late is refused by its token. Bounded by `leases.TURN`.
    """
    report = feeds.sweep(worker=_worker(), only=only)
    if report.feeds:
        logger.info(
            "Looked at %d feeds (%d failed): %d articles added, %d entries refused.",
            *(report.feeds, report.failed, report.added, report.refused),
        )
    if feeds.changed(most=1):
        refetch_changed.apply_async(expires=REFETCH_EXPIRES)


@shared_task(acks_late=True, ignore_result=True)
def refetch_changed() -> None:
    """Fetch articles again whose feed says that they were updated.

    Safe to run twice, and at once: the same text makes no second revision, and an entry that was
    looked at is not looked at again until its feed tells of another change. Bounded by
    `leases.TURN`; what is left comes with the next sweep.
    """
    done = refetching.refetch_changed()
    if done:
        logger.info("Fetched %d articles again.", done)


def hurry_feed(feed_id: int) -> None:
    """Ask for `sweep_feeds` of one feed once the caller's transaction is committed.

    The feed is due in the database already: without a broker the sweep finds it all the same.
    """
    try:
        sweep_feeds.delay_on_commit(only=feed_id)  # type: ignore[attr-defined] # Celery's, for Django
    except OperationalError as error:
        logger.warning("The broker cannot be reached; the next sweep looks at it: %s", error)


@shared_task(acks_late=True, ignore_result=True)
def work_on_imports() -> None:
    """Go on with a list of articles, then ask for another turn while there was one.

    Safe to run twice, and at once: a list is leased to one worker, each row is written down with
    its outcome once, and a worker that comes late is refused by its token. Bounded by
    `leases.TURN`.
    """
    if imports.work(worker=_worker()):
        work_on_imports.apply_async(expires=IMPORT_EXPIRES)


def hurry_imports() -> None:
    """Ask for `work_on_imports` once the caller's transaction is committed.

    The list is due in the database already: without a broker the sweep finds it all the same.
    """
    try:
        work_on_imports.delay_on_commit()  # type: ignore[attr-defined] # Celery's, for Django
    except OperationalError as error:
        logger.warning("The broker cannot be reached; the next sweep works on it: %s", error)


def _worker() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"
