"""`/articles/`: adding by address, text and file; finding what came in."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims.models import Article, Origin, Status
from tests import make
from tests.claims import pages
from tests.make import TEXT

pytestmark = pytest.mark.django_db
INBOX = "/articles/"


def contributor() -> Client:
    client = Client()
    client.force_login(make.contributor())
    return client


def titles(client: Client, **query: str) -> list[str]:
    page = LexborHTMLParser(client.get(INBOX, query).content)
    return [link.text() for link in page.css("a.table__title")]


def test_a_pasted_text_leads_to_its_candidates() -> None:
    answer = contributor().post(INBOX, {"source": TEXT})

    article = Article.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{INBOX}{article.pk}/")
    assert (article.text, article.origin) == (TEXT, Origin.PASTE)


def test_a_file_leads_to_its_candidates() -> None:
    upload = SimpleUploadedFile("report.txt", TEXT.encode("utf-16"))

    contributor().post(INBOX, {"source": "", "file": upload})

    article = Article.objects.get()
    assert (article.text, article.origin) == (TEXT, Origin.FILE)


def test_an_address_is_recognised_and_fetched(site: pages.Site) -> None:
    url = site.put("/a/1", pages.article())

    contributor().post(INBOX, {"source": f"  {url}\n"})

    article = Article.objects.get()
    assert (article.url, article.origin) == (url, Origin.URL)


@pytest.mark.parametrize(
    "source",
    [
        *("news.example.invalid/2026/harbour?id=1", "www.example.invalid", "пример.рф:99/а"),
        *("example.invalid", "example.invalid:8080", "example.invalid?id=1", "desk:8000/x"),
        *("10.0.0.1", "[::1]:8000/x"),
    ],
)
def test_an_address_without_its_scheme_is_no_article(source: str) -> None:
    """As browsers show it; it became an article of one word."""
    answer = contributor().post(INBOX, {"source": source})

    assert (answer.status_code, Article.objects.count()) == (400, 0)


@pytest.mark.parametrize("source", ["either/or", "12.5/100", "Ends.", "9:30", "U.S."])
def test_a_word_that_is_no_address_is_a_text(source: str) -> None:
    contributor().post(INBOX, {"source": source})

    assert [article.text for article in Article.objects.all()] == [source]


def test_what_is_there_already_is_shown_and_not_doubled() -> None:
    client = contributor()
    first = client.post(INBOX, {"source": TEXT})

    second = client.post(INBOX, {"source": TEXT}, follow=True)

    assert second.redirect_chain == [(first["Location"], 302)]
    assert "on the desk already" in second.content.decode()
    assert Article.objects.count() == 1


def test_a_refusal_keeps_what_was_typed() -> None:
    answer = contributor().post(INBOX, {"source": "http://127.0.0.1:8000/secret?a=<b>"})

    page = LexborHTMLParser(answer.content)
    box = pages.one(page, "textarea[name=source]")
    assert (answer.status_code, box.text().strip()) == (400, "http://127.0.0.1:8000/secret?a=<b>")
    assert [error.text(strip=True) for error in page.css("p.field__error")] == [
        (
            "“127.0.0.1” is not on the public internet, so it is not fetched. "
            "Check the address, or paste the text."
        )
    ]


def test_the_guard_says_why_an_address_near_by_is_not_fetched() -> None:
    answer = contributor().post(INBOX, {"source": " localhost:8000/x\n"})

    page = LexborHTMLParser(answer.content)
    box = pages.one(page, "textarea[name=source]")
    (told,) = [error.text(strip=True) for error in page.css("p.field__error")]
    assert (answer.status_code, box.text().strip()) == (400, "localhost:8000/x")
    assert told.startswith("“localhost” is not on the public internet") is True


def test_an_address_near_by_that_an_operator_allows_is_fetched(site: pages.Site) -> None:
    url = site.put("/a/1", pages.article())

    contributor().post(INBOX, {"source": url.removeprefix("http://")})

    assert [article.url for article in Article.objects.all()] == [url]


def test_a_text_and_a_file_at_once_are_refused() -> None:
    upload = SimpleUploadedFile("report.txt", b"Another text, which is short.")

    answer = contributor().post(INBOX, {"source": TEXT, "file": upload})

    assert (answer.status_code, Article.objects.count()) == (400, 0)


def test_strangers_are_sent_to_sign_in() -> None:
    answer = Client().get(INBOX)

    assert (answer.status_code, answer["Location"].split("?")[1]) == (302, "next=/articles/")


def test_a_text_sent_after_the_session_ended_is_not_lost() -> None:
    answer = Client().post(INBOX, {"source": TEXT})

    assert (answer.status_code, Article.objects.count()) == (401, 0)


def test_an_empty_inbox_teaches() -> None:
    page = LexborHTMLParser(contributor().get(INBOX).content)

    assert pages.one(page, ".empty__title").text() == "No articles yet"


def test_the_list_is_narrowed_and_ordered() -> None:
    harbour = make.article(title="Harbour", language="en")
    make.claim(harbour, status=Status.CANDIDATE)
    make.claim(make.article(title="Bridge", language="en"))
    make.article(title="ميناء", language="ar")
    client = contributor()

    found = [
        titles(client, q="harb"),
        titles(client, language="ar"),
        titles(client, triage="open"),
        titles(client, order="title", language="en"),
        titles(client, q="nothing"),
    ]

    assert found == [["Harbour"], ["ميناء"], ["Harbour"], ["Bridge", "Harbour"], []]


@pytest.mark.parametrize("query", ["q=%00", "triage=never", "language=xx", "page=99", "page=x"])
def test_filters_that_make_no_sense_are_survived(query: str) -> None:
    make.article()

    answer = contributor().get(f"{INBOX}?{query}")

    assert answer.status_code == (200 if query.startswith("page") else 400)


def test_three_articles_take_as_many_queries_as_one(
    django_assert_max_num_queries: Callable[..., CaptureQueriesContext],
) -> None:
    client = contributor()
    make.claim(make.article(added_by=make.reviewer()))
    with django_assert_max_num_queries(20) as one:
        client.get(INBOX)
    for _ in range(2):
        make.claim(make.article(added_by=make.reviewer()))

    with django_assert_max_num_queries(20) as three:
        client.get(INBOX)

    assert len(three) == len(one)
