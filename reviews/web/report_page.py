"""A report with all that can be done about it."""

from typing import Any

from django.utils.translation import gettext as _

from claims.models import Claim
from factcheck.accounts.models import Role, User
from reviews.exceptions import FourEyes
from reviews.models import ReaderReport, ReportEvent
from reviews.reader_states import OUTCOMES, STEPS, ReportStatus, Told, steps_from
from reviews.readers import moving
from reviews.web import reader_forms

WEB = ("http://", "https://")
MOST = 10


def context(report: ReaderReport, person: User) -> dict[str, Any]:
    """What the page shows; each form is empty unless the view puts the one that was sent there."""
    allowed = {
        to: moving.may(person, report, to)
        for to in steps_from(report.state, kind=Told(report.kind))
    }
    return {
        "report": report,
        "allowed": {to.value: may for to, may in allowed.items()},
        "may_decide": any(allowed.get(outcome) for outcome in OUTCOMES),
        "why_not": _why_not(report, person),
        "may_give": person.at_least(Role.EDITOR) and _can_be_given(report),
        "may_forget": person.at_least(Role.EDITOR) and bool(report.name or report.email),
        "seen_at_page": report.seen_at if report.seen_at.startswith(WEB) else "",
        "relies_on_page": report.relies_on if report.relies_on.startswith(WEB) else "",
        "entries": [_entry(event) for event in report.events.select_related("by")],
        "same": _beside(report),
        "claims": _claims(report),
        "decide_form": reader_forms.DecideForm(auto_id="decide_%s"),
        "decline_form": reader_forms.DeclineForm(auto_id="decline_%s"),
        "claim_form": reader_forms.ClaimForm(auto_id="claim_%s"),
        "merge_form": reader_forms.MergeForm(auto_id="merge_%s"),
        "note_form": reader_forms.NoteForm(auto_id="note_%s"),
        "give_form": reader_forms.GiveForm(initial={"to": report.assignee_id}, auto_id="give_%s"),
    }


def _can_be_given(report: ReaderReport) -> bool:
    return report.state in (
        ReportStatus.RECEIVED,
        ReportStatus.UNDER_REVIEW,
        ReportStatus.APPEALED,
    )


def _why_not(report: ReaderReport, person: User) -> str:
    """What keeps an editor from deciding: they wrote the verdict, or gave the first answer."""
    step = STEPS.get((report.state, ReportStatus.REJECTED))
    if step is None or not person.at_least(Role.EDITOR):
        return ""
    try:
        moving.check_eyes(person, report, step)
    except FourEyes as refused:
        return str(refused)
    return ""


def _entry(event: ReportEvent) -> dict[str, Any]:
    who = str(event.by) if event.by else _("the reader")
    if event.kind == ReportEvent.Kind.CORRECTED:
        who = ""
    to = ReportStatus(event.to).label if event.to else ""
    what = to if event.kind in ("moved", "received") else event.get_kind_display()
    return {"what": what, "text": event.note, "by": who, "at": event.at}


def _beside(report: ReaderReport) -> list[ReaderReport]:
    """Others about the same fact-check: perhaps the same was told before."""
    if report.version is None:
        return []
    others = ReaderReport.objects.filter(version__publication=report.version.publication_id)
    return list(others.exclude(pk=report.pk).exclude(status=ReportStatus.HELD)[:MOST])


def _claims(report: ReaderReport) -> list[Claim]:
    """Accepted claims of the article that was made of a suggestion."""
    if report.article_id is None or report.state is not ReportStatus.UNDER_REVIEW:
        return []
    return list(Claim.objects.accepted().filter(article=report.article_id)[:MOST])
