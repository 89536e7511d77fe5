"""Whether an article is on the desk already: by its addresses, by its words."""

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db import connection
from django.db.models import Value

from claims.ingestion import addresses
from claims.models import Article, Place
from claims.models.folded import Folded

_SAME = 0.5
"""Share of the shorter text's runs of words that another version of the page has too."""
_RUN = 4
_COMPARED = 20_000
_WORD = re.compile(r"[\u2e80-\u9fff]|[^\W\u2e80-\u9fff]+")


def at(urls: Iterable[str]) -> Article | None:
    """The article that was found at one of these addresses, in its live revision.

    Raises UnusableAddress.
    """
    keys = [addresses.key(url) for url in urls if url]
    if not keys:
        return None
    found = Place.objects.filter(key__in=keys).select_related("article").first()
    if found is not None:
        return _live(found.article)
    return Article.objects.live().filter(canonical_url__in=keys).first()


def worded(text: str) -> Article | None:
    """The live article of this text: spaces, letter case, quotation marks and dashes apart."""
    live = Article.objects.live().alias(folded=Folded("text"))
    return live.filter(folded=Folded(Value(text))).order_by("copy_number").first()


def wording_of(text: str) -> str:
    """What is the same for all texts that `worded` takes for one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_folded(%s)", [text])
        (found,) = cursor.fetchone()
    return str(found)


def note(article: Article, urls: Iterable[str], *, now: datetime) -> None:
    """Write down that `article` was found at these addresses; one that leads elsewhere stays."""
    Place.objects.bulk_create(places(article, urls, now=now), ignore_conflicts=True)


def places(article: Article, urls: Iterable[str], *, now: datetime) -> list[Place]:
    """Rows for each address once, not yet stored."""
    keyed = {addresses.key(url): url for url in reversed(list(urls)) if url}
    return [
        Place(article=article, url=url, key=key, found_at=now)
        for key, url in reversed(keyed.items())
    ]


def is_version(one: str, other: str) -> bool:
    """Whether two texts are versions of one article, such as its printed and its mobile page."""
    runs = sorted((_runs(one), _runs(other)), key=len)
    return bool(runs[0]) and len(runs[0] & runs[1]) >= _SAME * len(runs[0])


def _runs(text: str) -> set[int]:
    words = [found[0].lower() for found in islice(_WORD.finditer(text), _COMPARED)]
    return {hash(tuple(words[at : at + _RUN])) for at in range(max(1, len(words) - _RUN + 1))}


def _live(article: Article) -> Article:
    while not article.live:
        later = Article.objects.filter(previous=article).first()
        if later is None:
            break
        article = later
    return article
