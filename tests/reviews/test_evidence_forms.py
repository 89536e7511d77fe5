"""Evidence that is no page: files whose type is told by their bytes, and what is noted by hand."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from factcheck.exceptions import InvalidInput
from reviews import checklist, evidence, fetching
from reviews.evidence import files
from reviews.exceptions import ReasonNeeded, UnusableEvidence
from reviews.links import checks, watching
from reviews.models import ArchiveWish, Evidence, Fetch, Review, SourceLink, Stance
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.files import PIXEL, pdf
from tests.reviews.pages import Pages

pytestmark = pytest.mark.django_db
QUOTE = "the crane has not paid for itself"
REPORT = pdf("The auditors write that", "the crane has not paid for itself.")


def send(review: Review, body: bytes = REPORT, **changed: Any) -> Fetch:
    assert review.assignee is not None
    said: dict[str, Any] = {"title": "Audit report", "quote": QUOTE, "stance": Stance.REFUTES}
    return fetching.ask_file(review.pk, body=body, by=review.assignee, now=NOON, **(said | changed))


def note(review: Review, **changed: Any) -> Evidence:
    assert review.assignee is not None
    said: dict[str, Any] = {
        "title": "Interview with the harbour master",
        "publisher": "Port Almond",
        "quote": "We never said that.",
        "stance": Stance.REFUTES,
        "unlocated_reason": "By telephone; our recording is kept.",
    }
    return evidence.note(review.pk, by=review.assignee, now=NOON, **(said | changed))


def settled(fetch: Fetch) -> Fetch:
    fetching.run_due()
    fetch.refresh_from_db()
    return fetch


def test_a_pdf_becomes_evidence_with_its_quote_located(web: Pages) -> None:
    made = settled(send(make.review(Status.IN_REVIEW), publisher="Auditors", place="p. 1")).evidence

    assert made is not None
    assert made.snapshot is not None
    assert (made.kind, made.quote, made.condition, made.title, made.publisher, made.place) == (
        "file",
        QUOTE,
        "sound",
        "Audit report",
        "Auditors",
        "p. 1",
    )
    assert made.snapshot.media_type == "application/pdf"


def test_words_that_are_not_in_the_pdf_are_asked_for(web: Pages) -> None:
    fetch = settled(send(make.review(Status.IN_REVIEW), quote="the crane has paid"))

    assert (fetch.state, fetch.field, fetch.snapshot is not None) == ("asking", "quote", True)


def test_a_picture_asks_how_it_was_read_and_then_counts_as_not_verified(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    fetch = settled(send(review, PIXEL, quote="NO ENTRY"))
    chosen: dict[str, Any] = {"quote": "NO ENTRY", "stance": Stance.CONTEXT, "by": review.assignee}
    with pytest.raises(UnusableEvidence):
        fetching.choose(fetch.pk, now=NOON, **chosen)

    made = fetching.choose(fetch.pk, now=NOON, unlocated_reason="On the sign.", **chosen)

    assert (fetch.state, fetch.field) == ("asking", "unlocated_reason")
    assert made.snapshot is not None
    assert (made.condition, made.snapshot.media_type, made.title) == (
        "unverified",
        "image/png",
        "Audit report",
    )


def test_a_picture_with_a_reason_is_attached_at_once(web: Pages) -> None:
    fetch = settled(send(make.review(Status.IN_REVIEW), PIXEL, unlocated_reason="On the sign."))

    assert fetch.state == "attached"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"MZ\x90\x00",
        b"\x00" * (files.LARGEST + 1),
    ],
    ids=["empty", "svg", "html", "program", "large"],
)
def test_what_is_neither_a_pdf_nor_a_picture_is_refused_by_its_bytes(
    web: Pages, body: bytes
) -> None:
    with pytest.raises(UnusableEvidence) as refused:
        send(make.review(Status.IN_REVIEW), body)

    assert (refused.value.field, Fetch.objects.count()) == ("file", 0)


def test_a_damaged_pdf_can_be_cited_with_a_reason(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    fetch = settled(send(review, b"%PDF-1.4 and nothing else"))

    made = fetching.choose(
        fetch.pk,
        by=review.assignee,
        now=NOON,
        quote=QUOTE,
        stance=Stance.REFUTES,
        unlocated_reason="Read on paper.",
    )

    assert (fetch.state, made.condition) == ("asking", "unverified")


def test_the_same_file_is_one_source_and_its_words_are_cited_once(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    first = settled(send(review))

    second = settled(send(review))

    assert (first.state, second.state, second.field) == ("attached", "failed", "quote")
    assert SourceLink.objects.filter(on_web=False).count() == 1


def test_more_words_of_a_file_are_cited_from_its_copy(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    first = settled(send(review)).evidence
    assert first is not None

    made = evidence.quote(
        first.pk, by=review.assignee, now=NOON, quote="The auditors write", stance=Stance.CONTEXT
    )

    assert (made.kind, made.title, made.link, made.condition, made.position) == (
        "file",
        "Audit report",
        first.link,
        "sound",
        2,
    )


def test_what_is_noted_by_hand_is_told_as_not_verified_with_its_reason() -> None:
    made = note(make.review(Status.IN_REVIEW))

    assert (made.kind, made.condition, made.unlocated_reason, made.name, made.decidable) == (
        "hand",
        "unverified",
        "By telephone; our recording is kept.",
        "Interview with the harbour master",
        False,
    )


@pytest.mark.parametrize(
    ("changed", "error", "field"),
    [
        ({"title": "  "}, InvalidInput, "title"),
        ({"quote": ""}, InvalidInput, "quote"),
        ({"unlocated_reason": ""}, ReasonNeeded, "unlocated_reason"),
        ({"stance": "maybe"}, InvalidInput, "stance"),
        ({"title": "x" * 501}, InvalidInput, "title"),
    ],
)
def test_a_note_says_what_it_is_and_how_one_knows(
    changed: dict[str, str], error: type[InvalidInput], field: str
) -> None:
    review = make.review(Status.IN_REVIEW)

    with pytest.raises(error) as refused:
        note(review, **changed)

    assert (refused.value.field, review.evidence.count()) == (field, 0)


def test_neither_file_nor_book_is_ever_visited_or_told_to_an_archive(web: Pages) -> None:
    review = make.review(Status.IN_REVIEW)
    note(review)
    settled(send(review))

    report = checks.run_due(worker="test")

    assert (report.checked, ArchiveWish.objects.count(), web.asked) == (0, 0, [])


def test_lists_and_tallies_of_sources_leave_them_out() -> None:
    review = make.review(Status.IN_REVIEW)
    before = watching.counts()

    note(review)

    shown = SourceLink.objects.visible_to(make.editor())
    assert (watching.counts(), shown.count(), SourceLink.objects.count()) == (before, 0, 1)


def test_the_database_lets_no_file_become_due() -> None:
    link = note(make.review(Status.IN_REVIEW)).link

    with pytest.raises(IntegrityError), transaction.atomic():
        SourceLink.objects.filter(pk=link.pk).update(next_check_at=timezone.now())


def test_the_database_refuses_a_page_cited_as_a_book() -> None:
    review = make.review(Status.IN_REVIEW)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.evidence(review, kind="hand", title="A book")


def test_the_database_lets_no_description_change() -> None:
    made = note(make.review(Status.IN_REVIEW))

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reviews_evidence SET title = 'Other' WHERE id = %s", [made.pk])


def test_two_interviews_are_two_independent_sources_and_two_with_one_person_are_one() -> None:
    review = make.review(Status.IN_REVIEW)
    note(review)
    note(review, quote="Again: never.")
    one = _sources(review)

    note(review, publisher="The auditors", quote="Nor did we.")

    assert (one, _sources(review)) == (False, True)


def test_order_is_shown_and_numbers_stay() -> None:
    review = make.review(Status.IN_REVIEW)
    assert review.assignee is not None
    first, second, third = (note(review, quote=f"Words {n}.") for n in range(3))

    evidence.order(
        review.pk,
        evidence_ids=[third.pk, first.pk, second.pk],
        by=review.assignee,
        now=NOON + timedelta(hours=1),
    )

    assert [(n, each.pk) for n, each in evidence.numbered(review)] == [
        (3, third.pk),
        (1, first.pk),
        (2, second.pk),
    ]


def _sources(review: Review) -> bool:
    return next(item.done for item in checklist.items(review, None) if item.code == "sources")
