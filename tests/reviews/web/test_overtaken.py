"""Short forms that come too late: what two people changed is put side by side, nothing is lost."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import html

from factcheck.accounts.models import User
from reviews.models import Evidence, Review, Stance
from reviews.states import Status
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    return make.review(Status.IN_REVIEW)


@pytest.fixture
def piece(review: Review) -> Evidence:
    return make.evidence(review, by=review.assignee)


def signed_in(person: User | None) -> Client:
    client = Client()
    assert person is not None
    client.force_login(person)
    return client


def read(client: Client, path: str, action: str) -> dict[str, Any]:
    """The fields of the form that sends to `action`, as a browser would send them back."""
    page: Any = html.fromstring(client.get(path).content.decode())
    (form,) = [each for each in page.forms if each.action == action]
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def test_two_who_change_the_same_note_see_both(review: Review, piece: Evidence) -> None:
    one, other = signed_in(review.assignee), signed_in(make.editor())
    here, save = f"/evidence/{piece.pk}/edit/", f"/evidence/{piece.pk}/revise/"
    mine, theirs = read(one, here, save), read(other, here, save)
    other.post(save, theirs | {"note": "The ledger of May."})

    late = one.post(save, mine | {"note": "The ledger of June."})

    piece.refresh_from_db()
    page: Any = html.fromstring(late.content.decode())
    marked = page.xpath("//main//del | //main//ins")
    assert (late.status_code, piece.note) == (409, "The ledger of May.")
    assert [(each.tag, each.text) for each in marked] == [("del", "May"), ("ins", "June")]


def test_the_form_of_a_refusal_can_be_sent(review: Review, piece: Evidence) -> None:
    one, other = signed_in(review.assignee), signed_in(make.editor())
    here, save = f"/evidence/{piece.pk}/edit/", f"/evidence/{piece.pk}/revise/"
    mine, theirs = read(one, here, save), read(other, here, save)
    other.post(save, theirs | {"note": "The ledger of May."})
    late: Any = html.fromstring(one.post(save, mine | {"note": "June."}).content.decode())
    (form,) = [each for each in late.forms if each.action == save]

    again = one.post(save, dict(form.form_values()) | {"note": "May, not June."})

    piece.refresh_from_db()
    assert (again.status_code, piece.note) == (302, "May, not June.")


def test_two_who_change_different_fields_are_not_in_each_others_way(
    review: Review, piece: Evidence
) -> None:
    one, other = signed_in(review.assignee), signed_in(make.editor())
    here, save = f"/evidence/{piece.pk}/edit/", f"/evidence/{piece.pk}/revise/"
    mine, theirs = read(one, here, save), read(other, here, save)
    other.post(save, theirs | {"note": "The ledger of May."})

    answer = one.post(save, mine | {"stance": Stance.CONTEXT.value})

    piece.refresh_from_db()
    assert answer.status_code == 302
    assert (piece.note, piece.stance) == ("The ledger of May.", Stance.CONTEXT)


def test_a_plan_that_comes_too_late_overwrites_nothing(review: Review) -> None:
    one, other = signed_in(make.editor()), signed_in(make.editor())
    here, save = f"/reviews/{review.pk}/", f"/reviews/{review.pk}/plan/"
    mine, theirs = read(one, here, save), read(other, here, save)
    other.post(save, theirs | {"due_on": "2026-12-01"})

    late = one.post(save, mine | {"due_on": "2026-12-24"})
    beside = one.post(save, mine | {"why": "Many people share it."})

    review.refresh_from_db()
    assert (late.status_code, beside.status_code) == (409, 302)
    assert (review.due_on, review.why_selected) == (date(2026, 12, 1), "Many people share it.")
