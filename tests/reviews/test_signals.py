"""What a decision on a claim does to its review, in the same transaction."""

import pytest

from claims import curation
from claims.models import Status as ClaimStatus
from reviews import workflow
from reviews.exceptions import InvalidTransition
from reviews.models import Review
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def test_an_accepted_claim_waits_in_the_queue() -> None:
    claim, by = make.claim(status=ClaimStatus.CANDIDATE), make.reviewer()

    curation.accept(claim.pk, by=by, now=NOON)

    review = Review.objects.get(claim=claim)
    assert (review.state, review.created_by) == (Status.QUEUED, by)


def test_an_acceptance_taken_back_closes_the_review_and_accepting_again_queues_it() -> None:
    claim, by = make.claim(status=ClaimStatus.CANDIDATE), make.reviewer()
    states = []

    for act in (curation.accept, curation.undo, curation.accept, curation.undo):
        act(claim.pk, by=by, now=NOON)
        states.append(Review.objects.get(claim=claim).state)

    assert states == [Status.QUEUED, Status.CLOSED, Status.QUEUED, Status.CLOSED]


def test_an_acceptance_stands_once_somebody_works_on_its_review() -> None:
    claim, by = make.claim(status=ClaimStatus.CANDIDATE), make.reviewer()
    curation.accept(claim.pk, by=by, now=NOON)
    workflow.take(Review.objects.get(claim=claim).pk, by=by, now=NOON)

    with pytest.raises(InvalidTransition, match="Close the review first"):
        curation.undo(claim.pk, by=by, now=NOON)

    claim.refresh_from_db()
    assert claim.status == ClaimStatus.ACCEPTED


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.RETRACTED])
def test_an_acceptance_stands_once_readers_know_the_fact_check(status: Status) -> None:
    claim, by = make.claim(status=ClaimStatus.CANDIDATE), make.editor()
    curation.accept(claim.pk, by=by, now=NOON)
    review = make.review(status, claim=claim)
    for to in (Status.IN_REVIEW, Status.QUEUED):
        workflow.move(review.pk, to=to, by=by, now=NOON, reason="New figures.")

    with pytest.raises(InvalidTransition, match="published fact-check"):
        curation.undo(claim.pk, by=by, now=NOON)

    review.refresh_from_db()
    assert review.state is Status.QUEUED
