"""A real Celery worker against a real database, broker and web: what happens when it is killed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from factcheck import door
from factcheck.celery import app
from reviews import links, tasks
from reviews.links import checks, leases, registry, snapshots
from reviews.models import (
    Condition,
    Event,
    Evidence,
    LinkCheck,
    LinkState,
    Publication,
    SourceHost,
    SourceLink,
)
from reviews.states import Status
from tests import make
from tests.reviews.links.workers import Gate, idle, until, working
from tests.reviews.pages import Pages

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
QUOTE = "The line made 1,204 crossings in the first half of the year."


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    app.control.purge()
    yield
    app.control.purge()


def cite(url: str, quote: str) -> Evidence:
    now = timezone.now()
    link = registry.register(url, now=now)
    copy = snapshots.keep(link, links.inspect_now(url, **door.options()), now=now)
    start = copy.text.index(quote)
    return make.evidence(
        make.review(Status.PUBLISHED),
        snapshot=copy,
        quote=quote,
        start=start,
        end=start + len(quote),
    )


def test_a_worker_checks_what_is_due_and_a_changed_number_flags_the_verdict(
    web: Pages, tmp_path: Path
) -> None:
    evidence = cite(web.put("/report", QUOTE), QUOTE)
    web.put("/report", QUOTE.replace("1,204", "1,240"))

    with working(tmp_path) as worker:
        tasks.check_due_links.delay()
        until(LinkCheck.objects.exists, worker=worker)

    evidence.refresh_from_db()
    publication = Publication.objects.get(review=evidence.review)
    assert (evidence.condition, evidence.link.state) == (Condition.DRIFTED, LinkState.DRIFTED)
    assert publication.flag_reason == ("The page now gives other figures: “1,204” became “1,240”.")
    assert Event.objects.filter(kind="source_troubled").count() == 1
    assert evidence.link.next_check_at is not None


def test_a_worker_that_comes_late_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.0/8"]
    settings.MEDIA_ROOT = tmp_path
    with Gate().served() as gate:
        registry.register(gate.pages(hosts=1)[0], now=timezone.now())
        with working(tmp_path) as slow:
            tasks.check_due_links.delay()
            until(lambda: len(gate.asked) == 1, worker=slow)

            SourceHost.objects.update(lease_expires=timezone.now(), next_due=timezone.now())
            lease = leases.claim(worker="other", now=timezone.now() + timedelta(seconds=1))
            gate.open.set()
            settled = LinkCheck.objects.filter(worker="other")
            checks.run_batch(lease)
            until(settled.exists)
            until(idle, worker=slow)

    assert SourceLink.objects.get().state == LinkState.HEALTHY
    assert LinkCheck.objects.count() == 1


def test_a_message_delivered_twice_finds_nothing_the_second_time(
    web: Pages, tmp_path: Path
) -> None:
    registry.register(web.put("/report", QUOTE), now=timezone.now())

    with working(tmp_path) as worker:
        for _ in range(3):
            tasks.check_due_links.delay()
        until(LinkCheck.objects.exists, worker=worker)
        until(idle, worker=worker)

    assert (LinkCheck.objects.count(), web.asked.count("/report")) == (1, 1)


def test_check_now_looks_at_one_link_and_leaves_the_others(web: Pages, tmp_path: Path) -> None:
    now = timezone.now()
    wanted = registry.register(web.put("/wanted", QUOTE), now=now)
    registry.register(web.put("/other", QUOTE), now=now)

    with working(tmp_path) as worker:
        tasks.check_now.delay(wanted.pk)
        until(LinkCheck.objects.exists, worker=worker)
        until(lambda: SourceHost.objects.get().lease_token is None, worker=worker)

    assert LinkCheck.objects.get().link_id == wanted.pk
    assert SourceHost.objects.get().next_due == now
