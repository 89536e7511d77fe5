"""Workers that are killed, doubled or told to end in the middle of a turn."""

import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from factcheck.celery import app
from reviews import tasks
from reviews.links import checks, registry
from reviews.models import LinkCheck, LinkState, SourceHost, SourceLink
from tests.reviews.links.workers import Gate, idle, kill, kill_task, until, working

pytestmark = [pytest.mark.worker, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    app.control.purge()
    yield
    app.control.purge()


def register(gate: Gate, *, hosts: int, each: int) -> int:
    """Have pages watched; returns how many."""
    urls = gate.pages(hosts=hosts, each=each)
    for url in urls:
        registry.register(url, now=timezone.now())
    return len(urls)


def let_leases_lapse() -> None:
    now = timezone.now()
    SourceHost.objects.filter(lease_token__isnull=False).update(lease_expires=now, next_due=now)


def once_each() -> bool:
    """Whether each link was checked, and none twice."""
    checked = Counter(LinkCheck.objects.values_list("link", flat=True))
    return set(checked.values()) == {1} and len(checked) == SourceLink.objects.count()


def test_kill_9_in_the_middle_loses_nothing_and_doubles_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.0/8"]
    settings.LINK_HOST_DELAY_SECONDS = 0.0
    with Gate(free=checks.ENOUGH + 10).served() as gate:
        register(gate, hosts=8, each=10)
        with working(tmp_path) as first:
            tasks.check_due_links.delay()
            until(lambda: LinkCheck.objects.count() >= checks.ENOUGH, worker=first)
            until(lambda: len(gate.asked) > checks.ENOUGH + 10, worker=first)
            kill(first)
        stored = LinkCheck.objects.count()
        leased = SourceHost.objects.filter(lease_token__isnull=False).count()

        gate.open.set()
        let_leases_lapse()
        report = checks.run_due(worker="next")

    assert (report.checked, report.refused) == (80 - stored, 0)
    assert checks.ENOUGH <= stored < 80
    assert leased == 8
    assert once_each()
    assert not SourceLink.objects.exclude(state=LinkState.HEALTHY).exists()
    assert not SourceHost.objects.filter(lease_token__isnull=False).exists()


def test_a_message_is_delivered_again_when_the_process_that_had_it_is_killed(
    tmp_path: Path,
) -> None:
    with Gate().served() as gate:
        register(gate, hosts=2, each=2)
        with working(tmp_path) as worker:
            tasks.check_due_links.delay()
            until(lambda: len(gate.asked) == 2, worker=worker)

            let_leases_lapse()
            gate.open.set()
            kill_task(worker)
            until(lambda: LinkCheck.objects.count() == 4, worker=worker)
            until(idle, worker=worker)

    assert once_each()
    assert worker.returncode == -signal.SIGKILL


def test_two_workers_at_once_check_each_link_once(tmp_path: Path) -> None:
    with Gate(free=1000).served() as gate:
        number = register(gate, hosts=12, each=8)
        with working(tmp_path) as one, working(tmp_path, name="two"):
            until(lambda: idle(2), worker=one)
            for _ in range(4):
                tasks.check_due_links.delay()
            until(lambda: LinkCheck.objects.count() >= number, worker=one)
            until(lambda: idle(2), worker=one)

    assert once_each()
    assert set(Counter(gate.asked).values()) == {1}


def test_a_warm_shutdown_ends_a_turn_within_seconds_and_leaves_the_rest_due(
    tmp_path: Path,
) -> None:
    with Gate(free=3).served() as gate:
        register(gate, hosts=3, each=2)
        with working(tmp_path) as worker:
            tasks.check_due_links.delay()
            until(lambda: len(gate.asked) == 6, worker=worker)

            worker.send_signal(signal.SIGTERM)
            worker.wait(timeout=20)

    assert worker.returncode == 0
    assert LinkCheck.objects.count() == 3
    assert not SourceHost.objects.filter(lease_token__isnull=False).exists()
    assert SourceLink.objects.filter(next_check_at__lte=timezone.now()).count() == 3
    assert SourceHost.objects.filter(next_due__lte=timezone.now()).count() == 3
