"""Candidates on their way from a splitter to rows."""

import pytest
from django.db import IntegrityError, transaction

from claims import candidates
from claims.models import Article, Claim, Status
from claims.splitting import Candidate, split
from claims.splitting.candidate import StatementPart
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
TEXT = (
    "The port handled 4,210 containers on 3 May 2024, said Ines Duarte. “It’s the \\ busiest "
    "\t spring 👩‍👧 in 'years',” she added, {and} fees doubled.\n\nThe council is bankrupt."
)


def stored(article: Article, *found: Candidate) -> list[Claim]:
    with transaction.atomic():
        return candidates.store(article, found, now=NOON)


def found_at(article: Article, start: int, end: int) -> Candidate:
    quote = article.text[start:end]
    return Candidate(
        start=start,
        end=end,
        quote=quote,
        statement=quote,
        statement_parts=(StatementPart(quote, start, end),),
        kind="event",
        claimant="",
        attribution="none",
        attribution_spans=(),
        times=(),
        checkworthiness=0.5,
        signals=(),
    )


def test_what_is_stored_is_what_was_found() -> None:
    article = make.article(TEXT)
    found = split(TEXT, language="en")

    claims = stored(article, *found)

    assert found
    rows = list(Claim.objects.order_by("pk"))
    assert [row.pk for row in rows] == [claim.pk for claim in claims]
    for row, each in zip(rows, found, strict=True):
        assert (row.start, row.end, row.quote) == (each.start, each.end, each.quote)
        assert {name: getattr(row, name) for name in candidates.fields(each)} == (
            candidates.fields(each)
        )
        assert (row.article, row.status, row.created_at) == (article, Status.CANDIDATE, NOON)


def test_a_span_given_twice_is_stored_once() -> None:
    article = make.article(TEXT)
    each = found_at(article, 0, 8)

    claims = stored(article, each, each)

    assert [claim.pk for claim in claims] == list(Claim.objects.values_list("pk", flat=True))
    assert len(claims) == 1


@pytest.mark.parametrize("length", [999, 1000, 1001, 50_000, 100_001])
def test_quotes_are_checked_across_the_leaves_a_text_is_cut_into(length: int) -> None:
    article = make.article("".join(chr(0x4E00 + n % 5000) for n in range(length)))
    edges = [0, 1, 998, 999, 1000, 1001, 49_999, 50_000, 50_001, length]
    spans = [(a, b) for a in edges for b in edges if a < b <= length]

    claims = stored(article, *(found_at(article, a, b) for a, b in dict.fromkeys(spans)))

    assert len(claims) == len(set(spans))


def test_one_wrong_quote_among_many_stores_nothing() -> None:
    article = make.article(TEXT)
    wrong = found_at(make.article("Another text of some length was there."), 0, 8)

    with pytest.raises(IntegrityError, match="The quote is not the text"):
        stored(article, found_at(article, 4, 8), wrong)

    assert Claim.objects.count() == 0
