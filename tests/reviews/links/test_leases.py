from datetime import datetime, timedelta

import pytest
from django.db import connection

from reviews.links import leases, registry
from reviews.models import SourceHost, SourceLink
from tests.make import NOON
from tests.sql import attack

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

COUNTING = """
CREATE TEMP TABLE woken (host bigint) ON COMMIT DROP;
CREATE FUNCTION pg_temp.note() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO woken VALUES (NEW.id); RETURN NEW; END $$;
CREATE TRIGGER zz_noted AFTER UPDATE OF next_due ON reviews_sourcehost
    FOR EACH ROW EXECUTE FUNCTION pg_temp.note();
"""


def due(name: str, *paths: str, at: datetime = NOON) -> SourceHost:
    """A host with a link due at `at` for each path."""
    for path in paths or ("a",):
        registry.register(f"https://{name}.example/{path}", now=at)
    return SourceHost.objects.get(name=f"{name}.example")


def claimed(lease: leases.Lease) -> list[str]:
    return sorted(link.url for link in lease.links)


def test_a_lease_holds_the_due_hosts_with_their_due_links() -> None:
    due("one", "a", "b")
    due("two", "c")
    due("later", "d", at=NOON + MINUTE)

    lease = leases.claim(worker="w1", now=NOON)

    assert claimed(lease) == [
        "https://one.example/a",
        "https://one.example/b",
        "https://two.example/c",
    ]
    assert (lease.worker, lease.expires) == ("w1", NOON + timedelta(minutes=15))


def test_what_is_leased_is_not_leased_again_before_the_lease_ends() -> None:
    due("one")

    first = leases.claim(worker="w1", now=NOON)
    meanwhile = leases.claim(worker="w2", now=NOON + 14 * MINUTE)
    afterwards = leases.claim(worker="w2", now=NOON + 15 * MINUTE)

    assert (len(first.hosts), len(meanwhile.hosts), len(afterwards.hosts)) == (1, 0, 1)


def test_citing_a_page_of_a_leased_host_does_not_break_the_lease() -> None:
    due("one")
    leases.claim(worker="w1", now=NOON)

    due("one", "new", at=NOON + MINUTE)

    assert leases.claim(worker="w2", now=NOON + MINUTE).hosts == ()


def test_the_longest_due_come_first_and_no_more_than_asked_for() -> None:
    due("young", at=NOON)
    due("old", "a", at=NOON - DAY)
    due("old", "b", at=NOON - 2 * DAY)

    lease = leases.claim(worker="w1", now=NOON, hosts=1, links_per_host=1)

    assert claimed(lease) == ["https://old.example/b"]


def test_a_host_that_asked_us_to_stay_away_is_never_leased() -> None:
    host = due("one")
    SourceHost.objects.filter(pk=host.pk).update(opted_out=True)

    assert leases.claim(worker="w1", now=NOON + DAY).hosts == ()


def test_one_link_can_be_claimed_for_its_own_sake() -> None:
    due("one", *"abcdef")
    due("two")
    wanted = SourceLink.objects.get(url="https://one.example/e")

    lease = leases.claim(worker="w1", now=NOON, links_per_host=1, only=wanted)

    assert claimed(lease) == ["https://one.example/e"]


def test_a_completed_host_is_due_when_its_first_link_is() -> None:
    host = due("one", "a", "b", "never")
    lease = leases.claim(worker="w1", now=NOON)
    SourceLink.objects.filter(url__endswith="/a").update(next_check_at=NOON + 7 * DAY)
    SourceLink.objects.filter(url__endswith="/b").update(next_check_at=NOON + 3 * DAY)
    SourceLink.objects.filter(url__endswith="/never").update(next_check_at=None)

    leases.complete_many(lease, {host.pk: (None, None)})

    host.refresh_from_db()
    assert (host.next_due, host.lease_token, host.lease_expires) == (NOON + 3 * DAY, None, None)


def test_a_completed_host_with_nothing_to_check_is_not_due() -> None:
    host = due("one")
    lease = leases.claim(worker="w1", now=NOON)
    SourceLink.objects.update(next_check_at=None)

    leases.complete_many(lease, {host.pk: (NOON + DAY, None)})

    host.refresh_from_db()
    assert host.next_due is None


def test_a_host_is_not_due_before_the_time_it_asked_for() -> None:
    host = due("one")
    lease = leases.claim(worker="w1", now=NOON)

    leases.complete_many(lease, {host.pk: (NOON + 2 * DAY, None)})

    host.refresh_from_db()
    assert (host.next_due, host.not_before) == (NOON + 2 * DAY, NOON + 2 * DAY)


