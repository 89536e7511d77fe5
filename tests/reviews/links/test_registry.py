from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from reviews.exceptions import UnusableSource
from reviews.links import registry
from reviews.models import LinkState, SourceHost, SourceLink
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def test_a_page_is_watched_from_the_moment_it_is_registered() -> None:
    link = registry.register(" https://User:pw@Ports.Example./ledger?year=2026 ", now=NOON)

    assert link.raw_url == "https://Ports.Example./ledger?year=2026"
    assert link.url == "https://ports.example./ledger?year=2026"
    assert (link.state, link.next_check_at, link.created_at) == (LinkState.UNCHECKED, NOON, NOON)
    assert (link.host.name, SourceHost.objects.get().next_due) == ("ports.example", NOON)


@pytest.mark.parametrize(
    "again",
    [
        "https://ports.example/ledger",
        "http://www.ports.example/ledger/",
        "HTTPS://PORTS.example/ledger?utm_source=feed&fbclid=1#top",
    ],
)
def test_one_page_written_in_several_ways_is_one_link(again: str) -> None:
    first = registry.register("https://ports.example/ledger", now=NOON)

    second = registry.register(again, now=NOON + timedelta(days=1))

    assert second.pk == first.pk
    assert second.next_check_at == NOON


def test_pages_that_differ_in_their_query_are_two_links() -> None:
    first = registry.register("https://ports.example/ledger?year=2025", now=NOON)

    second = registry.register("https://ports.example/ledger?year=2026", now=NOON)

    assert second.pk != first.pk
    assert second.host_id == first.host_id


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "url"),
        ("the ledger of the port", "url"),
        ("https://", "url"),
        ("https://ports.example/\ud800", "url"),
        ("https://ports.example/" + "a" * 9000, "url"),
        ("javascript:alert(1)", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("https://ports.example:25/", "port"),
        (f"https://{'a.' * 150}example/", "length"),
    ],
)
def test_what_cannot_be_a_source_is_refused_with_the_reason(url: str, reason: str) -> None:
    with pytest.raises(UnusableSource) as refusal:
        registry.register(url, now=NOON)

    assert (refusal.value.reason, refusal.value.field) == (reason, "url")
    assert not SourceLink.objects.exists()


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("https://me:pw@ports.example/a", "https://ports.example/a"),
        ("https://me@ports.example", "https://ports.example"),
        ("https://a@b:p@w@ports.example/", "https://ports.example/"),
        ("HTTPS:me:pw@ports.example/", "HTTPS:ports.example/"),
        ("https:\\\\me:pw@ports.example\\a", "https:\\\\ports.example\\a"),
        ("\1ht\ntps://me:p\tw@ports.example/", "https://ports.example/"),
        (
            "https://ports.example/@me?to=you@b.example",
            "https://ports.example/@me?to=you@b.example",
        ),
    ],
)
def test_user_names_and_passwords_are_not_kept(pasted: str, kept: str) -> None:
    link = registry.register(pasted, now=NOON)

    assert link.raw_url == kept
    assert "pw" not in link.url


def test_nul_bytes_in_an_address_do_not_reach_the_database() -> None:
    link = registry.register("https://ports.example/a\0b", now=NOON)

    assert (link.raw_url, link.url) == (
        "https://ports.example/ab",
        "https://ports.example/a%00b",
    )


def test_long_addresses_keep_apart_although_the_index_holds_only_their_beginning() -> None:
    long = "https://ports.example/" + "".join(f"{n:x}" for n in range(2000))

    first = registry.register(long + "a", now=NOON)
    second = registry.register(long + "b", now=NOON)

    assert first.pk != second.pk
    assert registry.register(long + "a", now=NOON).pk == first.pk


def test_a_link_that_was_given_up_is_checked_again_when_somebody_cites_it() -> None:
    old = make.link("https://ports.example/ledger", dedup_key="ports.example/ledger")

    registry.register("https://ports.example/ledger", now=NOON)

    old.refresh_from_db()
    assert (old.next_check_at, old.host.next_due) == (NOON, NOON)


def test_a_host_that_asked_us_to_wait_is_not_made_due_before() -> None:
    SourceHost.objects.create(name="ports.example", not_before=NOON + timedelta(hours=2))

    link = registry.register("https://ports.example/ledger", now=NOON)

    assert SourceHost.objects.get(pk=link.host_id).next_due == NOON + timedelta(hours=2)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_cite_one_page_at_once_get_one_link() -> None:
    def cite(_turn: int) -> int:
        try:
            return registry.register("https://ports.example/ledger", now=NOON).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        links = set(people.map(cite, range(12)))

    assert len(links) == 1
    assert SourceLink.objects.count() == SourceHost.objects.count() == 1
