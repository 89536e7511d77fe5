"""Pages that die, hosts that fail or ask us to wait: when the desk believes it, and when not."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from reviews import evidence as citing
from reviews.links import checks, leases, registry
from reviews.models import (
    Condition,
    LinkCheck,
    LinkState,
    SourceLink,
)
from tests import make
from tests.make import NOON
from tests.reviews.links.desk import (
    DAY,
    QUOTE,
    REST,
    check,
    check_often,
    cite,
    publication,
    told,
)
from tests.reviews.pages import Page, Pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0


def test_a_page_that_is_gone_is_dead_after_strikes_over_six_days(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.pages.clear()

    times = [timedelta(0), timedelta(minutes=15), timedelta(hours=6, minutes=15)]
    check_often([*times, times[-1] + 3 * DAY])
    evidence.refresh_from_db()
    failing = (evidence.link.state, evidence.condition, told(evidence))
    check(at=NOON + times[-1] + 6 * DAY)
    check(at=NOON + times[-1] + 36 * DAY)

    evidence.refresh_from_db()
    assert failing == (LinkState.FAILING, Condition.SOUND, [])
    assert (evidence.link.state, evidence.condition) == (LinkState.DEAD, Condition.DEAD)
    assert told(evidence) == [("source_troubled", "dead")]
    assert publication(evidence).flag_reason == (
        "The source is gone: not found (404), 5 times in a row."
    )
    assert LinkCheck.objects.count() == 6


def test_a_dead_source_that_answers_again_is_cleared(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    page = web.pages["/report"]
    web.pages["/report"] = Page(b"", status=410)
    check_often([timedelta(0), timedelta(minutes=15)])

    web.pages["/report"] = page
    check(at=NOON + 31 * DAY)

    evidence.refresh_from_db()
    assert (evidence.link.state, evidence.link.strikes) == (LinkState.HEALTHY, 0)
    assert told(evidence) == [("source_troubled", "dead"), ("source_cleared", "")]
    assert publication(evidence).flagged_at is None


@pytest.mark.parametrize("status", [401, 403, 429, 451])
def test_a_blocked_page_is_no_dead_page(web: Pages, status: int) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.pages["/report"] = Page(b"<p>No.</p>", status=status)

    check_often([n * 8 * DAY for n in range(6)])

    evidence.refresh_from_db()
    assert (evidence.link.strikes, told(evidence)) == (0, [])
    assert evidence.condition in (Condition.SOUND, Condition.UNVERIFIED)
    assert publication(evidence).flagged_at is None


def test_an_outage_of_a_host_costs_its_links_no_strikes(web: Pages) -> None:
    for n in range(4):
        registry.register(web.put(f"/page-{n}", REST), now=NOON)
    web.pages = {f"/page-{n}": Page(b"<p>Broken.</p>", status=500) for n in range(4)}

    check()
    during = list(SourceLink.objects.values_list("strikes", flat=True))
    check(at=NOON + 2 * DAY)

    assert during == [0] * 4
    assert list(SourceLink.objects.values_list("strikes", flat=True)) == [1] * 4


def test_a_host_that_asks_us_to_wait_is_left_alone_with_all_its_links(web: Pages) -> None:
    for n in range(3):
        registry.register(f"{web.url}/page-{n}", now=NOON)
        web.pages[f"/page-{n}"] = Page(b"", status=429, headers={"Retry-After": "7200"})

    report = check()

    host = SourceLink.objects.all()[0].host
    assert (report.checked, len(web.asked)) == (1, 1)
    assert host.next_due == host.not_before == NOON + timedelta(hours=2)
    assert check(at=NOON + timedelta(hours=1)).hosts == 0


def test_the_same_look_written_twice_is_one_check(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    check()
    registry.hasten(evidence.link_id, by=make.reviewer(), now=NOON)

    check()

    assert LinkCheck.objects.count() == 1


def test_links_not_reached_in_time_stay_due(web: Pages) -> None:
    evidence = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)[0]
    lease = leases.claim(worker="test", now=NOON)

    report = checks.run_batch(lease, clock=lambda: NOON, seconds=0.0)

    evidence.link.host.refresh_from_db()
    assert (report.checked, evidence.link.host.next_due) == (0, NOON)
    assert evidence.link.host.lease_token is None


def test_a_death_that_a_person_accepted_is_not_brought_up_again(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.pages["/report"] = Page(b"", status=410)
    check_often([timedelta(0), timedelta(minutes=15)])

    citing.clear(evidence.pk, by=make.editor(), now=NOON + DAY, reason="We hold a copy.")
    check(at=NOON + 31 * DAY)

    evidence.refresh_from_db()
    assert (evidence.condition, evidence.link.state) == (Condition.ACCEPTED, LinkState.DEAD)
    assert told(evidence) == [("source_troubled", "dead")]
    assert publication(evidence).flagged_at is None
