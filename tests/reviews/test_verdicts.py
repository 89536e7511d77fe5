"""Drafts: nobody's words are overwritten unseen, and four eyes stay four."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from factcheck.accounts.models import Role, User
from factcheck.exceptions import InvalidInput, NotAllowed
from reviews import verdicts, workflow
from reviews.exceptions import FourEyes, InvalidTransition, StaleDraft
from reviews.models import Rating, RatingScale, Review, Stance, Tone, Verdict
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
RATIONALE = "The ledger lists 4,198; twelve are late paperwork. " * 2 + "[1]"


def rating(word: str = "Mostly true") -> Rating:
    return Rating.objects.get(word=word)


def save(review: Review, by: User, *, revision: int | None = None, **words: str) -> Verdict:
    return verdicts.save_draft(
        review.pk,
        rating=rating(words.pop("rating", "Mostly true")),
        summary=words.pop("summary", "The ledger says 4,198."),
        rationale=words.pop("rationale", RATIONALE),
        by=by,
        now=NOON,
        revision=revision,
        **words,
    )


def review_of(author: User) -> Review:
    return make.review(Status.IN_REVIEW, by=author)


def test_the_first_save_begins_version_one_in_the_authors_name() -> None:
    author = make.reviewer()
    review = review_of(author)

    verdict = save(review, author)

    assert (
        verdict.version,
        verdict.revision,
        verdict.state,
        verdict.author,
        verdict.last_editor,
        verdict.summary,
    ) == (1, 1, "draft", author, author, "The ledger says 4,198.")


def test_a_save_is_recorded_with_what_changed() -> None:
    author = make.reviewer()
    review = review_of(author)
    save(review, author)

    save(review, author, revision=1, summary="The ledger says 4,199.")

    event = review.events.last()
    assert event is not None
    assert (event.kind, event.actor, event.data) == (
        "verdict_saved",
        author,
        {"version": 1, "revision": 2, "rating": "Mostly true", "changed": ["summary"]},
    )


def test_saving_what_is_stored_changes_and_records_nothing() -> None:
    author = make.reviewer()
    review = review_of(author)
    save(review, author)
    before = review.events.count()

    again = save(review, author, revision=1)

    assert (again.revision, review.events.count()) == (1, before)


def test_the_same_words_sent_twice_from_one_form_are_no_conflict() -> None:
    author = make.reviewer()
    review = review_of(author)
    save(review, author)
    save(review, author, revision=1, summary="Twice.")

    again = save(review, author, revision=1, summary="Twice.")

    assert again.revision == 2


@pytest.mark.parametrize("read", [1, 3, None])
def test_a_save_on_another_revision_is_refused_with_both_texts(read: int | None) -> None:
    author = make.user(first_name="Nadia", last_name="Haddad")
    review = review_of(author)
    save(review, author)
    save(review, author, revision=1, summary="Stored.")

    with pytest.raises(StaleDraft, match="Nadia Haddad") as refused:
        save(review, author, revision=read, summary="Mine.")

    assert (
        refused.value.stored["summary"],
        refused.value.sent["summary"],
        refused.value.revision,
        review.verdicts.get().summary,
    ) == ("Stored.", "Mine.", 2, "Stored.")


def test_a_form_of_an_approved_version_does_not_fit_the_next_draft() -> None:
    author = make.reviewer()
    review = make.review(Status.APPROVED, by=author)
    approved = review.verdicts.get()
    workflow.move(review.pk, to=Status.IN_REVIEW, by=make.editor(), now=NOON, reason="Typo.")
    save(review, author, revision=approved.revision, summary="New version.")

    with pytest.raises(StaleDraft):
        save(review, author, revision=approved.revision, summary="From the old form.")


def test_after_an_approval_the_next_save_begins_a_new_version() -> None:
    author = make.reviewer()
    review = make.review(Status.APPROVED, by=author)
    workflow.move(review.pk, to=Status.IN_REVIEW, by=make.editor(), now=NOON, reason="Typo.")
    other = make.editor()

    verdict = save(review, other, summary="New version.")

    assert (verdict.version, verdict.author, verdict.last_editor, verdict.approver) == (
        2,
        other,
        other,
        None,
    )
    assert review.verdicts.get(version=1).state == "approved"


def test_the_last_one_to_change_a_word_is_the_last_editor_and_cannot_approve() -> None:
    author, editor = make.reviewer(), make.editor()
    review = review_of(author)
    make.evidence(review, by=author)
    make.evidence(review, by=author, stance=Stance.REFUTES)
    save(review, author)
    save(review, editor, revision=1, summary="Edited by the editor.")
    workflow.move(review.pk, to=Status.SUBMITTED, by=author, now=NOON)

    with pytest.raises(FourEyes):
        workflow.move(review.pk, to=Status.APPROVED, by=editor, now=NOON)

    verdict = review.verdicts.get()
    assert (verdict.author, verdict.last_editor, verdict.approver) == (author, editor, None)


def test_a_save_without_a_change_does_not_make_one_the_last_editor() -> None:
    author, editor = make.reviewer(), make.editor()
    review = review_of(author)
    save(review, author)

    save(review, editor, revision=1)

    assert review.verdicts.get().last_editor == author


def test_written_reasons_are_saved_with_the_draft_and_left_alone_when_not_sent() -> None:
    author = make.reviewer()
    review = review_of(author)
    save(review, author, few_sources_reason="Only one ledger exists.")

    save(review, author, revision=1, one_sided_reason="Nobody disputes it.")

    review.refresh_from_db()
    assert (review.few_sources_reason, review.one_sided_reason) == (
        "Only one ledger exists.",
        "Nobody disputes it.",
    )


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.IN_REVIEW}))
def test_a_verdict_is_written_only_while_the_review_is_in_work(status: Status) -> None:
    review = make.review(status)
    before = review.events.count()

    with pytest.raises(InvalidTransition):
        save(review, make.editor())

    assert review.events.count() == before


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.CONTRIBUTOR, False),
        (Role.REVIEWER, False),
        (Role.EDITOR, True),
        (Role.ADMIN, True),
    ],
)
def test_beside_the_assignee_only_editors_write(role: Role, *, may: bool) -> None:
    review = make.review(Status.IN_REVIEW)
    person = make.user(role)

    if may:
        save(review, person)
    else:
        with pytest.raises(NotAllowed):
            save(review, person)

    assert review.verdicts.count() == int(may)


def test_a_rating_of_an_old_scale_cannot_be_newly_chosen() -> None:
    author = make.reviewer()
    review = review_of(author)
    old = RatingScale.objects.create(name="Old", version=1, active=False)
    word = Rating.objects.create(scale=old, word="Pants on fire", meaning="-", tone=Tone.FALSE)

    with pytest.raises(InvalidInput, match="Pants on fire"):
        verdicts.save_draft(review.pk, rating=word, summary="", rationale="", by=author, now=NOON)


@pytest.mark.parametrize("bad", ["a\0b", "a\ud800b", "a" * 20_001])
def test_words_that_cannot_be_kept_are_refused_by_the_name_of_their_field(bad: str) -> None:
    author = make.reviewer()
    review = review_of(author)

    with pytest.raises(InvalidInput) as refused:
        save(review, author, rationale=bad)

    assert (refused.value.field, review.verdicts.count()) == ("rationale", 0)


def test_what_was_submitted_before_is_kept_once_for_the_second_look() -> None:
    author = make.reviewer()
    review = make.review(Status.SUBMITTED, by=author)
    seen = review.verdicts.get()
    workflow.move(review.pk, to=Status.IN_REVIEW, by=make.editor(), now=NOON, reason="Cite it.")
    save(review, author, revision=1, summary="First try.")
    save(review, author, revision=2, summary="Second try.")

    earlier = verdicts.before_this_look(review, review.verdicts.get())

    assert earlier is not None
    assert (earlier.words["summary"], earlier.approved) == (seen.summary, False)
    kept = review.events.filter(data__has_key="before")
    assert [event.data["revision"] for event in kept] == [2]


def test_a_new_version_is_compared_with_the_approved_one() -> None:
    author = make.reviewer()
    review = make.review(Status.APPROVED, by=author)
    approved = review.verdicts.get()
    workflow.move(review.pk, to=Status.IN_REVIEW, by=make.editor(), now=NOON, reason="Typo.")
    draft = save(review, author, summary="New version.")

    earlier = verdicts.before_this_look(review, draft)

    assert earlier is not None
    assert (earlier.version, earlier.approved, earlier.words["summary"]) == (
        1,
        True,
        approved.summary,
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_save_together_one_is_shown_the_others_words() -> None:
    author, editor = make.reviewer(), make.editor()
    review = review_of(author)
    save(review, author)
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def write(person: User, summary: str) -> None:
        start.wait()
        try:
            save(review, person, revision=1, summary=summary)
            outcomes.append("saved")
        except StaleDraft as refused:
            outcomes.append(f"refused, sees {refused.stored['summary']}")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=write, args=pair)
        for pair in ((author, "Author's."), (editor, "Editor's."))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    kept = review.verdicts.get()
    assert sorted(outcomes) == [f"refused, sees {kept.summary}", "saved"]
    assert (kept.revision, kept.updated_at - NOON) == (2, timedelta(0))
