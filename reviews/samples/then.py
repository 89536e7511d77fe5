"""The sample web on its own port, before the desk's web server starts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from reviews.samples import web


class SampleServer(ThreadingHTTPServer):
    """Answers as of the day of citing until `as_cited` is set to False."""

    as_cited = True
    daemon_threads = True


class Handler(BaseHTTPRequestHandler):
    server: SampleServer

    def do_GET(self) -> None:
        name = urlsplit(self.path).path.rpartition("/")[2]
        status, html = web.answer(name, as_cited=self.server.as_cited)
        body = html.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Quiet: the launcher shows its own progress."""


@contextmanager
def serving() -> Iterator[SampleServer]:
    """Serve on the port of `FACTCHECK_SAMPLE_WEB`; raises OSError where it is taken."""
    port = urlsplit(settings.SAMPLE_WEB).port or 80
    server = SampleServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
