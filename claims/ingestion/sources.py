"""What came in, read: from an address, from a text or file, with what the sender said about it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from django.utils.translation import gettext as _

from claims import wording
from claims.exceptions import UnusableAddress
from claims.ingestion import fetching, formats, reading
from claims.ingestion.reading import Reading
from factcheck import keeping
from factcheck.exceptions import InvalidInput


class Provenance(TypedDict, total=False):
    """What the person who adds a text knows about it; it wins over what the text itself says.

    `media_type` and `file_name` are hints on its format, where its bytes leave a doubt.
    """

    title: str
    url: str
    author: str
    publisher: str
    language: str
    published_on: date | None
    media_type: str
    file_name: str


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What an address held: the article as read, and the body it was read from."""

    reading: Reading
    body: bytes
    media_type: str
    final_url: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """An article as read, the bytes it was read from, and the addresses it was found at.

    `canonical` is what the page itself gives as its address, where that is another one.
    """

    reading: Reading
    body: bytes
    media_type: str
    urls: tuple[str, ...] = ()
    canonical: str = ""


def read_url(url: str) -> Fetched:
    """Fetch an address and read the article there; nothing is stored, no permission asked.

    Raises UnusableAddress, UnusableText.
    """
    address = fetching.parse(url)
    response = fetching.fetch(address)
    declared = response.headers.get("Content-Type", "")
    read, kind = formats.read(
        response.body, content_type=declared, name=address.path, url=response.final_url
    )
    if kind is formats.Kind.PLAIN and not fetching.is_text(response):
        raise UnusableAddress(
            _("This address holds no web page but %(kind)s. Paste its text instead.")
            % {"kind": response.media_type},
            field="url",
        )
    return Fetched(
        reading=read,
        body=response.body,
        media_type=response.media_type or kind.value,
        final_url=response.final_url,
    )


def fetched(url: str) -> Source:
    """The article at an address. Raises UnusableAddress, UnusableText."""
    page = read_url(url)
    return Source(
        reading=page.reading,
        body=page.body,
        media_type=page.media_type,
        urls=(page.final_url, fetching.parse(url).href),
        canonical=page.reading.url,
    )


def sent(raw: str | bytes, given: Provenance) -> Source:
    """A text or a file that somebody sends in; writes nothing.

    Raises UnusableText, UnusableAddress, InvalidInput.
    """
    declared, name = given.get("media_type", ""), given.get("file_name", "")
    read, kind = formats.read(raw, content_type=declared, name=name)
    read = _described(read, given)
    return Source(
        reading=read,
        body=raw if isinstance(raw, bytes) else raw.encode(),
        media_type=kind.value,
        urls=(read.url,) if read.url else (),
    )


def _described(read: Reading, given: Provenance) -> Reading:
    """`read` with what the person said about it, checked."""
    url = given.get("url", "").strip()
    language = given.get("language", "").strip()
    if language and not reading.language_tag(language):
        raise InvalidInput(
            _("“%(tag)s” is no language tag. Write one such as en, ar or pt-BR.")
            % {"tag": wording.shortened(keeping.storable(language), longest=40)},
            field="language",
        )
    return replace(
        read,
        url=fetching.parse(url).href if url else read.url,
        title=wording.line(given.get("title", ""), field="title", longest=500) or read.title,
        author=wording.line(given.get("author", ""), field="author", longest=300) or read.author,
        publisher=wording.line(given.get("publisher", ""), field="publisher", longest=300)
        or read.publisher,
        language=reading.language_tag(language) or read.language,
        published_on=given.get("published_on") or read.published_on,
    )
