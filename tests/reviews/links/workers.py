"""Real Celery workers, and sites whose answers a test holds back."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings as desk
from django.db import connection

from factcheck.celery import app

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 60
TEXT = "The line made 1,204 crossings in the first half of the year."

Worker = subprocess.Popen[bytes]


def until(true: Callable[[], object], *, worker: Worker | None = None) -> None:
    """Wait for something to become true, at most a minute; a worker that ended is no reason to."""
    deadline = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < deadline, "It did not happen within a minute."
        assert worker is None or worker.poll() is None, "The worker ended by itself."
        time.sleep(0.05)


def variables(tmp_path: Path) -> dict[str, str]:
    """The environment of a process on the test database, that may visit this machine."""
    named = urlsplit(os.environ["DATABASE_URL"])
    database = named._replace(path="/" + str(connection.settings_dict["NAME"]))
    return os.environ | {
        "DATABASE_URL": urlunsplit(database),
        "CELERY_BROKER_URL": desk.CELERY_BROKER_URL,
        "FACTCHECK_OUTBOUND_ALLOW_NETWORKS": "127.0.0.0/8",
        "FACTCHECK_LINK_HOST_DELAY_SECONDS": "0",
        "FACTCHECK_MEDIA": str(tmp_path),
        "TMPDIR": str(tmp_path),  # what a killed worker leaves lying about
    }


@contextmanager
def working(tmp_path: Path, *, name: str = "one", **environment: str) -> Iterator[Worker]:
    """A Celery worker process of its own, on the test database; killed at the end."""
    command = ["-m", "celery", "-A", "factcheck", "worker", "-c", "1", "-l", "WARNING"]
    worker = subprocess.Popen(
        [sys.executable, *command, "--without-gossip", "--without-mingle", "-n", f"{name}@test"],
        cwd=ROOT,
        env=variables(tmp_path) | environment,
        start_new_session=True,
    )
    try:
        yield worker
    finally:
        kill(worker)


def kill(worker: Worker) -> None:
    """kill -9, the process that runs the tasks included. Twice does no harm."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(timeout=10)


def kill_task(worker: Worker) -> None:
    """kill -9 the process that runs the tasks alone; the worker starts another."""
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)


def idle(workers: int = 1) -> bool:
    """Whether so many workers answer that they have nothing in hand, and nothing waits."""
    with app.connection_for_write() as broker:
        queue = app.amqp.queues["celery"].bind(broker.default_channel)
        waiting: Any = queue.queue_declare()
    asked = app.control.inspect(timeout=1, limit=workers)  # no longer than until they answered
    active, reserved = asked.active() or {}, asked.reserved() or {}
    if len(active) < workers or len(reserved) < workers:
        return False
    return waiting.message_count == 0 and not any([*active.values(), *reserved.values()])


class Gate:
    """Sites on addresses of the loopback network, each a host of its own.

    Any path but the robbed one of a probe is a page. The first `free` requests are answered, the
    others wait until the gate is `open`. `asked`: what was asked for, as "address/path".
    """

    def __init__(self, *, free: int = 0) -> None:
        self.open = threading.Event()
        self.asked: list[str] = []
        self._free = free
        self._lock = threading.Lock()

    def pages(self, *, hosts: int, each: int = 1) -> list[str]:
        """Addresses of so many pages on so many hosts."""
        return [
            f"http://127.0.7.{host}:{self._port}/report-{page}"
            for page in range(each)
            for host in range(1, hosts + 1)
        ]

    def _take_turn(self, address: str) -> None:
        with self._lock:
            self.asked.append(address)
            free = len(self.asked) <= self._free
        if not free:
            self.open.wait(SECONDS)

    @contextmanager
    def served(self) -> Iterator["Gate"]:
        gate = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                known = self.path.startswith("/report-")
                if known:
                    gate._take_turn(f"{self.connection.getsockname()[0]}{self.path}")
                body = f"{TEXT} {self.path}".encode() if known else b"Not here."
                self.send_response(200 if known else 404)
                self.send_header("Content-Type", "text/plain; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except ConnectionError:
                    self.close_connection = True  # whoever asked was killed meanwhile

            def log_message(self, *args: object) -> None:
                """Silent: `asked` tells."""

        server = ThreadingHTTPServer(("", 0), Handler)
        server.daemon_threads = True
        self._port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self
        finally:
            self.open.set()
            server.shutdown()
            server.server_close()
            thread.join()
