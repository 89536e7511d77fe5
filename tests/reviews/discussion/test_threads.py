"""Threads: opened at one thing, answered, resolved, reopened; sent back with a verdict at once."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from factcheck.accounts.models import Role
from factcheck.exceptions import Conflict, InvalidInput, NotAllowed
from reviews import checklist, discussion
from reviews.discussion import Remark
from reviews.exceptions import ReasonNeeded
from reviews.models import Comment, Review, Thread
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def submitted() -> Review:
    return make.review(Status.SUBMITTED)


def on_evidence(review: Review, text: str = "Which page?", **who: Any) -> Thread:
    piece = review.evidence.first()
    assert piece is not None
    by = who.get("by") or make.reviewer()
    return discussion.open_thread(
        review.pk, remark=Remark(text, evidence=piece.pk), by=by, now=NOON
    )


def test_a_thread_on_evidence_is_recorded_with_what_was_said() -> None:
    review = submitted()

    thread = on_evidence(review)

    event = review.events.last()
    assert event is not None
    assert (event.kind, event.data) == (
        "thread_opened",
        {"thread": thread.pk, "text": "Which page?", "evidence": thread.evidence_id},
    )
    assert [comment.text for comment in thread.comments.all()] == ["Which page?"]


def test_a_thread_on_a_passage_keeps_its_place_in_code_points() -> None:
    review = submitted()

    thread = discussion.open_thread(
        review.pk, remark=Remark("Whose?", quote="ledger of the port"), by=make.editor(), now=NOON
    )

    assert (thread.start, thread.end, thread.quote) == (4, 22, "ledger of the port")


def test_answering_resolving_and_reopening_are_recorded_and_counted() -> None:
    review, editor = submitted(), make.editor()
    thread = on_evidence(review, by=editor)

    discussion.answer(thread.pk, text="Page 4.", by=make.contributor(), now=NOON)
    resolved = discussion.resolve(thread.pk, text="Thanks.", by=editor, now=NOON)
    done = review.threads.unresolved().count()
    discussion.reopen(thread.pk, by=editor, now=NOON)

    assert (resolved.resolved_by, done, review.threads.unresolved().count()) == (editor, 0, 1)
    assert [event.kind for event in review.events.filter(data__has_key="thread")] == [
        "thread_opened",
        "thread_answered",
        "thread_answered",
        "thread_resolved",
        "thread_reopened",
    ]


def test_what_is_settled_already_is_a_conflict() -> None:
    editor = make.editor()
    thread = on_evidence(submitted(), by=editor)

    with pytest.raises(Conflict):
        discussion.reopen(thread.pk, by=editor, now=NOON)
    discussion.resolve(thread.pk, by=editor, now=NOON)
    with pytest.raises(Conflict):
        discussion.resolve(thread.pk, by=editor, now=NOON)


def test_a_contributor_resolves_what_they_opened_and_nothing_else() -> None:
    review, contributor = submitted(), make.user(Role.CONTRIBUTOR)
    own, other = on_evidence(review, by=contributor), on_evidence(review)

    discussion.resolve(own.pk, by=contributor, now=NOON)
    with pytest.raises(NotAllowed):
        discussion.resolve(other.pk, by=contributor, now=NOON)


@pytest.mark.parametrize(
    ("remark", "error"),
    [
        (Remark(" ", quote="ledger"), ReasonNeeded),
        (Remark("x", quote="not there at all"), InvalidInput),
        (Remark("x", evidence=0), InvalidInput),
        (Remark("a\0b", quote="ledger"), InvalidInput),
        (Remark("x" * 5_001, quote="ledger"), InvalidInput),
        (Remark("x", start=0, end=10**6), InvalidInput),
    ],
)
def test_a_remark_about_nothing_is_refused(remark: Remark, error: type[Exception]) -> None:
    review = submitted()

    with pytest.raises(error):
        discussion.open_thread(review.pk, remark=remark, by=make.editor(), now=NOON)
    assert review.threads.count() == 0


def test_evidence_of_another_review_is_refused() -> None:
    stranger = submitted().evidence.first()
    assert stranger is not None

    with pytest.raises(InvalidInput):
        discussion.open_thread(
            submitted().pk, remark=Remark("x", evidence=stranger.pk), by=make.editor(), now=NOON
        )


def test_sending_back_takes_all_remarks_along_and_says_why() -> None:
    review = submitted()
    piece = review.evidence.first()
    assert piece is not None
    said = [Remark("Which page?", evidence=piece.pk), Remark("Whose?", quote="ledger")]

    discussion.send_back(review.pk, remarks=said, reason="", by=make.reviewer(), now=NOON)

    review.refresh_from_db()
    moved = review.events.last()
    assert moved is not None
    assert (review.status, review.threads.count()) == ("in_review", 2)
    assert moved.data["reason"] == "See 2 comments on the verdict."


def test_one_refused_remark_leaves_the_verdict_and_all_others_where_they_were() -> None:
    review = submitted()
    said = [Remark("Whose?", quote="ledger"), Remark("x", quote="nowhere to be found")]

    with pytest.raises(InvalidInput):
        discussion.send_back(review.pk, remarks=said, reason="No.", by=make.reviewer(), now=NOON)

    review.refresh_from_db()
    assert (review.status, review.threads.count()) == ("submitted", 0)


def test_open_threads_are_advice_and_hold_up_nothing() -> None:
    review = submitted()
    on_evidence(review)
    asked = checklist.items(review, review.verdicts.first())

    found = next(item for item in asked if item.code == "threads")
    assert (found.text, found.done, found.advice) == ("1 comment is not resolved", False, True)
    assert checklist.missing(review, asked) == ()


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE reviews_comment SET text = 'other'",
        "DELETE FROM reviews_comment",
        'UPDATE reviews_thread SET evidence_id = NULL, start = 0, "end" = 1',
        "UPDATE reviews_thread SET opened_by_id = opened_by_id + 1",
        "DELETE FROM reviews_thread",
        "UPDATE reviews_thread SET resolved_at = now()",
    ],
)
def test_the_database_keeps_what_was_said(attack: str) -> None:
    on_evidence(submitted())

    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attack)

    assert (Comment.objects.get().text, Thread.objects.get().start) == ("Which page?", None)
