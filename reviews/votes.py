"""Blind votes: several people rate a claim, each before seeing what the others think.

A round is about one verdict, and whoever wrote or edited it last has no vote. It opens when the
verdict is submitted and policy asks for votes, or when an editor asks. It closes with its last
vote; from then on everybody sees all of them. Where they differ an editor who took no part
adjudicates, with a reason. `visible_to` is the only way to a vote for everything that shows one.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from factcheck.exceptions import InvalidInput
from reviews import checklist, events, permissions, wording, workflow
from reviews.exceptions import (
    AlreadyVoted,
    FourEyes,
    InvalidTransition,
    NoOpenRound,
    ReasonNeeded,
)
from reviews.models import (
    Outcome,
    Rating,
    RatingScale,
    Review,
    Verdict,
    VerdictState,
    Vote,
    VoteRound,
)
from reviews.models.vote import VoteQuerySet
from reviews.states import Status

LONGEST_REASON = 2_000
MOST = 15
"""Votes one round may ask for."""


def visible_to(user: User) -> VoteQuerySet:
    """The one gate: votes of closed rounds, and those that `user` cast."""
    return Vote.objects.visible_to(user)


def latest(review: Review) -> VoteRound | None:
    """The newest round of a review; None where votes were never asked for."""
    people = ("verdict", "adjudicated_rating", "adjudicated_by")
    return review.rounds.select_related(*people).order_by("-number").first()


def voters(round_: VoteRound) -> list[User]:
    """Who has voted, in the order of their names: the order of voting is not told either."""
    return list(User.objects.filter(votes__round=round_).order_by("username"))


@transaction.atomic
def ask(review_id: int, *, asked: int, by: User, now: datetime) -> VoteRound:
    """An editor asks `asked` people for their vote on the submitted verdict.

    Raises NotAllowed, InvalidInput, InvalidTransition (none submitted, a round still open).
    """
    permissions.check_at_least(by, Role.EDITOR, to_do=_("ask for votes"))
    review = workflow.locked(review_id)
    verdict = workflow.open_verdict(review)
    if verdict is None or verdict.state != VerdictState.SUBMITTED:
        raise InvalidTransition(_("Votes are asked for once a verdict is submitted."))
    if not 1 <= asked <= MOST:
        raise InvalidInput(
            _("Ask for between 1 and %(most)s votes.") % {"most": MOST}, field="asked"
        )
    if verdict.rounds.open().exists():
        raise InvalidTransition(_("A round of votes is open already; adjudicate it to end it."))
    return _open(verdict, asked=asked, by=by, now=now)


def ask_as_policy_says(review: Review, *, by: User | None, now: datetime) -> VoteRound | None:
    """Open a round on the submitted verdict where the policy wants one. In a transaction.

    Not again after a verdict was sent back, unless somebody who voted has edited it since.
    """
    wanted = checklist.ruling_policy().votes
    verdict = workflow.open_verdict(review) if wanted else None
    if verdict is None:
        return None
    involved = {verdict.author_id, verdict.last_editor_id}
    for earlier in verdict.rounds.prefetch_related("votes"):
        independent = [v for v in earlier.votes.all() if v.person_id not in involved]
        if earlier.outcome in (Outcome.OPEN, Outcome.ADJUDICATED) or len(independent) >= wanted:
            return None
    return _open(verdict, asked=wanted, by=by, now=now)


@transaction.atomic
def cast(
    review_id: int, *, rating: Rating | None, by: User, now: datetime, reason: str = ""
) -> Vote:
    """Vote once; it cannot be changed. The vote that was still missing closes the round.

    Raises NotAllowed, FourEyes, NoOpenRound, AlreadyVoted, InvalidInput.
    """
    review = workflow.locked(review_id)
    round_ = _open_round(review)
    check_may_vote(by, round_)
    rating = _known(rating, round_)
    reason = wording.clean(reason, field="reason", longest=LONGEST_REASON)
    vote = Vote.objects.create(round=round_, person=by, rating=rating, reason=reason, cast_at=now)
    events.record(review, kind=events.Kind.VOTE_CAST, by=by, at=now, round=round_.number)
    if round_.votes.count() >= round_.asked:
        round_.closed_at = now
        round_.save(update_fields=["closed_at"])
        _record_close(review, round_, by=None, now=now)
    return vote


@transaction.atomic
def adjudicate(
    review_id: int, *, rating: Rating | None, reason: str, by: User, now: datetime
) -> VoteRound:
    """An editor who took no part says which rating stands, and why; ends an open round early.

    Raises NotAllowed, FourEyes, InvalidTransition (nothing to decide), ReasonNeeded, InvalidInput.
    """
    permissions.check_at_least(by, Role.EDITOR, to_do=_("adjudicate votes"))
    review = workflow.locked(review_id)
    round_ = latest(review)
    if round_ is None:
        raise InvalidTransition(_("No votes were asked for on this review."))
    _check_undecided(round_)
    check_may_adjudicate(by, round_)
    rating = _known(rating, round_)
    reason = wording.clean(reason, field="reason", longest=LONGEST_REASON)
    if not reason:
        raise ReasonNeeded(
            _("Write why this rating stands; it is kept in the history."), field="reason"
        )
    was_open = round_.closed_at is None
    round_.closed_at = round_.closed_at or now
    round_.adjudicated_rating, round_.adjudicated_by = rating, by
    round_.adjudicated_at, round_.reason = now, reason
    round_.save()
    _record_close(review, round_, by=by, now=now, votes=was_open)
    return round_


def check_may_vote(by: User, round_: VoteRound) -> None:
    """Raise NotAllowed, FourEyes or AlreadyVoted, in words."""
    permissions.check_at_least(by, Role.REVIEWER, to_do=_("vote"))
    if by.pk in (round_.verdict.author_id, round_.verdict.last_editor_id):
        raise FourEyes(_("You worked on this verdict; votes come from people who did not."))
    if round_.votes.filter(person=by).exists():
        raise AlreadyVoted(_("You voted in this round. A vote is cast once and stays."))


def check_may_adjudicate(by: User, round_: VoteRound) -> None:
    """Raise NotAllowed or FourEyes, in words."""
    permissions.check_at_least(by, Role.EDITOR, to_do=_("adjudicate votes"))
    if by.pk in (round_.verdict.author_id, round_.verdict.last_editor_id):
        raise FourEyes(_("You worked on this verdict; another editor has to adjudicate."))
    if round_.votes.filter(person=by).exists():
        raise FourEyes(_("You voted in this round; another editor has to adjudicate."))


def takes_votes(round_: VoteRound, review: Review) -> bool:
    """Whether a vote can be cast now: the verdict it is about is still being decided on."""
    undecided = (Status.IN_REVIEW, Status.SUBMITTED)
    states = (VerdictState.DRAFT, VerdictState.SUBMITTED)
    return round_.closed_at is None and review.state in undecided and round_.verdict.state in states


def _open(verdict: Verdict, *, asked: int, by: User | None, now: datetime) -> VoteRound:
    review = verdict.review
    round_ = VoteRound.objects.create(
        review=review,
        verdict=verdict,
        number=review.rounds.count() + 1,
        asked=asked,
        scale=RatingScale.objects.get(active=True),
        opened_by=by,
        opened_at=now,
    )
    events.record(
        review, kind=events.Kind.VOTES_ASKED, by=by, at=now, round=round_.number, asked=asked
    )
    return round_


def _open_round(review: Review) -> VoteRound:
    round_ = latest(review)
    if round_ is None or not takes_votes(round_, review):
        raise NoOpenRound(_("No votes are being asked for on this review, or no longer."))
    return round_


def _known(rating: Rating | None, round_: VoteRound) -> Rating:
    if rating is None:
        raise InvalidInput(_("Choose one of the ratings that the scale shows."), field="rating")
    if rating.scale_id != round_.scale_id:
        raise InvalidInput(
            _("“%(word)s” is not on the scale of this round.") % {"word": rating.word},
            field="rating",
        )
    return rating


def _check_undecided(round_: VoteRound) -> None:
    if round_.outcome is Outcome.ADJUDICATED:
        raise InvalidTransition(_("This round was adjudicated already. Ask for a new one."))
    if round_.outcome is Outcome.AGREED:
        raise InvalidTransition(_("The votes agree; there is nothing to adjudicate."))


def _record_close(
    review: Review, round_: VoteRound, *, by: User | None, now: datetime, votes: bool = True
) -> None:
    """From here on the history tells the ratings; before, it holds none."""
    data: dict[str, Any] = {"round": round_.number, "outcome": round_.outcome.value}
    if votes:
        cast = round_.votes.select_related("person", "rating")
        data["votes"] = [
            {"person": vote.person.username, "rating": vote.rating.word} for vote in cast
        ]
    if round_.adjudicated_rating is not None:
        data |= {"adjudicated": round_.adjudicated_rating.word, "reason": round_.reason}
    events.record(review, kind=events.Kind.VOTES_CLOSED, by=by, at=now, **data)
