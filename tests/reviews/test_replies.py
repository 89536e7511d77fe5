"""The right of reply: a log that is only ever added to."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from factcheck.exceptions import InvalidInput, NotAllowed
from reviews import replies
from reviews.exceptions import InvalidTransition
from reviews.models import ReplyAsked, Review
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def ask(review: Review, **changed: Any) -> ReplyAsked:
    asked: dict[str, Any] = {
        "party": "Port Almond",
        "channel": "email",
        "question": "How many containers in May?",
        "asked_at": NOON - HOUR,
        "deadline": NOON + HOUR,
        "by": review.assignee,
        "now": NOON,
    }
    return replies.ask(review.pk, **(asked | changed))


def test_who_was_asked_and_what_they_said_is_kept_in_order() -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    asked = ask(review)

    replies.receive(
        asked.pk,
        outcome="answered",
        answer="4,198.",
        received_at=NOON,
        by=review.assignee,
        now=NOON,
    )

    found = [
        (each.party, [(reply.outcome, reply.answer) for reply in each.received.all()])
        for each in replies.log(review)
    ]
    kinds = list(review.events.values_list("kind", flat=True))[-2:]
    assert found == [("Port Almond", [("answered", "4,198.")])]
    assert kinds == ["reply_asked", "reply_received"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"party": " "}, "party"),
        ({"question": ""}, "question"),
        ({"channel": "pigeon"}, "channel"),
        ({"asked_at": NOON + HOUR}, "asked_at"),
        ({"deadline": NOON - 2 * HOUR}, "deadline"),
        ({"party": "x" * 301}, "party"),
    ],
)
def test_what_is_no_question_is_refused(changed: dict[str, Any], field: str) -> None:
    review = make.review(Status.IN_REVIEW)

    with pytest.raises(InvalidInput) as refused:
        ask(review, **changed)

    assert (refused.value.field, ReplyAsked.objects.count()) == (field, 0)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"answer": ""}, "answer"),
        ({"outcome": "shrugged"}, "outcome"),
        ({"received_at": NOON - 2 * HOUR}, "received_at"),
        ({"received_at": NOON + HOUR}, "received_at"),
    ],
)
def test_what_is_no_answer_is_refused(changed: dict[str, Any], field: str) -> None:
    review = make.review(Status.IN_REVIEW)
    asked = ask(review)
    said: dict[str, Any] = {"outcome": "answered", "answer": "Yes.", "received_at": NOON}
    said["by"] = review.assignee

    with pytest.raises(InvalidInput) as refused:
        replies.receive(asked.pk, now=NOON, **(said | changed))

    assert refused.value.field == field


def test_an_answer_that_comes_while_a_second_person_looks_is_noted() -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    asked = ask(review)
    Review.objects.filter(pk=review.pk).update(status=Status.SUBMITTED)

    made = replies.receive(
        asked.pk, outcome="silent", answer="", received_at=NOON, by=review.assignee, now=NOON
    )

    assert made.outcome == "silent"


@pytest.mark.parametrize("status", [Status.QUEUED, Status.CLOSED])
def test_nothing_is_noted_on_a_review_that_nobody_has(status: Status) -> None:
    review = make.review(status)

    with pytest.raises(InvalidTransition):
        ask(review, by=make.editor())


def test_a_contributor_notes_nothing() -> None:
    with pytest.raises(NotAllowed):
        ask(make.review(Status.IN_REVIEW), by=make.contributor())


@pytest.mark.parametrize(
    "statement",
    ["UPDATE reviews_replyasked SET party = 'x'", "DELETE FROM reviews_replyasked"],
)
def test_the_database_changes_no_row_of_the_log(statement: str) -> None:
    ask(make.review(Status.IN_REVIEW))

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_log_is_written_on_the_workbench() -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    client = Client()
    client.force_login(review.assignee)
    sent = {
        "party": "Port Almond",
        "channel": "phone",
        "question": "How many?",
        "asked_at": "2026-03-02T09:00",
    }

    asked = client.post(f"/reviews/{review.pk}/replies/", sent)
    answered = client.post(
        f"/replies/{ReplyAsked.objects.get().pk}/",
        {"outcome": "answered", "answer": "Ask the auditors.", "received_at": "2026-03-02T10:00"},
    )

    page = client.get(f"/reviews/{review.pk}/").content.decode()
    assert (asked.status_code, answered.status_code) == (302, 302)
    assert "Ask the auditors." in page


def test_a_moment_that_is_none_comes_back_with_the_words() -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    client = Client()
    client.force_login(review.assignee)

    answer = client.post(
        f"/reviews/{review.pk}/replies/",
        {"party": "Port Almond", "question": "How many?", "asked_at": "yesterday"},
    )

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Write day and time as 2026-03-31T14:30." in page
    assert "\nHow many?</textarea>" in page
