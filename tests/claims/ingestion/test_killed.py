"""kill -9 in the middle of a sweep and of a list: the next worker goes on, nothing is doubled."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from django.utils import timezone

from claims.ingestion import feeds, imports, leases
from claims.models import Article
from tests import make
from tests.claims import pages, syndicated

pytestmark = [pytest.mark.worker, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[3]
SWEEP = ["sweep_feeds", "--once"]
WORK = ["shell", "-v0", "-c", "from claims.ingestion import imports; imports.work(worker='w1')"]


def kill_once(true: Callable[[], bool], command: list[str], media: Path) -> None:
    """Run a command on the test database and kill it as soon as something is true."""
    named = urlsplit(os.environ["DATABASE_URL"])
    database = named._replace(path="/" + connection.settings_dict["NAME"])
    worker = subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": urlunsplit(database),
            "FACTCHECK_OUTBOUND_ALLOW_NETWORKS": "127.0.0.0/8",
            "FACTCHECK_LINK_HOST_DELAY_SECONDS": "0",
            "FACTCHECK_MEDIA": str(media),
        },
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, "It did not happen within a minute."
        assert worker.poll() is None, "The worker ended by itself."
        time.sleep(0.02)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(timeout=10)


@pytest.fixture(autouse=True)
def _settings(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.LINK_HOST_DELAY_SECONDS = 0


def test_a_killed_sweep_is_finished_by_the_next(site: pages.Site, tmp_path: Path) -> None:
    links = [site.put(f"/a/{n}", syndicated.page(n)) for n in range(3)]
    never = threading.Event()
    links.insert(1, site.put_silent("/a/slow", never))
    items = [syndicated.item(9 - n, link=link) for n, link in enumerate(links)]
    served = syndicated.serve(site, "/feed", syndicated.rss(*items))
    feed = feeds.watch(served.url, by=None, now=timezone.now()).feed
    kill_once(lambda: "/a/slow" in site.requests, SWEEP, tmp_path)
    never.set()
    site.put("/a/slow", syndicated.page(7))
    before = Article.objects.count()

    meanwhile = feeds.sweep(worker="w2")
    later = timezone.now() + leases.DURATION
    feeds.sweep(worker="w2", clock=lambda: later)

    assert (before, meanwhile.feeds, Article.objects.count()) == (1, 0, 4)
    assert set(feed.entries.values_list("state", flat=True)) == {"ingested"}


def test_a_feed_that_brings_its_worker_down_is_put_off(site: pages.Site, tmp_path: Path) -> None:
    served = syndicated.serve(site, "/feed", syndicated.rss())
    feed = feeds.watch(served.url, by=None, now=timezone.now()).feed
    feeds.hasten(feed.pk, by=make.reviewer(), now=timezone.now())
    never = threading.Event()
    site.put_silent("/feed", never)
    asked = site.requests.count("/feed")
    kill_once(lambda: site.requests.count("/feed") > asked, SWEEP, tmp_path)
    never.set()

    later = timezone.now() + leases.DURATION
    report = feeds.sweep(worker="w2", clock=lambda: later)

    feed.refresh_from_db()
    assert (report.failed, feed.failures, site.requests.count("/feed")) == (1, 1, asked + 1)
    assert feed.next_due_at > later + leases.DURATION


def test_a_killed_list_is_finished_by_the_next(site: pages.Site, tmp_path: Path) -> None:
    never = threading.Event()
    texts = [
        f"The port of Almond handled {n},210 containers in May of that year." for n in range(6)
    ]
    rows: list[dict[str, str]] = [{"text": text} for text in texts]
    rows.insert(3, {"url": site.put_silent("/a/slow", never)})
    raw = "".join(json.dumps(row) + "\n" for row in rows).encode()
    sent = imports.receive(
        io.BytesIO(raw), name="x", by=make.contributor(), now=timezone.now(), check=False
    )
    kill_once(lambda: "/a/slow" in site.requests, WORK, tmp_path)
    never.set()
    site.put("/a/slow", syndicated.page(7))
    sent.refresh_from_db()
    before = (sent.position, Article.objects.count())

    later = timezone.now() + leases.DURATION
    imports.work(worker="w2", clock=lambda: later)

    sent.refresh_from_db()
    assert (before, sent.state, sent.counts) == ((3, 3), "done", {"added": 7})
    assert Article.objects.count() == 7
