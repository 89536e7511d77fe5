"""`/desk/agreement/`: each number leads to the rounds it was taken from."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts.models import User
from reviews.models import Rating, RatingScale
from reviews.states import Status
from tests import make

pytestmark = pytest.mark.django_db
HERE = "/desk/agreement/"


def signed_in(user: User | None = None) -> Client:
    client = Client()
    client.force_login(user or make.reviewer())
    return client


def people() -> list[User]:
    return [make.user(first_name=name, last_name="Marsh") for name in ("Ana", "Ben", "Cho")]


def three_rounds() -> list[User]:
    voters = people()
    make.voted("False", "False", "True", people=voters)
    make.voted("True", "True", people=voters)
    make.voted("Half true", "Unverifiable", people=voters[1:])
    return voters


def dots(page: Any) -> dict[str, tuple[str, str]]:
    """Label → what is told, where it leads."""
    rows = LexborHTMLParser(page.content).css(".dots__row")
    return {
        row.css(".dots__label")[0].text(): (
            row.css(".dots__told")[0].text(),
            str(row.attributes["href"]),
        )
        for row in rows
    }


def test_nothing_is_measured_without_votes_and_the_page_teaches() -> None:
    page = signed_in().get(HERE)

    assert (page.status_code, "No votes are in yet" in page.content.decode()) == (200, True)


def test_the_rounds_behind_each_number_are_as_many_as_it_says() -> None:
    three_rounds()
    client = signed_in()
    page = client.get(HERE)

    behind = {
        label: client.get(href.partition("#")[0]).context["page"].paginator.count
        for label, (_told, href) in dots(page).items()
    }

    assert behind == {
        "Ratings on the line (Krippendorff's alpha, ordinal)": 3,
        "All words (Krippendorff's alpha, nominal)": 3,
        "Rounds of 2 votes (Fleiss' kappa)": 3,
        "False": 1,
        "Half true": 1,
        "True": 2,
        "Unverifiable": 1,
        "Ana Marsh and Ben Marsh": 2,
        "Ana Marsh and Cho Marsh": 1,
        "Ben Marsh and Cho Marsh": 2,
    }


def test_one_pair_that_agrees_and_one_that_does_not() -> None:
    three_rounds()

    found = dots(signed_in().get(HERE))

    assert found["Ana Marsh and Ben Marsh"][0].partition(" ")[0] == "1.00"
    assert found["Ben Marsh and Cho Marsh"][0].partition(" ")[0] == "0.00"


def test_words_beside_the_line_are_left_out_of_the_order() -> None:
    three_rounds()

    found = signed_in().get(HERE).context["found"]

    assert (found.ordinal.units, found.nominal.units, found.rounds) == (2, 3, 3)


def test_an_open_round_is_not_measured() -> None:
    make.voted("False", "True")
    make.policy(votes=2)
    review = make.review(Status.SUBMITTED)
    make.vote(review, "True")

    assert signed_in().get(HERE).context["found"].votes == 2


def test_rounds_can_be_narrowed_to_days_and_scales() -> None:
    three_rounds()
    other = RatingScale.objects.create(name="Other", active=False)
    client = signed_in()

    def count(**query: Any) -> int:
        return int(client.get(HERE, query).context["found"].rounds)

    assert (
        count(after="2026-03-02"),
        count(after="2026-03-03"),
        count(before="2026-03-01"),
        count(scale=other.pk),
    ) == (3, 0, 0, 0)


@pytest.mark.parametrize(
    "query",
    [
        {"after": "soon"},
        {"rating": "0"},
        {"person": "x"},
        {"scale": "9999999"},
        {"scale": "a\0b"},
        {"rating": "a\0b"},
        {"before": "9999-12-31"},
        {"person": "9" * 30},
    ],
)
def test_an_address_that_means_nothing_shows_no_rows_and_does_not_fail(query: Any) -> None:
    three_rounds()

    answer = signed_in().get(HERE, query)

    assert (answer.status_code, len(answer.context["rows"])) == (400, 0)


def test_the_table_has_each_vote_and_no_hidden_one() -> None:
    voters = three_rounds()
    make.policy(votes=2)
    make.vote(make.review(Status.SUBMITTED), "False", by=voters[0])

    answer = signed_in(voters[0]).get(f"{HERE}rounds.csv")

    lines = b"".join(answer).decode().splitlines()
    assert (len(lines), lines[0].lstrip("\ufeff").split(",")[:3]) == (
        8,
        ["round", "review", "claim"],
    )


def test_links_keep_the_days_that_were_asked_for() -> None:
    three_rounds()

    page = signed_in().get(HERE, {"after": "2026-03-01"})

    asked = parse_qs(urlsplit(dots(page)["False"][1]).query)
    assert (asked["after"], asked["rating"]) == (
        ["2026-03-01"],
        [str(Rating.objects.get(word="False").pk)],
    )


def test_the_queries_do_not_grow_with_rounds() -> None:
    client = signed_in()
    make.voted("False", "True", people=people()[:2])
    client.get(HERE)

    with CaptureQueriesContext(connection) as one:
        client.get(HERE)
    three_rounds()
    client.get(HERE)  # intervals are kept from here on
    with CaptureQueriesContext(connection) as four:
        client.get(HERE)

    assert len(one) == len(four)
