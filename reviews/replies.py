"""The right of reply: whoever a claim is by or about is asked, and what they say is told.

A log: rows are added and never changed. What came later, or was noted wrong, is another row.
"""

from datetime import datetime
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import InvalidInput
from reviews import events, permissions, wording, workflow
from reviews.exceptions import InvalidTransition
from reviews.models import Channel, ReplyAsked, ReplyOutcome, ReplyReceived, Review
from reviews.states import Status

LONGEST = 10_000
LONGEST_PARTY = 300
CLOSED = (Status.CLOSED, Status.RETRACTED)


class Question(TypedDict):
    """What was asked of whom; `asked_at` is when, which may be some days ago."""

    party: str
    channel: str
    question: str
    asked_at: datetime
    deadline: NotRequired[datetime | None]


@transaction.atomic
def ask(review_id: int, *, by: User, now: datetime, **asked: Unpack[Question]) -> ReplyAsked:
    """Note that somebody was asked. Raises NotAllowed, InvalidTransition, InvalidInput."""
    review = _workable(review_id, by)
    deadline = asked.get("deadline")
    _check_past(asked["asked_at"], now, field="asked_at")
    if asked["channel"] not in Channel.values:
        raise InvalidInput(_("Choose how they were asked."), field="channel")
    if deadline is not None and deadline < asked["asked_at"]:
        raise InvalidInput(_("The time to answer ends before they were asked."), field="deadline")
    made = ReplyAsked.objects.create(
        review=review,
        party=_said(asked["party"], field="party", longest=LONGEST_PARTY),
        channel=asked["channel"],
        question=_said(asked["question"], field="question"),
        asked_at=asked["asked_at"],
        deadline=deadline,
        noted_by=by,
        noted_at=now,
    )
    told = {"reply": made.pk, "party": made.party, "channel": made.channel}
    events.record(review, kind=events.Kind.REPLY_ASKED, by=by, at=now, **told)
    return made


@transaction.atomic
def receive(
    asked_id: int, *, outcome: str, answer: str, received_at: datetime, by: User, now: datetime
) -> ReplyReceived:
    """Note what came of it. Raises NotAllowed, InvalidTransition, InvalidInput."""
    asked = ReplyAsked.objects.get(pk=asked_id)
    review = _workable(asked.review_id, by)
    _check_past(received_at, now, field="received_at")
    if received_at < asked.asked_at:
        raise InvalidInput(_("This is before they were asked."), field="received_at")
    if outcome not in ReplyOutcome.values:
        raise InvalidInput(_("Choose what came of it."), field="outcome")
    words = wording.clean(answer, field="answer", longest=LONGEST)
    if outcome == ReplyOutcome.ANSWERED and not words:
        raise InvalidInput(_("Write what they answered, in their words."), field="answer")
    made = ReplyReceived.objects.create(
        asked=asked,
        outcome=outcome,
        answer=words,
        received_at=received_at,
        noted_by=by,
        noted_at=now,
    )
    told = {"reply": asked.pk, "party": asked.party, "outcome": made.outcome}
    events.record(review, kind=events.Kind.REPLY_RECEIVED, by=by, at=now, **told)
    return made


def log(review: Review) -> list[ReplyAsked]:
    """Who was asked, oldest first, with what came of it in `received`. Two queries."""
    asked = review.replies_asked.select_related("noted_by")
    return list(asked.prefetch_related("received__noted_by"))


def _workable(review_id: int, by: User) -> Review:
    """The review, locked. An answer may come at any time: also when it waits for a second look."""
    review = workflow.locked(review_id)
    permissions.check_may_work(by, review)
    if review.state is Status.QUEUED:
        raise InvalidTransition(_("Take this review first; then note who was asked."))
    if review.state in CLOSED:
        raise InvalidTransition(
            _("This review is “%(status)s”: nothing is noted on it any more.")
            % {"status": review.state.label}
        )
    return review


def _check_past(at: datetime, now: datetime, *, field: str) -> None:
    if at > now:
        raise InvalidInput(_("This is in the future; write when it happened."), field=field)


def _said(words: str, *, field: str, longest: int = LONGEST) -> str:
    clean = wording.clean(words, field=field, longest=longest)
    if not clean:
        needed = {
            "party": _("Write who was asked."),
            "question": _("Write what they were asked, in the words they were asked in."),
        }
        raise InvalidInput(needed[field], field=field)
    return clean
