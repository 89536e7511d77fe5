"""Leases when several people and workers are at them in the same moment."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from reviews.links import leases, registry
from reviews.models import SourceLink
from tests.make import NOON
from tests.reviews.links.test_leases import DAY, MINUTE, claimed, due

pytestmark = pytest.mark.django_db(transaction=True)


def until_somebody_waits_for_a_lock() -> None:
    deadline = time.monotonic() + 10
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.01)
    pytest.fail("Nobody waits.")


def test_two_workers_that_claim_at_once_get_different_hosts() -> None:
    for n in range(20):
        due(f"host-{n}")
    start = Barrier(2)

    def claim(worker: str) -> set[str]:
        start.wait(timeout=10)
        try:
            return set(claimed(leases.claim(worker=worker, now=NOON, hosts=10)))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        first, second = workers.map(claim, ["w1", "w2"])

    assert (len(first), len(second), len(first | second)) == (10, 10, 20)


def test_a_host_is_not_claimed_while_its_results_are_written() -> None:
    host = due("one")
    lease = leases.claim(worker="w1", now=NOON)

    def take_over(_turn: int) -> int:
        try:
            return len(leases.claim(worker="w2", now=NOON + DAY).hosts)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            leases.hold([host.pk], lease=lease)
            during = other.submit(take_over, 1).result(timeout=10)
        after = other.submit(take_over, 2).result(timeout=10)

    assert (during, after) == (0, 1)


def test_citing_a_page_does_not_wait_for_a_batch_that_writes() -> None:
    host = due("one")
    lease = leases.claim(worker="w1", now=NOON)

    def cite() -> str:
        try:
            return registry.register("https://one.example/new", now=NOON).url
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as person, transaction.atomic():
        leases.hold([host.pk], lease=lease)
        url = person.submit(cite).result(timeout=10)

    assert url == "https://one.example/new"


def test_a_page_cited_while_its_host_goes_back_is_not_lost() -> None:
    host = due("one")
    lease = leases.claim(worker="w1", now=NOON)
    SourceLink.objects.update(next_check_at=NOON + 7 * DAY)

    def cite() -> None:
        try:
            registry.register("https://one.example/new", now=NOON + MINUTE)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as person:
        with transaction.atomic():
            leases.complete_many(lease, {host.pk: (None, None)})
            citing = person.submit(cite)
            until_somebody_waits_for_a_lock()
        citing.result(timeout=10)

    host.refresh_from_db()
    assert host.next_due == NOON + MINUTE


def test_a_page_cited_before_its_host_goes_back_is_not_lost() -> None:
    host = due("one")
    lease = leases.claim(worker="w1", now=NOON)
    SourceLink.objects.update(next_check_at=NOON + 7 * DAY)

    def give_back() -> set[int]:
        try:
            return leases.complete_many(lease, {host.pk: (None, None)})
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as worker:
        with transaction.atomic():
            registry.register("https://one.example/new", now=NOON + MINUTE)
            giving = worker.submit(give_back)
            until_somebody_waits_for_a_lock()
        done = giving.result(timeout=10)

    host.refresh_from_db()
    assert (done, host.next_due) == ({host.pk}, NOON + MINUTE)


def test_two_that_give_back_the_same_hosts_never_wait_for_each_other_in_a_ring() -> None:
    found = [due(f"host-{n}").pk for n in range(40)]
    lease = leases.claim(worker="w1", now=NOON, hosts=40)
    start = Barrier(2)

    def give_back(order: list[int]) -> set[int]:
        start.wait(timeout=10)
        try:
            return leases.complete_many(lease, dict.fromkeys(order, (None, None)))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        first, second = workers.map(give_back, [found, found[::-1]])

    assert (sorted([*first, *second]), first & second) == (found, set())
