"""What a check of a real page on loopback leads to, in the history and in public."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from reviews import evidence as citing
from reviews.links import checks
from reviews.models import (
    Condition,
    Evidence,
    LinkCheck,
    LinkState,
    Publication,
    Snapshot,
)
from reviews.states import Status
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
from tests.reviews.pages import Page, Pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 0.0


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
    assert (evidence.condition, evidence.link.state) == (Condition.ACCEPTED, LinkState.HEALTHY)
    assert told(evidence) == [("source_troubled", "drifted")]
    assert publication(evidence).flagged_at is None


def test_an_accepted_source_that_is_as_cited_again_is_sound(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE)
    web.put("/report", REST)
    check()
    citing.clear(evidence.pk, by=make.editor(), now=NOON + DAY, reason="The copy suffices.")

    web.put("/report", f"{QUOTE}\n{REST}")
    check(at=NOON + 7 * DAY)
    back = Evidence.objects.get(pk=evidence.pk)
    web.put("/report", REST)
    check(at=NOON + 14 * DAY)

    evidence.refresh_from_db()
    assert (back.condition, back.condition_note) == (Condition.SOUND, "")
    assert (evidence.condition, evidence.condition_since) == (Condition.DRIFTED, NOON + 14 * DAY)


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


def test_a_changed_source_of_unpublished_work_is_told_to_the_desk(web: Pages) -> None:
    (evidence,) = cite(web.put("/report", f"{QUOTE}\n{REST}"), QUOTE, published=False)
    web.put("/report", REST)

    check()

    evidence.refresh_from_db()
    assert evidence.condition == Condition.DRIFTED
    assert evidence.condition_note == "The quoted words are no longer on the page."
    assert told(evidence) == [("source_troubled", "drifted")]
    assert not Publication.objects.exists()
