"""`/reviews/<id>/votes/`: voting blind, adjudicating, and what nobody sees before the close."""

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.accounts.models import User
from reviews import votes
from reviews.models import Rating, Review, Vote
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
SECRET = "MARKER-4711"
TOKENS = re.compile(r"(?:value|content|nonce)=\"[A-Za-z0-9_+/=-]{20,}\"")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(answer: Any) -> str:
    return str(b"".join(answer) if answer.streaming else answer.content)


def sent(word: str = "False", reason: str = "") -> dict[str, Any]:
    return {"rating": Rating.objects.get(word=word).pk, "reason": reason}


def asked(n: int = 2) -> Review:
    review = make.review(Status.SUBMITTED)
    votes.ask(review.pk, asked=n, by=make.editor(), now=NOON)
    return review


def test_a_vote_is_cast_and_shown_to_its_voter_alone() -> None:
    review, voter = asked(), make.reviewer()

    answer = signed_in(voter).post(f"/reviews/{review.pk}/votes/", sent(reason=SECRET))

    own = signed_in(voter).get(f"/reviews/{review.pk}/votes/")
    other = signed_in(make.admin()).get(f"/reviews/{review.pk}/votes/")
    assert answer.status_code == 302
    assert own.context["votes"].own.rating.word == "False"
    assert (other.context["votes"].own, other.context["votes"].shown) == (None, [])


def test_the_page_of_a_vote_does_not_show_the_proposed_verdict() -> None:
    review = asked()
    review.verdicts.update(summary=SECRET, rationale=SECRET)

    page = text(signed_in(make.reviewer()).get(f"/reviews/{review.pk}/votes/"))

    assert (SECRET in page, "Cast vote" in page) == (False, True)


@pytest.mark.parametrize(
    "path",
    [
        "/reviews/{review}/",
        "/reviews/{review}/?view=workbench",
        "/reviews/{review}/votes/",
        "/reviews/",
        "/reviews/export.csv",
        "/desk/agreement/",
        "/desk/agreement/rounds.csv",
        "/api/v1/reviews/{review}/",
        "/api/v1/reviews/{review}/events/",
    ],
)
def test_no_output_tells_which_vote_was_cast(path: str) -> None:
    """Two worlds that differ in one hidden vote look the same to everybody but its voter."""
    review, voter = asked(3), make.reviewer()
    author, admin = review.verdicts.get().author, make.admin()
    worlds = []

    for word in ("False", "True"):
        with transaction.atomic():
            make.vote(review, word, by=voter, reason=f"{SECRET} {word}")
            worlds.append([seen(person, path, review) for person in (admin, author)])
            transaction.set_rollback(True)

    assert (worlds[0], SECRET in str(worlds)) == (worlds[1], False)


def seen(person: User, path: str, review: Review) -> str:
    """A page without what is new each time it is asked for."""
    page = text(signed_in(person).get(path.format(review=review.pk)))
    return TOKENS.sub("", page).replace(person.username, "somebody")


def test_all_votes_are_shown_once_the_round_is_closed() -> None:
    review = asked(2)
    make.vote(review, "False", reason="It says so.")
    make.vote(review, "True")

    answer = signed_in(make.contributor()).get(f"/reviews/{review.pk}/votes/")

    shown = [(vote.rating.word, vote.reason) for vote in answer.context["votes"].shown]
    assert shown == [("False", "It says so."), ("True", "")]


def test_a_refused_vote_comes_back_with_its_words() -> None:
    review = asked()
    client = signed_in(make.reviewer())

    answer = client.post(f"/reviews/{review.pk}/votes/", {"reason": "Because of [2]."})

    assert (answer.status_code, "Because of [2]." in text(answer)) == (400, True)
    assert Vote.objects.count() == 0


def test_the_author_is_told_why_they_have_no_vote() -> None:
    review = asked()
    client = signed_in(review.verdicts.get().author)

    page = text(client.get(f"/reviews/{review.pk}/votes/"))
    refused = client.post(f"/reviews/{review.pk}/votes/", sent())

    assert "votes come from people who did not" in page
    assert ("Cast vote" in page, refused.status_code) == (False, 403)


def test_an_editor_asks_for_votes_and_adjudicates() -> None:
    review, editor = make.review(Status.SUBMITTED), make.editor()
    client = signed_in(editor)

    opened = client.post(f"/reviews/{review.pk}/votes/ask/", {"asked": "2"})
    make.vote(review, "False")
    make.vote(review, "True")
    bare = client.post(f"/reviews/{review.pk}/votes/adjudicate/", sent())
    done = client.post(f"/reviews/{review.pk}/votes/adjudicate/", sent(reason="The ledger."))

    assert [each.status_code for each in (opened, bare, done)] == [302, 400, 302]
    assert review.rounds.get().reason == "The ledger."


@pytest.mark.parametrize("asked_for", ["", "0", "99", "two", "1" * 40])
def test_asking_for_a_senseless_number_is_refused(asked_for: str) -> None:
    review = make.review(Status.SUBMITTED)

    answer = signed_in(make.editor()).post(f"/reviews/{review.pk}/votes/ask/", {"asked": asked_for})

    assert (answer.status_code, review.rounds.count()) == (400, 0)


def test_a_rating_that_is_none_is_refused() -> None:
    review = asked()

    for rating in ("", "0", "x", "1" * 40, "a\0b"):
        answer = signed_in(make.reviewer()).post(
            f"/reviews/{review.pk}/votes/", {"rating": rating, "reason": ""}
        )
        assert answer.status_code == 400


def test_a_review_without_votes_says_so_and_takes_none() -> None:
    review = make.review(Status.IN_REVIEW)
    client = signed_in(make.reviewer())

    page = client.get(f"/reviews/{review.pk}/votes/")
    refused = client.post(f"/reviews/{review.pk}/votes/", sent())

    assert ("No votes are asked for" in text(page), refused.status_code) == (True, 409)


def test_the_page_says_where_the_verdict_is_against_the_votes() -> None:
    review = make.voted("False", "False")

    answer = signed_in(make.editor()).get(f"/reviews/{review.pk}/votes/")

    assert answer.context["votes"].contradicts.word == "False"


def test_the_queries_of_the_page_do_not_grow_with_votes() -> None:
    person = make.editor()
    few, many = make.voted("False"), make.voted("False", "False", "False")
    client = signed_in(person)
    client.get(f"/reviews/{few.pk}/votes/")

    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(f"/reviews/{few.pk}/votes/")
    with CaptureQueriesContext(connection) as three:
        client.get(f"/reviews/{many.pk}/votes/")

    assert len(one) == len(three)
