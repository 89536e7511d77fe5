"""Feeds are watched and swept: every entry becomes one article, whoever works on it."""

from datetime import timedelta
from typing import Any

import pytest

from claims.exceptions import NoFeed, StaleLease, UnusableAddress
from claims.ingestion import entries, feeds, leases
from claims.models import Article, EntryState, Feed, FeedEntry, Origin
from factcheck.exceptions import NotAllowed
from tests import make
from tests.claims import pages, syndicated
from tests.claims.syndicated import articles, states, sweep, watched
from tests.claims.together import together
from tests.make import NOON

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def _no_pause(settings: Any) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0


def test_an_address_of_a_feed_is_watched(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss(*articles(site, 1)), ETag='"v1"')
    by = make.reviewer()

    watched = feeds.watch(served.url, by=by, now=NOON)

    feed = watched.feed
    assert (watched.created, feed.title, feed.url, feed.etag, feed.added_by, feed.active) == (
        True, "Almond Gazette", served.url, '"v1"', by, True,
    )  # fmt: skip
    assert (states(feed), feed.next_due_at, feed.last_fetched_at) == (
        {"entry-1": EntryState.NEW}, NOON, NOON,
    )  # fmt: skip


def test_a_feed_is_watched_once(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    first = watched(served.url)

    again = feeds.watch(f"{served.url}/?utm_source=x", by=make.reviewer(), now=NOON)

    assert (again.feed, again.created, len(served.asked)) == (first, False, 1)


def test_the_feed_of_a_web_page_is_found(site: pages.Site) -> None:
    syndicated.serve(site, "/comments", syndicated.rss(title="Comments"))
    syndicated.serve(site, "/feed", syndicated.rss())
    head = (
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments">'
        '<link rel="ALTERNATE" type="application/rss+xml" title="News" href="/feed">'
    )
    url = site.put("/", pages.article(head=head))

    feed = watched(url)

    assert (feed.url, feed.title) == (f"{site.address}/feed", "Almond Gazette")


def test_what_is_no_feed_is_not_watched(site: pages.Site) -> None:
    url = site.put("/", pages.article())

    with pytest.raises(NoFeed, match="leads to no feed"):
        watched(url)

    assert Feed.objects.count() == 0


@pytest.mark.parametrize("url", ["", "nonsense", "file:///etc/passwd"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UnusableAddress):
        watched(url)


def test_a_feed_on_this_machine_is_not_asked_for(settings: Any) -> None:
    settings.OUTBOUND_ALLOW_NETWORKS = []

    with pytest.raises(NoFeed, match="not on the public internet"):
        watched("http://127.0.0.1:8000/feed")


def test_contributors_watch_nothing() -> None:
    with pytest.raises(NotAllowed):
        feeds.watch("https://gazette.example/feed", by=make.contributor(), now=NOON)


def test_new_entries_become_articles(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss(*articles(site, 1, 2)))
    feed = watched(served.url)

    report = sweep()

    assert (report.feeds, report.added, report.refused) == (1, 2, 0)
    assert states(feed) == {"entry-1": EntryState.INGESTED, "entry-2": EntryState.INGESTED}
    assert sorted(Article.objects.values_list("url", "origin")) == [
        (f"{site.address}/a/1", Origin.FEED), (f"{site.address}/a/2", Origin.FEED),
    ]  # fmt: skip


def test_an_unchanged_feed_is_asked_for_with_its_own_words_and_not_read_again(
    site: pages.Site,
) -> None:
    etag, date = 'W/"odd, but \\ given"', "Mon, 02 Mar 2026 08:00:00 GMT"
    served = syndicated.serve(
        site, "/feed", syndicated.rss(), **{"ETag": etag, "Last-Modified": date}
    )
    feed = watched(served.url)

    report = sweep(NOON + HOUR)

    asked = served.asked[-1]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == (etag, date)
    feed.refresh_from_db()
    assert (report.failed, feed.etag, feed.last_fetched_at) == (0, etag, NOON + HOUR)


def test_an_entry_whose_article_is_there_is_known(site: pages.Site) -> None:
    there = make.article(url=f"{site.address}/a/1", canonical_url=f"{site.address}/a/1")
    there.canonical_url = feeds._key(there.url)
    there.save()
    feed = watched(syndicated.serve(site, "/feed", syndicated.rss(*articles(site, 1))).url)

    sweep()

    entry = feed.entries.get()
    assert (entry.state, entry.article, "/a/1" in site.requests) == (
        EntryState.KNOWN, there, False,
    )  # fmt: skip


def test_the_same_article_in_two_feeds_is_added_once(site: pages.Site) -> None:
    item = articles(site, 1)
    one = watched(syndicated.serve(site, "/one", syndicated.rss(*item)).url)
    two = watched(syndicated.serve(site, "/two", syndicated.rss(*item)).url)

    sweep()

    found = sorted([*states(one).values(), *states(two).values()])
    assert (found, Article.objects.count()) == ([EntryState.INGESTED, EntryState.KNOWN], 1)


def test_the_whole_article_in_the_feed_stands_in_for_a_page_that_cannot_be_read(
    site: pages.Site,
) -> None:
    url = site.put("/a/1", b"no", status=403)
    item = syndicated.item(1, link=url, content=f"<p>{syndicated.LONG}</p>")
    feed = watched(syndicated.serve(site, "/feed", syndicated.rss(item)).url)

    sweep()

    article = feed.entries.get().article
    assert article is not None
    assert (article.text, article.title, article.url) == (syndicated.LONG, "Report 1", url)


@pytest.mark.parametrize(
    "content", ["<p>Only a few words about the harbour.</p>", f"<p>{syndicated.LONG} […]</p>"]
)
def test_a_summary_does_not_stand_in_and_the_page_is_tried_again(
    site: pages.Site, content: str
) -> None:
    url = site.put("/a/1", b"no", status=503)
    item = syndicated.item(1, link=url, content=content)
    feed = watched(syndicated.serve(site, "/feed", syndicated.rss(item)).url)

    sweep()

    entry = feed.entries.get()
    assert (entry.state, entry.tries, entry.next_try_at) == (
        EntryState.REFUSED, 1, NOON + 10 * MINUTE,
    )  # fmt: skip
    assert entry.why == (
        "127.0.0.1 answered “503 Service Unavailable”. Check the address, or paste the text."
    )


def test_a_summary_without_an_address_is_told_for_what_it_is(site: pages.Site) -> None:
    """There was no page, of which a message spoke."""
    item = (
        "<item><guid isPermaLink='false'>one</guid><title>A ferry</title>"
        "<description>The mayor said that 300 boats came.</description></item>"
    )
    feed = watched(syndicated.serve(site, "/feed", syndicated.rss(item)).url)

    sweep()

    assert feed.entries.get().why == (
        "The feed holds a summary at most, and no address of the whole article."
    )


def test_a_page_that_works_again_is_read_at_the_next_try(site: pages.Site) -> None:
    url = site.put("/a/1", b"no", status=503)
    feed = watched(
        syndicated.serve(site, "/feed", syndicated.rss(syndicated.item(1, link=url))).url
    )
    sweep()
    site.put("/a/1", syndicated.page(1))

    sweep(NOON + 11 * MINUTE)

    assert states(feed) == {"entry-1": EntryState.INGESTED}


def test_a_page_that_never_works_stays_refused(site: pages.Site) -> None:
    url = site.put("/a/1", b"no", status=404)
    feed = watched(
        syndicated.serve(site, "/feed", syndicated.rss(syndicated.item(1, link=url))).url
    )

    for days in range(8):
        sweep(NOON + timedelta(days=days))

    entry = feed.entries.get()
    assert (entry.state, entry.tries, entry.next_try_at) == (EntryState.REFUSED, 4, None)
    assert site.requests.count("/a/1") == 4


def test_one_sweep_takes_a_portion_of_a_long_feed(site: pages.Site) -> None:
    numbers = range(1, feeds.ENTRIES_PER_SWEEP + 3)
    feed = watched(syndicated.serve(site, "/feed", syndicated.rss(*articles(site, *numbers))).url)

    first = sweep()
    second = sweep(NOON + feeds.BETWEEN_SWEEPS)

    assert (first.added, second.added) == (feeds.ENTRIES_PER_SWEEP, 2)
    assert set(states(feed).values()) == {EntryState.INGESTED}


def test_an_entry_that_was_updated_marks_its_article(site: pages.Site) -> None:
    site.put("/a/1", syndicated.page(1))
    link = f"{site.address}/a/1"
    served = syndicated.serve(site, "/feed", syndicated.atom(("e1", link, "2026-03-02T09:00:00Z")))
    watched(served.url)
    sweep()
    before = feeds.changed(most=10)
    served.body = syndicated.atom(("e1", link, "2026-03-02T11:30:00Z"))

    sweep(NOON + HOUR)

    marked = feeds.changed(most=10)
    feeds.refetched(marked[0].pk, now=NOON + HOUR)
    assert (before, [each.key for each in marked], feeds.changed(most=10)) == ([], ["e1"], [])


def test_two_workers_at_once_do_nothing_twice(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss(*articles(site, 1, 2, 3)))
    watched(served.url)

    leased = [leases.claim(Feed.objects.due(NOON), now=NOON, most=5) for _ in range(2)]

    assert [len(each) for each in leased] == [1, 0]


@pytest.mark.django_db(transaction=True)
def test_sweeps_that_race_add_each_article_once(site: pages.Site) -> None:
    numbers = iter(range(1, 13))
    for path in "abcd":
        items = articles(site, *(next(numbers) for _ in range(3)))
        watched(syndicated.serve(site, f"/{path}", syndicated.rss(*items)).url)

    reports = together(sweep, sweep, sweep)

    assert sum(report.feeds for report in reports) == 4
    assert sum(report.added for report in reports) == 12
    assert (Article.objects.count(), FeedEntry.objects.filter(state="ingested").count()) == (12, 12)


def test_the_work_of_a_killed_worker_is_done_after_its_lease(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss(*articles(site, 1, 2)))
    feed = watched(served.url)
    (killed,) = leases.claim(Feed.objects.due(NOON), now=NOON, most=1)
    entry = feed.entries.get(key="entry-1")
    entries._ingest(entry, now=NOON)  # the article is there, the entry does not know yet

    meanwhile = sweep(NOON + leases.DURATION - MINUTE)
    afterwards = sweep(NOON + leases.DURATION)

    assert (meanwhile.feeds, afterwards.feeds, Article.objects.count()) == (0, 1, 2)
    assert states(feed) == {"entry-1": EntryState.INGESTED, "entry-2": EntryState.INGESTED}
    with pytest.raises(StaleLease):
        entries.ingest_next(killed, now=NOON) or leases.hold(killed)
