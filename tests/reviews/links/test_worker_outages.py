"""A worker whose database or broker goes away in the middle, and comes back."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from factcheck.celery import app
from factcheck.embedded.postgres import Postgres
from factcheck.embedded.state import State
from reviews import tasks
from reviews.links import leases, registry
from reviews.models import LinkState, SourceHost
from tests.reviews.links.workers import (
    ROOT,
    SECONDS,
    TEXT,
    Gate,
    idle,
    until,
    variables,
    working,
)
from tests.reviews.pages import Pages

START_SECONDS = 60
HOST = "INSERT INTO reviews_sourcehost (name, next_due, opted_out) VALUES (%s, now(), false)"
LINK = """
INSERT INTO reviews_sourcelink
    (host_id, raw_url, url, dedup_key, state, outcome, reason, strikes, body_sha256,
     next_check_at, created_at)
SELECT id, %(url)s::text, %(url)s::text, %(url)s::text, 'unchecked', '', '', 0, '', now(), now()
FROM reviews_sourcehost WHERE name = %(host)s
"""
LAPSE = "UPDATE reviews_sourcehost SET next_due = now(), lease_expires = now() WHERE %s"


class Database:
    """A PostgreSQL of the test's own, that it stops and starts."""

    def __init__(self, place: State) -> None:
        self._server = Postgres(place)
        self.url = place.database_url()

    def start(self) -> None:
        self._server.start(deadline=time.monotonic() + START_SECONDS)

    def stop(self) -> None:
        self._server.stop()

    def run(self, statement: str, values: Any = ()) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement.encode(), values)

    def value(self, query: str) -> Any:
        with psycopg.connect(self.url, autocommit=True) as connection:
            row = connection.execute(query.encode()).fetchone()
        return row[0] if row else None

    def watch(self, url: str) -> None:
        host = url.split("/")[2].partition(":")[0]
        self.run(f"{HOST} ON CONFLICT DO NOTHING", [host])
        self.run(LINK, {"url": url, "host": host})


@contextmanager
def database() -> Iterator[Database]:
    # In /tmp and not $TMPDIR: root's database account must reach it.
    with tempfile.TemporaryDirectory(prefix="factcheck-outage-", dir="/tmp") as directory:
        Path(directory).chmod(0o711)
        place = State(Path(directory))
        place.logs.mkdir()
        own = Database(place)
        try:
            own.start()
            migrated = [sys.executable, "manage.py", "migrate", "-v", "0"]
            subprocess.run(
                migrated, cwd=ROOT, env=os.environ | {"DATABASE_URL": own.url}, check=True
            )
            yield own
        finally:
            own.stop()


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    app.control.purge()
    yield
    app.control.purge()


@pytest.mark.worker
@pytest.mark.slow
def test_a_worker_outlives_its_database_and_goes_on_when_it_is_back(tmp_path: Path) -> None:
    with database() as own, Gate(free=1).served() as gate:
        for url in gate.pages(hosts=3, each=2):
            own.watch(url)
        with working(tmp_path, DATABASE_URL=own.url, FACTCHECK_DB_POOL="1") as worker:
            tasks.check_due_links.delay()
            until(lambda: len(gate.asked) == 4, worker=worker)
            own.stop()
            gate.open.set()
            until(idle, worker=worker)

            own.start()
            dropped = own.value("SELECT count(*) FROM reviews_linkcheck")
            leased = own.value("SELECT count(lease_token) FROM reviews_sourcehost")

            own.run("UPDATE reviews_sourcehost SET next_due = now(), lease_expires = now()")
            tasks.check_due_links.delay()
            until(lambda: own.value("SELECT count(*) FROM reviews_linkcheck") == 6, worker=worker)
            until(idle, worker=worker)

        assert (dropped, leased) == (0, 3)
        assert own.value("SELECT count(DISTINCT link_id) FROM reviews_linkcheck") == 6
        assert own.value("SELECT count(lease_token) FROM reviews_sourcehost") == 0


BROKERLESS = """
import sys, django, factcheck.celery
django.setup()
from reviews import tasks
tasks.hurry(int(sys.argv[1]))
tasks.check_due_links.run()
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_without_a_broker_what_is_due_is_checked_all_the_same(web: Pages, tmp_path: Path) -> None:
    now = timezone.now()
    link = registry.register(web.put("/report", TEXT), now=now)
    SourceHost.objects.bulk_create(  # so many that it would send for another worker
        SourceHost(name=f"{n}.example", next_due=now - timedelta(days=1)) for n in range(leases.LOT)
    )

    done = subprocess.run(
        [sys.executable, "-c", BROKERLESS, str(link.pk)],
        cwd=ROOT,
        env=variables(tmp_path)
        | {
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            "CELERY_BROKER_URL": f"redis+socket://{tmp_path}/nowhere.sock",
        },
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )

    link.refresh_from_db()
    assert (done.returncode, link.state) == (0, LinkState.HEALTHY), done.stderr
    assert "the next sweep checks it" in done.stderr
    assert "the next sweep goes on" in done.stderr
