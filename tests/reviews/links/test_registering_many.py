"""Thousands of addresses at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.links import registry
from reviews.links.registry import Became
from reviews.models import LinkState, SourceHost, SourceLink
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def test_each_address_says_what_became_of_it() -> None:
    known = registry.register("https://ports.example/known", now=NOON)

    report = registry.register_many(
        [
            "https://ports.example/ledger",
            "http://www.ports.example/known/",
            "HTTPS://Ports.Example/ledger?utm_source=x#:~:text=4,210",
            "ftp://ports.example/ledger",
        ],
        now=NOON,
    )

    new = SourceLink.objects.get(dedup_key="ports.example/ledger")
    assert [(entry.number, entry.became, entry.link_id) for entry in report.entries] == [
        (1, Became.NEW, new.pk),
        (2, Became.KNOWN, known.pk),
        (3, Became.REPEATED, new.pk),
        (4, Became.REFUSED, None),
    ]
    assert report.counts == {"new": 1, "known": 1, "repeated": 1, "refused": 1}
    assert report.entries[2].same_as == 1
    assert report.refused[0].why == (
        "Only web pages (http and https) can be fetched, not “ftp:” addresses."
    )


def test_a_link_made_so_is_like_one_that_somebody_cites() -> None:
    url = " https://User:pw@Ports.Example./ledger?year=2026#top "
    one = registry.register(url, now=NOON)
    fields = [field.attname for field in SourceLink._meta.concrete_fields if field.name != "id"]
    expected = {name: getattr(one, name) for name in fields}
    SourceLink.objects.all().delete()

    report = registry.register_many([url], now=NOON)

    made = SourceLink.objects.get()
    assert {name: getattr(made, name) for name in fields} == expected
    assert "pw" not in report.entries[0].url + made.raw_url + made.url


def test_each_host_is_woken() -> None:
    waits = SourceHost.objects.create(name="b.example", not_before=NOON + timedelta(hours=1))
    SourceHost.objects.create(name="c.example", next_due=NOON + timedelta(days=3))
    registry.register_many(
        [f"https://{name}.example/{n}" for name in "abc" for n in "12"], now=NOON
    )

    due = dict(SourceHost.objects.values_list("name", "next_due"))
    assert due == {"a.example": NOON, "b.example": waits.not_before, "c.example": NOON}


def test_what_was_given_up_is_taken_up_again() -> None:
    old = make.link("https://a.example/", dedup_key="a.example", state=LinkState.REFUSED)

    registry.register_many(["https://a.example/"], now=NOON)

    old.refresh_from_db()
    assert (old.next_check_at, old.host.next_due) == (NOON, NOON)


def test_a_rehearsal_changes_nothing() -> None:
    report = registry.register_many(["https://a.example/", "no"], now=NOON, dry_run=True)

    assert report.counts == {"new": 1, "known": 0, "repeated": 0, "refused": 1}
    assert not SourceHost.objects.exists()


def test_nothing_is_no_trouble() -> None:
    assert registry.register_many([], now=NOON).entries == []


def test_a_refused_address_is_shown_without_password_and_not_at_length() -> None:
    report = registry.register_many(["ftp://me:pw@a.example/" + "x" * 9000], now=NOON)

    assert report.entries[0].url == ("ftp://a.example/" + "x" * 9000)[:300]


def test_thousands_take_as_many_statements_as_three() -> None:
    counted = []
    for urls in (3, 2_000):
        with CaptureQueriesContext(connection) as queries:
            registry.register_many(
                [f"https://{n % 50}.example/{urls}/{n}" for n in range(urls)], now=NOON
            )
        counted.append(len(queries))

    assert counted[0] == counted[1]


@pytest.mark.django_db(transaction=True)
def test_lists_that_overlap_run_at_once_without_a_deadlock() -> None:
    urls = [f"https://{n % 7}.example/{n}" for n in range(300)]

    def send(turn: int) -> int:
        try:
            return registry.register_many(
                urls[::-1] if turn % 2 else urls, now=NOON + timedelta(seconds=turn)
            ).counts["refused"]
        finally:
            connection.close()

    def cite(turn: int) -> int:
        try:
            return registry.register(urls[turn * 37 % 300], now=NOON).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        lists, single = people.map(send, range(6)), people.map(cite, range(20))
        outcomes = (set(lists), len(list(single)))

    assert outcomes == ({0}, 20)
    assert (SourceLink.objects.count(), SourceHost.objects.count()) == (300, 7)
