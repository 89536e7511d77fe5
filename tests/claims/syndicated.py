"""Feeds as sites publish them, for the local web server."""

from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

from claims.ingestion import feeds
from claims.models import Feed
from tests import make
from tests.claims import pages
from tests.make import NOON

LONG = " ".join(
    f"In month {number} the harbour of Port Almond handled {4000 + number} containers, the port "
    "authority said in its report to the council."
    for number in range(1, 8)
)


def item(number: int, *, link: str = "", content: str = "", more: str = "") -> str:
    where = f"<link>{link}</link>" if link else ""
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return (
        f"<item><guid isPermaLink='false'>entry-{number}</guid><title>Report {number}</title>"
        f"{where}{whole}<pubDate>Mon, 02 Mar 2026 0{number % 10}:00:00 GMT</pubDate>{more}</item>"
    )


def rss(*items: str, title: str = "Almond Gazette", more: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">'
        f"<channel><title>{title}</title>{more}{''.join(items)}</channel></rss>"
    ).encode()


def atom(*entries: tuple[str, str, str]) -> bytes:
    """`entries`: id, link, time of the last change."""
    listed = "".join(
        f'<entry><id>{key}</id><title>{key}</title><link href="{link}"/>'
        f"<updated>{updated}</updated></entry>"
        for key, link, updated in entries
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>{listed}</feed>'.encode()


def page(number: int) -> bytes:
    """An article page of its own text."""
    first = f"The council of Port Almond met for the {number}th time and spent {number} million."
    return pages.article(paragraphs=(first, *pages.PARAGRAPHS))


@dataclass
class Served:
    """A feed on a site, and what was sent along with each request for it."""

    url: str
    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)


def serve(site: pages.Site, path: str, body: bytes, **headers: str) -> Served:
    """Serve a feed at `path`; answers 304 where the request names its ETag."""
    served = Served(f"{site.address}{path}", body, headers=dict(headers))

    def answer(handler: BaseHTTPRequestHandler) -> None:
        served.asked.append(dict(handler.headers.items()))
        etag = served.headers.get("ETag")
        unchanged = etag is not None and handler.headers.get("If-None-Match") == etag
        body = b"" if unchanged else served.body
        handler.send_response(304 if unchanged else served.status)
        for name, value in served.headers.items():
            handler.send_header(name, value)
        if "Content-Type" not in served.headers:
            handler.send_header("Content-Type", "application/rss+xml")
        if not unchanged:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site.pages[path] = answer
    return served


def articles(site: pages.Site, *numbers: int) -> list[str]:
    """Items of a feed whose pages can be read."""
    for number in numbers:
        site.put(f"/a/{number}", page(number))
    return [item(number, link=f"{site.address}/a/{number}") for number in numbers]


def watched(url: str, now: datetime = NOON) -> Feed:
    return feeds.watch(url, by=make.reviewer(), now=now).feed


def sweep(now: datetime = NOON, **options: Any) -> feeds.Report:
    return feeds.sweep(worker="w1", clock=lambda: now, **options)


def states(feed: Feed) -> dict[str, str]:
    return dict(feed.entries.order_by("key").values_list("key", "state"))
