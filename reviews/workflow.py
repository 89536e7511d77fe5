"""Moves of a review. `move` is the only writer of `Review.status`."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypedDict, Unpack, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim
from claims.models import Status as ClaimStatus
from factcheck.accounts.models import Role, User
from reviews import checklist, events, meanwhile, permissions, wording
from reviews.exceptions import (
    AlreadyTaken,
    InvalidTransition,
    NotReady,
    ReasonNeeded,
)
from reviews.models import Priority, Publication, Review, Verdict, VerdictState
from reviews.states import TRANSITIONS, Status, Transition

LONGEST_WHY = 1_000
PLANNED = ("assignee", "priority", "due_on", "why_selected")
# What a move makes of the verdict that is being written.
VERDICT_STATES = {
    Status.SUBMITTED: VerdictState.SUBMITTED,
    Status.IN_REVIEW: VerdictState.DRAFT,
}

GIVEN = frozenset({Status.QUEUED, Status.IN_REVIEW})  # where `assign` may name another person
SETTLED = frozenset({Status.PUBLISHED, Status.RETRACTED})


@transaction.atomic
def open_review(claim: Claim, *, by: User, now: datetime, why: str = "") -> Review:
    """Put an accepted claim into the queue; the one there is if it has a review already."""
    permissions.check_at_least(by, Role.REVIEWER, to_do=_("open a review"))
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if claim.status != ClaimStatus.ACCEPTED:
        raise InvalidTransition(_("Accept the claim first; then it can be reviewed."))
    review, created = Review.objects.get_or_create(
        claim=claim,
        defaults={"why_selected": why, "created_by": by, "created_at": now, "changed_at": now},
    )
    if created:
        events.record(review, kind=events.Kind.OPENED, by=by, at=now, why=why)
    return review


@transaction.atomic
def move(review_id: int, *, to: Status, by: User, now: datetime, reason: str = "") -> Review:
    """Lock, check who and what, change, record.

    Raises InvalidTransition, NotAllowed, FourEyes, NotReady, ReasonNeeded. Publishing and
    retracting come through `publishing`, which calls this in its own transaction.
    """
    reason = wording.clean(reason, field="reason")
    review = locked(review_id)
    step = TRANSITIONS.get((review.state, to))
    if step is None:
        raise InvalidTransition(
            _("A review that is “%(now)s” cannot become “%(to)s”.")
            % {"now": review.state.label, "to": to.label}
        )
    permissions.check_may_move(by, review, move=step)
    if step.reason and not reason:
        raise ReasonNeeded(
            _("Write a reason to %(verb)s; it is kept in the history.") % {"verb": step.verb},
            field="reason",
        )
    start = review.state
    _prepare(review, step, to=to, by=by, now=now)
    review.status, review.changed_at = to, now
    review.save(update_fields=["status", "changed_at", "assignee"])
    if {start, to} & SETTLED:  # readers see that the next version is being written, or no more
        Publication.objects.filter(review=review).update(changed_at=now)
    events.record(review, kind=events.Kind.MOVED, by=by, at=now, start=start, to=to, reason=reason)
    return review


def take(review_id: int, *, by: User, now: datetime) -> Review:
    """Take a queued review. Of two people at once, one gets AlreadyTaken with the other's name."""
    with transaction.atomic():
        review = locked(review_id)
        if review.state is Status.IN_REVIEW and review.assignee_id == by.pk:
            return review
        if review.state is Status.IN_REVIEW:
            raise AlreadyTaken(
                _("%(name)s took this review a moment ago.") % {"name": review.assignee}
            )
        return move(review_id, to=Status.IN_REVIEW, by=by, now=now)


@transaction.atomic
def take_next(*, by: User, now: datetime) -> Review | None:
    """The first of one's own queued reviews, else the first that waits for nobody, or None.

    In the order of work: overdue, then urgent, then due soon. What an editor gave to somebody else
    is left for them. SKIP LOCKED: two people who press the key together get two different reviews.
    """
    permissions.check_at_least(by, Role.REVIEWER, to_do=_("take a review"))
    for queue in (Review.objects.filter(assignee=by), Review.objects.free()):
        rows = queue.waiting().in_order_of_work(timezone.localdate(now))
        review = rows.select_for_update(skip_locked=True, of=("self",)).first()
        if review is not None:
            return move(review.pk, to=Status.IN_REVIEW, by=by, now=now)
    return None


class Plan(TypedDict, total=False):
    """What `assign` is given. Left out: stays. None takes person or date away."""

    to: User | None
    priority: Priority | None
    due_on: date | None
    why: str | None


@transaction.atomic
def assign(
    review_id: int,
    *,
    by: User,
    now: datetime,
    upon: Mapping[str, Any] | None = None,
    **plan: Unpack[Plan],
) -> Review:
    """Editors plan: who has a review, how urgent it is, until when, and why it was chosen.

    A queued review that is given to somebody stays queued and waits for them; one in work changes
    hands; later the verdict is somebody's, and nothing is given away any more. Reviewers may write
    why on the review they have. What is planned so already records nothing.
    `upon` is what the planner had read of it. Raises NotAllowed, InvalidTransition, InvalidInput,
    and Overtaken as `meanwhile.changed` does.
    """
    review = locked(review_id)
    permissions.check_may_plan(by, review, why_only=set(plan) <= {"why"})
    plan = _own(review, plan, upon)
    before = {name: getattr(review, name) for name in PLANNED}
    if "to" in plan:
        _give(review, plan["to"])
    review.priority = plan.get("priority") or review.priority
    review.due_on = plan.get("due_on", review.due_on)
    why = plan.get("why")
    if why is not None:
        review.why_selected = why
    changed = [name for name in PLANNED if getattr(review, name) != before[name]]
    if changed:
        review.save(update_fields=PLANNED)
        _record_plan(review, changed=changed, by=by, now=now)
    return review


