"""The table of moves, kept by the domain and by the database."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from factcheck.accounts.models import Role
from factcheck.exceptions import NotAllowed
from reviews import publishing, readers
from reviews.exceptions import FourEyes, InvalidTransition, ReasonNeeded
from reviews.models import ReaderReport, ReportEvent
from reviews.reader_states import ReportStatus, Told, steps_from
from reviews.readers import moving
from reviews.states import Status
from tests import make, published
from tests.make import NOON
from tests.reviews.readers import told

pytestmark = pytest.mark.django_db
S = ReportStatus
OF_CLAIMS = {S.TAKEN_UP, S.DECLINED}
OF_ERRORS = {S.UPHELD, S.PARTLY_UPHELD, S.REJECTED, S.APPEALED}
STATES = {
    Told.ERROR: [each for each in S if each not in OF_CLAIMS],
    Told.CLAIM: [each for each in S if each not in OF_ERRORS],
}
PLACES = [(kind, start) for kind in Told for start in STATES[kind]]
ILLEGAL = {
    (kind, start): [to for to in S if to != start and to not in steps_from(start, kind=kind)]
    for kind, start in PLACES
}
BELOW = {Role.REVIEWER: Role.CONTRIBUTOR, Role.EDITOR: Role.REVIEWER}


@pytest.mark.parametrize(("kind", "start"), PLACES)
def test_what_the_table_does_not_name_is_refused_and_changes_nothing(
    kind: Told, start: ReportStatus
):
    report, by = told.in_state(kind, start), make.editor()
    before = report.events.count()

    for to in ILLEGAL[kind, start]:
        with pytest.raises(InvalidTransition):
            moving.move(report.pk, to=to, by=by, now=NOON)

    report.refresh_from_db()
    assert (report.status, report.events.count()) == (start, before)


@pytest.mark.parametrize(("kind", "start"), PLACES)
def test_the_database_refuses_it_too(kind: Told, start: ReportStatus):
    report = told.in_state(kind, start)

    for to in ILLEGAL[kind, start]:
        with pytest.raises(DatabaseError, match="cannot become"), transaction.atomic():
            _sql("UPDATE reviews_readerreport SET status = %s WHERE id = %s", to, report.pk)

    report.refresh_from_db()
    assert report.status == start


@pytest.mark.parametrize(("kind", "start"), PLACES)
def test_each_move_asks_for_its_role(kind: Told, start: ReportStatus):
    report = told.in_state(kind, start)
    steps = {to: step.role for to, step in steps_from(start, kind=kind).items() if step.role}

    for to, role in steps.items():
        with pytest.raises(NotAllowed):
            moving.move(report.pk, to=to, by=make.user(BELOW[role]), now=NOON, note="Why.")

    report.refresh_from_db()
    assert report.status == start


@pytest.mark.parametrize("status", sorted(STATES[Told.ERROR]))
def test_an_error_can_come_to_each_of_its_states(status: ReportStatus):
    report = told.in_state(Told.ERROR, status)

    assert report.status == status


@pytest.mark.parametrize("status", sorted(STATES[Told.CLAIM]))
def test_a_suggestion_can_come_to_each_of_its_states(status: ReportStatus):
    report = told.in_state(Told.CLAIM, status)

    assert report.status == status


def test_a_move_is_kept_with_who_and_when():
    report, by = told.error(), make.reviewer()

    readers.look_at(report.pk, by=by, now=NOON)

    last = report.events.last()
    assert last is not None
    assert (last.kind, last.start, last.to, last.by) == ("moved", "received", "under_review", by)


def test_what_somebody_looks_at_is_put_back_by_them_or_an_editor():
    report = told.looked_at(told.error(), make.reviewer())

    with pytest.raises(NotAllowed):
        readers.put_back(report.pk, by=make.reviewer(), now=NOON)
    readers.put_back(report.pk, by=make.editor(), now=NOON)

    report.refresh_from_db()
    assert (report.status, report.assignee) == (S.RECEIVED, None)


def test_whoever_wrote_the_verdict_does_not_decide():
    editor = make.editor()
    review = make.review(Status.APPROVED, by=editor)
    version = publishing.publish(review.pk, by=make.editor(), now=NOON)
    report = told.looked_at(told.dispute(version), editor)

    with pytest.raises(FourEyes):
        told.decided(report, S.REJECTED, editor)

    report.refresh_from_db()
    assert report.status == S.UNDER_REVIEW


def test_the_database_keeps_the_author_from_deciding():
    version = published.publish()
    report = told.looked_at(told.dispute(version))

    with pytest.raises(DatabaseError, match="does not decide"), transaction.atomic():
        _sql(
            "UPDATE reviews_readerreport SET status = 'rejected', answer = 'No.', "
            "decided_by_id = %s, decided_at = now() WHERE id = %s",
            version.verdict.author_id,
            report.pk,
        )


def test_an_appeal_is_decided_by_another_person():
    first = make.editor()
    report = told.decided(told.error(), S.REJECTED, first)
    readers.appeal(report.pk, text=told.APPEAL, now=NOON)
    told_again: Any = {"outcome": S.UPHELD, "answer": told.ANSWER, "now": NOON}

    with pytest.raises(FourEyes):
        readers.decide(report.pk, by=first, **told_again)
    readers.decide(report.pk, by=make.editor(), **told_again)

    report.refresh_from_db()
    assert (report.status, report.decided_by) == (S.UPHELD, first)


def test_the_database_keeps_whoever_answered_first_from_deciding_the_appeal():
    first = make.editor()
    report = told.decided(told.error(), S.REJECTED, first)
    readers.appeal(report.pk, text=told.APPEAL, now=NOON)

    with pytest.raises(DatabaseError, match="appeal_decided_by_another"), transaction.atomic():
        _sql(
            "UPDATE reviews_readerreport SET status = 'upheld', appeal_answer = 'Yes.', "
            "appeal_decided_by_id = %s, appeal_decided_at = now() WHERE id = %s",
            first.pk,
            report.pk,
        )


def test_an_appeal_comes_once():
    report = told.decided(told.error(), S.REJECTED)
    readers.appeal(report.pk, text=told.APPEAL, now=NOON)
    told.decided(report, S.REJECTED)

    with pytest.raises(InvalidTransition, match="appealed before"):
        readers.appeal(report.pk, text=told.APPEAL, now=NOON)


@pytest.mark.parametrize(
    "change",
    ["what = 'Else.'", "name = 'Else'", "email = 'e@else.example'", "seen_at = 'Else'"],
)
def test_what_a_reader_told_never_changes(change: str):
    report = told.error(name="Ana", email="ana@readers.example", seen_at="https://a.example/")

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        _sql(f"UPDATE reviews_readerreport SET {change} WHERE id = %s", report.pk)


def test_a_reader_can_be_forgotten():
    report = told.error(name="Ana", email="ana@readers.example")

    readers.forget(report.pk, by=make.editor(), now=NOON)

    report.refresh_from_db()
    kinds = [each.kind for each in report.events.all()]
    assert (report.name, report.email, kinds) == ("", "", ["received", "forgotten"])


@pytest.mark.parametrize("statement", ["UPDATE reviews_reportevent SET note = 'x'", "DELETE FROM"])
def test_the_history_is_append_only(statement: str):
    told.error()
    whole = statement if "SET" in statement else f"{statement} reviews_reportevent"

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _sql(whole)


def test_nothing_is_deleted():
    told.error()

    with pytest.raises(DatabaseError), transaction.atomic():
        _sql("DELETE FROM reviews_readerreport")


def test_what_was_merged_cannot_take_others_in():
    one, two = told.claim(), told.claim()
    by: Any = {"by": make.reviewer(), "now": NOON}
    readers.merge(one.pk, into=two.pk, **by)

    with pytest.raises(InvalidTransition):
        readers.merge(two.pk, into=one.pk, **by)

    two.refresh_from_db()
    assert two.status == S.RECEIVED


def test_looking_again_takes_a_reason():
    report = told.in_state(Told.CLAIM, S.DECLINED)

    with pytest.raises(ReasonNeeded):
        readers.look_again(report.pk, reason=" ", by=make.reviewer(), now=NOON)


def test_editors_give_a_report_to_a_person():
    report, person = told.error(), make.reviewer()

    readers.give(report.pk, to=person, by=make.editor(), now=NOON)

    report.refresh_from_db()
    assert (report.status, report.assignee) == (S.UNDER_REVIEW, person)


def _sql(statement: str, *values: str | int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_builder_of_reports_leaves_a_history():
    report = told.in_state(Told.ERROR, S.APPEALED)

    kinds = [each.to for each in ReportEvent.objects.filter(report=report)]
    assert kinds == ["received", "under_review", "rejected", "appealed"]
    assert ReaderReport.objects.get(pk=report.pk).appeal == told.APPEAL
