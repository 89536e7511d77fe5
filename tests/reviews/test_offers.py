"""What is offered is what would be accepted: the table, asked twice."""

import pytest

from factcheck.accounts.models import Role, User
from factcheck.exceptions import DeskError
from reviews import checklist, offers, publishing, verdicts
from reviews.models import ChangeKind, Review
from reviews.states import Status, moves_from
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def offered(review: Review, by: User) -> list[Status]:
    """The moves offered without a refusal."""
    review = Review.objects.get(pk=review.pk)
    verdict = verdicts.current(review)
    asked = checklist.items(review, verdict)
    found = offers.of(review, by=by, verdict=verdict, asked=asked)
    return [offer.to for offer in found if not offer.refusal]


def in_state(status: Status) -> Review:
    """With a real published document, which retracting builds upon."""
    if status is not Status.PUBLISHED:
        return make.review(status)
    review = make.review(Status.APPROVED)
    publishing.publish(review.pk, by=make.editor(), now=NOON)
    return review


@pytest.mark.parametrize("start", sorted(set(Status) - {Status.RETRACTED}))
@pytest.mark.parametrize("role", Role)
def test_an_offer_holds_and_what_is_not_offered_is_refused(start: Status, role: Role) -> None:
    person = make.user(role)
    for to in moves_from(start):
        review = in_state(start)
        promised = to in offered(review, person)

        try:
            offers.accept(
                review.pk,
                to=to,
                by=person,
                now=NOON,
                reason="because",
                kind=ChangeKind.UPDATE,
            )
            done = True
        except DeskError:
            done = False

        assert (to, done) == (to, promised)


def test_a_draft_that_lacks_something_is_offered_with_what_to_do() -> None:
    author = make.reviewer()
    review = make.review(Status.IN_REVIEW, by=author)

    asked = checklist.items(review, None)
    found = {
        offer.to: offer.refusal for offer in offers.of(review, by=author, verdict=None, asked=asked)
    }

    assert found == {
        Status.QUEUED: "",
        Status.SUBMITTED: "Write a verdict first.",
        Status.CLOSED: "",
    }
