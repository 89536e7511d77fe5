"""Due date and reason, set in the queue and on the workbench, without scripts."""

from datetime import date

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import User
from reviews.states import Status
from tests import make

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fields(user: User, path: str) -> list[str | None]:
    """The named fields of the form for planning on the workbench."""
    page = LexborHTMLParser(signed_in(user).get(path).content)
    found = page.css(f"form[action='{path}plan/'] :is(input, textarea)")
    return [each.attributes["name"] for each in found]


def test_an_editor_sets_due_date_and_reason_on_the_workbench() -> None:
    review, editor = make.review(), make.editor()
    data = {"due_on": "2026-03-31", "why": "Asked by readers."}

    answer = signed_in(editor).post(f"/reviews/{review.pk}/plan/", data, follow=True)

    review.refresh_from_db()
    page = answer.content.decode()
    assert (review.due_on, review.why_selected) == (DAY, "Asked by readers.")
    assert "Due date changed, why it was chosen changed" in page
    assert 'value="2026-03-31"' in page


def test_the_form_holds_what_the_person_may_set() -> None:
    author = make.reviewer()
    path = f"/reviews/{make.review(Status.IN_REVIEW, by=author).pk}/"

    found = [fields(person, path) for person in (make.editor(), author, make.reviewer())]

    assert found == [
        ["csrfmiddlewaretoken", "upon", "why", "due_on"],
        ["csrfmiddlewaretoken", "upon", "why"],
        [],
    ]


def test_a_reviewer_who_sends_only_why_keeps_the_date() -> None:
    author = make.reviewer()
    review = make.review(Status.IN_REVIEW, by=author, due_on=DAY)

    signed_in(author).post(f"/reviews/{review.pk}/plan/", {"why": "New.", "due_on": ""})

    review.refresh_from_db()
    assert (review.why_selected, review.due_on) == ("New.", DAY)


def test_a_date_that_is_none_is_told_and_the_words_come_back() -> None:
    review = make.review()
    data = {"due_on": "31 of March", "why": "Asked by readers."}

    answer = signed_in(make.editor()).post(f"/reviews/{review.pk}/plan/", data)

    page = answer.content.decode()
    review.refresh_from_db()
    assert (answer.status_code, review.due_on) == (400, None)
    assert "Write the due date as" in page
    assert "Asked by readers." in page


def test_in_bulk_the_ticked_reviews_get_a_due_date_and_nothing_else() -> None:
    reviews = [make.review(), make.review(Status.IN_REVIEW)]
    data = {"pick": [review.pk for review in reviews], "due_on": "2026-03-31"}

    signed_in(make.editor()).post("/reviews/bulk/", data)

    for review in reviews:
        holder = review.assignee
        review.refresh_from_db()
        assert (review.due_on, review.assignee) == (DAY, holder)
