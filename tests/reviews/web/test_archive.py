"""The archive: found by words, rating and claimant; never an error."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.published import publish, retract, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Rents rose by 38 per cent.", "The ferry carried 397,400 passengers."]),
        ("?q=ferry", ["The ferry carried 397,400 passengers."]),
        ("?q=passeng", ["The ferry carried 397,400 passengers."]),
        ("?q=397,400", ["The ferry carried 397,400 passengers."]),
        ("?q=ferry+rents", []),
        ("?q=a+ferry+with+passengers", ["The ferry carried 397,400 passengers."]),
        ("?q='%26!:*)", ["Rents rose by 38 per cent.", "The ferry carried 397,400 passengers."]),
        ("?rating=False", []),
        ("?rating=Mostly+true&q=rents", ["Rents rose by 38 per cent."]),
        ("?claimant=tenants", ["Rents rose by 38 per cent."]),
        ("?page=99", ["Rents rose by 38 per cent.", "The ferry carried 397,400 passengers."]),
    ],
)
def test_the_archive_is_searched_and_filtered(client: Client, query: str, found: list[str]) -> None:
    publish("The ferry carried 397,400 passengers.")
    publish("Rents rose by 38 per cent.", claimant="Tenants’ union")

    body = client.get(f"/fact-checks/{query}").content.decode()

    titles = re.findall(r'<h2 class="item__title">(.*?)</h2>', body)
    assert [text(title) for title in titles] == [f"“{each}”" for each in found]


@pytest.mark.parametrize("query", ["?q=a%00b", "?rating=Nonsense", f"?q={'x' * 501}"])
def test_a_filter_that_cannot_be_used_is_refused_with_a_reason(client: Client, query: str) -> None:
    response = client.get(f"/fact-checks/{query}")

    assert response.status_code == 400
    assert 'class="field__error' in response.content.decode()


def test_arabic_words_are_found(client: Client) -> None:
    publish("ارتفع عدد الحاويات في الميناء")
    publish("Rents rose by 38 per cent.")

    body = client.get("/fact-checks/", {"q": "الحاويات"}).content.decode()

    assert body.count('class="item__title"') == 1


def test_an_empty_archive_teaches(client: Client) -> None:
    shown = text(client.get("/fact-checks/").content.decode())

    assert "Nothing has been published yet" in shown


def test_retracted_checks_leave_the_archive(client: Client) -> None:
    retract(publish())

    body = client.get("/fact-checks/").content.decode()

    assert body.count('class="item__title"') == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_archive_asks_three_questions_however_long(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        publish()

    with django_assert_num_queries(3):
        client.get("/fact-checks/")
