"""Sharing one set of embedded services between every process that needs them.

Two locks: `starting` lets one process at a time come or go, `users` is held (shared) by everybody
who needs the services. See `keeper` for the other half.
"""

import contextlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from factcheck.embedded import locks, processes, state
from factcheck.embedded.exceptions import DidNotStart, disk_full, explain
from factcheck.embedded.postgres import Postgres
from factcheck.embedded.state import State
from factcheck.embedded.valkey import Valkey

NEEDED_BYTES = 200 * 1024 * 1024  # a new cluster takes 45 MB, its write-ahead log grows from 16 MB
STOP_SECONDS = 45.0
START_SECONDS = 120.0

Report = Callable[[str], None]


def _silent(_line: str) -> None:
    """The default report: nobody listens."""


@contextlib.contextmanager
def running(
    place: State | None = None, *, throwaway: bool = False, report: Report = _silent
) -> Iterator[State]:
    """Both services run inside this block; the last to leave it (in any process) stops them.

    `report` gets a line for each service that this call had to start. `throwaway` is for tests:
    fast, and the whole state directory is removed at the end. Raises EmbeddedError.
    """
    chosen = place or state.of_this_machine()
    with contextlib.ExitStack() as stack:
        try:
            users = stack.enter_context(contextlib.closing(_prepare(chosen)))
            _join(chosen, users, throwaway=throwaway, report=report)
        except OSError as error:
            raise explain(error, chosen.directory) from error
        try:
            yield chosen
        finally:
            _leave(chosen, users)


def keeper_alive(place: State) -> bool:
    try:
        keeper = locks.Lock(place.locks / "keeper")
    except FileNotFoundError:  # the keeper of a throwaway state removed it as its last act
        return False
    with contextlib.closing(keeper):
        return not keeper.take(shared=True, wait=False)


def require_space(directory: Path, *, needed: int = NEEDED_BYTES) -> None:
    if shutil.disk_usage(directory).free < needed:
        raise disk_full(directory)


def _prepare(place: State) -> locks.Lock:
    place.directory.mkdir(parents=True, exist_ok=True)
    if not place.postgres.exists():
        # Whatever the umask: root's database account has to pass through.
        place.directory.chmod(place.directory.stat().st_mode | 0o111)
    require_space(place.directory)
    place.locks.mkdir(exist_ok=True)
    return locks.Lock(place.locks / "users")


def _join(place: State, users: locks.Lock, *, throwaway: bool, report: Report) -> None:
    with contextlib.closing(locks.Lock(place.locks / "starting")) as starting:
        starting.take(shared=False, wait=True)
        users.take(shared=True, wait=True)  # waits for a keeper that is stopping
        deadline = time.monotonic() + START_SECONDS
        while not (keeper_alive(place) and _accepting(place)):
            if time.monotonic() > deadline:
                raise DidNotStart(f"The embedded services do not answer; see {place.logs}.")
            if keeper_alive(place):
                time.sleep(0.05)  # its starter was killed while it was still at work
            else:
                _start_keeper(place, throwaway=throwaway, report=report)


def _accepting(place: State) -> bool:
    return Valkey(place).accepting() and Postgres(place).accepting()


def _start_keeper(place: State, *, throwaway: bool, report: Report) -> None:
    """Start a keeper and follow its reports until both services answer."""
    place.logs.mkdir(parents=True, exist_ok=True)
    arguments = [sys.executable, "-m", "factcheck.embedded.keeper", str(place.directory)]
    with (place.logs / "keeper.log").open("ab") as log:
        keeper = subprocess.Popen(
            arguments + (["--throwaway"] if throwaway else []),
            cwd=state.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    assert keeper.stdout is not None
    with keeper.stdout as lines:
        for line in lines:
            message = json.loads(line)
            if "problem" in message:
                keeper.wait()
                raise DidNotStart(message["problem"])
            if "done" in message:
                _reap_when_it_ends(keeper)
                return
            report(f"{message['ready']} ready ({message['seconds']:.1f} s)")
    keeper.wait()
    said = processes.log_tail(place.logs / "keeper.log")
    raise DidNotStart(f"The keeper of the embedded services ended while starting them:\n{said}")


def _reap_when_it_ends(keeper: subprocess.Popen[bytes]) -> None:
    """The keeper outlives the object: tell Python that this is meant, not a forgotten child.

    The operating system reaps it when this process has ended; until then a finished keeper is a
    zombie that holds no lock.
    """
    keeper.returncode = 0


def _leave(place: State, users: locks.Lock) -> None:
    """Let go of the services and, as the last user, wait until they have stopped.

    Failing to get the lock alone means that others use the services, or that the keeper was
    quicker and is stopping them already: then it cannot be shared again either.
    """
    with contextlib.closing(locks.Lock(place.locks / "starting")) as starting:
        starting.take(shared=False, wait=True)
        last = users.take(shared=False, wait=False) or not users.take(shared=True, wait=False)
        users.release()
        if last:
            processes.wait_until(lambda: not keeper_alive(place), seconds=STOP_SECONDS)
