"""Two copies of a source side by side, and all of them as a file."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from factcheck import keeping
from reviews.models import Snapshot, SourceLink
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.archives import reading
from tests.reviews.pages import Pages
from tests.reviews.web.screens import SOURCES, desk, page

pytestmark = pytest.mark.django_db

THEN = "The ferry ledger\nThe line made 1,204 crossings.\nIt has two ferries.\nThe end."
NOW = "The ferry ledger\nThe line made 1,240 crossings.\nIt has two ferries.\nThe end."
REST = "".join(f"\nParagraph {n} of the annex." for n in range(20))


def copied(*texts: str, cite: str = "") -> tuple[SourceLink, list[Snapshot]]:
    link = make.link()
    copies = [
        make.snapshot(link, text, taken_at=NOON + timedelta(days=n)) for n, text in enumerate(texts)
    ]
    if cite:
        start = texts[0].index(cite)
        make.evidence(
            make.review(Status.IN_REVIEW),
            snapshot=copies[0],
            quote=cite,
            start=start,
            end=start + len(cite),
        )
    return link, copies


def where(link: SourceLink, *copies: Snapshot) -> str:
    return f"{SOURCES}{link.pk}/copies/{''.join(f'{copy.pk}/' for copy in copies)}"


def test_the_words_that_differ_are_marked_on_both_sides() -> None:
    link, copies = copied(THEN, NOW)

    found = page(desk(), where(link, *copies))

    assert [(mark.tag, mark.text()) for mark in found.css(".diff del, .diff ins")] == [
        *(("del", "1,204"), ("ins", "1,240")),
    ]


def test_what_is_cited_is_marked_in_both_also_where_all_else_is_left_out() -> None:
    link, copies = copied(THEN + REST, THEN + REST + "\nNew.", cite="It has two ferries.")

    found = page(desk(), where(link, *copies))

    assert [mark.text() for mark in found.css(".diff mark")] == ["It has two ferries."] * 2
    assert [mark.text() for mark in found.css(".diff ins")] == ["New."]
    assert len(found.css(".diff__skipped")) == 2


def test_nothing_on_a_page_becomes_mark_up() -> None:
    link, copies = copied("<b>bold</b> & co", "<b>bold</b><script>alert(1)</script> & co")

    found = page(desk(), where(link, *copies))

    assert found.css(".diff script, .diff b") == []
    assert found.css(".diff__side")[1].text() == "<b>bold</b><script>alert(1)</script> & co"


def test_what_else_changed_is_told() -> None:
    link = make.link()
    old = make.snapshot(link, "a", title="Ledger", final_url="https://a.example/")
    new = make.snapshot(link, "b", title="", final_url="https://b.example/", http_status=203)

    found = page(desk(), where(link, old, new))

    assert [each.text() for each in found.css(".terms dt")] == [
        *("Title", "Final address", "HTTP status"),
    ]
    assert next(each.text() for each in found.css(".terms dd")).split() == ["Ledger", "–"]


def test_without_a_choice_the_cited_copy_stands_against_the_newest() -> None:
    link, copies = copied(THEN, NOW, NOW + REST, cite="It has two ferries.")

    answer = desk().get(where(link))

    assert answer.headers["Location"] == where(link, copies[0], copies[2])


@pytest.mark.parametrize("query", ["?a=1", "?a=x&b=y", "?a=0&b=0"])
def test_a_senseless_choice_leads_back_to_the_source(query: str) -> None:
    link, _copies = copied(THEN, NOW)

    assert desk().get(where(link) + query).headers["Location"] == f"{SOURCES}{link.pk}/"


def test_two_copies_can_be_chosen() -> None:
    link, copies = copied(THEN, NOW, NOW + REST)

    answer = desk().get(f"{where(link)}?a={copies[2].pk}&b={copies[1].pk}")

    assert answer.headers["Location"] == where(link, copies[2], copies[1])


def test_copies_of_another_source_are_not_compared() -> None:
    link, copies = copied(THEN, NOW)
    other = make.snapshot(make.link())

    assert desk().get(where(link, copies[0], other)).status_code == 404


def test_plain_text_for_a_note() -> None:
    link, copies = copied(THEN + REST, NOW + REST)

    answer = desk().get(where(link, *copies) + "?text")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "  The ferry ledger",
        "- The line made 1,204 crossings.",
        "+ The line made 1,240 crossings.",
        "  It has two ferries.",
        "@ 21",
    ]


def test_strangers_see_neither() -> None:
    link, copies = copied(THEN, NOW)

    statuses = [
        Client().get(path).status_code
        for path in (where(link, *copies), f"{SOURCES}{link.pk}/copies.warc.gz")
    ]

    assert statuses == [302, 302]


def test_as_many_queries_for_three_copies_as_for_two() -> None:
    link, copies = copied(THEN, NOW, cite="It has two ferries.")
    client, counted = desk(), []
    for more in (0, 1):
        for number in range(more):
            make.snapshot(link, f"more {number}")
        client.get(where(link, *copies))
        with CaptureQueriesContext(connection) as queries:
            client.get(where(link, *copies))
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_all_copies_come_as_a_warc(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    kept = keeping.put(b"<p>as it was", under="snapshots")
    digest = hashlib.sha256(b"<p>as it was").hexdigest()
    copy = make.snapshot(storage_key=kept.key, body_sha256=digest)

    answer = desk().get(f"{SOURCES}{copy.link_id}/copies.warc.gz")

    records = reading.records(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/warc"
    assert [each.content for each in records if each.kind == "response"] == [b"<p>as it was"]


def test_the_page_of_a_source_leads_to_them(web: Pages) -> None:
    link, _copies = copied(THEN, NOW)

    found = page(desk(), f"{SOURCES}{link.pk}/")

    hrefs = [each.attributes["href"] for each in found.css("main a")]
    assert {where(link), f"{SOURCES}{link.pk}/copies.warc.gz"} <= set(hrefs)
