"""Finding quoted words in an article."""

import time

import pytest

from claims import curation
from claims.exceptions import InvalidSpan
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("One two three.", "two three", "two three"),
        ("One  two\n\tthree.", " two three.\n", "two\n\tthree."),
        ("  One two.", "ne tw", "ne tw"),
        ("Caf\u00e9 au lait, twice.", "afe\u0301 au", "af\u00e9 au"),
        ("\u200fمرحبا  بكم 💥 هنا", "بكم 💥", "بكم 💥"),
        ("x", "x", "x"),
    ],
)
def test_words_are_found_whatever_the_white_space_between(
    text: str, quote: str, found: str
) -> None:
    start, end = curation.located(make.article(text), quote)

    assert text[start:end] == found


def test_words_that_stand_twice_name_no_place() -> None:
    article = make.article("No. Yes, no one.\nYes,  no two.")

    with pytest.raises(InvalidSpan, match="stand 2 times"):
        curation.located(article, "Yes, no")


@pytest.mark.parametrize("quote", ["", " \n", "four", "One twothree", "\0", "one two"])
def test_words_that_are_not_there_are_refused(quote: str) -> None:
    with pytest.raises(InvalidSpan):
        curation.located(make.article("One two three."), quote)


def test_a_quote_of_five_megabytes_takes_no_minutes() -> None:
    article = make.article("word " * 100_000)
    began = time.process_time()

    with pytest.raises(InvalidSpan, match="not in the article"):
        curation.located(article, "word " * 1_000_000)

    assert time.process_time() - began < 10  # a second here; compiled as a pattern: minutes
