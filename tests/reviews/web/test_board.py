"""`/reviews/board/`: reviews by status, moved by a form, or by dragging on top of it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import Role, User
from reviews import saved
from reviews.models import Review
from reviews.states import Status, moves_from
from reviews.web import board
from tests import make

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def lanes(client: Client, query: str = "") -> dict[str, list[int]]:
    answer = client.get(f"/reviews/board/{query}")
    return {
        str(lane["status"]): [card["review"].pk for card in lane["cards"]]
        for lane in answer.context["lanes"]
    }


def offered(client: Client) -> dict[int, list[str]]:
    """Where each card may go, as it says to the mouse and in its form alike."""
    page = LexborHTMLParser(client.get("/reviews/board/").content)
    found: dict[int, list[str]] = {}
    for card in page.css("[data-card]"):
        to = (card.attributes.get("data-to") or "").split()
        options = [str(each.attributes["value"]) for each in card.css("option")]
        assert to == options
        found[int(str(card.attributes["id"]).removeprefix("review-"))] = to
    return found


def test_each_review_stands_in_the_column_of_its_status() -> None:
    queued, working = make.review(), make.review(Status.IN_REVIEW)
    published = make.review(Status.PUBLISHED)

    assert lanes(signed_in(make.reviewer())) == {
        "queued": [queued.pk],
        "in_review": [working.pk],
        "submitted": [],
        "approved": [],
        "published": [published.pk],
    }


def test_the_board_is_narrowed_like_the_queue() -> None:
    me = make.reviewer()
    mine = make.review(Status.IN_REVIEW, by=me)
    make.review(Status.IN_REVIEW)

    assert lanes(signed_in(me), "?assignee=me")["in_review"] == [mine.pk]


def test_a_full_column_shows_the_first_and_leads_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "MOST", 2)
    for _ in range(3):
        make.review()
    client = signed_in(make.reviewer())

    lane = client.get("/reviews/board/").context["lanes"][0]

    rows = client.get(lane["href"]).context["rows"]
    assert (len(lane["cards"]), lane["number"], len(rows)) == (2, 3, 3)


@pytest.mark.parametrize("role", Role)
def test_cards_offer_only_legal_moves(role: Role) -> None:
    made = [make.review(status) for status in Status]

    found = offered(signed_in(make.user(role)))

    for review in made:
        assert set(found[review.pk]) <= {str(to) for to in moves_from(review.state)}
    assert any(found.values()) is (role != Role.CONTRIBUTOR)


def test_what_waits_for_another_is_not_offered_to_be_taken() -> None:
    review = make.review(assignee=make.reviewer())

    found = [offered(signed_in(person))[review.pk] for person in (make.reviewer(), make.editor())]

    assert [Status.IN_REVIEW in each for each in found] == [False, True]


def test_a_move_is_made_and_leads_back_to_the_card() -> None:
    me = make.reviewer()
    review = make.review()

    answer = signed_in(me).post(
        f"/reviews/board/{review.pk}/move/?assignee=me", {"to": "in_review"}
    )

    review.refresh_from_db()
    assert (review.status, review.assignee) == ("in_review", me)
    assert answer["Location"] == f"/reviews/board/?assignee=me#review-{review.pk}"


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        ({"to": "closed"}, 400, "Write a reason to close"),
        ({"to": "published", "reason": "Now."}, 409, "Now."),
        ({"to": "moon", "reason": "Far."}, 400, "Choose where the review goes."),
    ],
)
def test_a_refused_move_comes_back_open_with_its_words(
    sent: dict[str, str], status: int, told: str
) -> None:
    review = make.review()

    answer = signed_in(make.editor()).post(f"/reviews/board/{review.pk}/move/", sent)

    page = answer.content.decode()
    card = _card(answer.context["lanes"], review)
    assert (answer.status_code, told in page) == (status, True)
    assert card["tried"].reason == sent.get("reason", "")
    assert sent.get("reason", "") in page


def test_a_submission_that_is_not_done_says_what_is_missing() -> None:
    me = make.reviewer()
    review = make.review(Status.IN_REVIEW, by=me)
    make.verdict(review, by=me)

    answer = signed_in(me).post(f"/reviews/board/{review.pk}/move/", {"to": "submitted"})

    assert (answer.status_code, "Still missing: " in answer.content.decode()) == (409, True)


def test_the_board_costs_the_same_for_one_and_for_three() -> None:
    client = signed_in(make.editor())
    make.review(Status.SUBMITTED)
    one = _queries(client)
    for _ in range(2):
        make.review(Status.SUBMITTED)

    assert (_queries(client), Review.objects.count()) == (one, 3)


def _card(lanes: list[dict[str, Any]], review: Review) -> dict[str, Any]:
    return next(c for lane in lanes for c in lane["cards"] if c["review"].pk == review.pk)


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/reviews/board/").status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", ["/reviews/board/", "/reviews/?view=open", "/reviews/views/"])
def test_every_form_that_changes_something_carries_its_token(path: str) -> None:
    editor = make.editor()
    make.review()
    saved.save(by=editor, now=make.NOON, name="Mine", query="status=queued")

    page = LexborHTMLParser(signed_in(editor).get(path).content)

    forms = page.css("form[method=post]")
    assert len(forms) > 1
    assert [form.html for form in forms if not form.css_first("[name=csrfmiddlewaretoken]")] == []
