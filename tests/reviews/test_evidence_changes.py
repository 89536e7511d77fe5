"""Evidence after it was attached: revised, withdrawn, its source accepted as it became."""

from collections.abc import Callable

import pytest

from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict, DeskError, NotAllowed
from reviews import evidence
from reviews.exceptions import InvalidTransition, ReasonNeeded
from reviews.models import Condition, Evidence, Publication, Review, Stance
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
LEDGER = (
    "The ledger of the port authority was published on Monday.\n"
    "It lists 4,198 containers for May, twelve fewer than the mayor’s figure.\n"
    "The new crane has not paid for itself, the auditors write in their report."
)
QUOTE = "It lists 4,198 containers for May"


def troubled(review: Review, condition: Condition = Condition.DRIFTED) -> Evidence:
    piece = review.evidence.first()
    assert piece is not None
    piece.condition = condition
    piece.save(update_fields=["condition"])
    return piece


def flagged(review: Review) -> Publication:
    publication = Publication.objects.get(review=review)
    publication.flagged_at, publication.flag_reason = NOON, "A source changed."
    publication.save()
    return publication


WRITES: list[Callable[[Evidence, User], Evidence]] = [
    lambda piece, by: evidence.withdraw(piece.pk, by=by, now=NOON, reason="Wrong."),
    lambda piece, by: evidence.revise(piece.pk, by=by, now=NOON, note="Another note."),
]


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPROVED, Status.PUBLISHED])
def test_evidence_under_a_submitted_verdict_does_not_move(
    write: Callable[[Evidence, User], Evidence], status: Status
) -> None:
    review = make.review(status)
    piece = review.evidence.first()
    assert piece is not None

    with pytest.raises(InvalidTransition):
        write(piece, make.editor())

    assert review.evidence.standing().count() == 2


def test_withdrawing_needs_a_reason_and_is_recorded() -> None:
    review = make.review(Status.IN_REVIEW)
    piece = make.evidence(review)
    by = piece.added_by

    with pytest.raises(ReasonNeeded):
        evidence.withdraw(piece.pk, by=by, now=NOON, reason=" ")
    evidence.withdraw(piece.pk, by=by, now=NOON, reason="Superseded by the audit.")

    event = review.events.last()
    assert event is not None
    assert (event.kind, event.data) == (
        "evidence_withdrawn",
        {"evidence": piece.pk, "reason": "Superseded by the audit."},
    )
    assert review.evidence.standing().count() == 0


def test_what_is_withdrawn_cannot_be_changed_or_withdrawn_again() -> None:
    piece = make.evidence(make.review(Status.IN_REVIEW))
    evidence.withdraw(piece.pk, by=piece.added_by, now=NOON, reason="Wrong.")

    for write in WRITES:
        with pytest.raises(Conflict):
            write(piece, piece.added_by)


def test_revising_records_what_was_and_what_is() -> None:
    review = make.review(Status.IN_REVIEW)
    piece = make.evidence(review)

    evidence.revise(
        piece.pk, by=piece.added_by, now=NOON, stance=Stance.CONTEXT, primary=True, note=""
    )

    event = review.events.last()
    assert event is not None
    assert (event.kind, event.data) == (
        "evidence_changed",
        {
            "evidence": piece.pk,
            "before": {"stance": "supports", "primary": False},
            "after": {"stance": "context", "primary": True},
        },
    )


def test_revising_without_a_change_records_nothing() -> None:
    review = make.review(Status.IN_REVIEW)
    piece = make.evidence(review)
    before = review.events.count()

    evidence.revise(piece.pk, by=piece.added_by, now=NOON, stance=Stance.SUPPORTS)

    assert review.events.count() == before


def test_clearing_lifts_the_flag_when_nothing_else_is_in_trouble() -> None:
    review = make.review(Status.PUBLISHED)
    publication = flagged(review)
    piece = troubled(review)

    evidence.clear(piece.pk, by=make.reviewer(), now=NOON, reason="Only the layout changed.")

    publication.refresh_from_db()
    piece.refresh_from_db()
    event = review.events.last()
    assert event is not None
    assert (piece.condition, piece.condition_note, publication.flagged_at) == (
        "accepted",
        "Only the layout changed.",
        None,
    )
    assert (event.kind, event.data) == (
        "source_cleared",
        {
            "evidence": piece.pk,
            "was": "drifted",
            "reason": "Only the layout changed.",
            "flag_lifted": True,
        },
    )


def test_the_flag_stays_while_other_evidence_is_in_trouble() -> None:
    review = make.review(Status.PUBLISHED)
    publication = flagged(review)
    review.evidence.update(condition=Condition.DEAD)
    piece = review.evidence.first()
    assert piece is not None

    evidence.clear(piece.pk, by=make.reviewer(), now=NOON, reason="Archived copy suffices.")

    publication.refresh_from_db()
    assert publication.flagged_at == NOON


@pytest.mark.parametrize(
    ("role", "reason", "refusal"),
    [
        (Role.CONTRIBUTOR, "Fine.", NotAllowed),
        (Role.REVIEWER, "", ReasonNeeded),
    ],
)
def test_clearing_is_refused_without_the_role_or_a_reason(
    role: Role, reason: str, refusal: type[DeskError]
) -> None:
    piece = troubled(make.review(Status.PUBLISHED))

    with pytest.raises(refusal):
        evidence.clear(piece.pk, by=make.user(role), now=NOON, reason=reason)

    piece.refresh_from_db()
    assert piece.condition == "drifted"


def test_what_was_accepted_needs_no_second_clearing() -> None:
    piece = troubled(make.review(Status.PUBLISHED))
    evidence.clear(piece.pk, by=make.reviewer(), now=NOON, reason="Only the layout changed.")

    with pytest.raises(Conflict):
        evidence.clear(piece.pk, by=make.reviewer(), now=NOON, reason="Again.")


def test_what_was_never_located_cannot_be_accepted() -> None:
    piece = make.evidence(
        make.review(Status.IN_REVIEW),
        start=None,
        end=None,
        unlocated_reason="Heard on the radio.",
        condition=Condition.UNVERIFIED,
    )

    with pytest.raises(Conflict):
        evidence.clear(piece.pk, by=make.reviewer(), now=NOON, reason="Fine.")

    piece.refresh_from_db()
    assert piece.condition == "unverified"


def test_a_sound_source_needs_no_clearing() -> None:
    piece = make.evidence(make.review(Status.IN_REVIEW))

    with pytest.raises(Conflict):
        evidence.clear(piece.pk, by=make.reviewer(), now=NOON, reason="Fine.")


@pytest.mark.parametrize("role", Role)
def test_beside_its_owner_the_assignee_and_editors_withdraw_evidence(role: Role) -> None:
    review = make.review(Status.IN_REVIEW)
    piece = make.evidence(review)
    person = make.user(role)

    if person.at_least(Role.EDITOR):
        evidence.withdraw(piece.pk, by=person, now=NOON, reason="Doubtful.")
    else:
        with pytest.raises(NotAllowed):
            evidence.withdraw(piece.pk, by=person, now=NOON, reason="Doubtful.")

    piece.refresh_from_db()
    assert (piece.withdrawn_at is not None) is person.at_least(Role.EDITOR)