def test_who_comes_late_is_refused() -> None:
    host = due("one")
    late = leases.claim(worker="killed", now=NOON)
    leases.claim(worker="w2", now=NOON + DAY)

    done = leases.complete_many(late, {host.pk: (None, None)})

    assert (done, leases.hold([host.pk], lease=late)) == (set(), set())


def test_what_is_held_is_told_apart_from_what_was_taken_over() -> None:
    one, two = due("one"), due("two", at=NOON + MINUTE)
    first = leases.claim(worker="w1", now=NOON)
    second = leases.claim(worker="w2", now=NOON + MINUTE)

    held = leases.hold([one.pk, two.pk], lease=first)

    assert held == {one.pk}
    assert leases.hold([one.pk, two.pk], lease=second) == {two.pk}


def test_many_hosts_go_back_at_once_each_with_its_own_terms() -> None:
    one, two, idle = due("one"), due("two"), due("idle")
    lease = leases.claim(worker="w1", now=NOON)
    SourceLink.objects.filter(host=one).update(next_check_at=NOON + 7 * DAY)
    SourceLink.objects.filter(host=two).update(next_check_at=NOON + 3 * DAY)
    SourceLink.objects.filter(host=idle).update(next_check_at=None)

    done = leases.complete_many(
        lease,
        {one.pk: (None, None), two.pk: (NOON + 5 * DAY, NOON + DAY), idle.pk: (NOON + DAY, None)},
    )

    columns = ("next_due", "not_before", "frozen_until", "lease_token", "lease_expires")
    assert done == {one.pk, two.pk, idle.pk}
    assert list(SourceHost.objects.order_by("pk").values_list(*columns)) == [
        (NOON + 7 * DAY, None, None, None, None),
        (NOON + 5 * DAY, NOON + 5 * DAY, NOON + DAY, None, None),
        (None, NOON + DAY, None, None, None),
    ]


def test_who_comes_late_gives_back_only_what_is_still_his() -> None:
    kept, lost = due("kept", at=NOON), due("lost", at=NOON - DAY)
    late = leases.claim(worker="late", now=NOON)
    SourceHost.objects.filter(pk=kept.pk).update(lease_expires=NOON + 2 * DAY)
    taken = leases.claim(worker="w2", now=NOON + DAY, hosts=1)

    done = leases.complete_many(late, {kept.pk: (None, None), lost.pk: (NOON + 9 * DAY, None)})

    lost.refresh_from_db()
    assert [host.pk for host in taken.hosts] == [lost.pk]
    assert done == {kept.pk}
    assert (lost.lease_token, lost.next_due, lost.not_before) == (taken.token, taken.expires, None)


def test_nothing_to_give_back_is_no_fault() -> None:
    assert leases.complete_many(leases.claim(worker="w1", now=NOON), {}) == set()


def test_a_host_whose_links_are_all_done_is_claimed_once_and_then_at_rest() -> None:
    host = due("one")
    SourceLink.objects.update(next_check_at=None)
    lease = leases.claim(worker="w1", now=NOON)

    leases.complete_many(lease, {host.pk: (None, None)})

    assert claimed(lease) == []
    assert leases.claim(worker="w1", now=NOON + DAY).hosts == ()


def test_what_a_host_asked_for_holds_for_links_that_are_cited_meanwhile() -> None:
    host = due("one")
    lease = leases.claim(worker="w1", now=NOON)
    leases.complete_many(lease, {host.pk: (NOON + DAY, None)})

    due("one", "new", at=NOON + MINUTE)

    host.refresh_from_db()
    assert host.next_due == NOON + DAY


def test_a_lease_tells_how_long_a_host_wants_us_to_pause() -> None:
    host = due("one")
    SourceHost.objects.filter(pk=host.pk).update(crawl_delay=7.5)

    (leased,) = leases.claim(worker="w1", now=NOON).hosts

    assert (leased.name, leased.crawl_delay) == ("one.example", 7.5)


def test_ten_thousand_links_at_once_wake_each_host_once() -> None:
    attack(COUNTING)
    registry.register_many([f"https://host-{n % 10}.example/{n}" for n in range(10_000)], now=NOON)

    lease = leases.claim(worker="w1", now=NOON)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT host) FROM woken")
        woken = cursor.fetchone()
    assert woken == (20, 10)  # once by the list, once by the claim
    assert (len(lease.hosts), len(lease.links)) == (10, 200)
