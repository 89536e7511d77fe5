"""A small archive on loopback that speaks Memento (RFC 7089) and the Wayback availability API."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

STAMP = "%Y%m%d%H%M%S"
Odd = Callable[[BaseHTTPRequestHandler], None]


def at(year: int, month: int = 1, day: int = 1) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


@dataclass
class Archive:
    """`copies`: when each page was copied; `odd`: what is done instead of answering for a page.

    `most` is how many requests were ever answered at the same time.
    """

    url: str = ""
    copies: dict[str, list[datetime]] = field(default_factory=dict)
    odd: dict[str, Odd] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    wanted: list[str | None] = field(default_factory=list)
    most: int = 0

    @property
    def timegate(self) -> str:
        return f"{self.url}/timegate/"

    @property
    def api(self) -> str:
        return f"{self.url}/available"

    def memento(self, url: str, copied: datetime) -> str:
        return f"{self.url}/memento/{copied.strftime(STAMP)}/{url}"

    def nearest(self, url: str, wanted: datetime) -> datetime | None:
        return min(self.copies.get(url, []), key=lambda each: abs(each - wanted), default=None)


class _Handler(BaseHTTPRequestHandler):
    archive: Archive
    turn = threading.Lock()
    inside = 0

    def do_GET(self) -> None:
        with self.turn:
            type(self).inside += 1
            self.archive.most = max(self.archive.most, self.inside)
        try:
            self._answer()
        finally:
            with self.turn:
                type(self).inside -= 1

    def _answer(self) -> None:
        kind, _, rest = self.path[1:].partition("/")
        if kind == "memento":
            self._memento(*rest.split("/", 1))
            return
        url = rest if kind == "timegate" else parse_qs(urlsplit(self.path).query)["url"][0]
        self.archive.asked.append(url)
        self.archive.wanted.append(self.headers.get("Accept-Datetime"))
        if url in self.archive.odd:
            self.archive.odd[url](self)
        elif kind == "timegate":
            self._timegate(url)
        else:
            self._available(url)

    def _timegate(self, url: str) -> None:
        wanted = parsedate_to_datetime(self.headers["Accept-Datetime"])
        copied = self.archive.nearest(url, wanted)
        if copied is None:
            self.reply(404, b"nothing")
            return
        links = f'<{url}>; rel="original", <{self.archive.url}/map/{url}>; rel="timemap"'
        where = self.archive.memento(url, copied)
        self.reply(302, b"", {"Vary": "accept-datetime", "Location": where, "Link": links})

    def _memento(self, stamp: str, url: str) -> None:
        copied = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
        links = f'<{url}>; rel="original", <{self.archive.timegate}{url}>; rel="timegate"'
        headers = {"Memento-Datetime": format_datetime(copied, usegmt=True), "Link": links}
        self.reply(200, b"<p>as it was</p>" * 10_000, headers)

    def _available(self, url: str) -> None:
        stamp = parse_qs(urlsplit(self.path).query)["timestamp"][0]
        copied = self.archive.nearest(url, datetime.strptime(stamp, STAMP).replace(tzinfo=UTC))
        closest = copied and {
            "available": True,
            "url": self.archive.memento(url, copied),
            "timestamp": copied.strftime(STAMP),
            "status": "200",
        }
        self.say({"url": url, "archived_snapshots": {"closest": closest} if closest else {}})

    def say(self, document: object) -> None:
        self.reply(200, json.dumps(document).encode(), {"Content-Type": "application/json"})

    def reply(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Silent."""


def answering(status: int, body: bytes = b"", **headers: str) -> Odd:
    """Header names with _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.reply(status, body, named)  # type: ignore[attr-defined]


def saying(document: object) -> Odd:
    return lambda handler: handler.say(document)  # type: ignore[attr-defined]


def slowly(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, until the visitor is gone."""
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(200):
            handler.wfile.write(b"X-Wait: 1\r\n")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        handler.close_connection = True


@contextmanager
def served() -> Iterator[Archive]:
    archive = Archive()
    handler = type("Handler", (_Handler,), {"archive": archive, "turn": threading.Lock()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    archive.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield archive
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