def _own(review: Review, plan: Plan, upon: Mapping[str, Any] | None) -> Plan:
    if plan.get("why") is not None:
        plan["why"] = wording.clean(plan["why"] or "", field="why", longest=LONGEST_WHY)
    stands = {
        "to": review.assignee,
        "priority": review.priority,
        "due_on": review.due_on,
        "why": review.why_selected,
    }
    return cast("Plan", meanwhile.changed(plan, upon=upon, stands=stands))


@transaction.atomic
def comment(review_id: int, *, text: str, by: User, now: datetime) -> Review:
    """Say something to the others on this review; kept in its history."""
    permissions.check_at_least(by, Role.CONTRIBUTOR, to_do=_("comment"))
    text = wording.clean(text, field="text")
    if not text:
        raise ReasonNeeded(_("Write the comment first."), field="text")
    review = locked(review_id)
    events.record(review, kind=events.Kind.COMMENTED, by=by, at=now, text=text)
    return review


def locked(review_id: int) -> Review:
    """The review, locked until the transaction ends. Every writer starts here."""
    return Review.objects.select_for_update(of=("self",)).get(pk=review_id)


def open_verdict(review: Review) -> Verdict | None:
    """The draft or submitted verdict of a review, locked; None where none is being written."""
    states = [VerdictState.DRAFT, VerdictState.SUBMITTED]
    return review.verdicts.select_for_update(of=("self",)).filter(state__in=states).first()


def has_live_page(review: Review) -> bool:
    """Readers see a verdict of this review that was not retracted."""
    page = getattr(review, "publication", None)
    return page is not None and page.retracted_at is None


def check_nothing_live(review: Review) -> None:
    """A closed review is worked on by nobody: what readers see must not depend on it."""
    if has_live_page(review):
        raise NotReady(
            _(
                "Readers still see this verdict. Publish the correction, or have an editor "
                "retract it; then close the review."
            )
        )


def _prepare(review: Review, step: Transition, *, to: Status, by: User, now: datetime) -> None:
    """What a move needs, and what it carries with it."""
    verdict = open_verdict(review)
    _check_needs(review, step, verdict)
    if to is Status.IN_REVIEW and (review.state is Status.QUEUED or review.assignee_id is None):
        review.assignee = by
    elif to in (Status.QUEUED, Status.CLOSED):
        review.assignee = None
    if to is Status.APPROVED:
        _approve(verdict, by=by, now=now)
    elif verdict is not None and to in VERDICT_STATES:
        verdict.state = VERDICT_STATES[to]
        verdict.save(update_fields=["state"])


def _give(review: Review, to: User | None) -> None:
    """Raises InvalidTransition where the verdict is with the second person, or done."""
    if to == review.assignee:
        return
    if to is not None:
        permissions.check_at_least(to, Role.REVIEWER, to_do=_("be given a review"))
    if review.state not in GIVEN:
        raise InvalidTransition(
            _("It is “%(status)s”; only a review that is queued or in review can be given away.")
            % {"status": review.state.label}
        )
    if to is None and review.state is Status.IN_REVIEW:
        raise InvalidTransition(
            _("Somebody works on it; put it back in the queue, or give it to another person.")
        )
    review.assignee = to


def _record_plan(review: Review, *, changed: list[str], by: User, now: datetime) -> None:
    """Each new value, under the name by which it was asked for."""
    values = {
        "assignee": ("to", review.assignee_id) if review.assignee_id else ("freed", True),
        "priority": ("priority", review.priority),
        "due_on": ("due_on", review.due_on.isoformat() if review.due_on else None),
        "why_selected": ("why", review.why_selected),
    }
    data = dict(values[name] for name in changed)
    events.record(review, kind=events.Kind.ASSIGNED, by=by, at=now, **data)


def _check_needs(review: Review, step: Transition, verdict: Verdict | None) -> None:
    if "draft" in step.needs and verdict is None:
        raise NotReady(_("Write a verdict first, then submit it."))
    if "complete" in step.needs and verdict is not None:
        checklist.check(review, verdict)
    if "approved_verdict" in step.needs:
        _check_published(review)
    if "retracted_page" in step.needs:
        _check_retracted(review)
    if "no_live_publication" in step.needs:
        check_nothing_live(review)


def _approve(verdict: Verdict | None, *, by: User, now: datetime) -> None:
    if verdict is None:
        raise NotReady(_("There is no submitted verdict to approve."))
    permissions.check_second_person(by, verdict)
    verdict.review.verdicts.filter(state=VerdictState.APPROVED).update(
        state=VerdictState.SUPERSEDED
    )
    verdict.state, verdict.approver, verdict.approved_at = VerdictState.APPROVED, by, now
    verdict.save(update_fields=["state", "approver", "approved_at"])
    events.record(
        verdict.review,
        kind=events.Kind.VERDICT_APPROVED,
        by=by,
        at=now,
        version=verdict.version,
    )


def _check_published(review: Review) -> None:
    """`publishing` writes the version first, then moves: nothing is published without its text."""
    latest = review.verdicts.filter(state=VerdictState.APPROVED).first()
    if latest is None or not latest.published.exists():
        raise NotReady(_("Publish through the publishing desk, which writes the public version."))


def _check_retracted(review: Review) -> None:
    if getattr(review, "publication", None) is None:
        raise NotReady(_("Nothing of this review is public, so there is nothing to retract."))
    if review.publication.retracted_at is None:
        raise NotReady(_("Retract through the publishing desk, which tells the readers why."))
