"""`/feeds/`: watching, pausing, and what became of each entry."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims.ingestion import feeds
from claims.models import EntryState, Feed
from factcheck.accounts.models import Role
from tests import make
from tests.claims import pages, syndicated
from tests.make import NOON

pytestmark = pytest.mark.django_db


def person(role: Role = Role.REVIEWER) -> Client:
    client = Client()
    client.force_login(make.user(role))
    return client


def watched(site: pages.Site, path: str = "/feed", *items: str) -> Feed:
    served = syndicated.serve(site, path, syndicated.rss(*items, title=f"Feed {path}"))
    return feeds.watch(served.url, by=make.reviewer(), now=NOON).feed


def errors(content: bytes) -> list[str]:
    return [each.text(strip=True) for each in LexborHTMLParser(content).css("p.field__error")]


def test_an_address_leads_to_its_feed(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())

    answer = person().post("/feeds/", {"url": f" {served.url} "})

    feed = Feed.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/feeds/{feed.pk}/")


def test_what_is_no_feed_is_refused_and_kept_in_the_box(site: pages.Site) -> None:
    url = site.put("/", pages.article())

    answer = person().post("/feeds/", {"url": url})

    assert (answer.status_code, errors(answer.content)) == (
        400,
        ["This web page leads to no feed that can be read. Look for “RSS” or “Feed” on it."],
    )
    box = pages.one(answer.content, "input[name=url]")
    assert box.attributes["value"] == url


def test_nothing_typed_is_refused_in_words() -> None:
    answer = person().post("/feeds/", {})

    assert (answer.status_code, len(errors(answer.content))) == (400, 1)


def test_the_list_shows_health_and_errors(site: pages.Site) -> None:
    for path in ("/good", "/bad", "/gone", "/paused"):
        watched(site, path)
    Feed.objects.filter(url__endswith="/bad").update(failures=2, last_error="No answer.")
    Feed.objects.filter(url__endswith="/gone").update(active=False, last_error="Gone.")
    Feed.objects.filter(url__endswith="/paused").update(active=False)

    page = LexborHTMLParser(person(Role.CONTRIBUTOR).get("/feeds/").content)

    rows = [
        (pages.one(row, "a.table__title").text(), pages.one(row, ".chip").text(strip=True))
        for row in page.css("tbody tr")
    ]
    assert rows == [
        ("Feed /bad", "Failing"), ("Feed /good", "Working"),
        ("Feed /gone", "Stopped"), ("Feed /paused", "Paused"),
    ]  # fmt: skip
    assert page.css_first("form[action='/feeds/']") is None


def test_the_list_asks_the_same_of_the_database_for_one_and_for_three(
    site: pages.Site, django_assert_num_queries: Any
) -> None:
    client = person()
    watched(site, "/1")
    client.get("/feeds/")
    with CaptureQueriesContext(connection) as one:
        client.get("/feeds/")
    watched(site, "/2")
    watched(site, "/3")

    with django_assert_num_queries(len(one)):
        client.get("/feeds/")


def test_the_page_of_a_feed_shows_what_became_of_its_entries(site: pages.Site) -> None:
    items = [syndicated.item(number, link=f"{site.address}/a/{number}") for number in (1, 2)]
    site.put("/a/1", syndicated.page(1))
    site.put("/a/2", b"no", status=404)
    feed = watched(site, "/feed", *items)
    feeds.sweep(worker="w", clock=lambda: NOON)

    page = LexborHTMLParser(person().get(f"/feeds/{feed.pk}/", {"state": "refused"}).content)

    (row,) = page.css("tbody tr")
    assert pages.one(row, ".table__title").text() == "Report 2"
    assert "404 Not Found" in row.text()
    views = [each.text(strip=True) for each in page.css(".views__link")]
    assert views == ["All2", "Waiting0", "Added1", "Refused1", "Known before0"]


@pytest.mark.parametrize(("act", "active"), [("pause", False), ("resume", True), ("check", True)])
def test_reviewers_steer_a_feed(site: pages.Site, act: str, active: bool) -> None:
    feed = watched(site)

    answer = person().post(f"/feeds/{feed.pk}/{act}/")

    feed.refresh_from_db()
    assert (answer.status_code, feed.active) == (302, active)


@pytest.mark.parametrize("act", ["pause", "resume", "check"])
def test_contributors_steer_nothing(site: pages.Site, act: str) -> None:
    feed = watched(site)

    answer = person(Role.CONTRIBUTOR).post(f"/feeds/{feed.pk}/{act}/")

    feed.refresh_from_db()
    assert (answer.status_code, feed.active) == (403, True)


@pytest.mark.parametrize("path", ["/feeds/", "/feeds/1/"])
def test_strangers_are_sent_to_sign_in(path: str) -> None:
    assert Client().get(path).status_code == 302


def test_hostile_words_of_a_feed_are_shown_and_do_not_run(site: pages.Site) -> None:
    item = syndicated.item(1).replace("Report 1", "&lt;script&gt;alert(1)&lt;/script&gt;")
    feed = watched(site, "/feed", item)

    page = LexborHTMLParser(person().get(f"/feeds/{feed.pk}/").content)

    assert [each.text() for each in page.css("tbody .table__title")] == [
        "<script>alert(1)</script>"
    ]
    assert feed.entries.get().state == EntryState.NEW


def test_a_feed_that_is_read_in_part_says_so(site: pages.Site) -> None:
    feed = watched(site, "/feed", *(syndicated.item(n) for n in range(502)))
    short = watched(site, "/short", syndicated.item(1))
    client = person()

    page = LexborHTMLParser(client.get(f"/feeds/{feed.pk}/").content)
    listed = LexborHTMLParser(client.get("/feeds/").content)
    other = LexborHTMLParser(client.get(f"/feeds/{short.pk}/").content)

    told = "500 of 502 entries: the desk reads no more of one feed, from its top."
    assert [each.text() for each in page.css("dd") if "of 502" in each.text()] == [told]
    assert ["of 502" in each.text() for each in listed.css("tbody tr")] == [True, False]
    assert [each.text() for each in other.css("dd") if "from its top" in each.text()] == []
