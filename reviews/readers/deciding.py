"""Disputes end with a reasoned answer, by somebody who did not write the verdict."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import InvalidInput
from reviews import wording, workflow
from reviews.exceptions import InvalidTransition
from reviews.models import ReaderReport
from reviews.reader_states import OUTCOMES, ReportStatus
from reviews.readers import letters, moving, telling
from reviews.states import Status

SHORTEST_ANSWER = 20
LONGEST_ANSWER = 10_000
RIGHT = (ReportStatus.UPHELD, ReportStatus.PARTLY_UPHELD)


@transaction.atomic
def decide(
    report_id: int,
    *,
    outcome: ReportStatus,
    answer: str,
    by: User,
    now: datetime,
    reopen: bool = False,
) -> ReaderReport:
    """Answer a report of an error, or the appeal against the first answer.

    Where the reader is right, the review is reopened, so that a correction follows; where they are
    right in part, with `reopen`. Raises NotAllowed, FourEyes, InvalidTransition, InvalidInput.
    """
    if outcome not in OUTCOMES:
        raise InvalidInput(_("Choose how you decide."), field="outcome")
    words = answered(answer)
    report = moving.locked(report_id)
    if report.state is ReportStatus.APPEALED:
        changes: moving.Changes = {
            "appeal_answer": words,
            "appeal_decided_by": by,
            "appeal_decided_at": now,
        }
    else:
        changes = {"answer": words, "decided_by": by, "decided_at": now}
    correct = outcome is ReportStatus.UPHELD or (outcome in RIGHT and reopen)
    due = correct and report.version is not None
    changes["correction_due"] = due
    report = moving.move(report_id, to=outcome, by=by, now=now, **changes)
    if due:
        _reopen(report, by=by, now=now)
    telling.decided(report, by=by, now=now)
    letters.answered(report, now=now)
    return report


@transaction.atomic
def appeal(report_id: int, *, text: str, now: datetime) -> ReaderReport:
    """Its reader does not agree: once, with reasons. Raises InvalidTransition, InvalidInput."""
    words = wording.clean(text, field="text", longest=LONGEST_ANSWER)
    if len(words) < SHORTEST_ANSWER:
        raise InvalidInput(
            _("Say what the answer leaves out or gets wrong, in a sentence or two."), field="text"
        )
    report = moving.locked(report_id)
    if report.appealed_at is not None:
        raise InvalidTransition(
            _("You have appealed before; an appeal is decided once, and its answer stays.")
        )
    appealed = ReportStatus.APPEALED
    report = moving.move(report_id, to=appealed, by=None, now=now, appeal=words, appealed_at=now)
    telling.disputed(report, now=now, appeal=True)
    return report


def answered(answer: str) -> str:
    """An answer that its reader can do something with. Raises InvalidInput."""
    words = wording.clean(answer, field="answer", longest=LONGEST_ANSWER)
    if len(words) < SHORTEST_ANSWER:
        raise InvalidInput(
            _("Give your reasons in a sentence or two: the reader gets this answer."),
            field="answer",
        )
    return words


def _reopen(report: ReaderReport, *, by: User, now: datetime) -> None:
    """What is being worked on already, is; what was retracted says so to its readers."""
    review = telling.review_of(report)
    if review is None:
        return
    review = workflow.locked(review.pk)
    if review.state is Status.PUBLISHED:
        reason = _("Report %(number)s of a reader was upheld.") % {"number": report.pk}
        workflow.move(review.pk, to=Status.IN_REVIEW, by=by, now=now, reason=reason)
