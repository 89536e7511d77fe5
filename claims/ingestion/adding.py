"""Adding an article: read it, split it, then store article and candidates in one transaction."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from claims import candidates, originals, permissions, splitting
from claims.exceptions import AlreadyIngested
from claims.ingestion import addresses, known, sources, titles
from claims.ingestion.sources import Provenance, Source
from claims.models import Article, Origin, Place
from factcheck import keeping
from factcheck.accounts.models import User


@dataclass(frozen=True)
class Ingested:
    """The article on the desk; `created` is False where it had been there before.

    `candidates` were stored with it.
    """

    article: Article
    created: bool
    candidates: int = 0


def ingest_text(
    raw: str | bytes,
    *,
    by: User | None,
    now: datetime,
    origin: Origin,
    **provenance: Unpack[Provenance],
) -> Ingested:
    """Add a text or a file in one of the formats, with its candidate claims.

    `by` is None for the operator at the command line. The same text is not added twice. Raises
    UnusableText, UnusableAddress, InvalidInput, NotAllowed, and AlreadyIngested where the
    address given is on the desk with another text.
    """
    if by is not None:
        permissions.check_may_add(by)
    source = sources.sent(raw, provenance)
    _check_address(source)
    return _found_or_stored(source, by=by, now=now, origin=origin)


def ingest_url(
    url: str, *, by: User | None, now: datetime, origin: Origin = Origin.URL
) -> Ingested:
    """Fetch a page and add its article. An address that is on the desk is not fetched again.

    Raises UnusableAddress, UnusableText, NotAllowed.
    """
    if by is not None:
        permissions.check_may_add(by)
    there = known_url(url)
    if there is not None:
        return Ingested(there, created=False)
    return _found_or_stored(sources.fetched(url), by=by, now=now, origin=origin)


def known_text(raw: str | bytes, **provenance: Unpack[Provenance]) -> Article | None:
    """The article that `ingest_text` would find; None where it would add one. Writes nothing.

    Raises what `ingest_text` raises.
    """
    source = sources.sent(raw, provenance)
    _check_address(source)
    return known.worded(source.reading.text)


def known_url(url: str) -> Article | None:
    """The article at this address; None where it would be fetched. Raises UnusableAddress."""
    return known.at([url])


def _check_address(source: Source) -> None:
    """Raises AlreadyIngested where the address leads to another text than the one sent."""
    there = known.at(source.urls)
    if there is not None and there != known.worded(source.reading.text):
        raise AlreadyIngested(
            _(
                "This address is on the desk with another text, as article %(number)s. Give "
                "yours there as its corrected text, or leave the address out to add it beside."
            )
            % {"number": there.pk},
            field="url",
        )


def _found_or_stored(
    source: Source, *, by: User | None, now: datetime, origin: Origin, again: bool = False
) -> Ingested:
    """Of two who add the same at once, the constraints let one through; the other finds it."""
    kept = originals.put(source.body)
    there, source = _found(source)
    if there is not None:
        known.note(there, [*source.urls, source.canonical], now=now)
        _keep(there, kept, source, now=now)
        return Ingested(there, created=False)
    article = _article(source, by=by, now=now, origin=origin)
    found = splitting.split(
        article.text, language=article.language or None, published_on=article.published_on
    )
    try:
        with transaction.atomic():
            article.save(force_insert=True)
            Place.objects.bulk_create(known.places(article, [article.url, *source.urls], now=now))
            stored = candidates.store(article, found, now=now)
            _keep(article, kept, source, now=now)
    except IntegrityError:
        if again:
            raise
        return _found_or_stored(source, by=by, now=now, origin=origin, again=True)
    return Ingested(article, created=True, candidates=len(stored))


def _found(source: Source) -> tuple[Article | None, Source]:
    """The article there, and `source` without a canonical address that is another article's.

    Sites give the address of a series, or of the page before, as canonical: it counts only where
    the texts are versions of each other.
    """
    there = known.at(source.urls) or known.worded(source.reading.text)
    if not source.canonical:
        return there, source
    if there is not None:
        same = known.is_version(there.text, source.reading.text)
        return there, source if same else replace(source, canonical="")
    there = known.at([source.canonical])
    if there is None or known.is_version(there.text, source.reading.text):
        return there, source
    own = replace(source.reading, url=source.urls[0])
    return None, replace(source, reading=own, canonical="")


def _article(source: Source, *, by: User | None, now: datetime, origin: Origin) -> Article:
    read = source.reading
    return Article(
        url=read.url,
        canonical_url=addresses.key(read.url) if read.url else "",
        title=read.title or titles.of(read.text),
        author=read.author,
        publisher=read.publisher,
        language=read.language or titles.language(read.text),
        published_on=read.published_on,
        text=read.text,
        sha256=hashlib.sha256(read.text.encode()).hexdigest(),
        origin=origin,
        added_by=by,
        created_at=now,
    )


def _keep(article: Article, kept: keeping.Kept, source: Source, *, now: datetime) -> None:
    where = source.urls[0] if source.urls else ""
    originals.record(article, kept, media_type=source.media_type, url=where, now=now)
