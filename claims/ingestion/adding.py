"""Adding an article: read it, split it, then store article and candidates in one transaction."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from claims import candidates, permissions, splitting, wording
from claims.exceptions import AlreadyIngested, UnusableText
from claims.ingestion import fetching, reading, titles
from claims.ingestion.reading import Reading
from claims.models import Article, Origin
from factcheck.accounts.models import User
from factcheck.exceptions import InvalidInput
from factcheck.outbound import charsets

LONGEST_TEXT = 500_000  # code points: a thick book, split in seconds; nobody triages more at once
_LONGEST_KEY = 2000  # bytes; PostgreSQL cannot index more than 2,704 (a third of a page)


class Provenance(TypedDict, total=False):
    """What the person who adds a text knows about it; it wins over what the text itself says."""

    title: str
    url: str
    author: str
    publisher: str
    language: str
    published_on: date | None


@dataclass(frozen=True)
class Ingested:
    """The article on the desk; `created` is False where it had been there before."""

    article: Article
    created: bool


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What an address held: the article as read, and the body it was read from."""

    reading: Reading
    body: bytes
    media_type: str
    final_url: str


def ingest_text(
    raw: str | bytes,
    *,
    by: User | None,
    now: datetime,
    origin: Origin,
    **provenance: Unpack[Provenance],
) -> Ingested:
    """Add a text, or the source of a web page, with its candidate claims.

    `by` is None for the operator at the command line. The same text is not added twice. Raises
    UnusableText, UnusableAddress, InvalidInput, NotAllowed, and AlreadyIngested where the
    address given is on the desk with another text.
    """
    if by is not None:
        permissions.check_may_add(by)
    read, there = _looked_up(raw, provenance)
    if there is None:
        return _store(read, by=by, now=now, origin=origin)
    return Ingested(there, created=False)


def read_text(raw: str | bytes, **provenance: Unpack[Provenance]) -> Reading:
    """A text, or the source of a web page, as it would be stored; writes nothing.

    Raises UnusableText, UnusableAddress, InvalidInput.
    """
    return _described(_read(raw), provenance)


def known_text(raw: str | bytes, **provenance: Unpack[Provenance]) -> Article | None:
    """The article that `ingest_text` would find; None where it would add one. Writes nothing.

    Raises what `ingest_text` raises.
    """
    return _looked_up(raw, provenance)[1]


def known_url(url: str) -> Article | None:
    """The article at this address; None where it would be fetched. Raises UnusableAddress."""
    key = _stored_key(fetching.parse(url).dedup_key)
    return Article.objects.live().filter(canonical_url=key).first()


def _looked_up(raw: str | bytes, given: Provenance) -> tuple[Reading, Article | None]:
    """The text as it would be stored, and its article where it is there already."""
    read = _described(_read(raw), given)
    there = _there(read)
    if there is not None and read.key and there.sha256 != _sha256(read.text):
        raise AlreadyIngested(
            _(
                "This address is on the desk with another text, as article %(number)s. "
                "Leave the address out to add your text beside it."
            )
            % {"number": there.pk},
            field="url",
        )
    return read, there


def ingest_url(
    url: str, *, by: User | None, now: datetime, origin: Origin = Origin.URL
) -> Ingested:
    """Fetch a page and add its article. An address that is on the desk is not fetched again.

    Raises UnusableAddress, UnusableText, NotAllowed.
    """
    if by is not None:
        permissions.check_may_add(by)
    known = known_url(url)
    if known is not None:
        return Ingested(known, created=False)
    read = read_url(url).reading
    there = _there(read)
    if there is not None:
        return Ingested(there, created=False)
    return _store(read, by=by, now=now, origin=origin)


def read_url(url: str) -> Fetched:
    """Fetch an address and read the article there; nothing is stored, no permission asked.

    Raises UnusableAddress, UnusableText.
    """
    response = fetching.fetch(fetching.parse(url))
    if response.media_type == fetching.PLAIN:
        read = reading.at_address(_read(response.body), response.final_url)
    else:
        page = reading.read_html(response.text(), url=response.final_url)
        read = replace(page, text=_article_text(page.text))
    return Fetched(
        reading=read,
        body=response.body,
        media_type=response.media_type,
        final_url=response.final_url,
    )


