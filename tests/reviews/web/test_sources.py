"""`/sources/`: what is failing, since when, what stands on it, what to do about it."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser, LexborNode

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
        ({}, ["b", "c", "a"]),
        ({"order": "-since"}, ["b", "a", "c"]),
        ({"state": "dead"}, ["b"]),
        ({"state": "troubled"}, ["b"]),
        ({"began": "2026-03-02"}, ["b"]),
        ({"began": "2026-03-01"}, []),
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

    text = desk().get(f"{SOURCES}export.csv").getvalue().decode("utf-8-sig")
    chosen = desk().get(f"{SOURCES}export.csv", {"host": "risky.example"}).getvalue()

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
        client.get(path).getvalue()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path).getvalue()
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_a_link_failing_for_a_week_says_since_when(settings: Settings) -> None:
    since = NOON - timedelta(days=7)
    make.link(state=LinkState.FAILING, strikes=2, first_strike_at=since, outcome="unreachable")

    found = page(desk())

    times = [time.attributes["datetime"] for time in found.css("tbody time")]
    assert times == ["2026-02-23T12:00:00+00:00"]


@pytest.mark.parametrize(
    ("days", "age"), [(0, "0"), (1, "1"), (6, "1"), (8, "7"), (29, "7"), (31, "30"), (400, "90")]
)
def test_a_bar_of_the_ages_leads_to_the_rows_it_counts(days: int, age: str) -> None:
    since = timezone.now() - timedelta(days=days)
    link = make.link(state=LinkState.DEAD, strikes=3, first_strike_at=since)
    client = desk()

    bars = [bar for bar in page(client).css("#plot-ages + .bars a") if bar_number(bar) == "1"]

    (href,) = [bar.attributes["href"] for bar in bars]
    assert href == f"{SOURCES}?age={age}"
    assert urls(page(client, str(href))) == [link.url]


def bar_number(bar: LexborNode) -> str:
    return bar.css(".bars__number")[0].text()


def test_plots_come_first_and_every_place_in_them_leads_to_rows() -> None:
    for n in range(3):
        make.link(f"https://worse.example/{n}", state=LinkState.DEAD, first_strike_at=NOON)
    make.link("https://bad.example/", state=LinkState.DRIFTED)
    make.link("https://well.example/", state=LinkState.HEALTHY)

    found = page(desk())

    svgs = [svg.css("title")[0].text() for svg in found.css("svg[role=group]")]
    places = {place.attributes["href"] for place in found.css(".plot__box a")}
    bars = [(bar.attributes["href"], bar_number(bar)) for bar in found.css("#plot-hosts + .bars a")]
    assert svgs == ["In trouble", "All sources"]
    assert f"{SOURCES}?began={timezone.now():%Y-%m-%d}" in places
    assert bars == [
        (f"{SOURCES}?host=worse.example&state=troubled", "3"),
        (f"{SOURCES}?host=bad.example&state=troubled", "1"),
    ]
    assert found.css("main section, main .stats")[0].attributes["aria-labelledby"] == "plot-health"


def test_the_numbers_of_the_plots_stand_in_a_table() -> None:
    make.link("https://bad.example/", state=LinkState.DRIFTED)
    make.link("https://well.example/", state=LinkState.HEALTHY)

    found = page(desk())

    heads = [head.text() for head in found.css(".plot__table th[scope=col]")]
    newest = [cell.text() for cell in found.css(".plot__table tbody tr:first-child td")]
    assert dict(zip(heads[1:], newest, strict=True)) == {
        "Dead": "0",
        "Changed": "1",
        "Failing": "0",
        "Never fetched": "0",
        "Answers, but cannot be verified": "0",
        "Not checked yet": "0",
        "Healthy": "1",
    }


def test_rows_that_were_asked_for_come_without_plots() -> None:
    make.link(state=LinkState.DEAD, first_strike_at=NOON)

    assert page(desk(), state="dead").css(".plots") == []


def test_what_waits_for_a_decision_comes_first_across_pages() -> None:
    first = make.evidence(make.review(), condition=Condition.DEAD, condition_since=NOON).link
    others = [make.link(f"https://host.example/{n}") for n in range(30)]
    newest = [link.url for link in reversed(others)]
    client = desk()

    pages = [urls(page(client, page=number)) for number in ("1", "2")]

    assert pages == [[first.url, *newest[:24]], newest[24:]]


@pytest.mark.parametrize(
    "query",
    [
        "age=5",
        "began=yesterday",
        "began=0001-01-01",
        "began=9999-12-31",
        "q=%00",
        "host=%00",
        "state=%FF",
        "decision=no",
        "q=" + "a" * 9000,
    ],
)
def test_a_senseless_address_is_answered_and_not_an_error_of_ours(query: str) -> None:
    make.link()

    assert desk().get(f"{SOURCES}?{query}").status_code in (200, 400)
