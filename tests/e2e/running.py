"""A whole desk for the browser: database of its own, granian, a Celery worker and beat."""

import itertools
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from factcheck.embedded import commands

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
STARTS_WITHIN = 60  # seconds
_broker_databases = itertools.count(15, -1)  # apart from those of the xdist processes


@dataclass(frozen=True)
class Desk:
    url: str
    environment: dict[str, str]
    logs: Path

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def desk(directory: Path, *, samples: bool = False, mail: str = "") -> Iterator[Desk]:
    """Start everything, wait until it answers, and stop it all in the end.

    With `samples` it holds the sample work, as after `make run`; `mail` is where its letters go.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    with ExitStack() as stack:
        database = stack.enter_context(_database(f"desk_{os.getpid()}_{port}"))
        broker = os.environ["CELERY_BROKER_URL"].partition("?")[0]
        environment = {
            **os.environ,
            "DATABASE_URL": database,
            "CELERY_BROKER_URL": _numbered(broker),
            "FACTCHECK_SITE_URL": url,
            "FACTCHECK_SAMPLE_WEB": f"http://sample-web.localhost:{port}",
            "FACTCHECK_STATE": str(directory),
            "FACTCHECK_MEDIA": str(directory / "media"),
            "FACTCHECK_DB_POOL": "0",
            "FACTCHECK_OUTBOUND_ALLOW_NETWORKS": "127.0.0.0/8",
            "FACTCHECK_EMAIL_URL": mail,
            "FACTCHECK_MAIL_SWEEP_SECONDS": "1",
            "FACTCHECK_LINK_SWEEP_SECONDS": "1",
            "FACTCHECK_LINK_HOST_DELAY_SECONDS": "0",
            "FACTCHECK_STATICFILES": "factcheck.stylesheets.Joined",
        }
        made = Desk(url, environment, directory)
        made.manage("migrate", "--noinput", "-v0")
        made.manage("collectstatic", "--noinput", "-v0")
        if samples:
            made.manage("load_samples")
        for label, command in {
            "web": commands.web(host="127.0.0.1", port=port),
            "worker": commands.worker(),
            "beat": commands.beat(schedule=directory / "beat"),
        }.items():
            stack.enter_context(_process(label, command, made))
        _wait_for(f"{url}/healthz", directory / "web.log")
        yield made


@contextmanager
def _process(label: str, command: list[str], desk: Desk) -> Iterator[None]:
    program, *arguments = command
    with (desk.logs / f"{label}.log").open("wb") as log:
        process = subprocess.Popen(
            [str(PROGRAMS / program), *arguments],
            cwd=ROOT,
            env=desk.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                process.wait()


@contextmanager
def _database(name: str) -> Iterator[str]:
    """A database of its own on the server of the tests."""
    server = os.environ["DATABASE_URL"]
    parts = urlsplit(server)
    maintenance = urlunsplit(parts._replace(path="/postgres"))
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)


def _numbered(broker: str) -> str:
    if broker.startswith("redis+socket"):
        return f"{broker}?virtual_host={next(_broker_databases)}"
    return broker


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer:\n{log.read_text()[-2000:]}")
