"""Searching what is published: any words, any script, never an error."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews import publishing
from reviews.models import Publication
from reviews.publishing import search
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def publish(statement: str) -> Publication:
    review = make.review(Status.APPROVED, claim=make.claim(statement=statement))
    return publishing.publish(review.pk, by=make.editor(), now=NOON).publication


def found(text: str) -> int:
    return search.matching(Publication.objects.public(), text).count()


@pytest.mark.parametrize(
    ("statement", "query"),
    [
        ("It handled 4,210 boxes.", "4,210"),
        ("It handled 4,210 boxes.", "(4,210)?"),
        ("Growth was 3.5 per cent.", "3.5"),
        ("Élan vital", "élan"),
        ("ÉLAN VITAL", "E\u0301lan"),
        ("A well-known fact", "well-known"),
        ("The mayor’s car", "mayor’s"),
        ("The mayor's car", "mayor's"),
        ("C:\\temp is full", "C:\\temp"),
        ("हिन्दी में लिखा", "हिन्दी"),
        ("ارتفع عدد الحاويات", "الحاويات"),
        ("Число контейнеров выросло", "КОНТЕЙНЕРОВ"),
        ("x" * 500, "x" * 500),
    ],
)
def test_words_of_any_script_are_found(statement: str, query: str) -> None:
    publish(statement)

    assert found(query) == 1


@pytest.mark.parametrize("query", ["4,120", "ferries", "harb0ur", "a' | 'harbour"])
def test_other_words_are_not(query: str) -> None:
    publish("The harbour handled 4,210 boxes.")

    assert found(query) == 0


def test_half_the_words_of_a_long_question_are_enough() -> None:
    publish("The harbour handled many boxes.")

    assert found("how many boxes has the harbour got") == 1


@pytest.mark.parametrize("letter", ["x", "م", "𝔁"])
def test_a_word_longer_than_postgresql_takes_is_no_error(letter: str) -> None:
    publish(f"{letter * 3000} and more.")

    assert found(letter * 3000) == 0


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80))
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_text_breaks_the_search(db: None, text: str) -> None:
    assert found(text) == 0


def test_the_index_serves_the_search() -> None:
    # In an almost empty table every other way is as cheap; only a GIN index is read as a bitmap.
    with connection.cursor() as cursor:
        for way in ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan"):
            cursor.execute(f"SET LOCAL {way} = off")
        plan = search.matching(Publication.objects.all(), "harbour").explain()

    assert plan.count("publication_words") == 1
