"""`manage.py watch_feed` and `sweep_feeds`: feeds without a browser and without Celery."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims import tasks
from claims.models import Article, Feed
from tests.claims import pages, syndicated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_pause(settings: Any) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0


def run(*command: str) -> list[str]:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue().splitlines()


def test_a_feed_is_watched_and_swept(site: pages.Site) -> None:
    link = site.put("/a/1", syndicated.page(1))
    served = syndicated.serve(site, "/feed", syndicated.rss(syndicated.item(1, link=link)))

    watched, swept = run("watch_feed", served.url), run("sweep_feeds", "--once")

    feed = Feed.objects.get()
    assert watched == [f"Feed {feed.pk}: Almond Gazette", served.url, "Entries seen: 1"]
    assert swept == ["Feeds: 1 (0 failed). Articles added: 1. Entries refused: 0."]


def test_what_is_no_feed_is_an_error_in_words(site: pages.Site) -> None:
    with pytest.raises(CommandError, match="leads to no feed"):
        run("watch_feed", site.put("/", pages.article()))


def test_the_task_sweeps_and_twice_does_no_harm(site: pages.Site) -> None:
    link = site.put("/a/1", syndicated.page(1))
    served = syndicated.serve(site, "/feed", syndicated.rss(syndicated.item(1, link=link)))
    run("watch_feed", served.url)

    tasks.sweep_feeds()
    tasks.sweep_feeds()

    assert (Article.objects.count(), site.requests.count("/a/1")) == (1, 1)


def test_an_article_that_its_feed_calls_updated_is_fetched_again(site: pages.Site) -> None:
    link = site.put("/a/1", syndicated.page(1))
    served = syndicated.serve(site, "/feed", syndicated.atom(("e1", link, "2026-03-02T09:00:00Z")))
    run("watch_feed", served.url)
    tasks.sweep_feeds()
    site.put("/a/1", syndicated.page(2))
    served.body = syndicated.atom(("e1", link, "2099-01-01T00:00:00Z"))
    Feed.objects.update(next_fetch_at=timezone.now(), next_due_at=timezone.now())
    tasks.sweep_feeds()

    tasks.refetch_changed()
    tasks.refetch_changed()

    made = [(each.live, each.previous_id is None) for each in Article.objects.order_by("pk")]
    assert (made, site.requests.count("/a/1")) == ([(False, True), (True, False)], 2)
