"""The launcher as a newcomer meets it: a process in a terminal."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.embedded import keeper, port, processes, state, stop
from factcheck.embedded.state import State

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("desk")]
START_SECONDS = 120
STOP_SECONDS = 60


@pytest.fixture(scope="module")
def place() -> Iterator[State]:
    """One state for all, so that the tables are made once."""
    made = State(Path("/tmp") / f"factcheck-desk-{os.getpid()}-{os.urandom(4).hex()}")
    yield made
    stop.stop(made)
    stop.forget(made)


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Desk:
    """A running launcher; its output goes to a file, as a pipe nobody reads would fill up."""

    def __init__(self, place: State, port_number: int, **variables: str) -> None:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "CELERY_BROKER_URL")
        }
        place.directory.mkdir(exist_ok=True)
        self.output = place.directory / f"output-{os.urandom(4).hex()}.txt"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "factcheck.embedded.run"],
                cwd=state.ROOT,
                env=inherited
                | {
                    "FACTCHECK_STATE": str(place.directory),
                    "PORT": str(port_number),
                    "TMPDIR": str(place.directory),  # what killed processes leave lying about
                }
                | variables,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def opens(self) -> bool:
        """Wait until the address is printed (True) or the launcher has ended (False)."""
        processes.wait_until(
            lambda: "The desk is open" in self.text() or self.process.poll() is not None,
            seconds=START_SECONDS,
            every=0.1,
        )
        return "The desk is open" in self.text()

    def text(self) -> str:
        return self.output.read_text()

    def ends_with(self, number: signal.Signals | None = None) -> int:
        if number is not None:
            self.process.send_signal(number)
        return self.process.wait(STOP_SECONDS)


def left_behind(place: State) -> list[str]:
    """Processes whose environment names the state directory: every child inherits it."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            named = (
                f"FACTCHECK_STATE={place.directory}\0".encode() in (entry / "environ").read_bytes()
            )
        except (FileNotFoundError, PermissionError, ProcessLookupError):
            continue
        if named and processes.command_line(int(entry.name)):
            found.append(processes.command_line(int(entry.name)))
    return found


def test_the_desk_opens_and_closes_and_leaves_nothing(place, free_port):
    desk = Desk(place, free_port)

    opened = desk.opens()
    answered = port.answers(free_port)
    status = desk.ends_with(signal.SIGINT)

    assert (opened, answered, status) == (True, True, 0), desk.text()
    assert f"http://127.0.0.1:{free_port}" in desk.text()
    assert desk.text().splitlines()[-1] == "Closed."
    assert left_behind(place) == []


def test_a_second_launcher_is_refused_and_the_death_of_a_child_is_told(place, free_port):
    desk = Desk(place, free_port)
    assert desk.opens(), desk.text()
    assert (place.locks / "beat.pid").exists()

    second = Desk(place, free_port + 1)
    refused = second.ends_with()
    os.kill(int((place.locks / "beat.pid").read_text()), signal.SIGKILL)
    status = desk.ends_with()

    assert (refused, status) == (1, 1)
    assert second.text().strip() == (
        f"This desk runs already, at http://127.0.0.1:{free_port} (process {desk.process.pid}). "
        "“make stop” ends it."
    )
    assert "The beat process ended by itself (status -9), so the desk stops." in desk.text()
    assert left_behind(place) == []


def test_nothing_outlives_a_launcher_killed_with_9(place, free_port):
    desk = Desk(place, free_port)
    assert desk.opens(), desk.text()
    assert (place.locks / "beat.pid").exists()

    desk.ends_with(signal.SIGKILL)

    assert processes.wait_until(lambda: not left_behind(place), seconds=STOP_SECONDS), left_behind(
        place
    )


def test_a_stop_asked_for_while_starting_is_obeyed(place, free_port):
    desk = Desk(place, free_port)
    processes.wait_until(lambda: "Database ready" in desk.text(), seconds=START_SECONDS)

    status = desk.ends_with(signal.SIGTERM)

    assert (status, "The desk is open" in desk.text()) == (0, False)
    assert left_behind(place) == []


def test_named_servers_are_used_and_none_is_started(place, free_port):
    named = {name: os.environ[name] for name in ("DATABASE_URL", "CELERY_BROKER_URL")}
    desk = Desk(place, free_port, **named)

    opened = desk.opens()
    keepers = [name for name in keeper.SERVICES if keeper.alive(place, name)]
    status = desk.ends_with(signal.SIGHUP)

    assert (opened, keepers, status) == (True, [], 0), desk.text()


def test_a_taken_port_is_told_before_any_work(tmp_path):
    fresh = State(tmp_path / "fresh")
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        desk = Desk(fresh, taken)
        status = desk.ends_with()

    assert status == 1
    assert desk.text().strip() == (
        f"Port {taken} is taken by another program. "
        f"Choose another one, for example: make run PORT={taken + 1}"
    )
    assert not fresh.postgres.exists()


def test_an_older_python_is_told_by_manage():
    pretend = (
        "import runpy, sys; sys.version_info = (3, 9, 18); sys.version = '3.9.18 (main)';"
        "runpy.run_path('manage.py', run_name='__main__')"
    )

    done = subprocess.run(
        [sys.executable, "-c", pretend], cwd=state.ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == "Factcheck needs Python 3.11 or newer, and this is 3.9.18.\n"


def test_an_older_python_is_told_by_make(tmp_path):
    shutil.copy(state.ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").touch()
    old = tmp_path / "python3.9"
    old.write_text(
        "#!/bin/sh\nexec " + sys.executable + " -c 'import sys; sys.version_info = (3, 9, 18); "
        'sys.version = "3.9.18 (main)"; exec(sys.argv[2])\' "$@"\n'
    )
    old.chmod(0o755)

    done = subprocess.run(
        ["make", "run", f"PYTHON={old}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == (
        f"Factcheck needs Python 3.11 or newer, and {sys.executable} is 3.9.18. "
        "Another one on this machine? make PYTHON=/path/to/python3.12 …"
    )
