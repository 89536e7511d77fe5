"""A real web server on this machine, for what the desk fetches."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from selectolax.lexbor import LexborHTMLParser, LexborNode

PARAGRAPHS = (
    "The harbour of Port Almond handled 4,210 containers in May, the port authority said.",
    "Mayor Ines Duarte told the council that the new crane had paid for itself within a year.",
    "Shop owners on the quay said that trade grew by a third after the ferry line was extended.",
    "The council will vote on a second crane in December, according to the published agenda.",
)
ARTICLE = """<!doctype html><html lang="en-GB"><head><title>Harbour figures | Gazette</title>
<meta property="og:site_name" content="Almond Gazette"><meta name="author" content="Jonas Weile">
<meta property="article:published_time" content="2026-03-01T09:00:00Z">{head}</head><body>
<nav>Home News Sport</nav><article><h1>Harbour figures</h1>{body}</article></body></html>"""


def article(*, head: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return ARTICLE.format(head=head, body=body).encode()


def one(page: LexborHTMLParser | LexborNode | bytes, selector: str) -> LexborNode:
    """The one element of a page that fits."""
    tree = LexborHTMLParser(page) if isinstance(page, bytes) else page
    (found,) = tree.css(selector)
    return found


class Site:
    """What it serves: a path → a function that answers on the handler."""

    def __init__(self) -> None:
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.requests: list[str] = []
        self.address = ""

    def put(
        self,
        path: str,
        body: bytes,
        *,
        status: int = 200,
        kind: str = "text/html; charset=utf-8",
        coding: str = "identity",
    ) -> str:
        """Serve `body` at `path`; returns the address."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Encoding", coding)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = answer
        return f"{self.address}{path}"

    def put_endless(self, path: str) -> str:
        """A page that never ends, as fast as the reader takes it."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.end_headers()
            with contextlib.suppress(OSError):
                while True:
                    handler.wfile.write(b"<p>and on and on</p>" * 4096)

        self.pages[path] = answer
        return f"{self.address}{path}"

    def put_silent(self, path: str, until: threading.Event) -> str:
        """A page that does not answer before `until` is set."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            until.wait(60)

        self.pages[path] = answer
        return f"{self.address}{path}"


@contextlib.contextmanager
def serve() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.requests.append(self.path)
            site.pages[self.path](self)

        def log_message(self, *args: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
