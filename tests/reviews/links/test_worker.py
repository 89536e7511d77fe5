"""A real Celery worker against a real database, broker and web: what happens when it is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings as desk
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from factcheck import door
from factcheck.celery import app
from reviews import links, tasks
from reviews.links import checks, leases, registry, snapshots
from reviews.models import (
    Condition,
    Event,
    Evidence,
    LinkCheck,
    LinkState,
    Publication,
    SourceHost,
    SourceLink,
)
from reviews.states import Status
from tests import make
from tests.reviews.pages import Pages

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[3]
QUOTE = "The line made 1,204 crossings in the first half of the year."
SECONDS = 60
Worker = subprocess.Popen[bytes]


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    app.control.purge()
    yield
    app.control.purge()


def until(true: Callable[[], bool], *, worker: Worker | None = None) -> None:
    """Wait for something to become true, at most a minute; a worker that ended is no reason to."""
    deadline = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < deadline, "It did not happen within a minute."
        assert worker is None or worker.poll() is None, "The worker ended by itself."
        time.sleep(0.05)


@contextmanager
def working(tmp_path: Path) -> Iterator[Worker]:
    """A Celery worker process of its own, on the test database; killed at the end."""
    named = urlsplit(os.environ["DATABASE_URL"])
    database = named._replace(path="/" + connection.settings_dict["NAME"])
    environment = {
        **os.environ,
        "DATABASE_URL": urlunsplit(database),
        "CELERY_BROKER_URL": desk.CELERY_BROKER_URL,
        "FACTCHECK_OUTBOUND_ALLOW_NETWORKS": "127.0.0.0/8",
        "FACTCHECK_LINK_HOST_DELAY_SECONDS": "0",
        "FACTCHECK_MEDIA": str(tmp_path),
        "TMPDIR": str(tmp_path),  # what a killed worker leaves lying about
    }
    command = ["-m", "celery", "-A", "factcheck", "worker", "-c", "1", "-l", "WARNING"]
    worker = subprocess.Popen(
        [sys.executable, *command, "--without-gossip", "--without-mingle"],
        cwd=ROOT,
        env=environment,
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


def cite(url: str, quote: str) -> Evidence:
    now = timezone.now()
    link = registry.register(url, now=now)
    copy = snapshots.keep(link, links.inspect_now(url, **door.options()), now=now)
    start = copy.text.index(quote)
    return make.evidence(
        make.review(Status.PUBLISHED),
        snapshot=copy,
        quote=quote,
        start=start,
        end=start + len(quote),
    )


class Gate:
    """A site with one page, held back until the gate opens. `asked` counts its requests."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.asked = 0

    @contextmanager
    def served(self) -> Iterator[str]:
        gate = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path != "/report":
                    self.send_error(404)
                    return
                gate.asked += 1
                gate.open.wait(SECONDS)
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; charset=utf-8")
                self.send_header("Content-Length", str(len(QUOTE)))
                self.end_headers()
                self.wfile.write(QUOTE.encode())

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except ConnectionError:
                    self.close_connection = True  # whoever asked was killed meanwhile

            def log_message(self, *args: object) -> None:
                """Silent: `asked` tells."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            self.open.set()
            server.shutdown()
            server.server_close()
            thread.join()


def test_a_worker_checks_what_is_due_and_a_changed_number_flags_the_verdict(
    web: Pages, tmp_path: Path
) -> None:
    evidence = cite(web.put("/report", QUOTE), QUOTE)
    web.put("/report", QUOTE.replace("1,204", "1,240"))

    with working(tmp_path) as worker:
        tasks.check_due_links.delay()
        until(LinkCheck.objects.exists, worker=worker)

    evidence.refresh_from_db()
    publication = Publication.objects.get(review=evidence.review)
    assert (evidence.condition, evidence.link.state) == (Condition.DRIFTED, LinkState.DRIFTED)
    assert publication.flag_reason == ("The page now gives other figures: “1,204” became “1,240”.")
    assert Event.objects.filter(kind="source_troubled").count() == 1
    assert evidence.link.next_check_at is not None


def test_a_worker_killed_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    gate = Gate()
    with gate.served() as site:
        link = registry.register(f"{site}/report", now=timezone.now())
        with working(tmp_path) as first:
            tasks.check_due_links.delay()
            until(lambda: gate.asked == 1, worker=first)
            kill(first)
        killed_after = SourceHost.objects.get()
        checks_of_the_killed = LinkCheck.objects.count()

        gate.open.set()
        SourceHost.objects.update(lease_expires=timezone.now(), next_due=timezone.now())
        with working(tmp_path) as second:
            tasks.check_due_links.delay()
            until(LinkCheck.objects.exists, worker=second)
            until(lambda: SourceHost.objects.get().lease_token is None, worker=second)

    link.refresh_from_db()
    assert killed_after.lease_token is not None
    assert checks_of_the_killed == 0
    assert (LinkCheck.objects.count(), link.state) == (1, LinkState.HEALTHY)


def test_a_worker_that_comes_late_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.0/8"]
    settings.MEDIA_ROOT = tmp_path
    gate = Gate()
    with gate.served() as site:
        registry.register(f"{site}/report", now=timezone.now())
        with working(tmp_path) as slow:
            tasks.check_due_links.delay()
            until(lambda: gate.asked == 1, worker=slow)

            SourceHost.objects.update(lease_expires=timezone.now(), next_due=timezone.now())
            lease = leases.claim(worker="other", now=timezone.now() + timedelta(seconds=1))
            gate.open.set()
            settled = LinkCheck.objects.filter(worker="other")
            checks.run_batch(lease)
            until(settled.exists)
            until(_idle, worker=slow)

    assert SourceLink.objects.get().state == LinkState.HEALTHY
    assert LinkCheck.objects.count() == 1


def test_a_message_delivered_twice_finds_nothing_the_second_time(
    web: Pages, tmp_path: Path
) -> None:
    registry.register(web.put("/report", QUOTE), now=timezone.now())

    with working(tmp_path) as worker:
        for _ in range(3):
            tasks.check_due_links.delay()
        until(LinkCheck.objects.exists, worker=worker)
        until(_idle, worker=worker)

    assert (LinkCheck.objects.count(), web.asked.count("/report")) == (1, 1)


def test_check_now_looks_at_one_link_and_leaves_the_others(web: Pages, tmp_path: Path) -> None:
    now = timezone.now()
    wanted = registry.register(web.put("/wanted", QUOTE), now=now)
    registry.register(web.put("/other", QUOTE), now=now)

    with working(tmp_path) as worker:
        tasks.check_now.delay(wanted.pk)
        until(LinkCheck.objects.exists, worker=worker)
        until(lambda: SourceHost.objects.get().lease_token is None, worker=worker)

    assert LinkCheck.objects.get().link_id == wanted.pk
    assert SourceHost.objects.get().next_due == now


def _idle() -> bool:
    """Whether a worker answers that it has nothing in hand, and nothing waits for it."""
    with app.connection_for_write() as broker:
        queue = app.amqp.queues["celery"].bind(broker.default_channel)
        waiting: Any = queue.queue_declare()
    workers = app.control.inspect(timeout=1)
    active, reserved = workers.active(), workers.reserved()
    if not active or not reserved:
        return False
    return waiting.message_count == 0 and not any([*active.values(), *reserved.values()])
