"""`/api/v1/articles/`: adding and reading articles as a program does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.models import Article, Status
from factcheck.accounts.models import Role, Scope
from tests import make
from tests.claims import pages
from tests.make import TEXT

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles/"


def program(*scopes: Scope, role: Role = Role.CONTRIBUTOR) -> APIClient:
    client = APIClient()
    key = make.api_key(make.user(role), *scopes)
    client.credentials(HTTP_AUTHORIZATION=f"Api-Key {key}")
    return client


def test_a_text_becomes_an_article_with_candidates() -> None:
    answer = program(Scope.CLAIMS).post(ARTICLES, {"text": TEXT, "title": "Port"}, format="json")

    article = Article.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        201, f"http://testserver{ARTICLES}{article.pk}/",
    )  # fmt: skip
    body = answer.json()
    assert (body["id"], body["text"], body["title"], body["origin"]) == (
        article.pk, TEXT, "Port", "api",
    )  # fmt: skip
    assert body["candidate_count"] == article.claims.count()


def test_the_same_text_again_answers_with_the_article_there() -> None:
    client = program(Scope.CLAIMS)
    first = client.post(ARTICLES, {"text": TEXT}, format="json").json()

    second = client.post(ARTICLES, {"text": TEXT}, format="json")

    assert (second.status_code, second.json()) == (200, first)


def test_an_address_becomes_an_article(site: pages.Site) -> None:
    url = site.put("/a/1", pages.article())

    answer = program(Scope.CLAIMS).post(ARTICLES, {"url": url}, format="json")

    body = answer.json()
    assert (answer.status_code, body["url"], body["publisher"]) == (201, url, "Almond Gazette")


@pytest.mark.parametrize("body", [{}, {"title": "x"}, {"url": "https://a.example/", "title": "x"}])
def test_neither_text_nor_address_is_refused(body: dict[str, str]) -> None:
    answer = program(Scope.CLAIMS).post(ARTICLES, body, format="json")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-input")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b'{"text": "\\ud800 half"}', 400, "parse-error"),
        (b'{"text": "cut', 400, "parse-error"),
        (b'{"text": "\xff"}', 400, "parse-error"),
        (b"[" * 100_000, 400, "parse-error"),
        (b'{"text": NaN}', 400, "parse-error"),
        (b'"text"', 400, "invalid-input"),
        (b'{"text": ["a"]}', 400, "invalid-input"),
        (b'{"text": "' + b"x" * 13_000_000 + b'"}', 413, "too-large"),
    ],
    ids=["surrogate", "cut off", "not utf-8", "nested", "nan", "no object", "list", "13 MB"],
)
def test_a_body_that_cannot_be_read_is_refused(body: bytes, status: int, code: str) -> None:
    answer = program(Scope.CLAIMS).post(ARTICLES, body, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("scopes", "method", "status"),
    [
        ([Scope.READ], "get", 200),
        ([Scope.CLAIMS], "get", 403),
        ([Scope.READ], "post", 403),
        ([], "get", 403),
    ],
)
def test_keys_do_what_their_scopes_say(scopes: list[Scope], method: str, status: int) -> None:
    answer = getattr(program(*scopes), method)(ARTICLES)

    assert answer.status_code == status


def test_without_key_or_session_nothing_is_shown() -> None:
    article = make.article()

    answers = [APIClient().get(path) for path in (ARTICLES, f"{ARTICLES}{article.pk}/")]

    assert [answer.status_code for answer in answers] == [401, 401]


def test_a_signed_in_person_reads_the_list_with_its_counts() -> None:
    article = make.article()
    make.claim(article)
    make.claim(article, quote="the new crane", status=Status.CANDIDATE)
    client = APIClient()
    client.force_login(make.contributor())

    listed = client.get(ARTICLES).json()["results"]

    counts = [(row["candidate_count"], row["accepted_count"]) for row in listed]
    assert (counts, "text" in listed[0]) == ([(1, 1)], False)


def test_the_list_is_narrowed_by_words_language_and_origin() -> None:
    wanted = make.article(title="Harbour", language="ar", origin="url")
    make.article(title="Harbour", language="en", origin="url")
    make.article(title="Bridge", language="ar", origin="url")
    make.article(title="Harbour", language="ar", origin="paste")

    answer = program(Scope.READ).get(ARTICLES, {"q": "harb", "language": "AR", "origin": "url"})

    assert [row["id"] for row in answer.json()["results"]] == [wanted.pk]


@pytest.mark.parametrize("query", ["q=%00", "origin=nowhere", "cursor=zzz"])
def test_filters_that_make_no_sense_are_refused(query: str) -> None:
    answer = program(Scope.READ).get(f"{ARTICLES}?{query}")

    assert answer.status_code in (400, 404)


def test_claims_of_an_article_come_in_the_order_of_its_text() -> None:
    article = make.article()
    second = make.claim(article, quote="the new crane")
    first = make.claim(article)
    make.claim()

    answer = program(Scope.READ).get(f"{ARTICLES}{article.pk}/claims/")

    assert [row["id"] for row in answer.json()["results"]] == [first.pk, second.pk]


@pytest.mark.parametrize("number", ["999999", "99999999999999999999999"])
def test_an_article_that_is_not_there_is_not_found(number: str) -> None:
    client = program(Scope.READ)

    answers = [client.get(f"{ARTICLES}{number}/{part}") for part in ("", "claims/")]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("path", [ARTICLES, "/api/v1/claims/"])
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(
    path: str, django_assert_max_num_queries: Callable[..., CaptureQueriesContext]
) -> None:
    client = program(Scope.READ)
    make.claim()
    client.get(path)  # the first use of a key in an hour is written down
    with django_assert_max_num_queries(20) as one:
        client.get(path)
    for _ in range(2):
        make.claim(decided_by=make.reviewer())

    with django_assert_max_num_queries(20) as three:
        answer: Any = client.get(path)

    assert (len(answer.json()["results"]), len(three)) == (3, len(one))
