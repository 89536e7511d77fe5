"""Moves of a report. `move` is the only writer of its status."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Claim
from factcheck.accounts.models import Role, User
from factcheck.exceptions import InvalidInput, NotAllowed
from reviews import permissions, wording
from reviews.exceptions import FourEyes, InvalidTransition, ReasonNeeded
from reviews.models import ReaderReport, ReportEvent
from reviews.reader_states import STEPS, Held, ReportStatus, Step, Told
from reviews.readers import telling

LONGEST_NOTE = 1_000


class Changes(TypedDict, total=False):
    """What a move writes besides the status."""

    assignee: User | None
    held_because: str
    duplicate_of: ReaderReport | None
    claim: Claim | None
    answer: str
    decided_by: User | None
    decided_at: datetime | None
    appeal: str
    appealed_at: datetime
    appeal_answer: str
    appeal_decided_by: User
    appeal_decided_at: datetime
    correction_due: bool


@transaction.atomic
def move(
    report_id: int,
    *,
    to: ReportStatus,
    by: User | None,
    now: datetime,
    note: str = "",
    **changes: Unpack[Changes],
) -> ReaderReport:
    """Lock, check who and what, change, record. `by` is None for the reader.

    Raises InvalidTransition, NotAllowed, FourEyes, ReasonNeeded, InvalidInput.
    """
    report, note = locked(report_id), wording.clean(note, field="note", longest=LONGEST_NOTE)
    step = STEPS.get((report.state, to))
    if step is None or step.kind not in (None, report.kind):
        raise InvalidTransition(
            _("A report that is “%(now)s” cannot become “%(to)s”.")
            % {"now": report.state.label, "to": to.label}
        )
    _check_may(by, report, step)
    if step.reason and not note:
        raise ReasonNeeded(_("Write a reason; it is kept in the history."), field="note")
    start = report.state
    report.status, report.changed_at = to, now
    for name, value in changes.items():
        setattr(report, name, value)
    report.save(update_fields=["status", "changed_at", *changes])
    record(report, ReportEvent.Kind.MOVED, by=by, now=now, start=start, to=to, note=note)
    return report


def locked(report_id: int) -> ReaderReport:
    """The report, locked until the transaction ends. Every writer starts here."""
    related = ("version__verdict", "version__publication__review")
    reports = ReaderReport.objects.select_for_update(of=("self",)).select_related(*related)
    return reports.get(pk=report_id)


class Noted(TypedDict, total=False):
    """What an event holds besides its kind, person and time."""

    start: str
    to: str
    note: str


def record(
    report: ReaderReport,
    kind: ReportEvent.Kind,
    *,
    by: User | None,
    now: datetime,
    **told: Unpack[Noted],
) -> None:
    ReportEvent.objects.create(report=report, kind=kind, by=by, at=now, **told)


def look_at(report_id: int, *, by: User, now: datetime) -> ReaderReport:
    """Take it: from now on its reader is told that somebody looks at it."""
    return move(report_id, to=ReportStatus.UNDER_REVIEW, by=by, now=now, assignee=by)


def put_back(report_id: int, *, by: User, now: datetime) -> ReaderReport:
    return move(report_id, to=ReportStatus.RECEIVED, by=by, now=now, assignee=None)


def hold(report_id: int, *, by: User, now: datetime) -> ReaderReport:
    """Into the tray of spam."""
    return move(report_id, to=ReportStatus.HELD, by=by, now=now, held_because=Held.PERSON)


@transaction.atomic
def release(report_id: int, *, by: User, now: datetime) -> ReaderReport:
    """Out of the tray: the desk is told of it as of any other."""
    report = move(report_id, to=ReportStatus.RECEIVED, by=by, now=now, held_because="")
    telling.disputed(report, now=now)
    return report


@transaction.atomic
def merge(report_id: int, *, into: int, by: User, now: datetime) -> ReaderReport:
    """Told before: its reader follows what becomes of the other.

    Both are locked in the order of their numbers, so that two that are merged into each other at
    once cannot wait for each other, and the second is refused.
    """
    if report_id == into:
        raise InvalidInput(_("Name another report than this one."), field="into")
    rows = {each: _locked_or_none(each) for each in sorted((report_id, into))}
    report, other = rows[report_id], rows[into]
    if report is None or other is None or other.kind != report.kind:
        raise InvalidInput(_("There is no report of this kind with that number."), field="into")
    if other.state in (ReportStatus.MERGED, ReportStatus.HELD):
        raise InvalidTransition(
            _("Report %(number)s is “%(status)s”; merge into one that is not.")
            % {"number": other.pk, "status": other.state.label}
        )
    merged = ReportStatus.MERGED
    return move(report_id, to=merged, by=by, now=now, duplicate_of=other, note=f"→ {other.pk}")


def take_apart(report_id: int, *, by: User, now: datetime) -> ReaderReport:
    """It was not told before after all."""
    return move(report_id, to=ReportStatus.RECEIVED, by=by, now=now, duplicate_of=None)


@transaction.atomic
def give(report_id: int, *, to: User, by: User, now: datetime) -> ReaderReport:
    """Editors say who looks at it; what was only received is being looked at from then on."""
    permissions.check_at_least(by, Role.EDITOR, to_do=_("give reports to people"))
    permissions.check_at_least(to, Role.REVIEWER, to_do=_("be given a report"))
    report = locked(report_id)
    if report.state is ReportStatus.RECEIVED:
        return move(report_id, to=ReportStatus.UNDER_REVIEW, by=by, now=now, assignee=to)
    if report.state not in (ReportStatus.UNDER_REVIEW, ReportStatus.APPEALED):
        raise InvalidTransition(
            _("It is “%(status)s”: there is nothing to look at.") % {"status": report.state.label}
        )
    report.assignee = to
    report.save(update_fields=["assignee"])
    record(report, ReportEvent.Kind.ASSIGNED, by=by, now=now, note=str(to))
    return report


@transaction.atomic
def forget(report_id: int, *, by: User, now: datetime) -> ReaderReport:
    """Take name and address out, when its reader asks for it. What they told us stays."""
    permissions.check_at_least(by, Role.EDITOR, to_do=_("take names out"))
    report = locked(report_id)
    if report.name or report.email:
        report.name = report.email = ""
        report.save(update_fields=["name", "email"])
        record(report, ReportEvent.Kind.FORGOTTEN, by=by, now=now)
    return report


def check_eyes(by: User, report: ReaderReport, step: Step) -> None:
    """The same rules as the database keeps, in words. Raises FourEyes."""
    verdict = report.version.verdict if report.version else None
    if verdict is not None and by.pk in (verdict.author_id, verdict.last_editor_id):
        raise FourEyes(_("You wrote this verdict; another editor has to decide on the dispute."))
    if "fresh_eyes" in step.needs and by.pk == report.decided_by_id:
        raise FourEyes(_("You gave the first answer; another editor has to decide on the appeal."))


def _check_may(by: User | None, report: ReaderReport, step: Step) -> None:
    if step.role is None:
        return
    if by is None:
        raise NotAllowed(_("Only people of the desk do this."))
    permissions.check_at_least(by, step.role, to_do=str(step.verb))
    if "assignee" in step.needs and report.assignee_id != by.pk and not by.at_least(Role.EDITOR):
        raise NotAllowed(
            _("%(name)s looks at this. Ask them, or an editor to give it to you.")
            % {"name": report.assignee or _("Nobody")}
        )
    if "four_eyes" in step.needs:
        check_eyes(by, report, step)


def _locked_or_none(report_id: int) -> ReaderReport | None:
    try:
        return locked(report_id)
    except ReaderReport.DoesNotExist:
        return None


def may(by: User, report: ReaderReport, to: ReportStatus) -> bool:
    """Whether this person could make this move, for a page that offers it."""
    step = STEPS.get((report.state, to))
    if step is None or step.role is None or step.kind not in (None, Told(report.kind)):
        return False
    try:
        _check_may(by, report, step)
    except NotAllowed:
        return False
    return True
