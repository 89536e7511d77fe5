"""Reading a feed's document: RSS 0.9x, 1.0, 2.0, Atom and JSON Feed, from bytes.

The parser is `feedparser`, which is given bytes and never an address. What it is given is made
harmless first: decoded by the door's rules (a feed may not choose `utf-7`), without entities of
its own, and no longer than `LARGEST`; and it runs apart, see `formats.children.feed`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import regex as re  # possessive quantifiers of `re` are wrong before Python 3.11.5
from django.utils.translation import gettext as _

from claims import wording
from claims.exceptions import NoFeed, UnusableText
from claims.ingestion import json_feed
from claims.ingestion.formats import guarded
from factcheck import outbound
from factcheck.outbound import charsets

LARGEST = 5 * 1024 * 1024
MOST_ENTRIES = 500
LONGEST_KEY = 2000  # bytes; PostgreSQL cannot index more than 2,704 (a third of a page)
_LONGEST_URL = 8192
_MOST_TAGS = 200_000
_OTHER_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DECLARATION = re.compile(r"^\s*+<\?xml[^>]*+>")
_ROOT = re.compile(
    r"(?:\s|<\?[^>]*+>|(?><!--.*?-->)|<!DOCTYPE[^>\[]*+>)*+<(?:\w++:)?(?:rss|feed|rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry. `key` identifies it within its feed; `content` is HTML, "" where there is none.

    `whole`: the feed says that this is the content, not a summary.
    """

    key: str
    url: str = ""
    title: str = ""
    author: str = ""
    content: str = ""
    whole: bool = False
    published_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A feed as read. `wish`: how long the publisher asks us to wait between two fetches.

    `listed`: how many entries the feed has; `read`: how many of them, from its top, were looked at.
    """

    title: str
    entries: list[Entry] = field(default_factory=list)
    listed: int = 0
    read: int = 0
    wish: timedelta | None = None


def read(body: bytes, *, url: str, content_type: str = "") -> Document:
    """The feed in `body`, which was found at `url`. Raises NoFeed.

    At most `MOST_ENTRIES` entries, in the order of the document; without a link or an id, an
    entry has no identity and is left out.
    """
    text = charsets.decode(body, charset=charsets.of(body, content_type=content_type))
    if json_feed.is_one(text):
        return _document(json_feed.parsed(text), url=url)
    if not _ROOT.match(text[:100_000].lstrip("\ufeff")):
        raise NoFeed(_("This address holds no feed: neither RSS, Atom nor JSON Feed."), field="url")
    _check(text)
    parsed = _parsed_apart(
        _OTHER_CONTROLS.sub("", _DECLARATION.sub("", text.lstrip("\ufeff"))).encode()
    )
    if not parsed.get("version"):
        raise NoFeed(_("This feed is too damaged to be read."), field="url")
    return _document(parsed, url=url)


def _parsed_apart(xml: bytes) -> Any:
    try:
        return guarded.run("feed", xml)
    except UnusableText as error:
        raise NoFeed(
            _("Reading this feed takes too long or too much memory, so it was given up."),
            field="url",
        ) from error


def _check(text: str) -> None:
    """Entities grow without bound when they are put in; feeds need none of their own."""
    if "<!ENTITY" in text.upper():
        raise NoFeed(
            _("This feed defines entities of its own, which can be a trap, so it is not read."),
            field="url",
        )
    if text.count("<") > _MOST_TAGS:
        raise NoFeed(_("This feed is built from too many elements to be read."), field="url")


def _document(parsed: Mapping[str, Any], *, url: str) -> Document:
    about = parsed.get("feed", {})
    entries: dict[str, Entry] = {}
    given = parsed.get("entries", [])
    for each in given[:MOST_ENTRIES]:
        entry = _entry(each, base=url)
        if entry is not None:
            entries.setdefault(entry.key, entry)
    return Document(
        title=_line(about.get("title"), longest=500),
        entries=list(entries.values()),
        listed=parsed.get("listed", len(given)),
        read=len(given[:MOST_ENTRIES]),
        wish=_wish(about),
    )


def _entry(each: Mapping[str, Any], *, base: str) -> Entry | None:
    address = _address(_link(each), base=base)
    key = _clean(str(each.get("id") or "")).strip() or address
    if not key:
        return None
    content = str(each["content"])
    return Entry(
        key=key_of(key),
        url=address,
        title=_line(each.get("title"), longest=500),
        author=_line(each.get("author"), longest=300),
        content=_clean(content or str(each.get("summary") or "")),
        whole=bool(content),
        published_at=_moment(each["published"]),
        updated_at=_moment(each["updated"]),
    )


def key_of(identity: str) -> str:
    """`identity` as the database can index it."""
    raw = identity.encode()
    return identity if len(raw) <= LONGEST_KEY else f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _link(each: Mapping[str, Any]) -> str:
    """The page of an entry; some feeds give it only as a permanent id."""
    link = str(each.get("link") or "").strip()
    identity = str(each.get("id") or "").strip()
    return link or (identity if identity.lower().startswith(("http://", "https://")) else "")


def _address(link: str, *, base: str) -> str:
    if not link or not _storable(link):
        return ""
    try:
        address = outbound.parse(link, base=base).href
    except outbound.OutboundError:
        return ""
    return address if len(address) <= _LONGEST_URL else ""


def _moment(parts: Any) -> datetime | None:
    try:
        return datetime(*parts[:6]).replace(tzinfo=UTC) if parts else None  # noqa: DTZ001 - next word
    except (ValueError, TypeError, OverflowError):
        return None


def _wish(about: Mapping[str, Any]) -> timedelta | None:
    """<ttl> in minutes (RSS 2.0), or sy:updatePeriod and sy:updateFrequency (RSS 1.0)."""
    minutes = str(about.get("ttl") or "").strip()
    if minutes.isascii() and minutes.isdigit() and len(minutes) <= 6:
        return timedelta(minutes=int(minutes))
    period = _PERIODS.get(str(about.get("sy_updateperiod") or "").strip().lower())
    if period is None:
        return None
    times = str(about.get("sy_updatefrequency") or "1").strip()
    often = int(times) if times.isascii() and times.isdigit() and len(times) <= 6 else 1
    return period / max(1, often)


def _line(value: object, *, longest: int) -> str:
    return wording.shortened(_clean(str(value or ""))[: longest * 4], longest=longest)


def _clean(value: str) -> str:
    return _OTHER_CONTROLS.sub("", value) if _storable(value) else ""


def _storable(value: str) -> bool:
    """Without lone surrogates, which PostgreSQL cannot keep."""
    return not any("\ud800" <= character <= "\udfff" for character in value)
