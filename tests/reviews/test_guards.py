"""Attacks by raw SQL on what PostgreSQL itself promises to keep."""

import pytest

from reviews import events
from reviews.models import Event, VerdictState
from reviews.states import Status
from tests import make
from tests.sql import attack, refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["author_id", "last_editor_id"])
def test_no_verdict_is_approved_by_its_author_or_last_editor(who: str) -> None:
    verdict = make.review(Status.SUBMITTED).verdicts.get()
    verdict.last_editor = make.reviewer()
    verdict.save(update_fields=["last_editor"])

    with refused("four_eyes"):
        attack(
            f"UPDATE reviews_verdict SET state = 'approved', approver_id = {who},"
            " approved_at = now() WHERE id = %s",
            verdict.pk,
        )

    verdict.refresh_from_db()
    assert verdict.state == VerdictState.SUBMITTED


def test_a_verdict_is_not_inserted_as_approved_by_its_author() -> None:
    review = make.review(Status.IN_REVIEW)

    with refused("four_eyes"):
        make.verdict(
            review,
            by=(one := make.editor()),
            state=VerdictState.APPROVED,
            approver=one,
            approved_at=make.NOON,
        )

    assert review.verdicts.count() == 0


def test_a_verdict_is_not_approved_by_nobody() -> None:
    verdict = make.review(Status.SUBMITTED).verdicts.get()

    with refused("approved_iff_approver"):
        attack("UPDATE reviews_verdict SET state = 'approved' WHERE id = %s", verdict.pk)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("summary = 'something else'", "Approving changes no word"),
        ("rationale = 'something else'", "Approving changes no word"),
        ("rating_id = (SELECT min(id) FROM reviews_rating)", "Approving changes no word"),
        ("approver_id = author_id", "An approval is never taken back"),
        ("approver_id = NULL, approved_at = NULL, state = 'draft'", "An approval is never"),
        ("state = 'submitted'", "An approval is never taken back"),
        ("approved_at = now()", "An approval is never taken back"),
        ("last_editor_id = approver_id", "An approval is never taken back"),
    ],
)
def test_nothing_of_an_approved_verdict_changes(change: str, words: str) -> None:
    verdict = make.review(Status.APPROVED).verdicts.get()

    with refused(words):
        attack(f"UPDATE reviews_verdict SET {change} WHERE id = %s", verdict.pk)

    before = (verdict.summary, verdict.rationale, verdict.rating_id, verdict.approver_id)
    verdict.refresh_from_db()
    assert (verdict.summary, verdict.rationale, verdict.rating_id, verdict.approver_id) == before


def test_approving_cannot_change_a_word_in_the_same_breath() -> None:
    verdict = make.review(Status.SUBMITTED).verdicts.get()

    with refused("Approving changes no word"):
        attack(
            "UPDATE reviews_verdict SET state = 'approved', approver_id = %s,"
            " approved_at = now(), summary = 'mine' WHERE id = %s",
            make.editor().pk,
            verdict.pk,
        )


def test_the_author_of_a_verdict_is_not_swapped() -> None:
    verdict = make.review(Status.SUBMITTED).verdicts.get()

    with refused("author, review and version of a verdict never change"):
        attack(
            "UPDATE reviews_verdict SET author_id = %s WHERE id = %s",
            make.reviewer().pk,
            verdict.pk,
        )


@pytest.mark.parametrize(
    ("start", "to"),
    [("queued", "published"), ("queued", "approved"), ("submitted", "published")],
)
def test_a_status_takes_no_short_cut(start: str, to: str) -> None:
    review = make.review(Status(start))

    with refused(f"A review that is {start} cannot become {to}."):
        attack("UPDATE reviews_review SET status = %s WHERE id = %s", to, review.pk)


def test_a_review_is_not_approved_without_an_approved_verdict() -> None:
    review = make.review(Status.SUBMITTED)

    with refused("No verdict of this review was approved by a second person."):
        attack("UPDATE reviews_review SET status = 'approved' WHERE id = %s", review.pk)


def test_a_review_is_not_published_without_a_version() -> None:
    review = make.review(Status.APPROVED)

    with refused("This review has no published version."):
        attack("UPDATE reviews_review SET status = 'published' WHERE id = %s", review.pk)


