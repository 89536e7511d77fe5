"""What the people of the sample desk plan, ask, say to each other, and think."""

from datetime import datetime, timedelta

from factcheck.accounts.models import User
from reviews import discussion, evidence, replies, saved, votes, workflow
from reviews.models import Rating, ReplyOutcome, Review, Thread
from reviews.samples.parts import Asked, Check, Said, Votes

VIEWS = (
    ("rowan", "Mine and urgent", "view=mine&priority=4", False),
    ("edda", "For the second readers", "status=submitted", True),
    ("edda", "Late", "overdue=1", True),
)


def keep_views(team: dict[str, User], *, now: datetime) -> None:
    for owner, name, query, shared in VIEWS:
        saved.save(by=team[owner], now=now, name=name, query=query, shared=shared)


def plan(review: Review, check: Check, team: dict[str, User], *, now: datetime) -> None:
    """How urgent it is, until when, and whose."""
    due = None if check.due_in is None else (now + timedelta(days=check.due_in)).date()
    workflow.assign(review.pk, by=team["edda"], now=now, priority=check.priority, due_on=due)
    if check.given_to:
        workflow.assign(review.pk, by=team["edda"], now=now, to=team[check.given_to])


def ask_for_replies(review: Review, check: Check, *, by: User, now: datetime) -> None:
    for asked in check.asked:
        _ask(review, asked, by=by, now=now)


def _ask(review: Review, asked: Asked, *, by: User, now: datetime) -> None:
    made = replies.ask(
        review.pk,
        party=asked.party,
        channel="email",
        question=asked.question,
        asked_at=now,
        deadline=now + timedelta(days=2),
        by=by,
        now=now,
    )
    if asked.answer:
        heard = now + timedelta(minutes=40)
        outcome = ReplyOutcome.ANSWERED
        answer = asked.answer
        replies.receive(
            made.pk, outcome=outcome, answer=answer, received_at=heard, by=by, now=heard
        )


def vote(review: Review, check: Check, team: dict[str, User], *, now: datetime) -> None:
    """A round of blind votes, as far as the story goes; where they differ an editor decides."""
    told: Votes | None = check.votes
    if told is None:
        return
    votes.ask(review.pk, asked=told.asked, by=team["edda"], now=now)
    for each in told.cast:
        rating = _rating(each.rating)
        votes.cast(review.pk, rating=rating, by=team[each.who], now=now, reason=each.reason)
    if told.settled:
        votes.adjudicate(
            review.pk, rating=_rating(told.settled), reason=told.why, by=team["edda"], now=now
        )


def _rating(word: str) -> Rating:
    return Rating.objects.get(word=word, scale__active=True)


def discuss(review: Review, check: Check, team: dict[str, User], *, now: datetime) -> None:
    for said in check.remarks:
        _talk_over(review, said, team, now=now)


def _talk_over(review: Review, said: Said, team: dict[str, User], *, now: datetime) -> Thread:
    about = evidence.citable(review)[said.source].pk if said.source else None
    remark = discussion.Remark(said.text, evidence=about, quote=said.passage)
    thread = discussion.open_thread(review.pk, remark=remark, by=team["edda"], now=now)
    later = now + timedelta(minutes=30)
    discussion.answer(thread.pk, text=said.answer, by=team["rowan"], now=later)
    if said.resolved:
        discussion.resolve(thread.pk, by=team["edda"], now=later)
    return thread
