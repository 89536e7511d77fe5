"""Planning many reviews at once. Each stands for itself, and the account names each that did not
change and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict, DeskError, InvalidInput
from reviews import permissions, workflow
from reviews.models import Priority, Review

MOST = 1_000  # in one go: some seconds of one request


class Stale(Conflict):
    """The review was planned or moved by somebody else since it was seen."""

    code = "stale-row"


@dataclass(frozen=True)
class Refused:
    """A review that was left as it is."""

    review_id: int
    why: str


@dataclass
class Account:
    """What became of each: `changed`, already `same`, or `refused`. Numbers of reviews."""

    changed: list[int] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def seen(review: Review) -> str:
    """What a list shows of a plan, as one word: who plans by a list means what stands there."""
    due = review.due_on.isoformat() if review.due_on else ""
    return f"{review.status}/{review.assignee_id or ''}/{review.priority}/{due}"


def assign_many(
    rows: Mapping[int, str], *, by: User, now: datetime, **plan: Unpack[workflow.Plan]
) -> Account:
    """`workflow.assign` for each review of `rows`, which says how each was `seen`; empty: any way.

    One transaction each: what is refused keeps nobody else's. Raises NotAllowed, InvalidInput
    before anything is changed.
    """
    permissions.check_at_least(by, Role.EDITOR, to_do=_("assign reviews"))
    check_size(len(rows))
    account = Account()
    known = set(Review.objects.visible_to(by).filter(pk__in=rows).values_list("pk", flat=True))
    for pk in rows:
        if pk not in known:
            account.refused.append(Refused(pk, _("There is no review of this number.")))
            continue
        try:
            changed = _assign(pk, rows[pk], by=by, now=now, **plan)
        except DeskError as refused:
            account.refused.append(Refused(pk, str(refused)))
        else:
            (account.changed if changed else account.same).append(pk)
    return account


def check_size(rows: int) -> None:
    """Raises InvalidInput for more than are planned at once."""
    if rows > MOST:
        raise InvalidInput(
            _("These are %(rows)s reviews; at most %(most)s are changed at once. Narrow the list.")
            % {"rows": f"{rows:,}", "most": f"{MOST:,}"}
        )


@transaction.atomic
def _assign(
    pk: int, expected: str, *, by: User, now: datetime, **plan: Unpack[workflow.Plan]
) -> bool:
    """Whether anything changed. Raises what `assign` raises, and Stale."""
    before = workflow.locked(pk)
    stood = seen(before)
    if expected and expected != stood:
        raise Stale(_("It changed since you saw it. It is now: %(now)s.") % {"now": _words(before)})
    return seen(workflow.assign(pk, by=by, now=now, **plan)) != stood


def _words(review: Review) -> str:
    """How it stands, for people."""
    words = [
        str(review.state.label),
        str(review.assignee) if review.assignee else _("nobody has it"),
        str(Priority(review.priority).label),
    ]
    if review.due_on:
        words.append(_("due %(day)s") % {"day": review.due_on.isoformat()})
    return capfirst(", ".join(words))
