"""Find published fact-checks by words, whatever the language, however many there are."""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, and_, or_

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db.models import Case, F, Value, When
from django.db.models.expressions import Combinable

from reviews.models.publication import PublicationQuerySet
from reviews.publishing import commonness

MOST_WORDS = 24  # of a pasted paragraph the first ones decide
LONGEST_WORD = 100  # characters; PostgreSQL refuses a lexeme of more than 2,046 bytes
SHORTEST_PREFIX = 3  # shorter beginnings match nearly everything
NEWEST = ("-first_published_at", "-pk")

# Measured by `benchmarks.publishing`: what is counted for a row, and how many rows, in 100 ms.
EXACT_BELOW = 20_000  # fact-checks: so few are all counted, whatever the words
MOST_RANKED = 2_000  # rows whose words are counted
MOST_COUNTED = 16_000  # words in rows
EVERYWHERE = 0.05  # a word in so many of all is no way into the index


@dataclass(frozen=True)
class Word:
    """A word of the question; `rows`: about how many fact-checks hold it."""

    query: SearchQuery
    rows: float


def matching(
    publications: PublicationQuerySet, text: str, *, known: commonness.Counts | None = None
) -> PublicationQuerySet:
    """Those that share words with `text`, best first; all of them where `text` holds no word.

    One or two words must all occur, and the newest come first. Of three and more half are enough: a
    claim pasted whole is seldom worded as ours, and asking for every word finds nothing. A word of
    three letters or more also matches as a beginning, which stands in for stemming in every
    language.

    Among very many fact-checks common words decide less: see `_ranked`. `known`: how common they
    are; as PostgreSQL has it where nothing is given.
    """
    sought = terms(text)
    if not sought:
        return publications
    known = known or commonness.counts()
    words = [_word(term, known) for term in sought]
    if len(words) <= 2:
        return _all_of(publications, words, known.rows)
    return _ranked(publications, sorted(words, key=lambda word: word.rows), known.rows)


def _all_of(
    publications: PublicationQuerySet, words: Sequence[Word], rows: float
) -> PublicationQuerySet:
    """Every word. PostgreSQL knows whether to go by the index or from the newest on."""
    scarce = [word for word in words if rows <= EXACT_BELOW or word.rows <= rows * EVERYWHERE]
    common = [word for word in words if word not in scarce]
    found = publications.annotate(hits=Value(len(words)))
    if scarce:
        found = found.filter(words=reduce(and_, [word.query for word in scarce]))
    if common:
        found = found.alias(common=_count(common)).filter(common=len(common))
    return found.order_by(*NEWEST)


def _ranked(
    publications: PublicationQuerySet, words: Sequence[Word], rows: float
) -> PublicationQuerySet:
    """Half of the `words` (rarest first), those with most of them first.

    Whoever holds k of n words holds one of the n - k + 1 rarest: only these are looked up, and what
    is found has its words counted. Where that would be too many of too many fact-checks,

    - one of the telling words must occur: as many of the rarest as there are rows to count;
    - where even the rarest is common, several of the rarest must occur together, few enough;
    - and where that leaves too many still, any half will do, and the newest come first.
    """
    needed = math.ceil(len(words) / 2)
    most = min(MOST_RANKED, MOST_COUNTED // len(words))
    way = _way(words, needed, rows, most)
    counted = publications.alias(counted=_count(words)).filter(counted__gte=needed)
    if way is None:
        return counted.annotate(hits=Value(needed)).order_by(*NEWEST)
    found = counted.filter(words=way).annotate(hits=_count(words))
    return found.order_by(F("hits").desc(), *NEWEST)


def _way(
    words: Sequence[Word], needed: int, rows: float, most: int
) -> SearchQuery | CombinedSearchQuery | None:
    """What to ask the index for, or None: then the newest are looked through."""
    deciding = words[: len(words) - needed + 1]
    if rows <= EXACT_BELOW or sum(word.rows for word in deciding) <= most:
        return reduce(or_, [word.query for word in deciding])
    if telling := _within(deciding, most):
        return reduce(or_, [word.query for word in telling])
    expected = rows
    for at, word in enumerate(words[:needed]):
        expected *= word.rows / rows
        if expected <= most:
            return reduce(and_, [each.query for each in words[: at + 1]])
    return None


def _within(words: Sequence[Word], most: int) -> list[Word]:
    """The rarest of them, together in at most so many rows."""
    taken: list[Word] = []
    left = float(most)
    for word in words:
        left -= word.rows
        if left < 0:
            break
        taken.append(word)
    return taken


def terms(text: str) -> list[str]:
    """The words of `text` in tsquery syntax, each once, in order.

    Only white space is cut here: what is between goes in quotes to PostgreSQL's own parser, so that
    both sides agree on what a word is (“4,210” is two in a row), in scripts with marks as well.
    """
    words = dict.fromkeys(unicodedata.normalize("NFC", text).lower().split())
    said = [word for word in words if any(map(str.isalnum, word))]
    return [_term(word[:LONGEST_WORD]) for word in said[:MOST_WORDS]]


def _term(word: str) -> str:
    quoted = word.replace("\\", "\\\\").replace("'", "''")
    letters = sum(map(str.isalnum, word))
    return f"'{quoted}':*" if letters >= SHORTEST_PREFIX else f"'{quoted}'"


def _word(term: str, known: commonness.Counts) -> Word:
    query = SearchQuery(term, search_type="raw", config="simple")
    rows = known.of(term.removesuffix(":*")[1:-1], beginning=term.endswith(":*"))
    return Word(query, rows)


def _count(words: Sequence[Word]) -> Combinable:
    return reduce(add, [_one_if(word.query) for word in words])


def _one_if(query: SearchQuery) -> Case:
    return Case(When(words=query, then=Value(1)), default=Value(0))
