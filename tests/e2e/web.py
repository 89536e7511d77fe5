"""A small website whose pages a test can change while the desk is watching them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Site(ThreadingHTTPServer):
    """`pages`: path → HTML; a path that is not there answers 410. `slow`: what a path waits for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, str] = {}
        self.slow: dict[str, threading.Event] = {}

    def put(self, path: str, title: str, *paragraphs: str) -> str:
        """Publish or change a page; returns its address."""
        body = "".join(f"<p>{each}</p>" for each in paragraphs)
        self.pages[path] = (
            f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head>"
            f"<body><main><h1>{title}</h1>{body}</main></body></html>"
        )
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        if wait := self.server.slow.get(self.path):
            wait.wait(15)
        page = self.server.pages.get(self.path)
        body = (page or "<!doctype html><title>Gone</title>").encode()
        self.send_response(200 if page else 410)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Quiet."""


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()
    threading.Thread(target=site.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
