"""Feeds by topic, by claimant and of corrections; sitemaps; robots.txt."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from reviews import topics
from reviews.models import Publication, Rating, Trigger
from reviews.publishing import sitemaps
from tests import make, published
from tests.make import NOON

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
FORMS = ["feed.atom", "feed.rss", "jsonfeed.json"]
NAMES = {"s": sitemaps.NAMESPACE, "n": sitemaps.NEWS_NAMESPACE}


def titles(client: Client, address: str, **query: str) -> list[str]:
    response = client.get(address, query)
    assert response.status_code == 200
    if address.endswith(".json"):
        return [item["title"] for item in response.json()["items"]]
    feed = feedparser.parse(response.content)
    assert feed.bozo is False
    return [entry.title for entry in feed.entries]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_tells_the_same(client: Client, form: str) -> None:
    published.publish("Claim one, with <b>marks</b> & more.")

    assert titles(client, f"/fact-checks/{form}") == [
        "Mostly true: “Claim one, with <b>marks</b> & more.”"
    ]


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_feed_is_a_feed_and_the_same_each_time(client: Client, form: str) -> None:
    first, second = (client.get(f"/corrections/{form}") for _ in range(2))

    assert titles(client, f"/corrections/{form}") == []
    assert first.content == second.content


def test_rss_holds_what_the_specification_asks(client: Client) -> None:
    version = published.publish()

    root = etree.fromstring(client.get("/fact-checks/feed.rss").content)

    [channel] = root
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    [item] = channel.findall("item")
    guid = item.find("guid")
    assert guid is not None
    assert guid.get("isPermaLink") == "false"
    assert item.findtext("link") == f"{SITE}/fact-checks/{version.publication.slug}/"
    assert parsedate_to_datetime(item.findtext("pubDate") or "") == NOON


def test_json_feed_holds_what_the_specification_asks(client: Client) -> None:
    version = published.publish()

    response = client.get("/fact-checks/jsonfeed.json")

    feed = response.json()
    page = f"{SITE}/fact-checks/{version.publication.slug}/"
    assert response["Content-Type"] == "application/feed+json"
    assert (feed["version"], feed["feed_url"]) == (
        "https://jsonfeed.org/version/1.1",
        f"{SITE}/fact-checks/jsonfeed.json",
    )
    [item] = feed["items"]
    assert item.pop("id").startswith("tag:127.0.0.1,2026-03-02:/fact-checks/")
    assert item == {
        "url": page,
        "title": f"Mostly true: “{version.content['claim']['statement']}”",
        "summary": "The port's own ledger gives 4,198.",
        "content_html": "<p>The port&#x27;s own ledger gives 4,198.</p>",
        "date_published": "2026-03-02T12:00:00Z",
        "date_modified": "2026-03-02T12:00:00Z",
        "tags": ["Mostly true"],
        "language": "en",
        "image": f"{page}v/1/share.png",
    }


def test_a_topic_has_a_feed_and_a_page(client: Client) -> None:
    first = published.publish("About ports.")
    published.publish("About bread.")
    topics.put(first.publication.review_id, names=["Häfen"], by=make.editor(), now=NOON)

    page = published.text(client.get("/topics/häfen/").content.decode())

    assert titles(client, "/topics/häfen/feed.atom") == ["Mostly true: “About ports.”"]
    assert "“About ports.”" in page
    assert "“About bread.”" not in page
    assert "Häfen" in published.text(client.get("/topics/").content.decode())


def test_a_claimant_has_a_feed(client: Client) -> None:
    published.publish("By Ines.")
    published.publish("By Bo.", claimant="Bo Ek")

    assert titles(client, "/fact-checks/feed.atom", claimant="Bo Ek") == ["Mostly true: “By Bo.”"]
    assert titles(client, "/fact-checks/feed.atom", claimant="Bo\0") == []


@pytest.mark.parametrize("address", ["/topics/none/", "/topics/none/feed.atom", "/topics/a%00b/"])
def test_a_topic_that_is_none_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_feed_of_corrections_tells_what_changed_and_why(client: Client) -> None:
    corrected = published.publish("Claim one.")
    published.correct(
        corrected.publication.review,
        {"trigger": Trigger.READER},
        rating=Rating.objects.get(word="False"),
    )
    published.retract(published.publish("Claim two."), days=8)
    published.publish("Never changed.")

    feed = feedparser.parse(client.get("/corrections/feed.atom").content)

    assert [entry.title for entry in feed.entries] == [
        "Retracted: “Claim two.”",
        "Corrected: False: “Claim one.”",
    ]
    assert feed.entries[1].link == f"{SITE}/fact-checks/{corrected.publication.slug}/v/2/"
    assert feed.entries[1].content[0].value == (
        "<p>The full year is out.</p><p>What led to it: a reader’s report</p>"
        "<p><strong>Rating:</strong> <del>Mostly true</del> <ins>False</ins></p>"
    )


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("form", FORMS)
def test_the_feed_of_corrections_asks_one_question(
    client: Client, rows: int, form: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        published.correct(published.publish().publication.review)

    with django_assert_num_queries(1):
        client.get(f"/corrections/{form}")


@pytest.mark.parametrize("form", FORMS)
def test_who_has_a_feed_is_told_so(client: Client, form: str) -> None:
    published.publish()
    first = client.get(f"/fact-checks/{form}")

    same = client.get(f"/fact-checks/{form}", headers={"If-None-Match": first["ETag"]})
    since = client.get(
        f"/fact-checks/{form}", headers={"If-Modified-Since": first["Last-Modified"]}
    )

    assert (same.status_code, since.status_code) == (304, 304)
    assert first["Last-Modified"] == "Mon, 02 Mar 2026 12:00:00 GMT"
    assert first["Cache-Control"] == "public, max-age=60"


def sitemap(client: Client, address: str) -> etree._Element:
    response = client.get(address)
    assert response.status_code == 200
    return etree.fromstring(response.getvalue())


def test_the_index_leads_to_each_live_fact_check(client: Client) -> None:
    live = published.publish("Claim one.")
    published.retract(published.publish("Claim two."))

    index = sitemap(client, "/sitemap.xml")

    parts = index.xpath("s:sitemap/s:loc/text()", namespaces=NAMES)
    assert isinstance(parts, list)
    number = live.publication_id // sitemaps.PART
    assert parts == [
        f"{SITE}/sitemaps/fact-checks-{number}.xml",
        f"{SITE}/sitemaps/pages.xml",
        f"{SITE}/sitemaps/news.xml",
    ]
    part = sitemap(client, f"/sitemaps/fact-checks-{number}.xml")
    assert part.xpath("s:url/s:loc/text()", namespaces=NAMES) == [
        f"{SITE}/fact-checks/{live.publication.slug}/"
    ]
    assert part.xpath("s:url/s:lastmod/text()", namespaces=NAMES) == ["2026-03-02T12:00:00Z"]


def test_a_part_reads_its_own_range_only(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published.publish()

    with django_assert_num_queries(1):
        far = sitemap(client, "/sitemaps/fact-checks-99999999.xml")

    assert len(far) == 0


def test_an_empty_desk_has_a_sitemap(client: Client) -> None:
    assert len(sitemap(client, "/sitemap.xml")) == 2


def test_news_are_of_two_days(client: Client) -> None:
    fresh, old = published.publish("Fresh & new."), published.publish("Old.")
    now = timezone.now()
    Publication.objects.filter(pk=fresh.publication_id).update(first_published_at=now)
    Publication.objects.filter(pk=old.publication_id).update(
        first_published_at=now - timedelta(days=3)
    )

    news = sitemap(client, "/sitemaps/news.xml")

    assert news.xpath("s:url/n:news/n:title/text()", namespaces=NAMES) == [
        "Mostly true: “Fresh & new.”"
    ]


def test_the_other_pages_are_in_a_sitemap(client: Client) -> None:
    found = sitemap(client, "/sitemaps/pages.xml").xpath("s:url/s:loc/text()", namespaces=NAMES)

    assert isinstance(found, list)
    assert f"{SITE}/corrections/" in found


def test_robots_learn_where_the_sitemap_is(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()

    assert text.splitlines()[-1] == f"Sitemap: {SITE}/sitemap.xml"
    assert "Disallow: /fact-checks/" not in text
