"""Blind votes and figures through the API."""

import pytest

from factcheck.accounts.models import Scope
from reviews import votes
from reviews.models import Rating, Review
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db
NOBODY_SEES = "A reason nobody sees."


def rating(word: str = "False") -> int:
    return Rating.objects.get(word=word).pk


def asked(n: int = 2) -> Review:
    review = make.review(Status.SUBMITTED)
    votes.ask(review.pk, asked=n, by=make.editor(), now=NOON)
    return review


def test_a_vote_is_answered_to_its_voter_and_hidden_from_others() -> None:
    review, voter, other = asked(), make.reviewer(), make.admin()

    status, mine = calls.post(
        calls.signed_in(voter), f"reviews/{review.pk}/votes/", rating=rating(), reason=NOBODY_SEES
    )
    _, theirs = calls.get(calls.signed_in(other), f"reviews/{review.pk}/votes/")

    assert (status, [vote["rating"] for vote in mine["votes"]]) == (201, ["False"])
    assert (theirs[0]["votes"], theirs[0]["voters"], theirs[0]["outcome"]) == (
        [],
        [voter.username],
        "open",
    )


def test_the_last_vote_shows_all() -> None:
    review = asked()
    make.vote(review, "True", reason="So it says.")

    _, body = calls.post(
        calls.signed_in(make.reviewer()), f"reviews/{review.pk}/votes/", rating=rating()
    )

    shown = [(vote["rating"], vote["reason"]) for vote in body["votes"]]
    assert (body["outcome"], shown) == ("split", [("True", "So it says."), ("False", "")])


def test_a_second_vote_and_one_of_the_author_are_refused() -> None:
    review, voter = asked(), make.reviewer()
    make.vote(review, "True", by=voter)
    path = f"reviews/{review.pk}/votes/"

    again = calls.post(calls.signed_in(voter), path, rating=rating())
    own = calls.post(calls.signed_in(review.verdicts.get().author), path, rating=rating())

    assert [(status, body["code"]) for status, body in (again, own)] == [
        (409, "already-voted"),
        (403, "four-eyes"),
    ]


def test_an_editor_asks_and_adjudicates() -> None:
    review = make.review(Status.SUBMITTED)
    client = calls.signed_in(make.editor())

    opened, _ = calls.post(client, f"reviews/{review.pk}/votes/ask/", asked=2)
    make.vote(review, "True")
    make.vote(review, "False")
    status, body = calls.post(
        client, f"reviews/{review.pk}/votes/adjudicate/", rating=rating(), reason="The ledger."
    )

    assert (opened, status, body["adjudicated_rating"], body["reason"]) == (
        201,
        200,
        "False",
        "The ledger.",
    )


def test_a_key_that_only_reads_does_not_vote() -> None:
    review = asked()
    client = calls.with_key(make.reviewer(), Scope.READ)

    status, _ = calls.post(client, f"reviews/{review.pk}/votes/", rating=rating())

    assert (status, calls.get(client, f"reviews/{review.pk}/votes/")[0]) == (403, 200)


@pytest.mark.parametrize("name", ["intake", "age", "time", "mix", "agreement", "health"])
def test_each_figure_has_its_rows(name: str) -> None:
    make.review(Status.PUBLISHED, claim=make.claim(claimant="Ines Duarte"))
    make.voted("False", "True")
    make.link()

    status, body = calls.get(calls.signed_in(make.reviewer()), f"figures/{name}/", period="all")

    assert (status, body["figure"], len(body["rows"]) > 0) == (200, name, True)


def test_the_mix_counts_the_published() -> None:
    make.review(Status.PUBLISHED, claim=make.claim(claimant="Ines Duarte"))

    _, body = calls.get(calls.signed_in(make.reviewer()), "figures/mix/", period="all")

    assert body["rows"] == [{"claimant": "Ines Duarte", "rating": "Mostly true", "verdicts": 1}]


@pytest.mark.parametrize(
    ("path", "query", "expected"), [("none", {}, 404), ("intake", {"period": "7"}, 400)]
)
def test_what_is_no_figure_or_period_is_refused(
    path: str, query: dict[str, str], expected: int
) -> None:
    status, _ = calls.get(calls.signed_in(make.reviewer()), f"figures/{path}/", **query)

    assert status == expected
