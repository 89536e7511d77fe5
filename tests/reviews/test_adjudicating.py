"""Adjudicating: who decides where votes differ, and what it takes."""

from typing import Any

import pytest

from factcheck.accounts.models import Role, User
from factcheck.exceptions import InvalidInput, NotAllowed
from reviews import votes
from reviews.exceptions import FourEyes, InvalidTransition, ReasonNeeded
from reviews.models import Event, Outcome, Rating, Review, VoteRound
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def rating(word: str = "False") -> Rating:
    return Rating.objects.get(word=word)


def last(review: Review) -> Event:
    return review.events.latest("seq")


def author(review: Review) -> User:
    return review.verdicts.get().author


def asked(n: int = 2) -> Review:
    review = make.review(Status.SUBMITTED)
    votes.ask(review.pk, asked=n, by=make.editor(), now=NOON)
    return review


def adjudicate(review: Review, **given: Any) -> VoteRound:
    values: dict[str, Any] = {
        "rating": rating(),
        "reason": "The ledger counts more.",
        "by": make.editor(),
    }
    return votes.adjudicate(review.pk, **(values | given), now=NOON)


def test_an_editor_adjudicates_votes_that_differ():
    review = make.voted("True", "False")

    round_ = adjudicate(review)

    assert (round_.outcome, VoteRound.objects.settled_for(review.verdicts.get())) == (
        Outcome.ADJUDICATED,
        True,
    )
    assert last(review).data == {
        "round": 1,
        "outcome": "adjudicated",
        "adjudicated": "False",
        "reason": "The ledger counts more.",
    }


def test_an_editor_can_end_a_round_early_and_then_all_see_the_votes():
    review = asked(5)
    make.vote(review, "False", by=make.user(username="vera"))

    adjudicate(review)

    assert votes.visible_to(make.contributor()).count() == 1
    assert last(review).data["votes"] == [{"person": "vera", "rating": "False"}]


def test_who_voted_or_wrote_does_not_adjudicate():
    voter = make.editor()
    review = make.voted("True", "False", people=[voter, make.reviewer()])
    writer = author(review)
    User.objects.filter(pk=writer.pk).update(role=Role.EDITOR)
    writer.refresh_from_db()

    for person in (voter, writer):
        with pytest.raises(FourEyes):
            adjudicate(review, by=person)


def test_adjudicating_takes_an_editor_a_reason_and_something_to_decide():
    split, agreed, none = make.voted("True", "False"), make.voted("True"), make.review()

    for review, given, error in (
        (split, {"by": make.reviewer()}, NotAllowed),
        (split, {"reason": "  "}, ReasonNeeded),
        (split, {"rating": None}, InvalidInput),
        (agreed, {}, InvalidTransition),
        (none, {}, InvalidTransition),
    ):
        with pytest.raises(error):
            adjudicate(review, **given)


def test_a_round_is_adjudicated_once():
    review = make.voted("True", "False")
    adjudicate(review)

    with pytest.raises(InvalidTransition):
        adjudicate(review)
