"""Publishing, republishing, retracting: one version a time, each with all a reader sees."""

import hashlib
import threading
from datetime import timedelta

import orjson
import pytest
from django.db import connection

from factcheck.exceptions import Conflict, InvalidInput, NotAllowed
from reviews import publishing, workflow
from reviews.exceptions import InvalidTransition, NotReady, ReasonNeeded
from reviews.models import (
    ChangeKind,
    Condition,
    Evidence,
    Publication,
    PublishedVersion,
    Rating,
    Review,
)
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=7)


def approve_again(review: Review, **fields: object) -> Review:
    """Reopen a published or retracted review and bring a new verdict to approval."""
    editor = make.editor()
    workflow.move(review.pk, to=Status.IN_REVIEW, by=editor, now=LATER, reason="New figures.")
    review.refresh_from_db()
    make.verdict(review, by=review.assignee or editor, **fields)
    workflow.move(review.pk, to=Status.SUBMITTED, by=editor, now=LATER)
    workflow.move(review.pk, to=Status.APPROVED, by=make.editor(), now=LATER)
    return review


def publish_first() -> Review:
    review = make.review(Status.APPROVED)
    publishing.publish(review.pk, by=make.editor(), now=NOON)
    return review


def test_publishing_makes_version_one_public() -> None:
    review = make.review(Status.APPROVED)

    version = publishing.publish(review.pk, by=make.editor(), now=NOON)

    review.refresh_from_db()
    publication = Publication.objects.get(review=review)
    assert review.state is Status.PUBLISHED
    assert (version.number, version.kind, version.reason) == (1, ChangeKind.PUBLISHED, "")
    assert publication.latest == version
    assert publication.slug == (
        f"the-harbour-of-port-almond-handled-4210-containers-in-may-{review.pk}"
    )
    assert (publication.rating_word, publication.language) == ("Mostly true", "en")


def test_the_version_keeps_the_very_bytes_and_their_digest() -> None:
    version = PublishedVersion.objects.get(publication__review=publish_first())

    content = orjson.loads(version.document)

    assert version.document == orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()
    assert version.digest == hashlib.sha256(version.document.encode()).hexdigest()
    assert orjson.loads(version.claimreview)["claimReviewed"] == content["claim"]["statement"]


def test_publishing_and_moving_are_both_in_the_history() -> None:
    review = publish_first()

    last = review.events.order_by("-seq")[:2]

    version = PublishedVersion.objects.get()
    assert [each.kind for each in last] == ["published", "moved"]
    assert last[0].data == {"version": 1, "change": "published", "digest": version.digest}


@pytest.mark.parametrize("role", [make.contributor, make.reviewer])
def test_only_editors_publish(role: object) -> None:
    review = make.review(Status.APPROVED)

    with pytest.raises(NotAllowed):
        publishing.publish(review.pk, by=role(), now=NOON)  # type: ignore[operator] # a builder

    assert Publication.objects.count() == 0


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.APPROVED])
def test_only_an_approved_review_is_published(status: Status) -> None:
    review = make.review(status)
    versions = PublishedVersion.objects.count()

    with pytest.raises(Conflict):
        publishing.publish(review.pk, by=make.editor(), now=NOON, reason="Again.")

    assert PublishedVersion.objects.count() == versions


def test_evidence_withdrawn_after_approval_holds_publication_back() -> None:
    review = make.review(Status.APPROVED)
    Evidence.objects.filter(review=review).update(
        withdrawn_by=make.editor(), withdrawn_at=NOON, withdrawn_reason="Forged."
    )

    with pytest.raises(NotReady):
        publishing.publish(review.pk, by=make.editor(), now=NOON)

    assert Publication.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_people_publishing_at_once_one_is_told_and_one_version_exists() -> None:
    review = make.review(Status.APPROVED)
    editors = [make.editor(), make.editor()]
    barrier = threading.Barrier(2)
    outcomes: list[str] = []

    def publish(number: int) -> None:
        barrier.wait(timeout=10)
        try:
            publishing.publish(review.pk, by=editors[number], now=NOON)
            outcomes.append("published")
        except Conflict:
            outcomes.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes) == ["conflict", "published"]
    assert PublishedVersion.objects.filter(publication__review=review).count() == 1


def test_a_correction_is_the_next_version_at_the_same_address() -> None:
    review = approve_again(publish_first(), rating=Rating.objects.get(word="False"))

    version = publishing.publish(review.pk, by=make.editor(), now=LATER, reason="Full year is out.")

    content = version.content
    assert (version.number, version.kind) == (2, ChangeKind.CORRECTION)
    assert (content["slug"], content["rating"]["word"]) == (version.publication.slug, "False")
    assert (content["first_published_at"], content["published_at"]) == (
        "2026-03-02T12:00:00Z",
        "2026-03-09T12:00:00Z",
    )
    assert [(each["number"], each["kind"], each["reason"]) for each in content["history"]] == [
        (1, "published", ""),
        (2, "correction", "Full year is out."),
    ]


