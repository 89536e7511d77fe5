"""Every move of the table, legal and illegal, for every role."""

import itertools
import threading

import pytest
from django.db import connection

from factcheck.accounts.models import Role
from factcheck.exceptions import NotAllowed
from reviews import workflow
from reviews.exceptions import (
    AlreadyTaken,
    FourEyes,
    InvalidTransition,
    NotReady,
    ReasonNeeded,
)
from reviews.models import Evidence, Review, Stance, VerdictState
from reviews.states import TRANSITIONS, Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
ALL_PAIRS = set(itertools.product(Status, Status))
# Publishing and retracting write the public page as well: `publishing` makes these moves.
PUBLIC = {
    (Status.APPROVED, Status.PUBLISHED),
    (Status.PUBLISHED, Status.RETRACTED),
    (Status.IN_REVIEW, Status.RETRACTED),
}
LEGAL = [pair for pair in TRANSITIONS if pair not in PUBLIC]


@pytest.mark.parametrize(("start", "to"), sorted(ALL_PAIRS - set(TRANSITIONS)))
def test_illegal_moves_are_refused_and_change_nothing(start: Status, to: Status) -> None:
    review = make.review(start)
    before = review.events.count()

    with pytest.raises(InvalidTransition):
        workflow.move(review.pk, to=to, by=make.admin(), now=NOON, reason="because")

    review.refresh_from_db()
    assert (review.status, review.events.count()) == (start, before)


@pytest.mark.parametrize(("start", "to"), LEGAL)
@pytest.mark.parametrize("role", Role)
def test_each_legal_move_is_open_to_its_role_and_those_above(
    start: Status, to: Status, role: Role
) -> None:
    actor = make.user(role)
    review = make.review(start)
    if "draft" in TRANSITIONS[start, to].needs:
        _complete(review)
    if actor.at_least(Role.REVIEWER) and start is Status.IN_REVIEW:
        Review.objects.filter(pk=review.pk).update(assignee=actor)
    may = actor.at_least(TRANSITIONS[start, to].role)

    if may:
        workflow.move(review.pk, to=to, by=actor, now=NOON, reason="because")
    else:
        with pytest.raises(NotAllowed):
            workflow.move(review.pk, to=to, by=actor, now=NOON, reason="because")

    review.refresh_from_db()
    assert review.status == (to if may else start)


@pytest.mark.parametrize(("start", "to"), [pair for pair in LEGAL if TRANSITIONS[pair].reason])
def test_moves_with_a_reason_are_refused_without_one(start: Status, to: Status) -> None:
    review = make.review(start)
    actor = review.assignee if start is Status.IN_REVIEW and review.assignee else make.editor()

    with pytest.raises(ReasonNeeded):
        workflow.move(review.pk, to=to, by=actor, now=NOON, reason="  ")

    review.refresh_from_db()
    assert review.status == start


def test_a_move_is_recorded_with_its_reason() -> None:
    review = make.review(Status.SUBMITTED)
    actor = make.editor()

    workflow.move(review.pk, to=Status.IN_REVIEW, by=actor, now=NOON, reason="Cite the ledger.")

    event = review.events.last()
    assert event is not None
    assert (event.kind, event.actor, event.data) == (
        "moved",
        actor,
        {"start": "submitted", "to": "in_review", "reason": "Cite the ledger."},
    )


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMIN])
def test_nobody_approves_a_verdict_of_their_own(role: Role) -> None:
    author = make.user(role)
    review = make.review(Status.SUBMITTED, by=author)

    with pytest.raises(FourEyes):
        workflow.move(review.pk, to=Status.APPROVED, by=author, now=NOON)

    assert review.verdicts.get().state == VerdictState.SUBMITTED


def test_the_last_editor_cannot_approve_either() -> None:
    review = make.review(Status.SUBMITTED)
    second = make.editor()
    review.verdicts.update(last_editor=second)

    with pytest.raises(FourEyes):
        workflow.move(review.pk, to=Status.APPROVED, by=second, now=NOON)


def test_a_verdict_that_policy_finds_incomplete_cannot_be_submitted() -> None:
    author = make.reviewer()
    review = make.review(Status.IN_REVIEW, by=author)
    make.verdict(review, by=author, summary="")
    make.evidence(review, by=author)

    with pytest.raises(NotReady) as refused:
        workflow.move(review.pk, to=Status.SUBMITTED, by=author, now=NOON)

    assert refused.value.missing == (
        "2 independent sources, or a written reason for fewer",
        "Evidence for and against, or a written reason why there is one side only",
        "A summary in a sentence or two",
    )


