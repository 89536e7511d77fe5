"""Attacks by raw SQL on what PostgreSQL promises about votes and their rounds."""

import pytest

from reviews import votes
from reviews.models import Rating, Review, Vote, VoteRound
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.sql import attack, refused

pytestmark = pytest.mark.django_db
INSERT = (
    "INSERT INTO reviews_vote (round_id, person_id, rating_id, reason, cast_at)"
    " VALUES (%s, %s, %s, '', now())"
)


def asked(n: int = 2) -> tuple[Review, VoteRound]:
    review = make.review(Status.SUBMITTED)
    return review, votes.ask(review.pk, asked=n, by=make.editor(), now=NOON)


def false() -> int:
    return Rating.objects.get(word="False").pk


def test_a_vote_is_never_changed_removed_or_emptied() -> None:
    review, _ = asked()
    vote = make.vote(review, "True")

    with refused("append-only"):
        attack("UPDATE reviews_vote SET rating_id = %s WHERE id = %s", false(), vote.pk)
    with refused("append-only"):
        attack("DELETE FROM reviews_vote WHERE id = %s", vote.pk)
    attack("SET CONSTRAINTS ALL IMMEDIATE")
    with refused("append-only"):
        attack("TRUNCATE reviews_vote CASCADE")


def test_one_vote_per_person_and_round() -> None:
    review, round_ = asked()
    voter = make.reviewer()
    make.vote(review, "True", by=voter)

    with refused("one_vote_per_person"):
        attack(INSERT, round_.pk, voter.pk, false())


@pytest.mark.parametrize("who", ["author_id", "last_editor_id"])
def test_no_vote_by_whoever_wrote_or_edited_last(who: str) -> None:
    review, round_ = asked()
    review.verdicts.update(last_editor=make.reviewer())
    person = getattr(review.verdicts.get(), who)

    with refused("Nobody votes on a verdict they wrote"):
        attack(INSERT, round_.pk, person, false())


def test_no_vote_after_the_close() -> None:
    review, round_ = asked(1)
    make.vote(review, "True")

    with refused("round of votes is closed"):
        attack(INSERT, round_.pk, make.reviewer().pk, false())


def test_a_round_is_not_closed_before_its_votes_are_cast() -> None:
    review, round_ = asked(2)
    make.vote(review, "True")

    with refused("closes with all its votes"):
        attack("UPDATE reviews_voteround SET closed_at = now() WHERE id = %s", round_.pk)


def test_a_closed_round_is_not_opened_again() -> None:
    _review, round_ = asked(1)
    make.vote(_review, "True")

    with refused("stays closed"):
        attack("UPDATE reviews_voteround SET closed_at = NULL WHERE id = %s", round_.pk)


@pytest.mark.parametrize("change", ["asked = 1", "number = 7", "opened_at = now()"])
def test_what_was_asked_stays(change: str) -> None:
    _review, round_ = asked(2)

    with refused("never changes"):
        attack(f"UPDATE reviews_voteround SET {change} WHERE id = %s", round_.pk)


def test_a_round_is_not_deleted_and_not_inserted_closed() -> None:
    review, round_ = asked()

    with refused("Cannot delete"):
        attack("DELETE FROM reviews_voteround WHERE id = %s", round_.pk)
    with refused("starts open"):
        attack(
            "INSERT INTO reviews_voteround"
            " (review_id, verdict_id, number, asked, scale_id, opened_at, closed_at, reason)"
            " VALUES (%s, %s, 2, 1, %s, now(), now(), '')",
            review.pk,
            round_.verdict_id,
            round_.scale_id,
        )


def test_a_round_is_about_a_verdict_of_its_own_review() -> None:
    review, round_ = asked()
    other = make.review(Status.SUBMITTED).verdicts.get()

    with refused("verdict of its own review"):
        attack(
            "INSERT INTO reviews_voteround"
            " (review_id, verdict_id, number, asked, scale_id, opened_at, reason)"
            " VALUES (%s, %s, 2, 1, %s, now(), '')",
            review.pk,
            other.pk,
            round_.scale_id,
        )


ADJUDICATE = (
    "UPDATE reviews_voteround SET closed_at = now(), adjudicated_at = now(), reason = %s,"
    " adjudicated_rating_id = %s, adjudicated_by_id = %s WHERE id = %s"
)


def test_nobody_involved_adjudicates() -> None:
    review, round_ = asked()
    voter = make.editor()
    make.vote(review, "True", by=voter)

    for person in (voter.pk, round_.verdict.author_id):
        with refused("somebody not involved"):
            attack(ADJUDICATE, "Because.", false(), person, round_.pk)


def test_no_round_is_adjudicated_without_a_reason_or_twice() -> None:
    _review, round_ = asked()
    editor = make.editor()

    with refused("adjudicated_whole"):
        attack(ADJUDICATE, "", false(), editor.pk, round_.pk)
    attack(ADJUDICATE, "Because.", false(), editor.pk, round_.pk)
    with refused("adjudicated once"):
        attack("UPDATE reviews_voteround SET reason = 'Other.' WHERE id = %s", round_.pk)


def test_the_vote_of_a_person_is_not_read_from_its_name() -> None:
    review, _ = asked()

    vote = make.vote(review, "True")

    assert (str(vote), Vote.objects.count()) == (f"vote {vote.pk}", 1)
