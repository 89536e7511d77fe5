"""Threads on the screens: at their item, in their passage, and the way both ways."""

from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import User
from reviews import verdicts, workflow
from reviews.models import Review, Thread, Verdict
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.web.screens import first

pytestmark = pytest.mark.django_db
RATIONALE = (
    "The **ledger** of the [port](https://port.example/) lists 4,198 containers [1] for May. "
    "The difference of twelve is explained by late paperwork, the office said [2]."
)


def signed_in(user: User | None) -> Client:
    client = Client()
    assert user is not None
    client.force_login(user)
    return client


def submitted() -> Review:
    review = make.review(Status.SUBMITTED)
    Verdict.objects.filter(review=review).update(rationale=RATIONALE)
    return review


def screen(client: Client, review: Review) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(f"/reviews/{review.pk}/").content)


def passage(client: Client, review: Review, quote: str, **more: str) -> Any:
    sent = {"passage-quote": quote, "passage-text": "Whose words?"} | more
    return client.post(f"/reviews/{review.pk}/threads/", sent)


@pytest.mark.parametrize(
    ("quote", "marks"),
    [
        ("difference of twelve", ["difference of twelve"]),
        ("The ledger of the port lists", ["The ", "ledger", " of the ", "port", " lists"]),
        ("containers [1] for May", ["containers ", "[1]", " for May"]),
        ("<script>", []),
    ],
)
def test_a_passage_is_marked_in_the_rationale_and_leads_to_its_thread(
    quote: str, marks: list[str]
) -> None:
    review, client = submitted(), signed_in(make.editor())

    passage(client, review, quote)
    page = screen(client, review)

    assert [mark.text() for mark in page.css("mark.passage")] == marks
    assert len(page.css("mark.passage[id]")) == len(page.css(".passage__to a")) == bool(marks)
    for thread in Thread.objects.all():
        assert page.css_first(f"#thread-{thread.pk} a[href='#passage-{thread.pk}']")
        assert page.css_first(f"#threads a[href='#thread-{thread.pk}']")


def test_a_comment_on_evidence_stands_at_its_piece() -> None:
    review, client = submitted(), signed_in(make.editor())
    second = review.evidence.order_by("pk")[1]

    answer = client.post(f"/reviews/{review.pk}/threads/", {f"about-{second.pk}": "Which page?"})
    thread = Thread.objects.get()
    page = screen(client, review)

    assert answer["Location"] == f"/reviews/{review.pk}/#thread-{thread.pk}"
    assert page.css_first(f"#evidence-2 #thread-{thread.pk} a[href='#evidence-2']")


def test_all_boxes_are_taken_together_and_words_of_a_refused_one_come_back() -> None:
    review, client = submitted(), signed_in(make.editor())
    piece = review.evidence.order_by("pk")[0]
    sent = {f"about-{piece.pk}": "Which page?"}

    refused = passage(client, review, "nowhere in it", **sent)
    none = Thread.objects.count()
    taken = passage(client, review, "late paperwork", **sent)

    unsaved = first(LexborHTMLParser(refused.content), "#unsaved").text()
    assert (refused.status_code, none, taken.status_code, Thread.objects.count()) == (
        400,
        0,
        302,
        2,
    )
    assert ("Which page?" in unsaved, "Whose words?" in unsaved) == (True, True)


def test_requesting_changes_takes_the_comments_along() -> None:
    review, client = submitted(), signed_in(make.reviewer())
    sent = {"to": "in_review", "passage-quote": "late paperwork", "passage-text": "Says who?"}

    answer = client.post(f"/reviews/{review.pk}/move/", sent)

    review.refresh_from_db()
    assert (answer.status_code, review.status) == (302, "in_review")
    assert [thread.quote for thread in review.threads.all()] == ["late paperwork"]


def test_a_decision_that_is_refused_opens_no_thread() -> None:
    author = make.editor()
    review = make.review(Status.SUBMITTED, by=author)
    sent = {"to": "approved", "passage-quote": "ledger", "passage-text": "Hm."}

    answer = signed_in(author).post(f"/reviews/{review.pk}/move/", sent)

    assert (answer.status_code, Thread.objects.count()) == (403, 0)


def test_a_thread_is_answered_resolved_and_reopened() -> None:
    review, client = submitted(), signed_in(make.editor())
    passage(client, review, "late paperwork")
    path = f"/threads/{Thread.objects.get().pk}"

    client.post(f"{path}/answer/", {"text": "The office."})
    client.post(f"{path}/resolve/", {"text": "Fine <then>."})
    resolved = screen(client, review)
    again = client.post(f"{path}/resolve/")
    client.post(f"{path}/reopen/")

    said = [each.text() for each in resolved.css(".thread__said p")]
    assert said == ["Whose words?", "The office.", "Fine <then>."]
    assert (len(resolved.css("mark.passage")), again.status_code) == (0, 409)
    assert Thread.objects.get().resolved_at is None


def test_a_passage_that_was_rewritten_is_told_with_its_words() -> None:
    review, client = submitted(), signed_in(make.editor())
    passage(client, review, "late paperwork, the office said")
    workflow.move(review.pk, to=Status.IN_REVIEW, by=make.editor(), now=NOON, reason="Cite it.")
    verdict = review.verdicts.get()
    verdicts.save_draft(
        review.pk,
        rating=verdict.rating,
        summary=verdict.summary,
        rationale=RATIONALE.replace("late paperwork, the office said", "a strike"),
        by=make.editor(),
        now=NOON,
        revision=1,
    )

    thread = first(screen(client, review), ".thread")

    assert "on a passage that is gone" in thread.text()
    assert first(thread, "del").text() == "late paperwork, the office said"


def test_open_comments_are_told_before_approval_and_do_not_forbid_it() -> None:
    review, client = submitted(), signed_in(make.editor())
    passage(client, review, "late paperwork")

    page = screen(client, review)
    approved = client.post(f"/reviews/{review.pk}/move/", {"to": "approved"})

    assert "1 comment is not resolved. You can approve all the same." in first(page, "body").text()
    assert approved.status_code == 302


@pytest.mark.parametrize(
    "path", ["/reviews/0/threads/", "/threads/0/answer/", "/threads/0/resolve/"]
)
def test_what_does_not_exist_is_not_found(path: str) -> None:
    assert signed_in(make.editor()).post(path, {"text": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["about-x", "about-٣", "about-99999999999999999999"])
def test_a_box_that_belongs_to_nothing_is_refused(name: str) -> None:
    review = submitted()

    answer = signed_in(make.editor()).post(f"/reviews/{review.pk}/threads/", {name: "Hello."})

    assert (answer.status_code, Thread.objects.count()) == (400, 0)
