"""A local server that speaks the chat completions protocol, well or badly."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler, str], None]
"""What to do with a passage: it answers on the handler."""


class Model:
    """`asked` holds every request as (headers, question)."""

    def __init__(self) -> None:
        self.asked: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.address = ""
        self.answer: Answer = says({"claims": []})


def send(handler: BaseHTTPRequestHandler, body: bytes, *, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def completion(content: Any, **more: Any) -> bytes:
    words = content if isinstance(content, str) else json.dumps(content)
    usage = {"prompt_tokens": 100, "completion_tokens": 20}
    return json.dumps(
        {"choices": [{"message": {"content": words}}], "usage": usage, **more}
    ).encode()


def says(content: Any, **more: Any) -> Answer:
    return lambda handler, _passage: send(handler, completion(content, **more))


def status(code: int) -> Answer:
    return lambda handler, _passage: send(handler, b"{}", status=code)


def raw(body: bytes) -> Answer:
    return lambda handler, _passage: send(handler, body)


def never(until: threading.Event) -> Answer:
    def wait(handler: BaseHTTPRequestHandler, passage: str) -> None:
        until.wait(60)

    return wait


@contextlib.contextmanager
def serve() -> Iterator[Model]:
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append((dict(self.headers), question))
            passage = json.loads(question["messages"][-1]["content"])["passage"]
            with contextlib.suppress(ConnectionError):
                model.answer(self, passage)

        def log_message(self, *args: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
