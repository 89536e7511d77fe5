"""Asking for a feed's document, and finding the feed that a web page announces."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser

from claims.exceptions import NoFeed
from claims.ingestion import pacing, syndication
from claims.ingestion.syndication import Document
from factcheck import door, outbound
from factcheck.outbound import reading, retrying, taming

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"
)
ANNOUNCED = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_MOST_ANNOUNCED = 3
_LONGEST_ETAG, _LONGEST_DATE = 1000, 200


class Gone(NoFeed):
    """The server says that the feed will not come back (RFC 9110, section 15.5.11)."""

    code = "feed-gone"


class Failed(NoFeed):
    """No answer, or none that helps. `retry_after`: seconds the server asked us to wait."""

    code = "feed-failed"

    def __init__(self, message: str, *, retry_after: int | None = None) -> None:
        super().__init__(message, field="url")
        self.retry_after = retry_after


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`document` and `interval` are None where nothing changed (304).

    `url`: where the feed is from now on.
    """

    url: str
    document: Document | None
    etag: str
    last_modified: str
    interval: timedelta | None


def fetch(url: str, *, now: datetime, etag: str = "", last_modified: str = "") -> Answer:
    """The feed at `url`, if it changed since it gave us `etag` and `last_modified`.

    Raises NoFeed, Gone, Failed. Blocks for the outbound deadline at most.
    """
    response = _response(url, now=now, etag=etag, last_modified=last_modified)
    if response.status != HTTPStatus.NOT_MODIFIED:
        return _answer(response, url)
    return Answer(
        url=_permanent(response, url),
        document=None,
        etag=_header(response, "ETag", longest=_LONGEST_ETAG) or etag,
        last_modified=_header(response, "Last-Modified", longest=_LONGEST_DATE) or last_modified,
        interval=None,
    )


def find(url: str, *, now: datetime) -> Answer:
    """The feed at `url`, or the first good one that the web page there announces.

    Raises NoFeed, Gone, Failed.
    """
    response = _response(url, now=now)
    if response.media_type not in reading.HTML:
        return _answer(response, url)
    try:
        return _answer(response, url)  # some servers call their feed a web page
    except NoFeed:
        announced = list(_announced(response))
    for address in announced[:_MOST_ANNOUNCED]:
        try:
            return fetch(address, now=now)
        except NoFeed:
            continue
    raise NoFeed(
        _("This web page leads to no feed that can be read. Look for “RSS” or “Feed” on it."),
        field="url",
    )


def _answer(response: outbound.Response, url: str) -> Answer:
    document = _document(response)
    return Answer(
        url=_permanent(response, url),
        document=document,
        etag=_header(response, "ETag", longest=_LONGEST_ETAG),
        last_modified=_header(response, "Last-Modified", longest=_LONGEST_DATE),
        interval=pacing.interval(
            document.wish, cache_control=response.headers.get("Cache-Control", "")
        ),
    )


def _response(
    url: str, *, now: datetime, etag: str = "", last_modified: str = ""
) -> outbound.Response:
    """An answer that is a document, or 304."""
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {"Accept": ACCEPT} | {name: value for name, value in conditions.items() if value}
    options = door.options()
    options["limits"] = replace(options["limits"], body=syndication.LARGEST)
    try:
        response = outbound.fetch(url, headers=headers, **options)
    except outbound.OutboundError as error:
        raise Failed(str(error)) from error
    if response.status == HTTPStatus.GONE:
        raise Gone(_("The site says that this feed is gone for good (410)."), field="url")
    unchanged = response.status == HTTPStatus.NOT_MODIFIED and bool(etag or last_modified)
    if not response.ok and not unchanged:
        raise Failed(
            _("The site answered “%(status)s” instead of the feed.")
            % {"status": f"{response.status} {_phrase(response.status)}".strip()},
            retry_after=retrying.seconds(response.headers.get("Retry-After"), now=now),
        )
    return response


def _document(response: outbound.Response) -> Document:
    if response.capped:
        raise NoFeed(_("This feed is larger than 5 MB, so it is not read."), field="url")
    if response.undecoded:
        raise NoFeed(
            _("This feed comes in an encoding that the desk does not read (%(coding)s).")
            % {"coding": response.undecoded},
            field="url",
        )
    return syndication.read(
        response.body,
        url=response.final_url,
        content_type=response.headers.get("Content-Type", ""),
    )


def _announced(response: outbound.Response) -> Iterator[str]:
    """`<link rel=alternate>` of a page, feeds of comments last."""
    page = LexborHTMLParser(taming.tame(response.text()))
    found = [
        each.attributes
        for each in page.css("link[href]")
        if "alternate" in (each.attributes.get("rel") or "").lower().split()
        and (each.attributes.get("type") or "").lower().strip() in ANNOUNCED
    ]
    for about in sorted(found, key=lambda each: "comment" in str(each.get("title")).lower()):
        try:
            yield outbound.parse(about.get("href") or "", base=response.final_url).href
        except outbound.OutboundError:
            continue


def _permanent(response: outbound.Response, asked: str) -> str:
    """Where permanent redirects lead, up to the first that is not."""
    address = asked
    for hop, following in zip(response.hops, response.hops[1:], strict=False):
        if hop.status not in _PERMANENT:
            break
        address = following.url
    return address


def _header(response: outbound.Response, name: str, *, longest: int) -> str:
    """As given, or nothing: half of an ETag would never match."""
    value = response.headers.get(name, "")
    sendable = value.isascii() and value.isprintable()
    return value if sendable and len(value) <= longest else ""


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
