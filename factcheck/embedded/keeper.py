"""The process that starts the embedded services, watches them, and stops them with their last user.

It is their parent, so that the kernel ends them with it. Users hold a shared lock on one file for
as long as they live; the keeper stops everything at the moment it gets that lock for itself. The
kernel drops a lock with its holder, so users killed with -9 count as gone without any clean-up.
"""

import json
import os
import shutil
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Protocol

from factcheck.embedded import locks
from factcheck.embedded.exceptions import EmbeddedError, explain
from factcheck.embedded.postgres import Postgres
from factcheck.embedded.state import State
from factcheck.embedded.valkey import Valkey

START_SECONDS = 90.0
WATCH_SECONDS = 0.1


class Service(Protocol):
    name: str

    def start(self, *, deadline: float) -> None: ...
    def stop(self) -> None: ...
    def ended(self) -> bool: ...


class Keeper:
    def __init__(self, state: State, *, throwaway: bool) -> None:
        self._state = state
        self._throwaway = throwaway
        self._services: list[Service] = [
            Valkey(state, throwaway=throwaway),
            Postgres(state, throwaway=throwaway),
        ]
        self._told_to_stop = threading.Event()

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            if not self._start():
                return 1
            return self._watch()
        finally:
            for service in reversed(self._services):
                service.stop()
            if self._throwaway:
                shutil.rmtree(self._state.directory, ignore_errors=True)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._told_to_stop.set()

    def _start(self) -> bool:
        for service in self._services:
            began = time.monotonic()
            try:
                service.start(deadline=began + START_SECONDS)
            except EmbeddedError as error:
                _report(problem=str(error))
                return False
            except OSError as error:
                _report(problem=str(explain(error, self._state.directory)))
                return False
            _report(ready=service.name, seconds=time.monotonic() - began)
        _report(done=True)
        return True

    def _watch(self) -> int:
        users = locks.Lock(self._state.locks / "users")
        while not self._told_to_stop.wait(WATCH_SECONDS):
            if any(service.ended() for service in self._services):
                return 1
            if users.take(shared=False, wait=False):
                return 0
        return 0


def _report(**message: str | float | bool) -> None:
    """One JSON object a line, read by the process that started this one; it may be gone."""
    try:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # A later write at exit must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: list[str]) -> int:
    state = State(Path(arguments[0]))
    alive = locks.Lock(state.locks / "keeper")
    if not alive.take(shared=False, wait=False):
        return 0  # another keeper is at work
    return Keeper(state, throwaway="--throwaway" in arguments).run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
