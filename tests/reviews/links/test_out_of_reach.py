"""A page that was read once and whose address now leads where the desk never goes."""

import pytest
from pytest_django import Settings

from reviews import evidence as citing
from reviews.links import watching
from reviews.models import Condition, LinkState
from tests import make
from tests.make import NOON
from tests.reviews.links.desk import (
    DAY,
    OTHER,
    QUOTE,
    REST,
    check,
    check_often,
    cite,
    publication,
    told,
)
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db
NOTE = "The source now leads to an address we never fetch."


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0


def test_it_is_told_once_flagged_and_tried_again_monthly(web: Pages, settings: Settings) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    check()
    settings.OUTBOUND_ALLOW_NETWORKS = []

    check_often([7 * DAY, 37 * DAY])

    evidence.refresh_from_db()
    public = publication(evidence)
    assert (evidence.link.state, evidence.condition) == (LinkState.REFUSED, Condition.UNVERIFIED)
    assert evidence.condition_note == NOTE
    assert evidence.link.next_check_at == NOON + 67 * DAY
    assert told(evidence) == [("source_troubled", "unverified")]
    assert (public.flagged_at, public.flag_reason) == (NOON + 7 * DAY, NOTE)


def test_it_needs_a_decision_until_somebody_takes_it(web: Pages, settings: Settings) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    check()
    settings.OUTBOUND_ALLOW_NETWORKS = []
    check(at=NOON + 7 * DAY)
    before = watching.counts()["decision"]

    citing.clear(evidence.pk, by=make.editor(), now=NOON + 8 * DAY, reason="We hold a copy.")
    check(at=NOON + 37 * DAY)

    after = watching.counts()["decision"]
    assert (before, after) == (1, 0)
    assert told(evidence) == [("source_troubled", "unverified")]
    assert publication(evidence).flagged_at is None


def test_it_is_cleared_when_the_name_moves_back(web: Pages, settings: Settings) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    check()
    allowed, settings.OUTBOUND_ALLOW_NETWORKS = settings.OUTBOUND_ALLOW_NETWORKS, []
    check(at=NOON + 7 * DAY)

    settings.OUTBOUND_ALLOW_NETWORKS = allowed
    check(at=NOON + 37 * DAY)

    evidence.refresh_from_db()
    assert (evidence.link.state, evidence.condition) == (LinkState.HEALTHY, Condition.SOUND)
    assert told(evidence) == [("source_troubled", "unverified"), ("source_cleared", "")]
    assert publication(evidence).flagged_at is None


def test_one_decision_of_two_keeps_the_flag(web: Pages, settings: Settings) -> None:
    first, _second = cite(web.put("/report", f"{QUOTE}\n{OTHER}\n{REST}"), QUOTE, OTHER)
    check()
    settings.OUTBOUND_ALLOW_NETWORKS = []
    check(at=NOON + 7 * DAY)

    citing.clear(first.pk, by=make.editor(), now=NOON + 8 * DAY, reason="We hold a copy.")

    assert publication(first).flagged_at == NOON + 7 * DAY
