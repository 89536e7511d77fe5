"""`/api/v1/feeds/`: watching and steering feeds as a program does."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.ingestion import feeds
from claims.models import Feed
from factcheck.accounts.models import Role, Scope
from tests import make
from tests.claims import pages, syndicated
from tests.make import NOON

pytestmark = pytest.mark.django_db
FEEDS = "/api/v1/feeds/"


def program(*scopes: Scope, role: Role = Role.REVIEWER) -> APIClient:
    client = APIClient()
    client.credentials(
        HTTP_AUTHORIZATION=f"Api-Key {make.api_key(make.user(role), *(scopes or Scope))}"
    )
    return client


def test_a_feed_is_watched_and_watched_again(site: pages.Site) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    client = program()

    first = client.post(FEEDS, {"url": served.url}, format="json")
    again = client.post(FEEDS, {"url": served.url}, format="json")

    feed = Feed.objects.get()
    assert (first.status_code, first["Location"], again.status_code) == (
        201, f"http://testserver{FEEDS}{feed.pk}/", 200,
    )  # fmt: skip
    assert (again.json()["title"], client.get(FEEDS).json()["results"]) == (
        "Almond Gazette", [again.json()],
    )  # fmt: skip


def test_what_is_no_feed_is_a_problem_with_its_field(site: pages.Site) -> None:
    answer = program().post(FEEDS, {"url": site.put("/", pages.article())}, format="json")

    body = answer.json()
    assert (answer.status_code, body["code"], [each["field"] for each in body["errors"]]) == (
        400, "no-feed", ["url"],
    )  # fmt: skip


def test_entries_tell_what_became_of_them(site: pages.Site) -> None:
    link = site.put("/a/1", syndicated.page(1))
    items = [syndicated.item(1, link=link), syndicated.item(2)]
    served = syndicated.serve(site, "/feed", syndicated.rss(*items))
    feed = feeds.watch(served.url, by=None, now=NOON).feed
    feeds.sweep(worker="w", clock=lambda: NOON)

    found = program().get(f"{FEEDS}{feed.pk}/entries/", {"state": "refused"}).json()["results"]

    assert [(each["key"], each["article"], each["why"]) for each in found] == [
        ("entry-2", None, "The feed holds a summary at most, and no address of the whole article."),
    ]  # fmt: skip


@pytest.mark.parametrize(("act", "active"), [("pause", False), ("resume", True), ("check", True)])
def test_programs_steer_feeds(site: pages.Site, act: str, active: bool) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    feed = feeds.watch(served.url, by=None, now=NOON).feed

    answer = program().post(f"{FEEDS}{feed.pk}/{act}/")

    assert (answer.status_code, answer.json()["active"]) == (200, active)


@pytest.mark.parametrize(
    ("client", "status"),
    [
        (lambda: APIClient(), 401),
        (lambda: program(Scope.READ), 403),
        (lambda: program(role=Role.CONTRIBUTOR), 403),
    ],
)
def test_who_may_not_watch_watches_nothing(client: Any, status: int) -> None:
    answer = client().post(FEEDS, {"url": "https://gazette.example/feed"}, format="json")

    assert (answer.status_code, Feed.objects.count()) == (status, 0)


def test_a_feed_tells_how_much_of_it_was_read(site: pages.Site) -> None:
    items = [syndicated.item(n) for n in range(501)]
    served = syndicated.serve(site, "/feed", syndicated.rss(*items))

    told = program().post(FEEDS, {"url": served.url}, format="json").json()

    assert (told["listed"], told["read"]) == (501, 500)
