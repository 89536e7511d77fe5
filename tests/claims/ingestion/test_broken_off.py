"""What ends its worker, over and over, is left out in the end, and keeps nobody from their turn."""

import signal
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from claims.ingestion import feeds, leases
from claims.models import EntryState, FeedEntry
from claims.revisions import refetching
from tests import make
from tests.claims import pages, syndicated
from tests.make import NOON

pytestmark = pytest.mark.django_db


class TimeIsUp(BaseException):
    """As Celery ends a task: raised by a signal, wherever the task is."""


@pytest.fixture
def deadly(site: pages.Site, settings: Any) -> Iterator[str]:
    """An address that whoever fetches it does not survive."""
    settings.LINK_HOST_DELAY_SECONDS = 0
    survived = threading.Event()

    def end(number: int, frame: object) -> None:
        raise TimeIsUp

    def answer(handler: BaseHTTPRequestHandler) -> None:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)
        survived.wait(30)

    before = signal.signal(signal.SIGUSR1, end)
    site.pages["/deadly"] = answer
    yield f"{site.address}/deadly"
    survived.set()
    signal.signal(signal.SIGUSR1, before)


def outlast(feed_id: int, sweeps: int) -> None:
    for turn in range(sweeps):
        now = NOON + turn * 2 * leases.DURATION
        try:
            syndicated.sweep(now)
        except TimeIsUp:
            continue


def watched(site: pages.Site, *items: str) -> int:
    feed = syndicated.watched(syndicated.serve(site, "/feed", syndicated.rss(*items)).url)
    return feed.pk


def test_an_entry_that_ends_its_worker_comes_after_the_others(
    site: pages.Site, deadly: str
) -> None:
    items = [syndicated.item(9, link=deadly), *syndicated.articles(site, 1)]
    feed_id = watched(site, *items)

    outlast(feed_id, sweeps=2)

    assert (site.requests.count("/deadly"), site.requests.count("/a/1")) == (2, 1)


def test_an_entry_that_always_ends_its_worker_is_left_out(site: pages.Site, deadly: str) -> None:
    feed_id = watched(site, syndicated.item(9, link=deadly))

    outlast(feed_id, sweeps=8)

    entry = FeedEntry.objects.get(feed=feed_id)
    assert (site.requests.count("/deadly"), entry.state, entry.next_try_at) == (
        4, EntryState.REFUSED, None,
    )  # fmt: skip
    assert entry.why == "Reading this entry broke off 4 times, so it was left out."


def test_an_article_that_ends_its_worker_is_fetched_again_once(
    site: pages.Site, deadly: str
) -> None:
    items = [syndicated.item(9, link=deadly), *syndicated.articles(site, 1)]
    feed_id = watched(site, *items)
    for number, url in [(1, f"{site.address}/a/1"), (9, deadly)]:
        article = make.article(url=url)
        FeedEntry.objects.filter(feed=feed_id, key=f"entry-{number}").update(
            state=EntryState.INGESTED,
            article=article,
            next_try_at=None,
            seen_updated_at=NOON - timedelta(hours=number),
        )

    with pytest.raises(TimeIsUp):
        refetching.refetch_changed(clock=lambda: NOON)
    done = refetching.refetch_changed(clock=lambda: NOON)

    assert (done, site.requests.count("/deadly"), site.requests.count("/a/1")) == (1, 1, 1)


def test_fetching_again_ends_with_its_turn(site: pages.Site, settings: Any) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0
    feed_id = watched(site, *syndicated.articles(site, 1, 2, 3))
    for entry in FeedEntry.objects.filter(feed=feed_id):
        FeedEntry.objects.filter(pk=entry.pk).update(
            state=EntryState.INGESTED,
            article=make.article(url=entry.url),
            next_try_at=None,
            seen_updated_at=NOON,
        )
    times = iter([NOON, NOON, NOON + leases.TURN])

    done = refetching.refetch_changed(clock=lambda: next(times))

    assert (done, len(feeds.changed(most=9))) == (1, 2)


def test_every_turn_ends_before_its_task_does(settings: Any) -> None:
    longest = settings.LINK_HOST_DELAY_SECONDS + settings.OUTBOUND_DEADLINE_SECONDS + 30

    assert leases.TURN.total_seconds() + longest < settings.CELERY_TASK_SOFT_TIME_LIMIT
    assert leases.DURATION.total_seconds() > settings.CELERY_TASK_TIME_LIMIT
