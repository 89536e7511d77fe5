"""`check_urls` as a process of its own: no database, a terminal, pipes and Ctrl-C."""

from __future__ import annotations

import os
import pty
import signal
import socket
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reviews.pages import Pages

ROOT = Path(__file__).parents[3]
ALONE = {
    "DATABASE_URL": "postgres://nobody:x@127.0.0.1:1/nowhere",
    "FACTCHECK_SECRET_KEY": "only-for-tests",
    "FACTCHECK_OUTBOUND_ALLOW_NETWORKS": "127.0.0.0/8",
    "FACTCHECK_LINK_HOST_DELAY_SECONDS": "0",
}
PIPE = subprocess.PIPE


def command(file: Path, *options: str) -> list[str]:
    return [sys.executable, "manage.py", "check_urls", str(file), *options]


def start(file: Path, *options: str, stderr: int = PIPE) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **ALONE}
    return subprocess.Popen(
        command(file, *options), cwd=ROOT, env=environment, stdout=PIPE, stderr=stderr
    )


@pytest.fixture
def silence() -> Iterator[str]:
    """The address of a site that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def listed(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "urls.txt"
    file.write_text("\n".join(lines))
    return file


def test_no_database_is_needed_and_the_count_goes_to_stderr(web: Pages, tmp_path: Path) -> None:
    url = web.put("/report", "The line made 1,204 crossings.")

    process = start(listed(tmp_path, url))
    out, told = process.communicate(timeout=60)

    assert process.returncode == 0
    assert out.decode() == f"ok 200  {url}  the page is there\n"
    assert told.decode() == "1 looked at: 1 healthy\n"


def test_an_empty_list_is_fine(tmp_path: Path) -> None:
    process = start(listed(tmp_path))
    out, told = process.communicate(timeout=60)

    assert (process.returncode, out, told) == (0, b"", b"0 looked at: nothing\n")


def test_the_list_may_come_through_a_pipe(web: Pages, tmp_path: Path) -> None:
    url = web.put("/report", "Words.")

    process = subprocess.run(
        command(Path("-")),
        cwd=ROOT,
        env={**os.environ, **ALONE},
        input=f"{url}\r\n".encode(),
        capture_output=True,
        timeout=60,
        check=True,
    )

    assert process.stdout.decode() == f"ok 200  {url}  the page is there\n"


def test_ctrl_c_ends_it_with_what_was_seen(web: Pages, tmp_path: Path, silence: str) -> None:
    url = web.put("/report", "Words.")

    process = start(listed(tmp_path, url, silence))
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, told = process.communicate(timeout=60)

    assert (process.returncode, rest) == (130, b"")
    assert first.decode() == f"ok 200  {url}  the page is there\n"
    assert told.decode() == "Stopped. 1 of 2 looked at: 1 healthy\n"


def test_it_ends_quietly_when_nobody_reads_any_more(web: Pages, tmp_path: Path) -> None:
    urls = [web.put(f"/page-{n}", "Words.") for n in range(300)]

    process = start(listed(tmp_path, *urls))
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as stderr:
        told = stderr.read()

    assert (process.wait(timeout=60), told) == (141, b"")


def test_a_terminal_sees_how_far_it_is(web: Pages, tmp_path: Path) -> None:
    url = web.put("/report", "Words.")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))

    process = start(listed(tmp_path, url), stderr=theirs)
    os.close(theirs)
    out, _ = process.communicate(timeout=60)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)

    assert (process.returncode, out.decode()) == (0, f"ok 200  {url}  the page is there\n")
    assert "1/1" in shown
    assert shown.endswith("1 looked at: 1 healthy\r\n")


def test_retries_can_be_switched_off(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"

    # The port is taken by nobody any more.
    process = start(listed(tmp_path, url), "--retries", "0")
    out, _ = process.communicate(timeout=60)

    assert (process.returncode, out.split()[0]) == (1, b"unreachable")
