"""The commands of docker-compose.yml against the servers of production, on loopback.

Not collected by `make test`: it needs a PostgreSQL and a RabbitMQ of the system. `.ci/run` brings
them where it can and names this file.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.embedded import commands, port, processes
from factcheck.embedded.state import ROOT
from tests.integration import servers

PROGRAMS = Path(sys.executable).parent
SECONDS = 90
TASK = "reviews.tasks.check_due_links"


@pytest.fixture(scope="module")
def variables(tmp_path_factory) -> Iterator[dict[str, str]]:
    postgres, rabbitmq = servers.postgres_programs(), servers.rabbitmq_program()
    if postgres is None or rabbitmq is None:
        pytest.fail("This tier needs the system's PostgreSQL and RabbitMQ; see .ci/run.")
    with servers.postgres(postgres) as database, servers.rabbitmq(rabbitmq) as broker:
        yield {
            **os.environ,
            "DATABASE_URL": database,
            "CELERY_BROKER_URL": broker,
            "FACTCHECK_SECRET_KEY": "only-for-this-run-" + "0123456789abcdef" * 3,
            "FACTCHECK_STATE": str(tmp_path_factory.mktemp("state")),
            "FACTCHECK_DB_POOL": "true",
            "FACTCHECK_LINK_SWEEP_SECONDS": "1",
            "FACTCHECK_BEHIND_TLS": "true",
            "FACTCHECK_ALLOWED_HOSTS": "desk.example.org",
            "FACTCHECK_SITE_URL": "https://desk.example.org",
            "FACTCHECK_STATICFILES": "factcheck.stylesheets.Joined",
        }


class Running:
    """One command of the desk, as a container would run it."""

    def __init__(self, command: list[str], log: Path, variables: dict[str, str]) -> None:
        self.log = log
        program, *arguments = command
        self.process = processes.start(
            processes.Command(
                [str(PROGRAMS / program), *arguments],
                log=log,
                environment=variables,
                directory=ROOT,
            )
        )

    def says(self, text: str) -> bool:
        """Wait for a text in the log; False when the process ends or the time is over first."""
        processes.wait_until(
            lambda: text in self.log.read_text() or self.process.poll() is not None,
            seconds=SECONDS,
            every=0.1,
        )
        return text in self.log.read_text()

    def stops(self) -> int:
        """The exit status after SIGTERM, which is what a container's end sends."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(SECONDS)
        processes.kill_group(self.process.pid)
        return status


def run(arguments: list[str], variables: dict[str, str]) -> str:
    done = subprocess.run(
        [str(PROGRAMS / arguments[0]), *arguments[1:]],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def migrated(variables: dict[str, str]) -> dict[str, str]:
    run(commands.migrate(), variables)
    run(["python", "manage.py", "collectstatic", "--noinput", "--verbosity=0"], variables)
    return variables


def test_the_web_server_answers_to_its_public_name_only(migrated, tmp_path):
    number = servers.free_port()
    web = Running(commands.web(port=number), tmp_path / "web.log", migrated)
    try:
        answered = processes.wait_until(
            lambda: port.answers(number, host="desk.example.org"), seconds=SECONDS
        )
        to_strangers = port.answers(number, host="evil.example.net")
    finally:
        status = web.stops()

    assert answered, web.log.read_text()
    assert (to_strangers, status) == (False, 0)


def test_a_task_goes_through_the_broker_to_a_worker_and_back(migrated, tmp_path):
    worker = Running(commands.worker(), tmp_path / "worker.log", migrated)
    try:
        ready = worker.says("ready.")
        call = ["celery", "-A", "factcheck", "call", TASK]
        task = run(call, migrated).strip().splitlines()[-1]
        finished = worker.says(f"Task {TASK}[{task}] succeeded")
        pinged = run(["celery", "-A", "factcheck", "inspect", "ping"], migrated)
    finally:
        status = worker.stops()

    assert (ready, finished, status) == (True, True, 0), worker.log.read_text()
    assert "pong" in pinged


def test_beat_sends_the_sweep(migrated, tmp_path):
    schedule = tmp_path / "schedule"
    beat = Running(commands.beat(schedule=schedule), tmp_path / "beat.log", migrated)
    try:
        sent = beat.says(f"({TASK})")
    finally:
        status = beat.stops()

    assert (sent, status) == (True, 0), beat.log.read_text()
