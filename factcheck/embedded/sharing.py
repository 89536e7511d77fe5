"""Sharing one set of embedded services between every process that needs them.

For each service two locks: `starting` lets one process at a time come or go, `users` is held
(shared) by everybody who needs the service. See `keeper` for the other half.
"""

import contextlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator

from factcheck.embedded import environment, keeper, locks, processes, state
from factcheck.embedded.exceptions import DidNotStart, disk_full, explain
from factcheck.embedded.state import State

NEEDED_BYTES = 200 * 1024 * 1024  # a new cluster takes 45 MB, its write-ahead log grows from 16 MB
STOP_SECONDS = 45.0
START_SECONDS = 120.0

Report = Callable[[str], None]


def _silent(_line: str) -> None:
    """The default report: nobody listens."""


@contextlib.contextmanager
def running(
    place: State | None = None,
    *,
    services: Collection[str] | None = None,
    throwaway: bool = False,
    report: Report = _silent,
) -> Iterator[State]:
    """The services run inside this block; the last to leave it (in any process) stops them.

    By default those that the environment does not name a server for. `report` gets a line for
    each that this call had to start. `throwaway` is for tests: fast, and the whole state
    directory is removed at the end. Raises EmbeddedError.
    """
    chosen = place or state.of_this_machine()
    wanted = environment.services_needed() if services is None else services
    with contextlib.ExitStack() as stack:
        try:
            if wanted:
                _prepare(chosen)
            for name in wanted:
                share = Share(chosen, name, throwaway=throwaway)
                stack.callback(share.close)
                share.join(report)
                stack.callback(share.leave)
        except OSError as error:
            raise explain(error, chosen.directory) from error
        yield chosen


def require_space(place: State, *, needed: int = NEEDED_BYTES) -> None:
    """Raises DiskFull before work is begun that could only fail in the middle."""
    if shutil.disk_usage(place.directory).free < needed:
        raise disk_full(place.directory)


def _prepare(place: State) -> None:
    place.directory.mkdir(parents=True, exist_ok=True)
    if not place.postgres.exists():
        # Whatever the umask: root's database account has to pass through.
        place.directory.chmod(place.directory.stat().st_mode | 0o111)
    require_space(place)
    place.locks.mkdir(exist_ok=True)
    place.logs.mkdir(exist_ok=True)


class Share:
    """One process's share in one service."""

    def __init__(self, place: State, name: str, *, throwaway: bool) -> None:
        self._place = place
        self._name = name
        self._throwaway = throwaway
        self._service = keeper.SERVICES[name](place)
        self._users = locks.Lock(place.lock(name, "users"))
        self._starting = locks.Lock(place.lock(name, "starting"))
        self._keeper: subprocess.Popen[bytes] | None = None  # where this process started it

    def join(self, report: Report) -> None:
        self._starting.take(shared=False, wait=True)
        try:
            self._users.take(shared=True, wait=True)  # waits for a keeper that is stopping
            deadline = time.monotonic() + START_SECONDS
            while not (keeper.alive(self._place, self._name) and self._service.accepting()):
                if time.monotonic() > deadline:
                    raise DidNotStart(f"The {self._name} service hangs; see {self._place.logs}.")
                if keeper.alive(self._place, self._name):
                    time.sleep(0.05)  # its starter was killed while it was still at work
                else:
                    self._start_keeper(report)
        finally:
            self._starting.release()

    def leave(self) -> None:
        """Let go and, as the last user, wait until the service has stopped.

        Failing to get the lock alone means that others use the service, or that the keeper was
        quicker and is stopping it already: then it cannot be shared again either.
        """
        self._starting.take(shared=False, wait=True)
        users = self._users
        last = users.take(shared=False, wait=False) or not users.take(shared=True, wait=False)
        users.release()
        if last:
            processes.wait_until(self._stopped, seconds=STOP_SECONDS)
        self._starting.release()

    def _stopped(self) -> bool:
        """No keeper is at work, and one that this process started is not a zombie either."""
        reaped = self._keeper is None or self._keeper.poll() is not None
        return reaped and not keeper.alive(self._place, self._name)

    def close(self) -> None:
        if self._keeper and self._keeper.poll() is None:
            # It serves others now and outlives this object on purpose: without this, Python
            # would warn about a forgotten child.
            self._keeper.returncode = 0
        self._users.close()
        self._starting.close()

    def _start_keeper(self, report: Report) -> None:
        """Start a keeper and follow what it says until the service answers."""
        log_file = self._place.logs / f"{self._name}-keeper.log"
        arguments = [sys.executable, "-m", keeper.__name__, str(self._place.directory), self._name]
        with log_file.open("ab") as log:
            process = subprocess.Popen(
                arguments + ([keeper.THROWAWAY] if self._throwaway else []),
                cwd=state.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        assert process.stdout is not None
        with process.stdout as pipe:
            said = pipe.readline()
        if not said:
            words = processes.log_tail(log_file)
            raise DidNotStart(f"The keeper of the {self._name} service ended at once:\n{words}")
        message = json.loads(said)
        if "problem" in message:
            process.wait()
            raise DidNotStart(message["problem"])
        self._keeper = process
        report(f"{self._service.title} ready ({message['seconds']:.1f} s)")
