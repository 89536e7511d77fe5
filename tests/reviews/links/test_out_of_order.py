"""Hosts that are down, hosts that want to be left alone, and a desk that is cut off itself."""

import logging
import socket
from datetime import timedelta

import pytest
from pytest_django import Settings

from reviews.links import registry
from reviews.models import Excuse, LinkCheck, SourceHost, SourceLink
from tests.make import NOON
from tests.reviews.links.desk import DAY, REST, check
from tests.reviews.pages import Page, Pages

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.0/8"]
    settings.OUTBOUND_DEADLINE_SECONDS = 5.0


@pytest.fixture
def closed() -> int:
    """A port at which nobody answers, on any address of this machine."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def watch(port: int, *, hosts: int, each: int = 1) -> None:
    for host in range(hosts):
        for page in range(each):
            registry.register(f"http://127.0.9.{host + 1}:{port}/page-{page}", now=NOON)


def excuses() -> list[str]:
    return list(LinkCheck.objects.order_by("link", "checked_at").values_list("excused", flat=True))


def test_a_host_that_is_down_is_spared_the_rest_and_rests(closed: int) -> None:
    watch(closed, hosts=1, each=8)

    report = check()

    host = SourceHost.objects.get()
    due = set(SourceLink.objects.values_list("next_check_at", flat=True))
    assert (report.checked, due) == (3, {NOON + 6 * HOUR})
    assert (host.next_due, host.frozen_until) == (NOON + 6 * HOUR, NOON + DAY)
    assert excuses() == [Excuse.HOST] * 3
    assert not SourceLink.objects.filter(strikes__gt=0).exists()


def test_a_host_that_had_its_day_of_grace_is_asked_for_all_of_its_links(closed: int) -> None:
    watch(closed, hosts=1, each=8)
    check()

    report = check(at=NOON + 2 * DAY)

    assert report.checked == 8
    assert set(SourceLink.objects.values_list("strikes", flat=True)) == {1}


def test_a_host_that_rests_can_be_asked_by_a_person(closed: int) -> None:
    watch(closed, hosts=1, each=4)
    check()
    link = SourceLink.objects.order_by("pk")[0]
    SourceLink.objects.filter(pk=link.pk).update(next_check_at=NOON + HOUR)
    registry.wake(link.host_id, now=NOON + HOUR)

    report = check(at=NOON + HOUR)

    assert (report.checked, link.checks.count()) == (1, 2)


def test_when_nobody_answers_the_desk_is_cut_off_and_nobody_is_struck(
    closed: int, caplog: pytest.LogCaptureFixture
) -> None:
    watch(closed, hosts=6)

    with caplog.at_level(logging.WARNING):
        report = check()

    assert (report.checked, report.offline) == (6, 6)
    assert excuses() == [Excuse.DESK] * 6
    assert not SourceLink.objects.filter(strikes__gt=0).exists()
    assert "6 hosts did not answer" in caplog.text


def test_a_desk_that_is_cut_off_twice_in_a_month_counts_the_second_time(closed: int) -> None:
    watch(closed, hosts=6)
    check()

    check(at=NOON + 2 * DAY)

    assert set(SourceLink.objects.values_list("strikes", flat=True)) == {1}


def test_a_few_sites_that_do_not_answer_are_struck(closed: int, web: Pages) -> None:
    watch(closed, hosts=2)
    registry.register(web.put("/report", REST), now=NOON)

    report = check()

    assert (report.checked, report.offline, excuses()) == (3, 0, [Excuse.NONE] * 3)
    assert sorted(SourceLink.objects.values_list("strikes", flat=True)) == [0, 1, 1]


def test_a_host_that_says_too_many_requests_is_left_alone_though_it_does_not_say_how_long(
    web: Pages,
) -> None:
    for n in range(3):
        registry.register(f"{web.url}/page-{n}", now=NOON)
        web.pages[f"/page-{n}"] = Page(b"", status=429)

    report = check()

    host = SourceHost.objects.get()
    assert (report.checked, len(web.asked)) == (1, 1)
    assert host.next_due == host.not_before == NOON + timedelta(minutes=15)
    assert SourceLink.objects.filter(next_check_at=NOON).count() == 2