def test_written_reasons_stand_in_for_missing_sources_and_sides() -> None:
    author = make.reviewer()
    review = make.review(
        Status.IN_REVIEW,
        by=author,
        few_sources_reason="Only one ledger exists.",
        one_sided_reason="Nobody disputes it.",
    )
    make.verdict(review, by=author)
    make.evidence(review, by=author)

    moved = workflow.move(review.pk, to=Status.SUBMITTED, by=author, now=NOON)

    assert moved.status == Status.SUBMITTED


@pytest.mark.parametrize(("start", "to"), sorted(PUBLIC))
def test_what_readers_see_changes_only_together_with_the_status(start: Status, to: Status) -> None:
    review = make.review(start)

    with pytest.raises(NotReady):
        workflow.move(review.pk, to=to, by=make.editor(), now=NOON, reason="because")

    review.refresh_from_db()
    assert review.status == start


@pytest.mark.parametrize(("start", "to"), sorted(PUBLIC))
@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER])
def test_what_readers_see_is_changed_by_editors(start: Status, to: Status, role: Role) -> None:
    review = make.review(start)

    with pytest.raises(NotAllowed):
        workflow.move(review.pk, to=to, by=make.user(role), now=NOON, reason="because")


def test_taking_a_taken_review_names_who_has_it() -> None:
    holder = make.user(first_name="Nadia", last_name="Haddad")
    review = make.review(Status.IN_REVIEW, by=holder)

    with pytest.raises(AlreadyTaken, match="Nadia Haddad"):
        workflow.take(review.pk, by=make.reviewer(), now=NOON)


@pytest.mark.parametrize("on_the_way", [[], [Status.QUEUED]])
def test_a_reopened_review_is_not_closed_while_readers_see_its_verdict(
    on_the_way: list[Status],
) -> None:
    review, by = make.review(Status.PUBLISHED), make.editor()
    for to in [Status.IN_REVIEW, *on_the_way]:
        workflow.move(review.pk, to=to, by=by, now=NOON, reason="New figures.")

    with pytest.raises(NotReady, match="Readers still see this verdict"):
        workflow.move(review.pk, to=Status.CLOSED, by=by, now=NOON, reason="Enough.")


def test_a_review_reopened_after_a_retraction_can_be_closed() -> None:
    review, by = make.review(Status.RETRACTED), make.editor()
    workflow.move(review.pk, to=Status.IN_REVIEW, by=by, now=NOON, reason="Look again.")

    moved = workflow.move(review.pk, to=Status.CLOSED, by=by, now=NOON, reason="Enough.")

    assert moved.state is Status.CLOSED


@pytest.mark.parametrize("to", [Status.SUBMITTED, Status.CLOSED])
def test_another_reviewer_neither_submits_nor_closes_what_is_not_theirs(to: Status) -> None:
    review = make.review(Status.IN_REVIEW)
    _complete(review)

    with pytest.raises(NotAllowed):
        workflow.move(review.pk, to=to, by=make.reviewer(), now=NOON, reason="because")


@pytest.mark.django_db(transaction=True)
def test_two_people_who_take_next_together_get_two_different_reviews() -> None:
    people = [make.reviewer() for _ in range(4)]
    for _ in range(4):
        make.review()
    taken: list[int] = []
    start = threading.Barrier(len(people))

    def take(person_number: int) -> None:
        start.wait()
        try:
            review = workflow.take_next(by=people[person_number], now=NOON)
            taken.append(review.pk if review else 0)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(n,)) for n in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == sorted(Review.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_take_the_same_review_one_is_told_who_was_faster() -> None:
    people = [make.reviewer() for _ in range(2)]
    review = make.review()
    outcomes: list[str] = []
    start = threading.Barrier(len(people))

    def take(person_number: int) -> None:
        start.wait()
        try:
            workflow.take(review.pk, by=people[person_number], now=NOON)
            outcomes.append("taken")
        except AlreadyTaken:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(n,)) for n in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused", "taken"]


def _complete(review: Review) -> None:
    """Whatever policy asks for before a verdict is submitted."""
    author = review.assignee
    assert author is not None
    if not Evidence.objects.filter(review=review).exists():
        make.evidence(review, by=author)
        make.evidence(review, by=author, stance=Stance.REFUTES)
    make.verdict(review, by=author)
