"""The same article is found by every address it was met at, and by its words."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from claims import ingestion
from claims.exceptions import AlreadyIngested
from claims.models import Article, Origin, Place
from tests import make
from tests.claims import pages
from tests.claims.ingestion import documents
from tests.claims.ingestion.test_adding import together
from tests.make import NOON, TEXT

pytestmark = pytest.mark.django_db


def fetch(url: str) -> ingestion.Ingested:
    return ingestion.ingest_url(url, by=None, now=NOON)


def paste(text: str, **about: Any) -> ingestion.Ingested:
    return ingestion.ingest_text(text, by=None, now=NOON, origin=Origin.PASTE, **about)


def redirecting(site: pages.Site, path: str, to: str) -> str:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(301)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.pages[path] = answer
    return f"{site.address}{path}"


@pytest.mark.parametrize(
    "other", ["/a/1?utm_medium=x", "/a/1/", "/a/1#top", "/a/1/amp", "/a/1?amp=1", "/a/%31"]
)
def test_another_spelling_is_known_without_fetching(site: pages.Site, other: str) -> None:
    first = fetch(site.put("/a/1", pages.article()))

    second = fetch(f"{site.address}{other}")

    assert (second.created, second.article, site.requests) == (False, first.article, ["/a/1"])


def test_an_address_that_leads_on_is_known_the_second_time(site: pages.Site) -> None:
    first = fetch(site.put("/a/1", pages.article()))
    short = redirecting(site, "/s/x", "/a/1")
    found = fetch(short)

    again = fetch(short)

    assert [found.article, again.article] == [first.article] * 2
    assert (site.requests, [place.url for place in first.article.places.all()]) == (
        ["/a/1", "/s/x", "/a/1"],
        [f"{site.address}/a/1", short],
    )


def test_the_way_that_was_taken_is_known_too(site: pages.Site) -> None:
    site.put("/a/1", pages.article())
    first = fetch(redirecting(site, "/s/x", "/a/1"))

    second = fetch(f"{site.address}/a/1")

    assert (second.created, second.article, len(site.requests)) == (False, first.article, 2)


def test_the_same_text_in_two_places_is_one_article_found_at_both(site: pages.Site) -> None:
    first = fetch(site.put("/a/1", pages.article()))
    copied = site.put("/agency/77", pages.article().replace(b"Gazette", b"Agency"))

    found = fetch(copied)
    again = fetch(copied)

    assert [found.article, again.article] == [first.article] * 2
    assert site.requests == ["/a/1", "/agency/77"]
    assert first.article.places.count() == 2
    assert [original.url for original in first.article.originals.all()] == [
        f"{site.address}/a/1", copied,
    ]  # fmt: skip


def test_a_version_of_a_page_is_found_by_the_address_it_names(site: pages.Site) -> None:
    first = fetch(site.put("/a/1", pages.article()))
    head = f'<link rel="canonical" href="{site.address}/a/1">'
    shorter = pages.article(head=head, paragraphs=pages.PARAGRAPHS[:3])

    found = fetch(site.put("/print/1", shorter))

    assert (found.created, found.article) == (False, first.article)


def test_a_page_that_names_the_address_of_another_article_is_its_own(site: pages.Site) -> None:
    """Sites give the first page of a series, or any page at all, as canonical."""
    first = fetch(site.put("/a/1", pages.article()))
    head = f'<link rel="canonical" href="{site.address}/a/1">'
    texts = tuple(documents.PARAGRAPHS[:4])

    found = fetch(site.put("/a/2", pages.article(head=head, paragraphs=texts)))

    assert (found.created, found.article.url) == (True, f"{site.address}/a/2")
    assert fetch(f"{site.address}/a/1").article == first.article


def test_a_known_page_with_another_text_takes_no_other_address(site: pages.Site) -> None:
    first = fetch(site.put("/a/1", pages.article()))
    head = f'<link rel="canonical" href="{site.address}/b/2">'
    site.put("/a/1", pages.article(head=head, paragraphs=tuple(documents.PARAGRAPHS[:4])))

    found = fetch(redirecting(site, "/s/x", "/a/1"))

    assert (found.article, ingestion.known_url(f"{site.address}/b/2")) == (first.article, None)


@pytest.mark.parametrize(
    "again",
    [
        TEXT.upper(),
        TEXT.replace(" ", "\u00a0").replace(". ", ".\n\n"),
        TEXT.replace("said", "\u200bsaid"),
        f"  {TEXT}\n",
    ],
    ids=["case", "spaces", "no width", "around"],
)
def test_a_text_in_another_dress_is_the_same(again: str) -> None:
    first = paste(TEXT)

    assert paste(again) == ingestion.Ingested(first.article, created=False)


def test_quotation_marks_and_dashes_of_another_kind_are_the_same() -> None:
    first = paste("“It’s done” – the mayor said… The port handled 4,210 containers.")

    second = paste('"It\'s done" - the mayor said... The port handled 4,210 containers.')

    assert second == ingestion.Ingested(first.article, created=False)


@pytest.mark.parametrize("other", ["42.10", "421.0", "4210", "4,211"])
def test_another_figure_is_another_text(other: str) -> None:
    paste("The port handled 4,210 containers in May.")

    assert paste(f"The port handled {other} containers in May.").created is True


def test_the_same_words_from_a_pdf_and_a_document_are_one_article() -> None:
    made = documents.document()
    made.add_heading("Harbour figures", 1)
    for paragraph in documents.PARAGRAPHS * 2:
        made.add_paragraph(paragraph)
    files = [documents.pdf(documents.PARAGRAPHS * 2), documents.saved(made)]

    first, second = (
        ingestion.ingest_text(file, by=None, now=NOON, origin=Origin.FILE) for file in files
    )

    assert (second.created, second.article) == (False, first.article)
    assert first.article.originals.count() == 2


def test_an_address_given_with_a_text_is_known_and_refused_with_another_text() -> None:
    first = paste(TEXT, url="https://example.org/a/1?utm_source=x")

    with pytest.raises(AlreadyIngested, match=f"as article {first.article.pk}"):
        paste("Another text about other things.", url="https://m.example.org/a/1")

    assert ingestion.known_url("http://www.example.org/a/1/") == first.article


def test_a_known_text_takes_a_new_address_along() -> None:
    first = paste(TEXT)

    paste(TEXT, url="https://example.org/a/1")

    assert ingestion.known_url("https://example.org/a/1/") == first.article


def test_a_place_of_an_old_revision_leads_to_the_live_one() -> None:
    old = paste(TEXT, url="https://example.org/a/1").article
    Article.objects.filter(pk=old.pk).update(live=False)
    new = make.article("Its text was changed.", previous=old, url=old.url)

    assert ingestion.known_url("https://example.org/a/1") == new


def test_the_database_refuses_a_second_article_of_the_same_words_or_place() -> None:
    first = paste(TEXT, url="https://example.org/a/1").article

    for wrong in (
        lambda: make.article(TEXT.upper()),
        lambda: Place.objects.create(
            article=make.article(), url="x", key="example.org/a/1", found_at=NOON
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()

    assert Article.objects.get(pk=first.pk).places.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("twist", [str, str.upper], ids=["same", "another case"])
def test_two_who_add_one_wording_from_two_places_make_one_article(
    twist: Callable[[str], str],
) -> None:
    outcomes = together(
        lambda: paste(TEXT, url="https://example.org/a/1"),
        lambda: paste(twist(TEXT), url="https://example.com/b/2"),
    )

    assert sorted(each.created for each in outcomes) == [False, True]
    (article,) = Article.objects.all()
    assert {place.url for place in article.places.all()} == {
        "https://example.org/a/1", "https://example.com/b/2",
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_who_fetch_one_page_at_once_make_one_article(site: pages.Site) -> None:
    """Each gets another text, as pages with a clock give: the address decides."""
    both = threading.Barrier(2)
    numbers = iter(range(2))

    def answer(handler: BaseHTTPRequestHandler) -> None:
        both.wait(20)
        body = pages.article(paragraphs=(*pages.PARAGRAPHS, f"Visitor number {next(numbers)}."))
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site.pages["/a/1"] = site.pages["/a/1?utm_source=x"] = answer

    outcomes = together(
        lambda: fetch(f"{site.address}/a/1"), lambda: fetch(f"{site.address}/a/1?utm_source=x")
    )

    connection.close()
    assert sorted(each.created for each in outcomes) == [False, True]
    assert (Article.objects.count(), Place.objects.count()) == (1, 1)