def _read(raw: str | bytes) -> Reading:
    """A text as it is; of a web page's source, the article in it."""
    start = raw[:4096] if isinstance(raw, str) else raw[:4096].decode("latin-1")
    if not reading.is_html(start):
        return Reading(text=_article_text(raw))
    # Checks size and binary content; the encoding of a page may be declared inside it.
    markup = charsets.decode(raw, charset=charsets.of(raw)) if isinstance(raw, bytes) else raw
    page = reading.read_html(_clean(markup))
    return replace(page, text=_article_text(page.text))


def _clean(raw: str | bytes) -> str:
    try:
        return splitting.clean(_with_halves(raw) if isinstance(raw, bytes) else raw)
    except splitting.UnreadableText as error:
        raise UnusableText(str(error), field="text") from error


def _article_text(raw: str | bytes) -> str:
    """Clean text of a length that people can work on."""
    text = _clean(raw)
    if len(text) > LONGEST_TEXT:
        raise UnusableText(
            _(
                "The text has %(length)s characters; an article may have %(longest)s. "
                "Add it in parts, one chapter each."
            )
            % {"length": f"{len(text):,}", "longest": f"{LONGEST_TEXT:,}"},
            field="text",
        )
    return text


def _with_halves(raw: bytes) -> str | bytes:
    """Bytes that are UTF-8 but for lone surrogates, decoded: they are in no other encoding."""
    if b"\xed" not in raw or len(raw) > splitting.MAX_BYTES:
        return raw
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return raw


def _described(read: Reading, given: Provenance) -> Reading:
    """`read` with what the person said about it, checked."""
    url = given.get("url", "").strip()
    if url:
        address = fetching.parse(url)
        read = replace(read, url=address.href, key=address.dedup_key)
    language = given.get("language", "").strip()
    if language and not reading.language_tag(language):
        raise InvalidInput(
            _("“%(tag)s” is no language tag. Write one such as en, ar or pt-BR.")
            % {"tag": wording.shortened(language, longest=40)},
            field="language",
        )
    return replace(
        read,
        title=wording.line(given.get("title", ""), field="title", longest=500) or read.title,
        author=wording.line(given.get("author", ""), field="author", longest=300) or read.author,
        publisher=wording.line(given.get("publisher", ""), field="publisher", longest=300)
        or read.publisher,
        language=reading.language_tag(language) or read.language,
        published_on=given.get("published_on") or read.published_on,
    )


def _there(read: Reading) -> Article | None:
    """The live article of this address, else the one of this text."""
    live = Article.objects.live()
    at_address = live.filter(canonical_url=_stored_key(read.key)).first() if read.key else None
    return at_address or live.filter(sha256=_sha256(read.text)).first()


def _store(read: Reading, *, by: User | None, now: datetime, origin: Origin) -> Ingested:
    """Split, then write. Of two who add the same at once, the constraint lets one through."""
    language = read.language or titles.language(read.text)
    found = splitting.split(read.text, language=language or None, published_on=read.published_on)
    article = Article(
        url=read.url,
        canonical_url=_stored_key(read.key),
        title=read.title or titles.of(read.text),
        author=read.author,
        publisher=read.publisher,
        language=language,
        published_on=read.published_on,
        text=read.text,
        sha256=_sha256(read.text),
        origin=origin,
        added_by=by,
        created_at=now,
    )
    try:
        with transaction.atomic():
            article.save(force_insert=True)
            candidates.store(article, found, now=now)
    except IntegrityError:
        faster = _there(read)
        if faster is None:
            raise
        return Ingested(faster, created=False)
    return Ingested(article, created=True)


def _stored_key(key: str) -> str:
    """`key` as the database can index it."""
    return key if len(key.encode()) <= _LONGEST_KEY else f"sha256:{_sha256(key)}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
