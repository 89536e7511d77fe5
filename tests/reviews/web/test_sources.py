"""`/sources/`: what is failing, since when, what stands on it, what to do about it."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from reviews.models import (
    Condition,
    Evidence,
    LinkState,
    SourceLink,
)
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.pages import Pages
from tests.reviews.web.screens import SOURCES, desk, drifted, page, urls

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["", "export.csv", "1/"])
def test_strangers_are_asked_to_sign_in(path: str) -> None:
    answer = Client().get(SOURCES + path)

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/sign-in/")


def test_an_empty_desk_explains_how_sources_come_about() -> None:
    found = page(desk())

    assert [title.text() for title in found.css(".empty__title")] == ["No sources yet"]


def test_a_row_tells_what_is_wrong_and_what_stands_on_it(web: Pages) -> None:
    evidence = drifted(web)

    found = page(desk(), host="127.0.0.1")

    cells = [" ".join(cell.text().split()) for cell in found.css("tbody tr:first-child td")]
    assert urls(found) == [evidence.link.url]
    assert cells[0] == "Changed numbers differ"
    assert cells[3:5] == ["1", "1"]


def test_the_list_shows_what_changed_in_the_cited_passage(web: Pages) -> None:
    drifted(web)

    found = page(desk())

    changed = [mark.text() for mark in found.css(".diff del, .diff ins")]
    assert changed == ["1,204", "1,240"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ["b", "a", "c"]),
        ({"state": "dead"}, ["b"]),
        ({"decision": "yes"}, ["b"]),
        ({"host": "A.example"}, ["a"]),
        ({"q": "c.exam"}, ["c"]),
        ({"q": "Ledger of b"}, ["b"]),
        ({"q": "nothing like it"}, []),
    ],
)
def test_filters_live_in_the_address(query: dict[str, str], shown: list[str]) -> None:
    made = {name: make.link(f"https://{name}.example/page") for name in "abc"}
    copy = make.snapshot(made["b"], title="Ledger of b")
    make.evidence(make.review(), snapshot=copy, condition=Condition.DEAD, condition_since=NOON)
    SourceLink.objects.filter(pk=made["b"].pk).update(state=LinkState.DEAD)
    SourceLink.objects.filter(pk=made["a"].pk).update(healthy_since=NOON)

    found = page(desk(), **query)

    assert urls(found) == [f"https://{name}.example/page" for name in shown]


def test_a_filter_that_means_nothing_is_a_400_without_rows() -> None:
    make.link()

    answer = desk().get(SOURCES, {"state": "sick"})

    assert (answer.status_code, urls(LexborHTMLParser(answer.content))) == (400, [])


def test_long_lists_have_pages() -> None:
    for n in range(26):
        make.link(f"https://host.example/{n}")

    assert [len(urls(page(desk(), page=number))) for number in ("1", "2")] == [25, 1]


def test_the_csv_holds_all_rows_of_the_address_and_no_formula() -> None:
    for n in range(26):
        make.link(f"https://host.example/{n}")
    risky = make.link("https://risky.example/")
    make.snapshot(risky, title="=HYPERLINK(1)")

    text = desk().get(f"{SOURCES}export.csv").content.decode("utf-8-sig")
    chosen = desk().get(f"{SOURCES}export.csv", {"host": "risky.example"}).content

    rows = list(csv.DictReader(io.StringIO(text)))
    assert (len(rows), len(chosen.splitlines())) == (27, 2)
    assert [row["title"] for row in rows if row["host"] == "risky.example"] == ["'=HYPERLINK(1)"]


def source_with_everything() -> SourceLink:
    evidence = make.evidence(make.review(Status.PUBLISHED), condition=Condition.DRIFTED)
    Evidence.objects.filter(pk=evidence.pk).update(condition_since=NOON)
    return evidence.link


@pytest.mark.parametrize("path", [SOURCES, f"{SOURCES}export.csv", "/api/v1/sources/"])
def test_the_number_of_queries_does_not_grow_with_the_rows(path: str) -> None:
    client = desk()
    counted = []
    for more in (1, 2):
        for _ in range(more):
            source_with_everything()
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_a_link_failing_for_a_week_says_since_when(settings: Settings) -> None:
    since = NOON - timedelta(days=7)
    make.link(state=LinkState.FAILING, strikes=2, first_strike_at=since, outcome="unreachable")

    found = page(desk())

    times = [time.attributes["datetime"] for time in found.css("tbody time")]
    assert times == ["2026-02-23T12:00:00+00:00"]


@pytest.mark.parametrize(
    "query", ["q=%00", "host=%00", "state=%FF", "decision=no", "q=" + "a" * 9000]
)
def test_a_senseless_address_is_answered_and_not_an_error_of_ours(query: str) -> None:
    make.link()

    assert desk().get(f"{SOURCES}?{query}").status_code in (200, 400)
