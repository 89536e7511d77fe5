"""Blind votes: who may cast one, when all are seen, and who decides where they differ."""

import threading

import pytest
from django.db import connection

from factcheck.accounts.models import User
from factcheck.exceptions import DeskError, InvalidInput, NotAllowed
from reviews import votes, workflow
from reviews.events import Kind
from reviews.exceptions import (
    AlreadyVoted,
    FourEyes,
    InvalidTransition,
    NoOpenRound,
)
from reviews.models import Event, Outcome, Rating, RatingScale, Review, Vote, VoteRound
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def rating(word: str = "False") -> Rating:
    return Rating.objects.get(word=word)


def asked(n: int = 2) -> Review:
    review = make.review(Status.SUBMITTED)
    votes.ask(review.pk, asked=n, by=make.editor(), now=NOON)
    return review


def last(review: Review) -> Event:
    return review.events.latest("seq")


def author(review: Review) -> User:
    return review.verdicts.get().author


def test_nobody_is_asked_where_policy_asks_for_no_votes():
    review = make.review(Status.SUBMITTED)

    assert votes.latest(review) is None


def test_a_submitted_verdict_is_voted_on_where_policy_says_so():
    make.policy(votes=3)

    review = make.review(Status.SUBMITTED)

    round_ = votes.latest(review)
    assert round_ is not None
    assert (round_.asked, round_.outcome, last(review).kind) == (
        3,
        Outcome.OPEN,
        Kind.VOTES_ASKED,
    )


def test_an_open_round_goes_on_when_the_verdict_comes_back():
    make.policy(votes=2)
    review = make.review(Status.SUBMITTED)
    make.vote(review, "False")
    workflow.move(review.pk, to=Status.IN_REVIEW, by=make.editor(), now=NOON, reason="Cite it.")

    workflow.move(review.pk, to=Status.SUBMITTED, by=author(review), now=NOON)

    assert review.rounds.count() == 1


def test_a_voter_who_became_the_last_editor_does_not_count_and_votes_are_asked_for_anew():
    make.policy(votes=1)
    review = make.review(Status.SUBMITTED)
    voter = make.reviewer()
    make.vote(review, "Mostly true", by=voter)
    before = VoteRound.objects.settled_for(review.verdicts.get())
    workflow.move(review.pk, to=Status.IN_REVIEW, by=make.editor(), now=NOON, reason="Cite it.")
    review.verdicts.update(last_editor=voter)

    workflow.move(review.pk, to=Status.SUBMITTED, by=author(review), now=NOON)

    after = VoteRound.objects.settled_for(review.verdicts.get())
    assert (before, after, review.rounds.count()) == (True, False, 2)


def test_the_last_missing_vote_closes_the_round_and_shows_all():
    review = asked(2)
    one, other, third = make.reviewer(), make.reviewer(), make.reviewer()
    make.vote(review, "False", by=one)
    seen_before = [votes.visible_to(person).count() for person in (one, other, third)]

    make.vote(review, "True", by=other)

    seen_after = [votes.visible_to(person).count() for person in (one, other, third)]
    round_ = votes.latest(review)
    assert round_ is not None
    assert (seen_before, seen_after, round_.outcome) == ([1, 0, 0], [2, 2, 2], Outcome.SPLIT)


def test_the_history_tells_of_a_vote_but_not_which():
    review = asked(2)

    make.vote(review, "False", reason="secret words")

    event = last(review)
    assert (event.kind, event.data) == (Kind.VOTE_CAST, {"round": 1})


def test_the_history_holds_the_votes_once_the_round_is_closed():
    review = asked(1)
    voter = make.user(username="vera")

    make.vote(review, "False", by=voter)

    assert last(review).data == {
        "round": 1,
        "outcome": "agreed",
        "votes": [{"person": "vera", "rating": "False"}],
    }


@pytest.mark.parametrize("involved", ["author", "last_editor"])
def test_nobody_votes_on_their_own_verdict(involved):
    review = asked()
    person = make.reviewer()
    if involved == "last_editor":
        review.verdicts.update(last_editor=person)
    else:
        person = author(review)

    with pytest.raises(FourEyes):
        make.vote(review, "False", by=person)

    assert Vote.objects.count() == 0


def test_a_vote_is_cast_once():
    review = asked()
    voter = make.reviewer()
    make.vote(review, "False", by=voter)

    with pytest.raises(AlreadyVoted):
        make.vote(review, "True", by=voter)

    assert [vote.rating.word for vote in votes.visible_to(voter)] == ["False"]


def test_contributors_do_not_vote():
    with pytest.raises(NotAllowed):
        make.vote(asked(), "False", by=make.contributor())


def test_a_closed_round_takes_no_vote():
    review = asked(1)
    make.vote(review, "False")

    with pytest.raises(NoOpenRound):
        make.vote(review, "False")


def test_an_approved_verdict_takes_no_vote():
    review = asked()
    workflow.move(review.pk, to=Status.APPROVED, by=make.editor(), now=NOON)

    with pytest.raises(NoOpenRound):
        make.vote(review, "False")


def test_a_vote_is_a_word_of_the_scale_of_the_round():
    review = asked()
    other = RatingScale.objects.create(name="Other", active=False)
    foreign = Rating.objects.create(scale=other, word="Pants", meaning="-", tone="false")

    for sent in (None, foreign):
        with pytest.raises(InvalidInput) as refused:
            votes.cast(review.pk, rating=sent, by=make.reviewer(), now=NOON)
        assert refused.value.field == "rating"


@pytest.mark.parametrize("n", [0, -1, 16])
def test_a_round_asks_for_a_sensible_number(n):
    review = make.review(Status.SUBMITTED)

    with pytest.raises(InvalidInput):
        votes.ask(review.pk, asked=n, by=make.editor(), now=NOON)


def test_one_round_at_a_time_on_a_submitted_verdict_by_an_editor():
    open_, draft = asked(), make.review(Status.IN_REVIEW)

    for review, by, error in (
        (open_, make.editor(), InvalidTransition),
        (draft, make.editor(), InvalidTransition),
        (make.review(Status.SUBMITTED), make.reviewer(), NotAllowed),
    ):
        with pytest.raises(error):
            votes.ask(review.pk, asked=2, by=by, now=NOON)


@pytest.mark.parametrize(
    ("words", "wanted", "settled"),
    [
        (("True", "True"), 2, True),
        (("True", "False"), 2, False),
        (("True",), 2, False),
        ((), 0, False),
    ],
)
def test_what_settles_a_verdict(words, wanted, settled):
    review = make.voted(*words) if words else make.review(Status.SUBMITTED)
    make.policy(votes=wanted)

    assert VoteRound.objects.settled_for(review.verdicts.get()) is settled


@pytest.mark.django_db(transaction=True)
def test_of_two_last_votes_at_once_one_closes_the_round_and_both_stand_or_one_is_told():
    review = asked(1)
    people = [make.reviewer(), make.reviewer()]
    word = rating()
    told: list[str] = []
    start = threading.Barrier(2)

    def vote(person) -> None:
        start.wait()
        try:
            votes.cast(review.pk, rating=word, by=person, now=NOON)
            told.append("cast")
        except DeskError as refused:
            told.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=vote, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    closes = review.events.filter(kind=Kind.VOTES_CLOSED).count()
    assert (sorted(told), Vote.objects.count(), closes) == (["cast", "no-open-round"], 1, 1)
