"""The management commands that run once before the desk opens."""

import subprocess
import sys
from collections.abc import Callable, Mapping

from factcheck.embedded import processes, state
from factcheck.embedded.exceptions import FULL_TEXT, StepFailed, disk_full
from factcheck.embedded.state import State

POLL_SECONDS = 0.05


STEPS = {
    "Tables": ["migrate", "--noinput", "--verbosity=0"],
    "Styles and scripts": ["collectstatic", "--noinput", "--verbosity=0"],
    "Sample work": ["load_samples"],
}


def exists(command: str) -> bool:
    """Whether a step has a command: Django's own have, ours where an app brings it."""
    ours = any(state.ROOT.glob(f"*/management/commands/{command}.py"))
    return ours or command in ("migrate", "collectstatic")


def run(
    arguments: list[str],
    *,
    place: State,
    variables: Mapping[str, str],
    stop_asked: Callable[[], bool],
) -> None:
    """Run one management command; a stop asked for meanwhile ends it.

    Raises StepFailed with its last words, DiskFull.
    """
    log = place.logs / "start.log"
    offset = log.stat().st_size if log.exists() else 0
    command = [sys.executable, str(state.ROOT / "manage.py"), *arguments]
    process = processes.start(
        processes.Command(command, log=log, environment=variables, directory=state.ROOT)
    )
    while process.poll() is None:
        if stop_asked():
            process.terminate()
        try:
            process.wait(POLL_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    if process.returncode and not stop_asked():
        words = log.read_bytes()[offset:].decode(errors="replace")
        if FULL_TEXT in words:
            raise disk_full(place.directory)
        last = "\n".join(words.strip().splitlines()[-processes.LOG_TAIL_LINES :])
        raise StepFailed(f"“manage.py {arguments[0]}” failed (all of it is in {log}):\n{last}")
