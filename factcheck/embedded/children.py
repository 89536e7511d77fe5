"""The processes a launcher starts for itself: web server, worker, beat."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from factcheck.embedded import processes, state
from factcheck.embedded.state import State

POLITE_SECONDS = 10.0  # finish the request or the task at hand
URGENT_SECONDS = 4.0  # Celery gives unfinished tasks back to the broker on SIGQUIT
PROGRAMS = Path(sys.executable).parent


class Child:
    """One long-running command, its log, and a file that remembers its process group."""

    def __init__(
        self, name: str, arguments: Sequence[str], *, place: State, variables: Mapping[str, str]
    ) -> None:
        self.name = name
        self.log = place.logs / f"{name}.log"
        self._pid_file = pid_file(place, name)
        program, *rest = arguments
        self._process: subprocess.Popen[bytes] = processes.start(
            processes.Command(
                [str(PROGRAMS / program), *rest],
                log=self.log,
                environment=variables,
                directory=state.ROOT,
            )
        )
        self._pid_file.write_text(str(self._process.pid))

    def exit_status(self) -> int | None:
        return self._process.poll()

    def ask_to_stop(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def wait(self) -> None:
        """Wait for the end, with rising insistence; afterwards nothing of its group is left."""
        for seconds, number in (
            (POLITE_SECONDS, signal.SIGQUIT),
            (URGENT_SECONDS, signal.SIGKILL),
        ):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(seconds)
                break
            self._process.send_signal(number)
        processes.kill_group(self._process.pid)
        self._process.wait()
        self._pid_file.unlink(missing_ok=True)


def pid_file(place: State, name: str) -> Path:
    return place.locks / f"{name}.pid"


def clear_leftovers(place: State) -> None:
    """End what a launcher killed with -9 left behind. Call while holding the launcher's lock.

    The numbers in the files may be other processes' by now: only those of the recorded group
    that run a program of this very installation are ended.
    """
    for file in place.locks.glob("*.pid"):
        with contextlib.suppress(ValueError):
            _end(int(file.read_text()))
        file.unlink(missing_ok=True)


def _end(group: int) -> None:
    """On Linux they were told to stop when their launcher died, so wait before insisting."""
    processes.wait_until(lambda: not _ours(group), seconds=POLITE_SECONDS)
    for pid in _ours(group):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _ours(group: int) -> list[int]:
    members = processes.group_members(group) or [group]
    return [pid for pid in members if str(PROGRAMS) in processes.command_line(pid)]
