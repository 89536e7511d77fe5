"""`make run`: the whole desk on one machine, in one terminal, until Ctrl-C.

Starts the services that the environment does not name, prepares the database, starts the web
server, a worker and beat, and stops all of it in order. Restarts nothing by itself: when a part
ends, the desk says which one and why, and stops.
"""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType

from factcheck.embedded import (
    children,
    commands,
    environment,
    keeper,
    locks,
    port,
    processes,
    sharing,
    state,
    steps,
)
from factcheck.embedded.exceptions import (
    AlreadyRunning,
    ChildEnded,
    DidNotStart,
    EmbeddedError,
    explain,
)
from factcheck.embedded.state import State

ANSWER_SECONDS = 60.0
WATCH_SECONDS = 0.2
POLL_SECONDS = 0.05
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def say(line: str) -> None:
    """The terminal may be gone (SIGHUP): stopping in order matters more than telling."""
    with contextlib.suppress(OSError):
        print(line, flush=True)


class Launcher:
    def __init__(self, place: State, *, host: str, port_number: int) -> None:
        self._place = place
        self._host = host
        self._port = port_number
        self._stop = threading.Event()
        self._children: list[children.Child] = []

    def run(self) -> None:
        """Returns when the desk was asked to stop and has stopped. Raises EmbeddedError."""
        for number in STOP_SIGNALS:
            signal.signal(number, self._on_signal)
        began = time.monotonic()
        with self._alone():
            children.clear_leftovers(self._place)
            port.require_free(self._host, self._port)
            with sharing.running(self._place, report=say):
                variables = self._variables()
                try:
                    self._prepare(variables)
                    self._open(variables)
                    if not self._stop.is_set():
                        self._welcome(time.monotonic() - began)
                    self._watch()
                finally:
                    self._close()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stop.set()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Two launchers on one state would send everything twice."""
        self._place.locks.mkdir(parents=True, exist_ok=True)
        self._place.logs.mkdir(exist_ok=True)
        with contextlib.closing(locks.Lock(self._place.launcher_lock)) as lock:
            if not lock.take(shared=False, wait=False):
                process, _, address = lock.read().partition(" ")
                raise AlreadyRunning(
                    f"This desk runs already, at {address} (process {process}). "
                    "“make stop” ends it."
                )
            lock.write(f"{os.getpid()} {self._address()}")
            yield
            lock.write("")

    def _address(self) -> str:
        return f"http://{port.LOOPBACK}:{self._port}"

    def _variables(self) -> dict[str, str]:
        """The environment of every process of the desk."""
        defaults = {
            "PORT": str(self._port),
            "PYTHONUNBUFFERED": "1",
            "FACTCHECK_SITE_URL": self._address(),
            "FACTCHECK_SAMPLE_WEB": f"http://sample-web.localhost:{self._port}",
            "DATABASE_URL": self._place.database_url(),
            "CELERY_BROKER_URL": self._place.broker_url(),
            **environment.of_embedded_desk(self._place),
        }
        given = {name: value for name, value in os.environ.items() if value}
        return defaults | given | {"PORT": str(self._port)}

    def _prepare(self, variables: dict[str, str]) -> None:
        for title, arguments in steps.STEPS.items():
            if self._stop.is_set():
                return
            if not steps.due(arguments[0], self._place, variables):
                continue
            began = time.monotonic()
            steps.run(
                arguments,
                place=self._place,
                variables=variables,
                stop_asked=self._stop.is_set,
            )
            if self._stop.is_set():
                return
            steps.done(arguments[0], self._place, variables)
            say(f"{title} ready ({time.monotonic() - began:.1f} s)")

    def _open(self, variables: dict[str, str]) -> None:
        """The web server first and alone: whoever waits for the first page waits half as long."""
        self._start("web", commands.web(host=self._host, port=self._port), variables)
        self._wait_for_answer()
        self._start("worker", commands.worker(), variables)
        schedule = self._place.locks / "beat-schedule"
        self._start("beat", commands.beat(schedule=schedule), variables)

    def _start(self, name: str, arguments: list[str], variables: dict[str, str]) -> None:
        if not self._stop.is_set():
            child = children.Child(name, arguments, place=self._place, variables=variables)
            self._children.append(child)

    def _wait_for_answer(self) -> None:
        deadline = time.monotonic() + ANSWER_SECONDS
        while not (self._stop.is_set() or port.answers(self._port)):
            self._require_everything_alive()
            if time.monotonic() > deadline:
                words = processes.log_tail(self._place.logs / "web.log")
                raise DidNotStart(
                    f"The web server does not answer after {ANSWER_SECONDS:.0f} s. Its last "
                    f"words:\n{words}"
                )
            self._stop.wait(POLL_SECONDS)

    def _watch(self) -> None:
        while not self._stop.wait(WATCH_SECONDS):
            self._require_everything_alive()

    def _require_everything_alive(self) -> None:
        for child in self._children:
            if (status := child.exit_status()) is not None:
                raise ChildEnded(
                    f"The {child.name} process ended by itself (status {status}), so the desk "
                    f"stops. Its last words (all are in {child.log}):\n"
                    f"{processes.log_tail(child.log)}"
                )
        for name in environment.services_needed():
            if not keeper.alive(self._place, name):
                log = keeper.SERVICES[name](self._place).log
                raise ChildEnded(
                    f"The embedded {name} server ended by itself, so the desk stops. Its last "
                    f"words (all are in {log}):\n{processes.log_tail(log)}"
                )

    def _welcome(self, seconds: float) -> None:
        say(f"\nThe desk is open: {self._address()}   (after {seconds:.1f} s; Ctrl-C closes it)\n")
        if self._place.accounts.exists():
            say("Sample accounts (for this machine only):")
            for line in self._place.accounts.read_text().splitlines():
                say("  " + "".join(f"{part:<14}" for part in line.split("\t")).rstrip())
            say("")
        say(f"Logs: {self._place.logs}/")

    def _close(self) -> None:
        if self._children:
            say("\nClosing …")
        for child in self._children:
            child.ask_to_stop()
        for child in self._children:
            child.wait()


def main() -> int:
    environment.read_file()
    place = state.of_this_machine()
    try:
        launcher = Launcher(
            place,
            host=os.environ.get("FACTCHECK_HOST") or port.LOOPBACK,
            port_number=port.from_text(os.environ.get("PORT") or str(port.DEFAULT)),
        )
        launcher.run()
    except EmbeddedError as error:
        say(f"\n{error}")
        return 1
    except OSError as error:
        say(f"\n{explain(error, place.directory)}")
        return 1
    say("Closed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
