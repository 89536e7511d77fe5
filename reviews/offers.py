"""What a person can do with a review now, and in words why not: for buttons and for programs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import NotAllowed
from reviews import checklist, permissions, publishing, states, workflow
from reviews.exceptions import FourEyes, NotReady
from reviews.models import Review, Verdict
from reviews.states import Status, Transition


@dataclass(frozen=True)
class Offer:
    """One move. `refusal` is empty where the person may go ahead; `reason`: one must be written."""

    to: Status
    verb: str
    reason: bool
    refusal: str = ""


def of(
    review: Review, *, by: User, verdict: Verdict | None, asked: list[checklist.Item]
) -> list[Offer]:
    """The moves open to the role of `by`, in the table's order; others are left out.

    A move that only its state forbids (unfinished, four eyes) is offered with its refusal: people
    should learn what is missing. `asked` is the checklist of `verdict`. No queries where the
    publication was selected with `review`.
    """
    return [
        Offer(to, str(step.verb), step.reason, _refusal(review, step, by, verdict, asked))
        for to, step in states.moves_from(review.state).items()
        if _is_open_to(by, review, step)
    ]


def accept(
    review_id: int,
    *,
    to: Status,
    by: User,
    now: datetime,
    **change: Unpack[publishing.Change],
) -> None:
    """Make a move through the room that owns it: publishing writes versions, workflow the rest."""
    if to is Status.PUBLISHED:
        publishing.publish(review_id, by=by, now=now, **change)
    elif to is Status.RETRACTED:
        publishing.retract(review_id, by=by, now=now, **change)
    else:
        workflow.move(review_id, to=to, by=by, now=now, reason=change.get("reason", ""))


def _is_open_to(by: User, review: Review, step: Transition) -> bool:
    if "retracted_page" in step.needs and not workflow.has_live_page(review):
        return False
    try:
        permissions.check_may_move(by, review, move=step)
    except NotAllowed:
        return False
    return True


def _refusal(
    review: Review,
    step: Transition,
    by: User,
    verdict: Verdict | None,
    asked: list[checklist.Item],
) -> str:
    if "draft" in step.needs and verdict is None:
        return _("Write a verdict first.")
    if "complete" in step.needs and checklist.missing(review, asked):
        return _("The checklist is not done yet.")
    try:
        if "other_person" in step.needs and verdict is not None:
            permissions.check_second_person(by, verdict)
        if "no_live_publication" in step.needs:
            workflow.check_nothing_live(review)
    except (FourEyes, NotReady) as refused:
        return str(refused)
    return ""
