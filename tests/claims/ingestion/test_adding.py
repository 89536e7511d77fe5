"""Texts and pages become articles with candidates, once each."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from claims import ingestion, splitting
from claims.exceptions import AlreadyIngested
from claims.models import Article, Claim, Origin
from factcheck.exceptions import InvalidInput, NotAllowed
from tests import make
from tests.claims import pages
from tests.make import NOON, TEXT

pytestmark = pytest.mark.django_db


def ingest(raw: str | bytes, **provenance: Any) -> ingestion.Ingested:
    return ingestion.ingest_text(raw, by=None, now=NOON, origin=Origin.PASTE, **provenance)


def test_a_text_becomes_an_article_with_its_candidates() -> None:
    adder = make.contributor()

    ingested = ingestion.ingest_text(TEXT, by=adder, now=NOON, origin=Origin.PASTE)

    article = ingested.article
    assert (ingested.created, article.text, article.title, article.language, article.added_by) == (
        True, TEXT, "The harbour of Port Almond handled 4,210 containers in May.", "en", adder,
    )  # fmt: skip
    spans = [(claim.start, claim.end, claim.quote, claim.origin) for claim in article.claims.all()]
    assert spans == [
        (each.start, each.end, each.quote, splitting.VERSION) for each in splitting.split(TEXT)
    ]


def test_what_the_adder_knows_about_a_text_is_kept() -> None:
    article = ingest(
        TEXT, title="  Harbour\nfigures ", author="J. Weile", publisher="Gazette", language="en_GB",
        url="HTTPS://Gazette.example/a/1?utm_source=x#top",
    ).article  # fmt: skip

    assert (article.title, article.author, article.publisher, article.language) == (
        "Harbour figures", "J. Weile", "Gazette", "en-GB",
    )  # fmt: skip
    assert article.url == "https://gazette.example/a/1?utm_source=x#top"


@pytest.mark.parametrize("again", [TEXT, TEXT.encode(), f"\ufeff{TEXT}", TEXT.encode("utf-16")])
def test_the_same_text_is_not_added_twice(again: str | bytes) -> None:
    first = ingest(TEXT)

    second = ingest(again)

    assert (second.created, second.article) == (False, first.article)
    assert Article.objects.count() == 1


def test_an_address_that_has_another_text_is_refused_with_the_number_of_the_article() -> None:
    there = ingest(TEXT, url="https://gazette.example/a/1").article

    with pytest.raises(AlreadyIngested, match=f"as article {there.pk}"):
        ingest("Another text about other things.", url="http://www.gazette.example/a/1/")

    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("language", "not a tag!"), ("title", "x" * 501), ("author", "a\x00b"), ("title", "\ud800")],
)
def test_provenance_that_cannot_be_stored_is_refused(field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        ingest(TEXT, **{field: value})

    assert (refused.value.field, Article.objects.count()) == (field, 0)


def test_a_text_of_one_very_long_line_is_worked_on() -> None:
    line = ("The port handled 4,210 containers in May and the crane cost 3 million euros. " * 1400)[
        :100_000
    ]

    article = ingest(line).article

    assert article.text == line
    assert all(c.quote == line[c.start : c.end] for c in article.claims.all())


def test_an_address_longer_than_an_index_entry_can_be_is_stored_and_recognised() -> None:
    url = "https://gazette.example/" + "".join(f"{n}-" for n in range(1400))
    first = ingest(TEXT, url=url)

    second = ingest(TEXT, url=url)

    assert (second.created, second.article.url) == (False, first.article.url)


def test_somebody_who_is_not_active_adds_nothing() -> None:
    with pytest.raises(NotAllowed):
        ingestion.ingest_text(TEXT, by=make.user(is_active=False), now=NOON, origin=Origin.PASTE)

    assert Article.objects.count() == 0


def test_the_source_of_a_page_is_read_for_its_article() -> None:
    article = ingest(pages.article()).article

    assert article.text.split("\n\n") == ["Harbour figures", *pages.PARAGRAPHS]
    assert (article.title, article.author, article.publisher, article.language) == (
        "Harbour figures", "Jonas Weile", "Almond Gazette", "en-GB",
    )  # fmt: skip
    assert article.published_on == date(2026, 3, 1)


def test_an_address_is_fetched_and_read_for_its_article(site: pages.Site) -> None:
    url = site.put("/a/1", pages.article())

    ingested = ingestion.ingest_url(url, by=None, now=NOON)

    article = ingested.article
    assert (ingested.created, article.url, article.origin) == (True, url, Origin.URL)
    assert article.text.split("\n\n") == ["Harbour figures", *pages.PARAGRAPHS]
    assert article.claims.count() > 0


def test_a_known_address_is_not_fetched_again(site: pages.Site) -> None:
    url = site.put("/a/1", pages.article())
    first = ingestion.ingest_url(url, by=None, now=NOON)

    second = ingestion.ingest_url(f"{url}?utm_campaign=x#part", by=None, now=NOON)

    assert (second.created, second.article, site.requests) == (False, first.article, ["/a/1"])


def test_a_page_that_names_its_canonical_address_is_kept_once(site: pages.Site) -> None:
    page = pages.article(head=f'<link rel="canonical" href="{site.address}/a/1">')
    site.put("/a/1", page)
    first = ingestion.ingest_url(site.put("/print/1", page), by=None, now=NOON)

    second = ingestion.ingest_url(f"{site.address}/a/1", by=None, now=NOON)

    assert (first.article.url, second.created) == (f"{site.address}/a/1", False)


def test_a_page_cannot_claim_the_address_of_another_site(site: pages.Site) -> None:
    page = pages.article(head='<link rel="canonical" href="https://gazette.example/a/1">')
    url = site.put("/a/1", page)

    article = ingestion.ingest_url(url, by=None, now=NOON).article

    assert article.url == url


def test_a_plain_text_file_on_the_web_is_read_as_it_is(site: pages.Site) -> None:
    url = site.put("/report.txt", TEXT.encode(), kind="text/plain; charset=utf-8")

    article = ingestion.ingest_url(url, by=None, now=NOON).article

    assert (article.text, article.url) == (TEXT, url)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_add_the_same_text_at_once_make_one_article() -> None:
    outcomes = together(lambda: ingest(TEXT), lambda: ingest(TEXT))

    assert sorted(each.created for each in outcomes) == [False, True]
    assert len({each.article.pk for each in outcomes}) == 1
    assert Claim.objects.count() == len(splitting.split(TEXT))


def together(*calls: Callable[[], ingestion.Ingested]) -> list[ingestion.Ingested]:
    """Run the calls at once, each in a thread of its own."""
    start = threading.Barrier(len(calls))
    outcomes: list[ingestion.Ingested] = []

    def run(call: Callable[[], ingestion.Ingested]) -> None:
        start.wait()
        try:
            outcomes.append(call())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