def test_an_update_says_so() -> None:
    review = approve_again(publish_first())

    version = publishing.publish(
        review.pk, by=make.editor(), now=LATER, reason="One more source.", kind=ChangeKind.UPDATE
    )

    assert version.kind == ChangeKind.UPDATE


def test_a_new_version_without_a_reason_is_refused() -> None:
    review = approve_again(publish_first())

    with pytest.raises(ReasonNeeded):
        publishing.publish(review.pk, by=make.editor(), now=LATER, reason="  ")

    assert PublishedVersion.objects.count() == 1


def test_a_new_version_cannot_pretend_to_be_the_first() -> None:
    review = approve_again(publish_first())

    with pytest.raises(InvalidInput):
        publishing.publish(
            review.pk, by=make.editor(), now=LATER, reason="x", kind=ChangeKind.PUBLISHED
        )

    assert PublishedVersion.objects.count() == 1


def test_a_new_version_on_sound_evidence_takes_the_flag_down() -> None:
    review = publish_first()
    Publication.objects.update(flagged_at=NOON, flag_reason="A source is gone.")
    approve_again(review)

    publishing.publish(review.pk, by=make.editor(), now=LATER, reason="Other source.")

    publication = Publication.objects.get()
    assert (publication.flagged_at, publication.flag_reason) == (None, "")


def test_the_flag_stays_while_evidence_is_in_trouble() -> None:
    review = publish_first()
    Publication.objects.update(flagged_at=NOON, flag_reason="A source is gone.")
    Evidence.objects.filter(pk=review.evidence.all()[0].pk).update(condition=Condition.DRIFTED)
    approve_again(review)

    publishing.publish(review.pk, by=make.editor(), now=LATER, reason="Typo.")

    publication = Publication.objects.get()
    assert (publication.flagged_at, publication.flag_reason) == (NOON, "A source is gone.")


def test_evidence_that_died_before_publication_flags_the_page_at_once() -> None:
    review = make.review(Status.APPROVED)
    Evidence.objects.filter(pk=review.evidence.all()[0].pk).update(condition=Condition.DRIFTED)

    publishing.publish(review.pk, by=make.editor(), now=NOON)

    publication = Publication.objects.get()
    assert (publication.flagged_at, publication.flag_reason) == (NOON, "passage changed")


def test_retracting_keeps_the_page_and_says_why() -> None:
    review = publish_first()

    version = publishing.retract(review.pk, by=make.editor(), now=LATER, reason="Wrong source.")

    publication = Publication.objects.get()
    review.refresh_from_db()
    assert review.state is Status.RETRACTED
    assert (publication.latest, publication.retracted_at) == (version, LATER)
    assert (version.number, version.kind, version.reason) == (2, "retraction", "Wrong source.")
    assert version.claimreview == "{}"
    assert review.events.order_by("-seq")[0].data["reason"] == "Wrong source."


def test_retracting_needs_a_reason() -> None:
    review = publish_first()

    with pytest.raises(ReasonNeeded):
        publishing.retract(review.pk, by=make.editor(), now=LATER, reason="")

    assert PublishedVersion.objects.count() == 1


def test_what_is_not_public_cannot_be_retracted() -> None:
    review = make.review(Status.APPROVED)

    with pytest.raises(InvalidTransition):
        publishing.retract(review.pk, by=make.editor(), now=LATER, reason="Wrong.")

    assert PublishedVersion.objects.count() == 0


def test_a_retracted_verdict_can_come_back_as_a_correction() -> None:
    review = publish_first()
    publishing.retract(review.pk, by=make.editor(), now=LATER, reason="Wrong source.")
    approve_again(review)

    version = publishing.publish(review.pk, by=make.editor(), now=LATER, reason="Right source.")

    publication = Publication.objects.get()
    assert (version.number, publication.retracted_at) == (3, None)


def test_an_unapproved_verdict_is_never_what_is_published() -> None:
    review = publish_first()
    editor = make.editor()
    workflow.move(review.pk, to=Status.IN_REVIEW, by=editor, now=LATER, reason="Look again.")

    with pytest.raises(InvalidTransition):
        publishing.publish(review.pk, by=editor, now=LATER, reason="Look again.")

    assert PublishedVersion.objects.count() == 1
