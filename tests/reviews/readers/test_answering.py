"""Disputes and suggestions from the answer on: what is reopened, what the reader reads."""

import pytest
from pytest_django import Settings

from claims.models import Claim
from factcheck.accounts.models import Letter
from factcheck.exceptions import InvalidInput
from reviews import publishing, readers, workflow
from reviews.exceptions import InvalidTransition
from reviews.models import Notice, PublishedVersion, ReaderReport, Review
from reviews.reader_states import ReportStatus, Told
from reviews.readers import following, outcomes
from reviews.states import Status
from tests import make, published
from tests.make import NOON
from tests.reviews.readers import told

pytestmark = pytest.mark.django_db
S = ReportStatus


@pytest.mark.parametrize(
    ("outcome", "reopen", "status"),
    [
        (S.UPHELD, False, Status.IN_REVIEW),
        (S.PARTLY_UPHELD, True, Status.IN_REVIEW),
        (S.PARTLY_UPHELD, False, Status.PUBLISHED),
        (S.REJECTED, True, Status.PUBLISHED),
    ],
)
def test_where_the_reader_is_right_the_review_is_reopened(
    outcome: ReportStatus, reopen: bool, status: Status
):
    report = told.looked_at(told.dispute())

    report = readers.decide(
        report.pk, outcome=outcome, answer=told.ANSWER, reopen=reopen, by=make.editor(), now=NOON
    )

    assert report.version is not None
    review = report.version.publication.review
    review.refresh_from_db()
    assert (review.status, report.correction_due) == (status, status is Status.IN_REVIEW)


def test_a_correction_is_linked_to_the_reports_that_led_to_it(settings: Settings):
    settings.SENDS_MAIL = True
    version = published.publish()
    report = told.decided(told.dispute(version, email="ana@readers.example"), S.UPHELD)
    other = told.decided(told.dispute(version), S.REJECTED)

    corrected = _corrected(version.publication.review)

    for each in (report, other):
        each.refresh_from_db()
    assert (report.corrected_in, other.corrected_in) == (corrected, None)
    assert [each.to for each in Letter.objects.all()] == ["ana@readers.example"] * 3


def test_an_answer_without_reasons_is_none():
    report = told.looked_at(told.error())

    with pytest.raises(InvalidInput) as refused:
        readers.decide(report.pk, outcome=S.REJECTED, answer="No.", by=make.editor(), now=NOON)

    assert refused.value.field == "answer"


def test_whoever_wrote_the_verdict_is_told_how_it_was_decided():
    report = told.decided(told.dispute(), S.REJECTED)

    told_of = Notice.objects.filter(kind="dispute_decided").values_list("person", flat=True)
    assert report.version is not None
    verdict = report.version.verdict
    assert set(told_of) == {verdict.author_id, verdict.approver_id}


def test_its_reader_sees_each_step_with_the_words_of_the_answer():
    report = told.in_state(Told.ERROR, S.APPEALED)
    told.decided(report, S.PARTLY_UPHELD)

    standing = following.standing(report.token)

    assert [(str(each.what), each.text) for each in standing.entries] == [
        ("Received", ""),
        ("Being looked at", ""),
        ("Rejected", told.ANSWER),
        ("You appealed", told.APPEAL),
        ("Appeal: Partly upheld", told.ANSWER),
    ]
    assert standing.may_appeal is False


def test_what_was_told_before_is_answered_where_it_was_told_first():
    first, second = told.error(), told.error()
    readers.merge(second.pk, into=first.pk, by=make.reviewer(), now=NOON)
    told.decided(first, S.REJECTED)

    standing = following.standing(second.token)

    assert (standing.answered, standing.entries[-1].text) == (first, told.ANSWER)
    assert standing.may_appeal is False


def test_nobody_reads_the_appeal_of_another_reader():
    first, second = told.error(), told.error()
    readers.merge(second.pk, into=first.pk, by=make.reviewer(), now=NOON)
    told.decided(first, S.REJECTED)
    readers.appeal(first.pk, text=told.APPEAL, now=NOON)

    last = following.standing(second.token).entries[-1]

    assert (str(last.what), last.text) == ("Another reader appealed", "")


def test_a_suggestion_becomes_a_claim_in_the_queue():
    report = told.looked_at(told.claim(what="The new bridge cost 44 million in 2025."))

    report = readers.take_up_words(report.pk, by=make.editor(), now=NOON)

    claim = report.claim
    assert claim is not None
    assert (report.status, claim.quote, claim.review.status) == (
        S.TAKEN_UP,
        "The new bridge cost 44 million in 2025.",
        Status.QUEUED,
    )


def test_a_suggestion_of_several_sentences_becomes_one_claim():
    words = "The bridge cost 44 million.\nThe plan had said 11 million."
    report = told.looked_at(told.claim(what=words))

    report = readers.take_up_words(report.pk, by=make.editor(), now=NOON)

    assert report.claim is not None
    assert report.claim.quote == report.claim.article.text


def test_only_an_accepted_claim_is_what_a_reader_meant():
    report = told.looked_at(told.claim())
    candidate = make.claim(status="candidate")

    with pytest.raises(InvalidInput, match="Accept it first"):
        readers.take_up(report.pk, claim_id=candidate.pk, by=make.editor(), now=NOON)

    assert Claim.objects.get(pk=candidate.pk).suggested_in.count() == 0


def test_an_error_is_not_taken_up_as_a_claim():
    report = told.looked_at(told.error())

    with pytest.raises(InvalidTransition):
        readers.take_up(report.pk, claim_id=told.accepted().pk, by=make.editor(), now=NOON)


def test_whoever_suggested_a_claim_follows_its_review_to_the_page(settings: Settings):
    settings.SENDS_MAIL = True
    report = told.looked_at(told.claim(email="ana@readers.example"))
    review = make.review(Status.APPROVED)
    readers.take_up(report.pk, claim_id=review.claim_id, by=make.editor(), now=NOON)
    before = following.standing(report.token)

    version = publishing.publish(review.pk, by=make.editor(), now=NOON)

    after = following.standing(report.token)
    assert str(before.work) == "It was checked, and is about to be published."
    assert (before.publication, after.publication) == (None, version.publication)
    subjects = [each.subject for each in Letter.objects.order_by("pk")]
    assert subjects[-1] == "Factcheck: The claim you suggested has been checked"


def test_disputes_are_counted_by_how_they_ended():
    told.decided(told.dispute(), S.UPHELD)
    told.dispute()
    told.in_state(Told.CLAIM, S.DECLINED)

    counted = outcomes.disputes()

    assert {status: n for status, n in counted.items() if n} == {S.RECEIVED: 1, S.UPHELD: 1}


def test_disputes_that_are_not_among_the_given_are_not_counted():
    told.dispute()

    counted = outcomes.disputes(ReaderReport.objects.filter(received_at__gt=NOON))

    assert sum(counted.values()) == 0


def _corrected(review: Review) -> PublishedVersion:
    """The next version, of a review that was reopened."""
    editor = make.editor()
    review.refresh_from_db()
    assert review.assignee is not None
    make.verdict(review, by=review.assignee)
    workflow.move(review.pk, to=Status.SUBMITTED, by=review.assignee, now=published.LATER)
    workflow.move(review.pk, to=Status.APPROVED, by=editor, now=published.LATER)
    return publishing.publish(
        review.pk, by=editor, now=published.LATER, reason="A reader found an error."
    )
