"""The process that starts one embedded service, watches it, and stops it with its last user.

It is the service's parent, so that the kernel ends the service with it. Users hold a shared lock
on one file for as long as they live; the keeper stops the service at the moment it gets that lock
for itself. The kernel drops a lock with its holder, so users killed with -9 count as gone.
"""

import contextlib
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
THROWAWAY = "--throwaway"
SERVICES: dict[str, type[Postgres] | type[Valkey]] = {"valkey": Valkey, "postgres": Postgres}


class Service(Protocol):
    def start(self, *, deadline: float) -> None: ...
    def stop(self) -> None: ...
    def ended(self) -> bool: ...


def alive(place: State, name: str) -> bool:
    """Whether a keeper of this service is at work, be it starting, watching or stopping."""
    try:
        keeper = locks.Lock(place.lock(name, "keeper"))
    except FileNotFoundError:  # the last keeper of a throwaway state removed it
        return False
    with contextlib.closing(keeper):
        return not keeper.take(shared=True, wait=False)


def keep(service: Service, users: locks.Lock, *, where: Path) -> int:
    """Run the service for its users; the exit status is 1 when it did not start or ended early."""
    told_to_stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        told_to_stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)
    try:
        if not _start(service, where):
            return 1
        while not told_to_stop.wait(WATCH_SECONDS):
            if service.ended():
                return 1
            if users.take(shared=False, wait=False):
                return 0
        return 0
    finally:
        service.stop()


def _start(service: Service, where: Path) -> bool:
    began = time.monotonic()
    try:
        service.start(deadline=began + START_SECONDS)
    except EmbeddedError as error:
        _say(problem=str(error))
        return False
    except OSError as error:
        _say(problem=str(explain(error, where)))
        return False
    _say(seconds=time.monotonic() - began)
    return True


def _say(**message: str | float) -> None:
    """One line of JSON for the process that started this one, which may be gone by now."""
    with contextlib.suppress(BrokenPipeError):
        os.write(sys.stdout.fileno(), json.dumps(message).encode() + b"\n")


def _remove(place: State) -> None:
    """Remove a throwaway state, unless the keeper of another of its services still works."""
    with contextlib.suppress(FileNotFoundError):
        removal = locks.Lock(place.locks / "removal")
        removal.take(shared=False, wait=True)
        if not any(alive(place, name) for name in SERVICES):
            shutil.rmtree(place.postgres, ignore_errors=True)
            shutil.rmtree(place.directory, ignore_errors=True)


def main(arguments: list[str]) -> int:
    directory, name, *options = arguments
    place = State(Path(directory))
    throwaway = THROWAWAY in options
    mine = locks.Lock(place.lock(name, "keeper"))
    if not mine.take(shared=False, wait=False):
        return 0  # another keeper is at work
    mine.write(str(os.getpid()))
    users = locks.Lock(place.lock(name, "users"))
    status = keep(SERVICES[name](place, throwaway=throwaway), users, where=place.directory)
    if throwaway:
        mine.release()
        _remove(place)
    return status  # the lock goes with the process: whoever waits for it finds neither afterwards


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
