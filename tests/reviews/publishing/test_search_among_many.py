"""Searching among a million: what is common decides less, and nothing is counted without end."""

import pytest
from django.db import connection

from reviews import publishing
from reviews.models import Publication
from reviews.publishing import commonness, search
from reviews.publishing.commonness import Counts
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
# Rows that hold each: alpha 400,000, beta 300,000, gamma 20,000, delta 10,000; any other 500.
MANY = Counts(
    rows=1_000_000,
    words=["alpha", "beta", "delta", "gamma"],
    shares=[0.4, 0.3, 0.01, 0.02],
    least=0.0005,
)


def publish(*statements: str) -> None:
    for statement in statements:
        review = make.review(Status.APPROVED, claim=make.claim(statement=statement))
        publishing.publish(review.pk, by=make.editor(), now=NOON)


def found(text: str, known: Counts = MANY) -> list[str]:
    rows = search.matching(Publication.objects.public(), text, known=known)
    return [each.latest.content["claim"]["statement"] for each in rows if each.latest]


@pytest.mark.parametrize("text", ["alpha", "alpha beta", "alpha omega", "gamma delta", "omega"])
def test_one_or_two_words_find_the_same_however_common(text: str) -> None:
    publish("Alpha beta.", "Alpha omega.", "Gamma delta alpha.", "Beta.")

    assert found(text) == found(text, Counts())


def test_where_few_have_the_rarest_words_nothing_is_different() -> None:
    publish("Omega sigma.", "Sigma alpha.", "Alpha beta.", "Omega sigma tau.")

    assert found("omega sigma tau") == found("omega sigma tau", Counts())
    assert found("omega sigma tau") == ["Omega sigma tau.", "Omega sigma."]


def test_a_telling_word_must_occur_and_the_others_rank() -> None:
    publish("Alpha beta.", "Omega alpha.", "Omega alpha beta.", "Omega.")

    assert found("alpha beta omega gamma") == ["Omega alpha beta.", "Omega alpha."]


def test_where_every_word_is_common_the_rarest_occur_together() -> None:
    publish("Alpha beta.", "Delta gamma.", "Delta gamma alpha.", "Gamma alpha.")

    assert found("alpha beta gamma delta") == ["Delta gamma alpha.", "Delta gamma."]


def test_where_that_is_common_too_any_half_will_do_and_the_newest_come_first() -> None:
    known = Counts(rows=1_000_000, words=["alpha", "beta", "gamma"], shares=[0.4, 0.3, 0.5])
    publish("Alpha beta gamma.", "Alpha beta.", "Gamma.", "Beta gamma.")

    assert found("alpha beta gamma", known) == ["Beta gamma.", "Alpha beta.", "Alpha beta gamma."]


@pytest.mark.parametrize(
    ("word", "beginning", "rows"),
    [
        ("alpha", False, 400_000),
        ("alp", False, 500),
        ("alp", True, 400_000),
        ("zeta", True, 500),
        ("“alpha”?", True, 400_000),
        ("alpha-delta", True, 10_000),
        ("!", True, 500),
    ],
)
def test_how_many_hold_a_word(word: str, beginning: bool, rows: float) -> None:
    assert MANY.of(word, beginning=beginning) == pytest.approx(rows)


def test_postgresql_tells_how_common_words_are() -> None:
    publish("The harbour is full.", "The harbour is empty.", "The ferry.", "A ferry.")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE reviews_publication")

    counts = commonness.read()

    assert (counts.rows, round(counts.of("ferry", beginning=False))) == (4, 2)


def test_before_it_has_looked_nothing_is_common() -> None:
    assert Counts().of("alpha", beginning=True) == 0
