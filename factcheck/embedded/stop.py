"""`make stop`: end the desk of this state directory, from another terminal or after a crash."""

import contextlib
import os
import shutil
import signal
import sys

from factcheck.embedded import children, keeper, locks, processes, state
from factcheck.embedded.state import State

LAUNCHER_SECONDS = 60.0
KEEPER_SECONDS = 45.0
AND_FORGET = "--and-forget"


def stop(place: State) -> None:
    """End launcher, its children and the embedded services, in this order; data stay."""
    if not place.locks.exists():
        return
    with contextlib.closing(locks.Lock(place.launcher_lock)) as launcher:
        if not launcher.take(shared=False, wait=False):
            os.kill(int(launcher.read().split()[0]), signal.SIGTERM)
            processes.wait_until(
                lambda: launcher.take(shared=False, wait=False), seconds=LAUNCHER_SECONDS
            )
        children.clear_leftovers(place)
    for name, service in keeper.SERVICES.items():
        _stop_keeper(place, name)
        service(place).stop()  # one whose keeper was killed


def _stop_keeper(place: State, name: str) -> None:
    with contextlib.closing(locks.Lock(place.lock(name, "keeper"))) as lock:
        if not lock.take(shared=True, wait=False):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(lock.read()), signal.SIGTERM)
            processes.wait_until(lambda: lock.take(shared=True, wait=False), seconds=KEEPER_SECONDS)


def forget(place: State) -> None:
    """Remove the state with all its data, also what lies outside (root's fallback, sockets)."""
    for directory in (
        place.postgres_sockets,
        place.valkey_socket.parent,
        place.postgres,
        place.directory,
    ):
        shutil.rmtree(directory, ignore_errors=True)


def main(arguments: list[str]) -> int:
    place = state.of_this_machine()
    stop(place)
    if AND_FORGET in arguments:
        forget(place)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