def test_a_review_starts_in_the_queue_and_stays_with_its_claim() -> None:
    review = make.review()
    other = make.claim(make.article("Rain fell on 12 days in May. It was mild."))

    with refused("A review stays with its claim."):
        attack("UPDATE reviews_review SET claim_id = %s WHERE id = %s", other.pk, review.pk)
    with refused("A review starts in the queue."):
        attack(
            "INSERT INTO reviews_review (claim_id, status, priority, why_selected,"
            " few_sources_reason, one_sided_reason, created_at, changed_at)"
            " VALUES (%s, 'published', 2, '', '', '', now(), now())",
            other.pk,
        )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reviews_event SET actor_id = NULL",
        "UPDATE reviews_event SET data = '{}'",
        "DELETE FROM reviews_event",
        "TRUNCATE reviews_event CASCADE",
        "UPDATE reviews_publishedversion SET document = '{}'",
        "DELETE FROM reviews_publishedversion",
        "TRUNCATE reviews_publishedversion CASCADE",
        "UPDATE reviews_snapshot SET text = 'other'",
        "DELETE FROM reviews_snapshot",
        "TRUNCATE reviews_snapshot CASCADE",
        "UPDATE reviews_policy SET min_sources = 0",
        "DELETE FROM reviews_policy",
        "TRUNCATE reviews_linkcheck",
    ],
)
def test_history_is_never_changed_removed_or_emptied(sql: str) -> None:
    make.review(Status.PUBLISHED)
    attack("SET CONSTRAINTS ALL IMMEDIATE")

    with refused("append-only"):
        attack(sql)


@pytest.mark.parametrize(
    "table", ["reviews_review", "reviews_verdict", "reviews_evidence", "reviews_publication"]
)
def test_what_was_decided_is_never_deleted(table: str) -> None:
    make.review(Status.PUBLISHED)

    with refused("Cannot delete rows from"):
        attack(f"DELETE FROM {table}")


def test_the_database_alone_numbers_and_hashes_events() -> None:
    review = make.review()

    attack(
        "INSERT INTO reviews_event (review_id, seq, kind, at, data, previous_hash, hash)"
        " VALUES (%s, 77, 'forged', now(), '{}', 'aa', 'bb')",
        review.pk,
    )

    opened, forged = Event.objects.filter(review=review)
    assert (forged.seq, forged.previous_hash) == (2, opened.hash)
    assert list(events.verify(review.pk)) == []


def test_evidence_quotes_only_what_the_snapshot_says() -> None:
    review = make.review(Status.IN_REVIEW)

    with refused("The quote is not the text of this source's snapshot"):
        make.evidence(review, quote="4,999 containers in May")


def test_evidence_quotes_only_a_copy_of_its_own_source() -> None:
    review = make.review(Status.IN_REVIEW)
    copy = make.snapshot()

    with refused("The quote is not the text of this source's snapshot"):
        attack(
            'INSERT INTO reviews_evidence (review_id, link_id, snapshot_id, quote, start, "end",'
            ' unlocated_reason, stance, "primary", note, interest, position, condition,'
            " condition_note, added_by_id, added_at, withdrawn_reason)"
            " VALUES (%s, %s, %s, %s, 0, %s, '', 'supports', false, '', '', 0, 'sound', '', %s,"
            " now(), '')",
            review.pk,
            make.link().pk,
            copy.pk,
            copy.text,
            len(copy.text),
            make.reviewer().pk,
        )


def test_evidence_without_a_located_quote_needs_a_reason() -> None:
    review = make.review(Status.IN_REVIEW)

    with refused("quote_located_or_reason"):
        make.evidence(review, start=None, end=None)


def test_what_was_cited_never_changes() -> None:
    item = make.evidence(make.review(Status.IN_REVIEW))

    with refused("What was cited never changes"):
        attack("UPDATE reviews_evidence SET quote = 'May' WHERE id = %s", item.pk)


def test_versions_are_numbered_without_gaps() -> None:
    review = make.review(Status.PUBLISHED)

    with refused("numbered without gaps"):
        make.published_version(review.publication, by=make.editor(), number=3)


def test_a_version_needs_an_approved_verdict_of_its_own_review() -> None:
    review = make.review(Status.PUBLISHED)
    stranger = make.review(Status.APPROVED).verdicts.get()

    with refused("Only a verdict that a second person approved"):
        make.published_version(review.publication, by=make.editor(), verdict=stranger)


def test_a_version_carries_the_digest_of_its_document() -> None:
    review = make.review(Status.PUBLISHED)

    with refused("digest is not the digest of the document"):
        make.published_version(review.publication, by=make.editor(), digest="0" * 64)


@pytest.mark.parametrize("values", ["best = 1, worst = 1", "best = 2, worst = 3", "worst = 0"])
def test_the_best_rating_is_above_the_worst_which_is_above_zero(values: str) -> None:
    with refused("best_above_worst_above_0"):
        attack(f"UPDATE reviews_ratingscale SET {values}")
