"""`/reviews/<id>/`: evidence and verdict; what is refused comes back with every word."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.accounts.models import Role, User
from reviews import workflow
from reviews.models import Rating, Review
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
LEDGER = "It lists 4,198 containers for May, twelve fewer than the mayor’s figure."
QUOTE = "It lists 4,198 containers"


def signed_in(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user)
    return client


def draft(**changed: Any) -> dict[str, Any]:
    rating = Rating.objects.get(word="False")
    stored = {"rating": rating.pk, "summary": "No.", "rationale": "Because of <b> [1]."}
    return stored | changed


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("role", Role)
def test_every_state_can_be_read_by_every_role(status: Status, role: Role) -> None:
    review = make.review(status)

    answer = signed_in(make.user(role)).get(f"/reviews/{review.pk}/")

    assert (answer.status_code, review.claim.statement in text(answer)) == (200, True)


def test_the_claim_stands_marked_in_its_article() -> None:
    review = make.review(Status.IN_REVIEW)

    page = text(signed_in(review.assignee).get(f"/reviews/{review.pk}/"))

    assert f'<mark class="claim" id="c{review.claim_id}"' in page


def test_a_claim_deep_in_a_long_article_is_shown_with_what_is_around_it() -> None:
    filler = "Nothing happened at all on this day.\n" * 400
    article = make.article(f"{filler}The crane fell into the harbour.\n{filler}")
    claim = make.claim(article, quote="The crane fell into the harbour.")
    review = make.review(Status.IN_REVIEW, claim=claim)

    answer = signed_in(review.assignee).get(f"/reviews/{review.pk}/")

    marked = [p for p in answer.context["paragraphs"] if "<mark" in p.html]
    assert len(marked) == 1
    assert 100 < len(answer.context["paragraphs"]) < 300


def test_the_page_costs_the_same_with_one_and_with_three_pieces() -> None:
    review = make.review(Status.IN_REVIEW)
    client = signed_in(review.assignee)
    make.evidence(review)
    one = _queries(client, review)
    make.evidence(review)
    make.evidence(review)

    assert _queries(client, review) == one


def test_a_verdict_is_saved_and_shown_again() -> None:
    review = make.review(Status.IN_REVIEW)
    client = signed_in(review.assignee)

    saved = client.post(f"/reviews/{review.pk}/verdict/", draft())
    page = text(client.get(f"/reviews/{review.pk}/"))

    assert (saved.status_code, review.verdicts.get().summary) == (302, "No.")
    assert "Because of &lt;b&gt; [1]." in page
    assert 'name="revision" value="1"' in page


def test_submitting_saves_first_and_then_hands_on() -> None:
    author = make.reviewer()
    review = make.review(
        Status.IN_REVIEW, by=author, few_sources_reason="One.", one_sided_reason="One."
    )
    make.evidence(review)
    words = draft(
        rationale="word " * 30,
        few_sources_reason="One.",
        one_sided_reason="One.",
        then="submit",
    )

    answer = signed_in(author).post(f"/reviews/{review.pk}/verdict/", words)

    review.refresh_from_db()
    assert (answer.status_code, review.status) == (302, "submitted")


def test_what_policy_still_asks_is_told_and_the_words_are_kept() -> None:
    review = make.review(Status.IN_REVIEW)

    answer = signed_in(review.assignee).post(f"/reviews/{review.pk}/verdict/", draft(then="submit"))

    review.refresh_from_db()
    assert (answer.status_code, review.status, review.verdicts.get().summary) == (
        409,
        "in_review",
        "No.",
    )
    assert "Still missing: At least one piece of evidence" in text(answer)


def test_a_stale_form_shows_both_texts_and_can_be_merged() -> None:
    review = make.review(Status.IN_REVIEW)
    client = signed_in(review.assignee)
    path = f"/reviews/{review.pk}/verdict/"
    client.post(path, draft())
    client.post(path, draft(summary="Stored by the other.", revision=1))

    stale = client.post(path, draft(summary="Written by me.", revision=1))
    page = text(stale)
    merged = client.post(path, draft(summary="Both.", revision=2))

    assert (stale.status_code, merged.status_code) == (409, 302)
    assert "<del>Stored</del>" in page
    assert "\nWritten by me.</textarea>" in page
    assert 'name="revision" value="2"' in page
    assert review.verdicts.get().summary == "Both."


def test_words_sent_to_a_review_submitted_meanwhile_come_back() -> None:
    review = make.review(Status.SUBMITTED)

    answer = signed_in(review.assignee).post(
        f"/reviews/{review.pk}/verdict/", draft(summary="My late words.", revision=1)
    )

    assert (answer.status_code, "\nMy late words.</textarea>" in text(answer)) == (409, True)


def test_too_long_a_summary_is_told_at_its_field_with_the_words_kept() -> None:
    review = make.review(Status.IN_REVIEW)

    answer = signed_in(review.assignee).post(
        f"/reviews/{review.pk}/verdict/", draft(summary="long " * 300)
    )

    assert (answer.status_code, answer.context["form"].errors["summary"]) == (
        400,
        ["This is 1,499 characters long; the desk keeps at most 1,000."],
    )
    assert review.verdicts.count() == 0


@pytest.mark.parametrize("rating", ["0", "x", "999999999999999999999"])
def test_a_rating_that_is_none_is_refused(rating: str) -> None:
    review = make.review(Status.IN_REVIEW)

    answer = signed_in(review.assignee).post(f"/reviews/{review.pk}/verdict/", draft(rating=rating))

    assert (answer.status_code, review.verdicts.count()) == (400, 0)


def test_a_session_that_ended_in_the_middle_keeps_the_words() -> None:
    review = make.review(Status.IN_REVIEW)

    answer = Client().post(f"/reviews/{review.pk}/verdict/", draft())

    assert (answer.status_code, 'name="resume"' in text(answer)) == (401, True)


def test_a_comment_joins_the_history() -> None:
    review = make.review()
    client = signed_in(make.contributor())

    client.post(f"/reviews/{review.pk}/comments/", {"text": "See <page> 4."})
    refused = client.post(f"/reviews/{review.pk}/comments/", {"text": " "})
    page = text(client.get(f"/reviews/{review.pk}/"))

    assert (refused.status_code, "See &lt;page&gt; 4." in page) == (400, True)


def test_the_preview_is_sanitised_and_binds_citations() -> None:
    review = make.review(Status.IN_REVIEW)
    make.evidence(review)

    answer = signed_in(review.assignee).post(
        f"/reviews/{review.pk}/preview/", {"rationale": "**So** [1] <script>x</script>"}
    )

    assert text(answer).strip() == (
        '<p><strong>So</strong> <a href="#evidence-1" rel="nofollow noopener">[1]</a> '
        "&lt;script&gt;x&lt;/script&gt;</p>"
    )


def test_history_tells_in_words_what_happened() -> None:
    review = make.review(Status.SUBMITTED)
    workflow.move(review.pk, to=Status.IN_REVIEW, by=make.editor(), now=NOON, reason="Cite it.")

    answer = signed_in(make.reviewer()).get(f"/reviews/{review.pk}/")

    assert [(entry.what, entry.text) for entry in answer.context["history"]] == [
        ("Request changes: now “In review”", "Cite it."),
        ("Submit: now “Waiting for a second look”", ""),
        ("Take: now “In review”", ""),
        ("Review opened", ""),
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/reviews/0/",
        "/reviews/99999999999999999999/",
        "/evidence/0/copy/",
    ],
)
def test_what_does_not_exist_is_not_found(path: str) -> None:
    assert signed_in(make.editor()).get(path).status_code == 404


def _queries(client: Client, review: Review) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/reviews/{review.pk}/").status_code == 200
    return len(asked)
