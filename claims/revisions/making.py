"""A new text of an article: fetched again, or pasted by a person."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.utils.translation import gettext as _

from claims import anchoring, ingestion, originals, permissions, splitting
from claims.exceptions import AlreadyIngested, AnotherArticle, UnusableAddress
from claims.ingestion import sources
from claims.ingestion.reading import Reading
from claims.ingestion.sources import Source
from claims.models import Article, Origin
from claims.models.folded import Folded
from claims.revisions import carrying, telling
from factcheck.accounts.models import User

LEAST_SHARED = 0.1
"""Share of the shorter text that two revisions have in common, word for word and in order. Below
it a page is rather a home page, a notice or a wall than the article."""
_SHORT = 400  # code points; a notice that short may well be rewritten whole, an article not by one


@dataclass(frozen=True)
class Revised:
    """The live revision; `created` is False where the text is the one that was there.

    Of the claims of the revision before, `carried` stand where they stood and `waiting` need a
    person; `added` candidates are new.
    """

    article: Article
    created: bool
    carried: int = 0
    waiting: int = 0
    added: int = 0


def refetch(article_id: int, *, by: User | None, now: datetime, anyway: bool = False) -> Revised:
    """Fetch an article again; another text than the live one becomes its next revision.

    `by` is None for the machine; `anyway` takes a reviewer. Blocks for the outbound deadline at
    most. Raises NotAllowed, UnusableAddress, UnusableText, AlreadyIngested where another article
    has this text, and, unless `anyway`, AnotherArticle where hardly a word is the same.
    """
    if by is not None:
        check = permissions.check_may_curate if anyway else permissions.check_may_add
        check(by)
    article = telling.live(article_id)
    if not article.url:
        raise UnusableAddress(
            _("This article has no address to fetch. Paste its new text instead."), field="url"
        )
    source = sources.fetched(article.url)
    return _revise(article, source, by=by, now=now, origin=Origin.URL, anyway=anyway)


def revise(
    article_id: int,
    raw: str | bytes,
    *,
    by: User | None,
    now: datetime,
    origin: Origin = Origin.PASTE,
    anyway: bool = False,
    **provenance: Unpack[ingestion.Provenance],
) -> Revised:
    """Add a corrected text of an article, or the source of its page, as its next revision.

    It takes a reviewer: what a person writes replaces the text that others work on. Raises as
    `refetch` does, and InvalidInput for what the person says about the text.
    """
    if by is not None:
        permissions.check_may_curate(by)
    article = telling.live(article_id)
    source = sources.sent(raw, provenance)
    return _revise(article, source, by=by, now=now, origin=origin, anyway=anyway)


def _revise(
    article: Article,
    source: Source,
    *,
    by: User | None,
    now: datetime,
    origin: Origin,
    anyway: bool,
) -> Revised:
    """Split, then write. Of two who bring the same text at once, the second finds it there."""
    read = source.reading
    if _same(article.text, read.text):
        return Revised(article, created=False)
    successor = _successor(article, read, by=by, now=now, origin=origin)
    found = splitting.split(
        read.text, language=successor.language or None, published_on=successor.published_on
    )
    kept = originals.put(source.body)
    try:
        with transaction.atomic():
            revised = _succeed(article.pk, successor, found, anyway=anyway)
            if revised.created:
                where = source.urls[0] if source.urls else ""
                originals.record(
                    revised.article, kept, media_type=source.media_type, url=where, now=now
                )
            return revised
    except IntegrityError as error:
        if "one_live_article_per_" not in str(error):
            raise
        raise _taken(read.text) from error


def _successor(
    article: Article, read: Reading, *, by: User | None, now: datetime, origin: Origin
) -> Article:
    """The next revision, not stored; what the new text does not say of itself stays."""
    return Article(
        title=read.title or article.title,
        author=read.author or article.author,
        publisher=read.publisher or article.publisher,
        language=read.language or article.language,
        published_on=read.published_on or article.published_on,
        text=read.text,
        sha256=hashlib.sha256(read.text.encode()).hexdigest(),
        origin=origin,
        added_by=by,
        created_at=now,
    )


def _succeed(
    article_id: int, successor: Article, found: list[splitting.Candidate], *, anyway: bool
) -> Revised:
    """With the live revision held: nobody decides on its claims, nobody brings another text."""
    old = telling.hold_live(article_id)
    if _same(old.text, successor.text):
        return Revised(old, created=False)
    comparison = anchoring.Comparison(old.text, successor.text)
    if not anyway:
        _check_same_article(comparison, old, successor)
    old.live = False
    old.save(update_fields=["live"])
    successor.previous = old
    successor.url, successor.canonical_url = old.url, old.canonical_url
    successor.save(force_insert=True)
    carried, waiting, added = carrying.carry(old, successor, comparison, found)
    return Revised(successor, created=True, carried=carried, waiting=waiting, added=added)


def _check_same_article(comparison: anchoring.Comparison, old: Article, new: Article) -> None:
    if len(old.text) >= _SHORT and comparison.shared < LEAST_SHARED:
        raise AnotherArticle(
            _(
                "Hardly a word of this text is the same as in article %(number)s, so it may be "
                "another one. Look at it; if it is this article rewritten, say so and send it "
                "again."
            )
            % {"number": old.pk},
            field="anyway",
        )


def _same(old: str, new: str) -> bool:
    """Whether two texts differ in nothing but white space."""
    return old == new or old.split() == new.split()


def _taken(text: str) -> AlreadyIngested:
    known = Article.objects.live().annotate(folded=Folded("text"))
    there = known.filter(folded=Folded(Value(text))).first()
    return AlreadyIngested(
        _("Article %(number)s has this very text already; two articles cannot be the same.")
        % {"number": there.pk if there else "?"},
        field="text",
    )
