"""The log of corrections: complete, paged, exportable; and the checkpoints beside it."""

import csv
import io

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from selectolax.lexbor import LexborHTMLParser

from reviews.models import Rating, Trigger
from reviews.publishing import checkpoints
from tests import published
from tests.make import NOON

pytestmark = pytest.mark.django_db


def rows(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    found = LexborHTMLParser(response.content).css(".items > .item .item__title")
    return [each.text().strip() for each in found]


def test_what_was_corrected_and_retracted_is_listed(client: Client) -> None:
    first = published.publish("Claim one.")
    published.correct(
        first.publication.review,
        {"trigger": Trigger.SOURCE},
        rating=Rating.objects.get(word="False"),
    )
    published.retract(published.publish("Claim two."), days=8)
    published.publish("Never changed.")

    body = client.get("/corrections/").content
    text = published.text(body.decode())

    ratings = [each.text().strip() for each in LexborHTMLParser(body).css(".item .rating")]
    assert rows(client, "/corrections/") == ["“Claim two.”", "“Claim one.”"]
    assert "What led to it: a source changed or went away" in text
    assert ratings == ["Mostly true", "Mostly true", "False"]
    assert "The full year is out." in text
    assert rows(client, "/corrections/?kind=retraction") == ["“Claim two.”"]


def test_pages_go_on_after_the_last_row(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviews.web.corrections.PER_PAGE", 2)
    for number in range(3):
        published.retract(published.publish(f"Claim {number}."), days=number + 1)

    page = LexborHTMLParser(client.get("/corrections/").content)
    link = page.css_first("a[rel=next]")

    assert link is not None
    older = link.attributes["href"] or ""
    assert rows(client, older.replace("&amp;", "&")) == ["“Claim 0.”"]


@pytest.mark.parametrize("query", ["kind=lie", "after=x", "after=99999999999999999999"])
def test_what_cannot_be_asked_is_told(client: Client, query: str) -> None:
    assert client.get(f"/corrections/?{query}").status_code == 400
    assert client.get(f"/corrections/corrections.csv?{query}").status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_the_log_asks_one_question(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        published.correct(published.publish().publication.review)

    with django_assert_num_queries(1):
        client.get("/corrections/")


def test_the_log_is_a_table_too(client: Client) -> None:
    version = published.publish("=1+1")
    published.correct(version.publication.review, rating=Rating.objects.get(word="False"))

    body = client.get("/corrections/corrections.csv").getvalue().decode("utf-8-sig")

    [row] = csv.DictReader(io.StringIO(body))
    assert (row["kind"], row["claim"], row["rating_before"], row["rating_after"]) == (
        "correction",
        "'=1+1",
        "Mostly true",
        "False",
    )


def test_an_empty_log_says_what_will_stand_there(client: Client) -> None:
    text = published.text(client.get("/corrections/").content.decode())

    assert "No correction so far" in text


def test_a_fact_check_tells_its_changes_word_by_word(client: Client) -> None:
    version = published.publish()
    published.correct(
        version.publication.review,
        {"trigger": Trigger.OWN},
        summary="The port's own ledger gives 4,201.",
    )

    body = client.get(f"/fact-checks/{version.publication.slug}/v/2/").content.decode()

    assert "<del>4,198</del>" in body
    assert "<ins>4,201</ins>" in body
    assert "What led to it: our own finding" in published.text(body)


def test_checkpoints_are_public(client: Client) -> None:
    published.publish()
    made = checkpoints.ensure(now=NOON)

    assert made is not None
    listed = published.text(client.get("/checkpoints/").content.decode())
    one = client.get("/checkpoints/2026-03-02.json")
    assert made.digest in listed
    assert one.json() == client.get("/checkpoints/latest.json").json()
    assert checkpoints.digest(one.json()) == one.json()["digest"] == made.digest


@pytest.mark.parametrize("day", ["2026-03-03", "x", "latest"])
def test_a_day_without_checkpoint_is_not_found(client: Client, day: str) -> None:
    assert client.get(f"/checkpoints/{day}.json").status_code == 404
