"""What comes in: checked, sifted, counted, and never lost."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from factcheck.accounts.models import Letter
from factcheck.exceptions import InvalidInput
from reviews import readers
from reviews.exceptions import TooMany
from reviews.models import Event, Notice, ReaderReport
from reviews.reader_states import Held, ReportStatus, Told
from reviews.readers import Sending, limits
from tests import make, published
from tests.make import NOON
from tests.reviews.readers import told

pytestmark = pytest.mark.django_db


def test_a_report_is_about_the_version_its_reader_had_read():
    version = published.publish()

    report = told.dispute(version)

    assert (report.version, report.status) == (version, ReportStatus.RECEIVED)


@pytest.mark.parametrize(
    "shape", ["{slug}", "https://desk.example/fact-checks/{slug}/", "/fact-checks/{slug}/v/1/#why"]
)
def test_a_fact_check_is_found_by_slug_and_by_address(shape: str):
    version = published.publish()

    report = told.error(about=shape.format(slug=version.publication.slug))

    assert report.version == version


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("what", {"what": "Wrong."}),
        ("what", {"what": "x" * 5_001}),
        ("what", {"what": "half a \ud800 pair is no character"}),
        ("about", {"about": "no-such-check"}),
        ("email", {"email": "nobody at all"}),
        ("relies_on", {"relies_on": "x" * 2_001}),
        ("name", {"name": "x" * 201}),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(field: str, words: dict[str, str]):
    with pytest.raises(InvalidInput) as refused:
        told.error(**words)

    assert (refused.value.field, ReaderReport.objects.count()) == (field, 0)


@pytest.mark.parametrize(
    ("sending", "what", "why"),
    [
        (Sending(trapped=True), "A sentence that is long enough.", Held.TRAP),
        (Sending(seconds=0.4), "A sentence that is long enough.", Held.HASTE),
        (Sending(), "Buy " + "https://pills.example/ " * 5, Held.LINKS),
    ],
)
def test_what_looks_like_spam_waits_in_the_tray(sending: Sending, what: str, why: Held):
    report = told.error(what=what, sending=sending)

    assert (report.status, report.held_because) == (ReportStatus.HELD, why)


def test_what_is_held_back_disturbs_nobody():
    version, _editor = published.publish(), make.editor()
    before = Event.objects.count()

    told.dispute(version, sending=Sending(trapped=True), email="ana@readers.example")

    assert (Event.objects.count(), Letter.objects.count()) == (before, 0)


def test_a_dispute_is_told_to_editors_and_to_whoever_stands_behind_the_verdict():
    version, editor = published.publish(), make.editor()
    make.reviewer()

    told.dispute(version)

    people = Notice.objects.filter(kind="disputed").values_list("person", flat=True)
    behind = {version.verdict.author_id, version.verdict.approver_id, version.published_by_id}
    assert set(people) == behind | {editor.pk}


def test_letting_it_out_of_the_tray_tells_the_desk():
    report = told.dispute(sending=Sending(trapped=True))

    readers.release(report.pk, by=make.reviewer(), now=NOON)

    report.refresh_from_db()
    assert (report.status, report.held_because) == (ReportStatus.RECEIVED, "")
    assert Event.objects.filter(kind="disputed").count() == 1


def test_the_same_words_follow_what_was_told_first():
    version = published.publish()
    first = told.dispute(version, what="The ledger says 4,198.")

    again = told.dispute(version, what="the ledger  SAYS 4,198.")

    assert (again.status, again.duplicate_of) == (ReportStatus.MERGED, first)


def test_the_same_words_about_another_fact_check_are_another_report():
    told.dispute(what="The ledger says 4,198.")

    other = told.dispute(what="The ledger says 4,198.")

    assert other.status == ReportStatus.RECEIVED


def test_a_form_that_is_sent_twice_is_kept_once():
    sending, what = Sending(sender="ana", form=uuid.uuid4()), "The ledger says 4,198."

    first, second = (told.error(what=what, sending=sending) for _turn in range(2))

    assert (first, ReaderReport.objects.count()) == (second, 1)


def test_one_address_tells_us_so_much_within_an_hour(settings: Settings):
    settings.REPORTS_PER_ADDRESS = 2
    ana = Sending(sender="ana")
    told.error(sending=ana)
    told.error(sending=ana)

    with pytest.raises(TooMany):
        told.error(sending=ana)
    told.error(sending=Sending(sender="ben"))

    assert ReaderReport.objects.count() == 3


def test_an_hour_later_it_may_tell_more(settings: Settings):
    settings.REPORTS_PER_ADDRESS = 1
    said: Any = {"sending": Sending(sender="ana"), "what": "A sentence that is long enough."}
    readers.receive(Told.ERROR, now=NOON - timedelta(hours=1), **said)

    report = told.error(sending=Sending(sender="ana"))

    assert report.status == ReportStatus.RECEIVED


def test_a_flood_is_held_back_then_refused(settings: Settings):
    settings.REPORTS_AN_HOUR = 1
    received = [told.error().status for _turn in range(limits.FULL)]

    with pytest.raises(TooMany):
        told.error()

    held = [ReportStatus.HELD] * (limits.FULL - 1)
    assert received == [ReportStatus.RECEIVED, *held]


def test_an_address_is_not_kept_and_changes_its_digest_each_day():
    today = limits.sender("192.0.2.7", now=NOON)

    tomorrow = limits.sender("192.0.2.7", now=NOON + timedelta(days=1))

    assert (today == tomorrow, "192.0.2.7" in today, len(today)) == (False, False, 64)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_a_household_counts_as_one(one: str, other: str, same: bool):
    assert (limits.sender(one, now=NOON) == limits.sender(other, now=NOON)) is same


def test_the_first_letter_holds_nothing_of_what_was_typed(settings: Settings):
    settings.SENDS_MAIL = True

    report = told.error(what="Buy pills at evil.example now.", email="ana@readers.example")

    letter = Letter.objects.get()
    assert (letter.to, report.token in letter.text, "evil" in letter.text) == (
        "ana@readers.example",
        True,
        False,
    )
