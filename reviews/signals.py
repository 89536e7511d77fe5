"""What the reviews do when something happens to a claim."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from claims.models import Anchoring, Claim
from factcheck.accounts.models import User
from reviews import events, votes, workflow
from reviews.exceptions import InvalidTransition
from reviews.models import Event, Publication, Review
from reviews.states import Status


def queue_accepted_claim(
    sender: type[Claim], *, claim: Claim, by: User, now: datetime, **kwargs: Any
) -> None:
    """An accepted claim waits in the queue from the same transaction on."""
    review = workflow.open_review(claim, by=by, now=now)
    if review.state is Status.CLOSED:
        workflow.move(review.pk, to=Status.QUEUED, by=by, now=now, reason=_("Accepted again."))


def close_review_of_reopened_claim(
    sender: type[Claim], *, claim: Claim, by: User, now: datetime, **kwargs: Any
) -> None:
    """An acceptance is taken back while nobody works on it; raises InvalidTransition later.

    What was public once keeps its claim: the page stays, retracted or not.
    """
    if Publication.objects.filter(review__claim=claim).exists():
        raise InvalidTransition(
            _(
                "This claim has a published fact-check, so its acceptance stays. Correct or "
                "retract the fact-check instead."
            )
        )
    review = Review.objects.filter(claim=claim).exclude(status=Status.CLOSED).first()
    if review is None:
        return
    if review.state is not Status.QUEUED:
        raise InvalidTransition(
            _("This claim has a review that is “%(state)s”. Close the review first.")
            % {"state": review.state.label}
        )
    reason = _("The acceptance of the claim was taken back.")
    workflow.move(review.pk, to=Status.CLOSED, by=by, now=now, reason=reason)


def note_changed_article(
    sender: type[Claim],
    *,
    claim: Claim,
    anchoring: Anchoring,
    by: User | None,
    now: datetime,
    **kwargs: Any,
) -> None:
    """Whoever works on a claim reads in its history that the article says it otherwise now."""
    review = Review.objects.filter(claim=claim).first()
    if review is None:
        return
    events.record(
        review,
        kind=events.Kind.ARTICLE_CHANGED,
        by=by,
        at=now,
        article=anchoring.to_article_id,
        found=anchoring.outcome,
        settled=anchoring.decision,
        quote=claim.quote,
        reason=anchoring.reason,
    )
    if anchoring.decision:
        Publication.objects.filter(review=review).update(changed_at=now)


def ask_for_votes(sender: type[Event], *, event: Event, **kwargs: Any) -> None:
    """A verdict that is submitted is voted on, where policy says so."""
    if event.kind == events.Kind.MOVED and event.data["to"] == Status.SUBMITTED:
        votes.ask_as_policy_says(event.review, by=event.actor, now=event.at)
