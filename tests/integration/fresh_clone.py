"""`git clone`, `make run`: what a newcomer does, with a clock. Not collected by `make test`."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from factcheck.embedded import port, processes
from factcheck.embedded.state import ROOT
from tests.integration import servers

FIRST_START_SECONDS = 180  # with a warm cache of packages, on two cores
SECOND_START_SECONDS = 10
STOP_SECONDS = 60
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "SSL_CERT_FILE", "TMPDIR")
INHERITED_PREFIXES = ("PIP_", "UV_")


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    directory = Path(tmp_path_factory.mktemp("fresh")) / "factcheck"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(directory)], check=True)
    return directory


def environment(number: int) -> dict[str, str]:
    """What a newcomer's terminal holds: nothing of ours but the port."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in INHERITED or name.startswith(INHERITED_PREFIXES)
    }
    return kept | {"PORT": str(number)}


def started(clone: Path, number: int, output: Path) -> subprocess.Popen[bytes]:
    with output.open("wb") as written:
        return subprocess.Popen(
            ["make", "run"],
            cwd=clone,
            env=environment(number),
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def left_behind(clone: Path) -> list[str]:
    lines = [processes.command_line(int(entry.name)) for entry in Path("/proc").glob("[0-9]*")]
    return [line for line in lines if str(clone) in line]


def seconds_until_open(make: subprocess.Popen[bytes], number: int, output: Path) -> float:
    began = time.monotonic()
    processes.wait_until(
        lambda: "The desk is open" in output.read_text() or make.poll() is not None,
        seconds=FIRST_START_SECONDS * 2,
        every=0.1,
    )
    seconds = time.monotonic() - began
    answered = processes.wait_until(lambda: port.answers(number, path="/"), seconds=STOP_SECONDS)
    assert answered, output.read_text()
    return seconds


def test_two_starts_and_two_ends(clone, tmp_path):
    number = servers.free_port()
    seconds = []

    for name in ("first", "second"):
        output = tmp_path / name
        make = started(clone, number, output)
        seconds.append(seconds_until_open(make, number, output))
        os.killpg(make.pid, signal.SIGINT)  # as a terminal's Ctrl-C does: to make and to us
        make.wait(STOP_SECONDS)
        assert processes.wait_until(lambda: not left_behind(clone), seconds=STOP_SECONDS)

    print(f"first start {seconds[0]:.1f} s, second start {seconds[1]:.1f} s")  # noqa: T201
    assert seconds[0] < FIRST_START_SECONDS
    assert seconds[1] < SECOND_START_SECONDS


def test_half_a_set_up_is_finished_by_the_next_command(clone, tmp_path):
    (clone / ".venv" / ".run").unlink()
    (clone / ".venv" / ".installing").touch()
    next((clone / ".venv" / "lib").glob("*/site-packages/django/__init__.py")).unlink()
    number = servers.free_port()
    output = tmp_path / "output"
    make = started(clone, number, output)
    seconds_until_open(make, number, output)
    os.killpg(make.pid, signal.SIGINT)

    make.wait(STOP_SECONDS)
    assert processes.wait_until(lambda: not left_behind(clone), seconds=STOP_SECONDS)
