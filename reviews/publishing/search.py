"""Find published fact-checks by words, whatever the language."""

import math
import unicodedata
from functools import reduce
from operator import add

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, F, Value, When
from django.db.models.expressions import Combinable

from reviews.models.publication import PublicationQuerySet

MOST_WORDS = 24  # of a pasted paragraph the first ones decide
LONGEST_WORD = 100  # characters; PostgreSQL refuses a lexeme of more than 2,046 bytes
SHORTEST_PREFIX = 3  # shorter beginnings match nearly everything


def matching(publications: PublicationQuerySet, text: str) -> PublicationQuerySet:
    """Those that share words with `text`, best first; all of them where `text` holds no word.

    One or two words must all occur. Of three and more half are enough: a claim pasted whole is
    seldom worded as ours, and asking for every word finds nothing. A word of three letters or more
    also matches as a beginning, which stands in for stemming in every language.
    """
    words = terms(text)
    if not words:
        return publications
    queries = [SearchQuery(word, search_type="raw", config="simple") for word in words]
    needed = len(words) if len(words) <= 2 else math.ceil(len(words) / 2)
    found = publications
    if needed == len(words):
        everything = reduce(lambda left, right: left & right, queries)
        return found.filter(words=everything).annotate(hits=Value(needed)).order_by(*NEWEST)
    anything = reduce(lambda left, right: left | right, queries)
    hits: Combinable = reduce(add, [_one_if(query) for query in queries])
    best = found.filter(words=anything).annotate(hits=hits).filter(hits__gte=needed)
    return best.order_by(F("hits").desc(), *NEWEST)


NEWEST = ("-first_published_at", "-pk")


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


def _one_if(query: SearchQuery) -> Case:
    return Case(When(words=query, then=Value(1)), default=Value(0))
