"""A small real web for tests: pages on loopback, each with its status, type and body."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    body: bytes
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Pages:
    """`url` without a trailing slash; `asked` are the paths that were requested."""

    url: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def put(self, path: str, text: str, **fields: object) -> str:
        """Serve paragraphs of `text` (one a line) at `path`; returns the address."""
        paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
        html = f"<html><head><title>A source</title></head><body>{paragraphs}</body></html>"
        self.pages[path] = Page(html.encode(), **fields)  # type: ignore[arg-type]  # status, type
        return self.url + path


@contextmanager
def served() -> Iterator[Pages]:
    """Unknown paths are answered 404 with a short page, as sites do."""
    web = Pages()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append(self.path)
            page = web.pages.get(
                self.path.partition("?")[0], Page(b"<h1>Not found</h1>", status=404)
            )
            self.send_response(page.status)
            self.send_header("Content-Type", page.media_type)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *args: object) -> None:
            """Silent: what was asked for is in `asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
