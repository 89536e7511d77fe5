"""The life of a review, as data. `workflow.move` follows it; `docs/workflow.md` is drawn from it.

A review's status tells the desk's work in progress; what the public sees is the publication's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import Role


class Status(models.TextChoices):
    QUEUED = "queued", _("Queued")
    IN_REVIEW = "in_review", _("In review")
    SUBMITTED = "submitted", _("Waiting for a second look")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    RETRACTED = "retracted", _("Retracted")
    CLOSED = "closed", _("Closed")


@dataclass(frozen=True)
class Transition:
    """One allowed move. `needs` names what must hold first; each has a check in `workflow`."""

    verb: Promise | str
    role: Role
    needs: tuple[str, ...] = ()
    reason: bool = False  # a written reason is required


Q, I, S, A, P, R, C = Status  # noqa: E741 - one letter a state keeps the table readable
TRANSITIONS: Mapping[tuple[Status, Status], Transition] = MappingProxyType(
    {
        (Q, I): Transition(_("take"), Role.REVIEWER, needs=("free",)),
        (I, Q): Transition(_("put back"), Role.REVIEWER, needs=("assignee",)),
        (I, S): Transition(_("submit"), Role.REVIEWER, needs=("assignee", "draft", "complete")),
        (S, I): Transition(_("request changes"), Role.REVIEWER, reason=True),
        (S, A): Transition(_("approve"), Role.EDITOR, needs=("other_person", "complete")),
        (A, I): Transition(_("send back"), Role.EDITOR, reason=True),
        (A, P): Transition(_("publish"), Role.EDITOR, needs=("approved_verdict",)),
        (P, I): Transition(_("reopen"), Role.REVIEWER, reason=True),
        (P, R): Transition(_("retract"), Role.EDITOR, needs=("retracted_page",), reason=True),
        (I, R): Transition(_("retract"), Role.EDITOR, needs=("retracted_page",), reason=True),
        (R, I): Transition(_("reopen"), Role.EDITOR, reason=True),
        (Q, C): Transition(_("close"), Role.REVIEWER, needs=("no_live_publication",), reason=True),
        (I, C): Transition(
            _("close"), Role.REVIEWER, needs=("assignee", "no_live_publication"), reason=True
        ),
        (C, Q): Transition(_("put back in the queue"), Role.REVIEWER, reason=True),
    }
)


def moves_from(start: Status) -> dict[Status, Transition]:
    """Where a review that is `start` can go."""
    return {to: move for (source, to), move in TRANSITIONS.items() if source == start}
