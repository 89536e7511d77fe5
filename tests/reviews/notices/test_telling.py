"""Who is told of what happens to a review, and who is not."""

from typing import Any

import pytest
from django.db import transaction

from factcheck.accounts.models import Role, User
from reviews import events, workflow
from reviews.models import Notice, NoticeKind, Review
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    rows = Notice.objects.order_by("pk").values_list("person__username", "kind")
    return [(name, kind) for name, kind in rows]


def nadia(**fields: Any) -> User:
    return make.user(username="nadia", **fields)


@pytest.mark.parametrize(
    "text",
    ["@nadia look", "look, @nadia.", "(@Nadia)", "see [1]: @nadia!", "ping@example.org @nadia"],
)
def test_whoever_is_called_by_name_is_told(text: str) -> None:
    nadia()
    review = make.review()

    workflow.comment(review.pk, text=text, by=make.reviewer(), now=NOON)

    assert told() == [("nadia", NoticeKind.MENTIONED)]


@pytest.mark.parametrize("text", ["nadia", "x@nadia", "@nadia2", "@@nadia", "@ nadia", "@"])
def test_a_name_that_is_not_called_is_not_told(text: str) -> None:
    nadia()
    review = make.review()

    workflow.comment(review.pk, text=text, by=make.reviewer(), now=NOON)

    assert told() == []


def test_nobody_is_told_of_their_own_doing() -> None:
    person = nadia()
    review = make.review()

    workflow.comment(review.pk, text="@nadia remember", by=person, now=NOON)

    assert told() == []


def test_who_left_is_told_nothing() -> None:
    nadia(is_active=False)
    review = make.review()

    workflow.comment(review.pk, text="@nadia look", by=make.reviewer(), now=NOON)

    assert told() == []


def test_whoever_is_given_a_review_is_told() -> None:
    person = nadia()
    review = make.review(Status.IN_REVIEW)

    workflow.assign(review.pk, to=person, by=make.editor(), now=NOON)

    assert told() == [("nadia", NoticeKind.ASSIGNED)]


def _moved(review: Review, start: Status, to: Status) -> None:
    events.record(
        review, kind=events.Kind.MOVED, by=make.editor(), at=NOON, start=start, to=to, reason="x"
    )


@pytest.mark.parametrize("start", [Status.SUBMITTED, Status.APPROVED])
def test_whoever_has_a_review_is_told_that_changes_are_asked_for(start: Status) -> None:
    review = make.review(Status.IN_REVIEW, by=nadia())

    _moved(review, start, Status.IN_REVIEW)

    assert told() == [("nadia", NoticeKind.CHANGES)]


def test_other_moves_tell_nobody() -> None:
    review = make.review(Status.IN_REVIEW, by=nadia())

    _moved(review, Status.QUEUED, Status.IN_REVIEW)
    _moved(review, Status.IN_REVIEW, Status.SUBMITTED)

    assert told() == []


def test_the_author_is_told_of_the_approval() -> None:
    review = make.review(Status.SUBMITTED, by=nadia())

    workflow.move(review.pk, to=Status.APPROVED, by=make.editor(), now=NOON)

    assert told() == [("nadia", NoticeKind.APPROVED)]


def test_all_who_may_vote_are_asked_but_not_the_author() -> None:
    review = make.review(Status.SUBMITTED, by=nadia())
    make.user(username="voter")
    make.user(username="casey", role=Role.CONTRIBUTOR)
    asking = make.editor()

    events.record(review, kind=events.Kind.VOTES_ASKED, by=asking, at=NOON, round=1, asked=2)

    assert told() == [("voter", NoticeKind.VOTES)]


def test_a_troubled_source_is_told_to_those_who_stand_for_the_verdict() -> None:
    review = make.review(Status.PUBLISHED, by=nadia())

    events.record(review, kind=events.Kind.SOURCE_TROUBLED, by=None, at=NOON, condition="dead")

    kinds = {(name, kind) for name, kind in told() if kind == NoticeKind.LOOK}
    approver = review.verdicts.get().approver
    assert approver is not None
    assert kinds == {("nadia", NoticeKind.LOOK), (approver.username, NoticeKind.LOOK)}


def test_what_is_rolled_back_has_told_nobody() -> None:
    nadia()
    review = make.review()

    with transaction.atomic():
        workflow.comment(review.pk, text="@nadia look", by=make.reviewer(), now=NOON)
        transaction.set_rollback(True)

    assert told() == []
