"""Feeds that fail, move, end or are paused: asked less often, elsewhere, or not at all."""

from datetime import timedelta
from typing import Any

import pytest

from claims.exceptions import NotReady
from claims.ingestion import feeds
from claims.models import Feed
from factcheck.exceptions import NotAllowed
from tests import make
from tests.claims import pages, syndicated
from tests.claims.syndicated import sweep, watched
from tests.make import NOON

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def _no_pause(settings: Any) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0


def test_a_failing_feed_is_asked_less_often_and_says_why(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    feed = watched(served.url)
    served.status, served.headers = 503, {"Retry-After": "7200"}

    report = sweep(NOON + HOUR)

    feed.refresh_from_db()
    assert (report.failed, feed.failures, feed.active, feed.next_due_at) == (
        1, 1, True, NOON + 3 * HOUR,
    )  # fmt: skip
    assert feed.last_error == "The site answered “503 Service Unavailable” instead of the feed."


def test_a_feed_that_ends_its_worker_is_asked_less_often_and_says_so(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    feed = watched(served.url)
    told = []

    for hours in (1, 4):
        Feed.objects.update(fetch_began_at=NOON)  # a worker died after it wrote this
        sweep(NOON + hours * HOUR)
        feed.refresh_from_db()
        told.append((feed.failures, feed.next_due_at - hours * HOUR))

    first, second = ((at - NOON) / MINUTE for _failures, at in told)
    assert ([failures for failures, _at in told], len(served.asked)) == ([1, 2], 1)
    assert (13 < first < 17, 53 < second < 67) == (True, True)
    assert feed.last_error.startswith("Reading this feed broke off,") is True


def test_a_feed_that_broke_off_once_is_read_when_its_time_comes(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    feed = watched(served.url)
    Feed.objects.update(fetch_began_at=NOON)
    sweep(NOON + HOUR)

    sweep(NOON + 2 * HOUR)

    feed.refresh_from_db()
    assert (feed.failures, feed.last_error, feed.fetch_began_at, len(served.asked)) == (
        0, "", None, 2,
    )  # fmt: skip


@pytest.mark.parametrize("status", [200, 304, 410, 500])
def test_a_fetch_that_ends_in_any_way_did_not_break_off(site: pages.Site, status: int) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss(), ETag='"v1"')
    feed = watched(served.url)
    if status != 304:
        served.status, served.headers = status, {}

    sweep(NOON + HOUR)

    feed.refresh_from_db()
    assert (len(served.asked), feed.fetch_began_at) == (2, None)


def test_somebody_may_ask_at_once_for_a_feed_that_broke_off(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    feed = watched(served.url)
    Feed.objects.update(fetch_began_at=NOON)
    feeds.hasten(feed.pk, by=make.reviewer(), now=NOON)

    sweep(NOON)

    feed.refresh_from_db()
    assert (feed.failures, len(served.asked)) == (0, 2)


def test_a_feed_that_works_again_forgets_its_failures(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    feed = watched(served.url)
    served.status = 500
    sweep(NOON + HOUR)
    served.status = 200

    sweep(NOON + 2 * HOUR)

    feed.refresh_from_db()
    assert (feed.failures, feed.last_error, feed.last_fetched_at) == (0, "", NOON + 2 * HOUR)


def test_a_feed_that_is_gone_is_not_asked_for_again(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    feed = watched(served.url)
    served.status = 410
    sweep(NOON + HOUR)

    sweep(NOON + 100 * HOUR)

    feed.refresh_from_db()
    assert (feed.active, len(served.asked)) == (False, 2)
    assert feed.last_error == "The site says that this feed is gone for good (410)."


@pytest.mark.parametrize(("status", "kept"), [(301, "/new"), (308, "/new"), (302, "/feed")])
def test_a_feed_that_moved_for_good_has_a_new_address(
    site: pages.Site, status: int, kept: str
) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    feed = watched(served.url)
    syndicated.serve(site, "/new", syndicated.rss(title="New name"))
    served.status, served.headers = status, {"Location": "/new"}

    sweep(NOON + HOUR)

    feed.refresh_from_db()
    assert (feed.url, feed.title, feed.failures) == (f"{site.address}{kept}", "New name", 0)


def test_a_feed_that_moved_to_one_that_is_watched_stops(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    feed = watched(served.url)
    other = watched(syndicated.serve(site, "/new", syndicated.rss()).url)
    served.status, served.headers = 301, {"Location": "/new"}

    sweep(NOON + HOUR)

    feed.refresh_from_db()
    other.refresh_from_db()
    assert (feed.active, other.active) == (False, True)
    assert feed.last_error == f"It moved to an address that is watched already: {other.url}"


def test_a_paused_feed_is_left_alone_until_it_is_resumed(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    feed, by = watched(served.url), make.reviewer()
    feeds.pause(feed.pk, by=by)
    paused = sweep(NOON + HOUR)

    feeds.resume(feed.pk, by=by, now=NOON + 2 * HOUR)

    assert (paused.feeds, sweep(NOON + 2 * HOUR).feeds, len(served.asked)) == (0, 1, 2)


def test_a_feed_can_be_checked_before_its_time(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    feed = watched(served.url)
    sweep()

    feeds.hasten(feed.pk, by=make.reviewer(), now=NOON + MINUTE)
    sweep(NOON + MINUTE, only=feed.pk)

    assert len(served.asked) == 2


def test_a_paused_feed_is_not_checked_before_its_time(site: pages.Site) -> None:
    feed, by = watched(syndicated.serve(site, "/feed", syndicated.rss()).url), make.reviewer()
    feeds.pause(feed.pk, by=by)

    with pytest.raises(NotReady, match="not watched at present"):
        feeds.hasten(feed.pk, by=by, now=NOON + MINUTE)


@pytest.mark.parametrize("act", ["pause", "resume", "hasten"])
def test_contributors_decide_nothing_about_feeds(site: pages.Site, act: str) -> None:
    feed = watched(syndicated.serve(site, "/feed", syndicated.rss()).url)
    options = {} if act == "pause" else {"now": NOON}

    with pytest.raises(NotAllowed):
        getattr(feeds, act)(feed.pk, by=make.contributor(), **options)


def test_an_unchanged_feed_may_still_name_its_encoding(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss(), ETag='"v1"')
    watched(served.url)
    served.headers["Content-Encoding"] = "gzip"

    report = sweep(NOON + HOUR)

    assert (report.feeds, report.failed, len(served.asked)) == (1, 0, 2)
