"""The life of what a reader tells the desk, as data. `readers.moving` follows it, and so does a
trigger of the table.

An error report about a fact-check is a dispute: it ends with a reasoned answer of somebody who did
not write the verdict, and its reader may appeal once, to yet another person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from factcheck.accounts.models import Role


class Told(models.TextChoices):
    """What a reader came to say."""

    ERROR = "error", _("an error")
    CLAIM = "claim", _("a claim to check")


class ReportStatus(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("a report", "Received")
    HELD = "held", pgettext_lazy("a report", "Held back")
    UNDER_REVIEW = "under_review", pgettext_lazy("a report", "Being looked at")
    UPHELD = "upheld", pgettext_lazy("a report", "Upheld")
    PARTLY_UPHELD = "partly_upheld", pgettext_lazy("a report", "Partly upheld")
    REJECTED = "rejected", pgettext_lazy("a report", "Rejected")
    APPEALED = "appealed", pgettext_lazy("a report", "Appealed")
    TAKEN_UP = "taken_up", pgettext_lazy("a report", "Taken up")
    DECLINED = "declined", pgettext_lazy("a report", "Not taken up")
    MERGED = "merged", pgettext_lazy("a report", "Told before")


class Held(models.TextChoices):
    """Why a report waits in the tray until a person has looked at it."""

    TRAP = "trap", _("a field was filled in that people do not see")
    HASTE = "haste", _("it was sent faster than anybody types")
    LINKS = "links", _("it holds many links")
    FLOOD = "flood", _("more came in at once than the desk expects")
    PERSON = "person", _("somebody of the desk put it aside")


@dataclass(frozen=True)
class Step:
    """One allowed move. `role` is None where the reader makes it; `kind` where only one has it.

    `needs`: `assignee` (who looks at it, or an editor), `four_eyes` (not who wrote the verdict),
    `fresh_eyes` (not who gave the first answer either). `answer`: one with reasons, which the
    reader reads. `reason`: a note, which the desk reads.
    """

    verb: Promise | str
    role: Role | None
    kind: Told | None = None
    needs: tuple[str, ...] = ()
    answer: bool = False
    reason: bool = False


_S = ReportStatus
_ERROR, _CLAIM = Told.ERROR, Told.CLAIM


def _first(verb: Promise | str) -> Step:
    eyes = ("assignee", "four_eyes")
    return Step(verb, Role.EDITOR, kind=_ERROR, needs=eyes, answer=True)


def _again(verb: Promise | str) -> Step:
    eyes = ("four_eyes", "fresh_eyes")
    return Step(verb, Role.EDITOR, kind=_ERROR, needs=eyes, answer=True)


STEPS: Mapping[tuple[ReportStatus, ReportStatus], Step] = MappingProxyType(
    {
        (_S.RECEIVED, _S.UNDER_REVIEW): Step(_("look at it"), Role.REVIEWER),
        (_S.RECEIVED, _S.HELD): Step(_("hold back as spam"), Role.REVIEWER),
        (_S.RECEIVED, _S.MERGED): Step(_("merge"), Role.REVIEWER),
        (_S.HELD, _S.RECEIVED): Step(_("let through"), Role.REVIEWER),
        (_S.MERGED, _S.RECEIVED): Step(_("take apart again"), Role.REVIEWER),
        (_S.UNDER_REVIEW, _S.RECEIVED): Step(_("put back"), Role.REVIEWER, needs=("assignee",)),
        (_S.UNDER_REVIEW, _S.MERGED): Step(_("merge"), Role.REVIEWER, needs=("assignee",)),
        (_S.UNDER_REVIEW, _S.UPHELD): _first(_("uphold")),
        (_S.UNDER_REVIEW, _S.PARTLY_UPHELD): _first(_("uphold in part")),
        (_S.UNDER_REVIEW, _S.REJECTED): _first(_("reject")),
        (_S.PARTLY_UPHELD, _S.APPEALED): Step(_("appeal"), None, kind=_ERROR),
        (_S.REJECTED, _S.APPEALED): Step(_("appeal"), None, kind=_ERROR),
        (_S.APPEALED, _S.UPHELD): _again(_("uphold")),
        (_S.APPEALED, _S.PARTLY_UPHELD): _again(_("uphold in part")),
        (_S.APPEALED, _S.REJECTED): _again(_("reject")),
        (_S.UNDER_REVIEW, _S.TAKEN_UP): Step(
            _("take up"), Role.REVIEWER, kind=_CLAIM, needs=("assignee",)
        ),
        (_S.UNDER_REVIEW, _S.DECLINED): Step(
            _("do not take up"), Role.REVIEWER, kind=_CLAIM, needs=("assignee",), answer=True
        ),
        (_S.TAKEN_UP, _S.UNDER_REVIEW): Step(
            _("look again"), Role.REVIEWER, kind=_CLAIM, reason=True
        ),
        (_S.DECLINED, _S.UNDER_REVIEW): Step(
            _("look again"), Role.REVIEWER, kind=_CLAIM, reason=True
        ),
    }
)
OUTCOMES = (_S.UPHELD, _S.PARTLY_UPHELD, _S.REJECTED)
ANSWERED = (*OUTCOMES, _S.TAKEN_UP, _S.DECLINED)
OPEN = (_S.RECEIVED, _S.UNDER_REVIEW, _S.APPEALED)
"""What somebody of the desk still has to do something about."""


def steps_from(start: ReportStatus, *, kind: Told) -> dict[ReportStatus, Step]:
    """Where a report of this kind that is `start` can go."""
    return {
        to: step
        for (source, to), step in STEPS.items()
        if source == start and step.kind in (None, kind)
    }
