"""What a check of a real page on loopback leads to, in the history and in public."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from factcheck import door
from reviews import evidence as citing
from reviews import links
from reviews.links import checks, leases, registry, snapshots
from reviews.models import (
    Condition,
    Event,
    Evidence,
    LinkCheck,
    LinkState,
    Publication,
    Snapshot,
    SourceLink,
)
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.pages import Page, Pages

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
QUOTE = "The line made 1,204 crossings in the first half of the year."
OTHER = "Its two ferries carried more than ninety thousand passengers."
REST = "The harbour master published the ledger on the first of July, as every year.\n" * 5
NOT_FOUND = Page(b"<h1>Not found</h1>", status=404)


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0


def cite(url: str, *quotes: str, published: bool = True) -> list[Evidence]:
    """Evidence for each quote of the page at `url`, on one review, and its publication."""
    review = make.review(Status.PUBLISHED if published else Status.IN_REVIEW)
    link = registry.register(url, now=NOON)
    copy = snapshots.keep(link, links.inspect_now(url, **door.options()), now=NOON)
    return [
        make.evidence(
            review,
            snapshot=copy,
            quote=quote,
            start=copy.text.index(quote),
            end=copy.text.index(quote) + len(quote),
        )
        for quote in quotes
    ]


def check(*, at: datetime = NOON) -> checks.Report:
    """One batch at `at`, whatever is due."""
    return checks.run_due(worker="test", clock=lambda: at)


def check_often(times: Sequence[timedelta]) -> None:
    for time in times:
        check(at=NOON + time)


def told(evidence: Evidence) -> list[tuple[str, str]]:
    """Kind and condition of each event that a machine wrote about sources."""
    written = Event.objects.filter(review=evidence.review, actor=None).order_by("seq")
    return [(event.kind, event.data.get("condition", "")) for event in written]


def publication(evidence: Evidence) -> Publication:
    return Publication.objects.get(review=evidence.review)


def test_a_sound_source_is_recorded_and_nobody_is_bothered(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)

    report = check()

    evidence.refresh_from_db()
    seen = LinkCheck.objects.get()
    assert report == checks.Report(hosts=1, checked=1)
    assert (evidence.link.state, evidence.condition) == (LinkState.HEALTHY, Condition.SOUND)
    assert (seen.worker, seen.outcome, seen.reason, seen.http_status) == (
        "test",
        "ok",
        "exact",
        200,
    )
    assert evidence.link.next_check_at == evidence.link.host.next_due == NOON + 7 * DAY
    assert (told(evidence), publication(evidence).flagged_at) == ([], None)


def test_a_changed_number_flags_the_evidence_and_the_verdict_in_public(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", f"{QUOTE.replace('1,204', '1,240')}\n{REST}")

    check()

    evidence.refresh_from_db()
    note = "The page now gives other figures: “1,204” became “1,240”."
    assert (evidence.condition, evidence.condition_since) == (Condition.DRIFTED, NOON)
    assert evidence.condition_note == note
    assert (evidence.link.state, evidence.link.reason) == (LinkState.DRIFTED, "numbers")
    assert told(evidence) == [("source_troubled", "drifted")]
    assert (publication(evidence).flagged_at, publication(evidence).flag_reason) == (NOON, note)


def test_a_machine_changes_no_verdict_and_no_status(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    before = list(evidence.review.verdicts.values())
    web.put("/report", REST)

    check()

    evidence.review.refresh_from_db()
    assert list(evidence.review.verdicts.values()) == before
    assert evidence.review.state is Status.PUBLISHED


def test_the_desk_is_told_once_and_again_only_of_another_change(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", f"{QUOTE.replace('1,204', '1,240')}\n{REST}")

    check_often([0 * DAY, 7 * DAY, 14 * DAY])
    once = told(evidence)
    web.put("/report", f"{QUOTE.replace('1,204', '1,300')}\n{REST}")
    check_often([21 * DAY, 28 * DAY])

    assert once == [("source_troubled", "drifted")]
    assert told(evidence) == [("source_troubled", "drifted")] * 2
    assert publication(evidence).flagged_at == NOON


def test_a_passage_that_comes_back_clears_what_the_machine_flagged(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", REST)
    check()

    web.put("/report", f"{REST}\n{QUOTE}")
    check(at=NOON + 7 * DAY)

    evidence.refresh_from_db()
    assert (evidence.condition, evidence.condition_note) == (Condition.SOUND, "")
    assert told(evidence) == [("source_troubled", "drifted"), ("source_cleared", "")]
    assert (publication(evidence).flagged_at, publication(evidence).flag_reason) == (None, "")


def test_what_a_person_accepted_is_not_brought_up_again(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", f"{QUOTE.replace('1,204', '1,240')}\n{REST}")
    check()

    citing.clear(evidence.pk, by=make.editor(), now=NOON + DAY, reason="A correction; both do.")
    check(at=NOON + 7 * DAY)

    evidence.refresh_from_db()
    assert (evidence.condition, evidence.link.state) == (Condition.SOUND, LinkState.HEALTHY)
    assert told(evidence) == [("source_troubled", "drifted")]
    assert publication(evidence).flagged_at is None


def test_another_change_than_the_accepted_one_is_brought_up(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", f"{QUOTE.replace('1,204', '1,240')}\n{REST}")
    check()
    citing.clear(evidence.pk, by=make.editor(), now=NOON + DAY, reason="A correction; both do.")

    web.put("/report", f"{QUOTE.replace('1,204', '12,400')}\n{REST}")
    check(at=NOON + 7 * DAY)

    evidence.refresh_from_db()
    assert evidence.condition == Condition.DRIFTED
    assert publication(evidence).flagged_at == NOON + 7 * DAY


def test_one_lost_quote_of_two_troubles_only_its_own_evidence(web: Pages) -> None:
    first, second = cite(web.put("/report", f"{QUOTE}\n{OTHER}\n{REST}"), QUOTE, OTHER)
    web.put("/report", f"{QUOTE}\n{REST}")

    check()

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.condition, second.condition) == (Condition.SOUND, Condition.DRIFTED)
    assert (first.link.state, first.link.reason) == (LinkState.DRIFTED, "missing")


def test_a_flag_stays_while_any_source_of_the_verdict_is_in_trouble(web: Pages) -> None:
    first, second = cite(web.put("/report", f"{QUOTE}\n{OTHER}\n{REST}"), QUOTE, OTHER)
    web.put("/report", REST)
    check()

    web.put("/report", f"{QUOTE}\n{REST}")
    check(at=NOON + 7 * DAY)

    first.refresh_from_db()
    assert first.condition == Condition.SOUND
    assert publication(second).flagged_at == NOON


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


def test_a_changed_page_is_kept_beside_the_old_copy(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    check()
    web.put("/report", f"{QUOTE.replace('1,204', '1,240')}\n{REST}")

    check_often([7 * DAY, 14 * DAY])

    texts = [copy.text.split(" crossings")[0] for copy in Snapshot.objects.order_by("taken_at")]
    shown = [text for text in texts if text.startswith("The line")]
    assert shown == ["The line made 1,204", "The line made 1,240"]
    assert evidence.snapshot_id is not None


def test_evidence_that_was_never_located_is_not_called_changed(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    unlocated = make.evidence(
        evidence.review,
        snapshot=evidence.snapshot,
        quote="Said on the radio.",
        start=None,
        end=None,
        unlocated_reason="Only in the recording.",
        condition=Condition.UNVERIFIED,
    )

    check()

    unlocated.refresh_from_db()
    assert unlocated.condition == Condition.UNVERIFIED
    assert told(unlocated) == []


def test_evidence_added_after_publication_does_not_flag_it(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    late = make.evidence(
        evidence.review,
        snapshot=evidence.snapshot,
        quote=OTHER[:10],
        start=None,
        end=None,
        unlocated_reason="Heard.",
        added_at=NOON + DAY,
    )
    Evidence.objects.filter(pk=evidence.pk).update(
        withdrawn_at=NOON, withdrawn_by=make.editor(), withdrawn_reason="Replaced."
    )
    web.pages["/report"] = Page(b"", status=410)

    check_often([timedelta(0), timedelta(minutes=15)])

    late.refresh_from_db()
    assert late.condition == Condition.DEAD
    assert publication(evidence).flagged_at is None


def test_evidence_withdrawn_after_publication_still_flags_it(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    Evidence.objects.filter(pk=evidence.pk).update(
        withdrawn_at=NOON + DAY, withdrawn_by=make.editor(), withdrawn_reason="Replaced."
    )
    web.put("/report", REST)

    check(at=NOON + 2 * DAY)

    assert publication(evidence).flagged_at == NOON + 2 * DAY


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
