"""Taking back what is being corrected: at once, without publishing the correction first."""

import pytest

from factcheck.exceptions import Conflict, NotAllowed
from reviews import checklist, offers, publishing, verdicts, workflow
from reviews.exceptions import NotReady
from reviews.models import PublishedVersion, Review, VerdictState
from reviews.publishing import reading
from reviews.states import Status
from tests import make
from tests.published import LATER, publish, retract

pytestmark = pytest.mark.django_db


def reopened(version: PublishedVersion) -> Review:
    """In the hands of an editor, with the draft of a next version."""
    editor = make.editor()
    pk = version.publication.review_id
    review = workflow.move(pk, to=Status.IN_REVIEW, by=editor, now=LATER, reason="New figures.")
    make.verdict(review, by=editor)
    return review


def test_what_is_being_corrected_is_retracted_at_once_and_the_draft_waits() -> None:
    review = reopened(publish())

    version = publishing.retract(review.pk, by=make.editor(), now=LATER, reason="Forged ledger.")

    review.refresh_from_db()
    page = reading.page(version.publication.slug)
    assert (review.state, version.kind, version.number) == (Status.RETRACTED, "retraction", 2)
    assert (page.retracted, page.under_review) == (True, False)
    assert [each.state for each in review.verdicts.all()] == [
        VerdictState.DRAFT,
        VerdictState.APPROVED,
    ]


def test_the_draft_goes_on_when_the_retracted_review_is_reopened() -> None:
    review = reopened(publish())
    publishing.retract(review.pk, by=make.editor(), now=LATER, reason="Forged ledger.")
    author = review.verdicts.all()[0].author

    for to, by in (
        (Status.IN_REVIEW, author),
        (Status.SUBMITTED, author),
        (Status.APPROVED, make.editor()),
    ):
        workflow.move(review.pk, to=to, by=by, now=LATER, reason="Real ledger found.")
    version = publishing.publish(review.pk, by=author, now=LATER, reason="Real ledger found.")

    assert (version.number, version.verdict.version) == (3, 2)


def test_reviewers_do_not_retract_what_they_correct() -> None:
    review = reopened(publish())

    with pytest.raises(NotAllowed):
        publishing.retract(review.pk, by=make.reviewer(), now=LATER, reason="Forged ledger.")

    assert PublishedVersion.objects.count() == 1


def test_what_was_never_public_has_nothing_to_retract() -> None:
    review = make.review(Status.IN_REVIEW)

    with pytest.raises(NotReady, match="nothing to retract"):
        publishing.retract(review.pk, by=make.editor(), now=LATER, reason="Wrong.")

    review.refresh_from_db()
    assert review.state is Status.IN_REVIEW


def test_what_is_retracted_is_not_retracted_twice() -> None:
    version = publish()
    retract(version)
    review = reopened(version)

    with pytest.raises(Conflict, match="retracted already"):
        publishing.retract(review.pk, by=make.editor(), now=LATER, reason="Wrong.")

    review.refresh_from_db()
    assert (review.state, PublishedVersion.objects.count()) == (Status.IN_REVIEW, 2)


def test_an_editor_who_corrects_is_offered_to_retract_and_told_why_not_to_close() -> None:
    review = Review.objects.get(pk=reopened(publish()).pk)
    verdict = verdicts.current(review)

    asked = checklist.items(review, verdict)
    found = offers.of(review, by=make.editor(), verdict=verdict, asked=asked)

    refusals = {offer.to: offer.refusal for offer in found}
    assert refusals[Status.RETRACTED] == ""
    assert refusals[Status.CLOSED].startswith("Readers still see this verdict.")
