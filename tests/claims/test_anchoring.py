"""Quotes inserted together are checked together, wherever in a long text they stand."""

import random

import pytest
from django.db import IntegrityError, transaction

from claims.models import Article, Claim
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def long_article() -> Article:
    draw = random.Random(7)
    return make.article("".join(draw.choices("abc é𝒞🏗\n", k=120_000)) + ".")


def at(article: Article, start: int, end: int, quote: str | None = None) -> Claim:
    quote = article.text[start:end] if quote is None else quote
    return Claim(
        article=article, start=start, end=end, quote=quote, statement="X.", origin="person",
        created_at=NOON,
    )  # fmt: skip


def test_quotes_anywhere_in_a_long_text_are_accepted() -> None:
    article, other = long_article(), make.article()
    edges = (0, 1, 999, 1000, 1001, 49_999, 50_000, 50_001, 99_999, 100_000, len(article.text))
    spans = [(a, b) for a in edges for b in edges if a < b]

    Claim.objects.bulk_create([*(at(article, a, b) for a, b in spans), at(other, 4, 11)])

    assert article.claims.count() == len(spans)


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        (5, 9, "wrong"),
        (5, 9, ""),
        (49_990, 50_010, None),
        (119_990, 120_500, None),
        (500_000, 500_001, "x"),
    ],
)
def test_one_wrong_quote_refuses_all_that_came_with_it(
    start: int, end: int, quote: str | None
) -> None:
    article = long_article()
    wrong = at(article, start, end, article.text[start : end - 1] + "?" if quote is None else quote)

    with pytest.raises(IntegrityError, match="not the text of the article"), transaction.atomic():
        Claim.objects.bulk_create([at(article, 0, 4), wrong, at(article, 7, 9)])

    assert article.claims.count() == 0
