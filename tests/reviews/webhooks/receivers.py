"""Receivers on this machine: what they were sent, and how they are told to answer."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import orjson


@dataclass(frozen=True)
class Got:
    """One request, with its head in small letters."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def uid(self) -> str:
        return self.headers["webhook-id"]

    @property
    def json(self) -> dict[str, Any]:
        told: dict[str, Any] = orjson.loads(self.body)
        return told


Answering = Callable[[BaseHTTPRequestHandler, Got], None]


@dataclass
class Receiver:
    """Answers 204 at every path but those that `answers` says something of: a status, or a
    function that does it. `got` holds what was read, before it was answered. `free`: until when
    those are kept waiting that are answered by `hold`."""

    url: str = ""
    answers: dict[str, int | Answering] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    got: list[Got] = field(default_factory=list)
    body: bytes = b""
    free: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str) -> list[Got]:
        return [each for each in list(self.got) if each.path == path]


class Server(ThreadingHTTPServer):
    """On any free port of this machine."""

    daemon_threads = True

    def __init__(self, receiver: Receiver) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.receiver = receiver


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        named = {name.lower(): value for name, value in self.headers.items()}
        got = Got(self.path, named, self.rfile.read(length))
        self.server.receiver.got.append(got)
        answer = self.server.receiver.answers.get(self.path, 204)
        if callable(answer):
            answer(self, got)
        else:
            self._answer(answer)

    def do_GET(self) -> None:
        self.server.receiver.got.append(Got(self.path, {}, b""))
        self._answer(200)

    def _answer(self, status: int) -> None:
        receiver = self.server.receiver
        body = b"" if status == 204 else receiver.body
        self.send_response(status)
        for name, value in receiver.headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True  # whoever sent it was killed, or had heard enough

    def log_message(self, *args: object) -> None:
        """Silent: `got` tells."""


def hold(handler: BaseHTTPRequestHandler, got: Got) -> None:
    """Reads, and answers only when it may, or half a minute later."""
    assert isinstance(handler, Handler)
    handler.server.receiver.free.wait(30)
    handler.send_response(204)
    handler.end_headers()


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()
    server = Server(receiver)
    receiver.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        receiver.free.set()
        server.shutdown()
        server.server_close()
        thread.join()
