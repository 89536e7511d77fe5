"""The management commands that run once before the desk opens."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from factcheck.embedded import processes, state
from factcheck.embedded.exceptions import FULL_TEXT, StepFailed, disk_full
from factcheck.embedded.state import State

POLL_SECONDS = 0.05


STEPS = {
    "Tables": ["migrate", "--noinput", "--verbosity=0"],
    "Styles and scripts": ["collectstatic", "--noinput", "--verbosity=0"],
    "Sample work": ["load_samples"],
}


def due(command: str, place: State, variables: Mapping[str, str]) -> bool:
    """Tables always; static files after a change; sample work once for each database."""
    if command == "migrate":
        return True
    if command == "load_samples" and not place.accounts.exists():
        return any(state.ROOT.glob(f"*/management/commands/{command}.py"))
    return _recorded(command, place) != _reason(command, variables)


def done(command: str, place: State, variables: Mapping[str, str]) -> None:
    record = _record(command, place)
    record.parent.mkdir(exist_ok=True)
    record.write_text(_reason(command, variables))


def _reason(command: str, variables: Mapping[str, str]) -> str:
    """What a step was done for; when this changes it is due again."""
    if command == "collectstatic":
        return static_digest()
    return hashlib.sha256(variables["DATABASE_URL"].encode()).hexdigest()


def _record(command: str, place: State) -> Path:
    return place.directory / "done" / command


def _recorded(command: str, place: State) -> str:
    try:
        return _record(command, place).read_text()
    except FileNotFoundError:
        return ""


def static_digest() -> str:
    """Changes when what `collectstatic` collects may have: our files, or installed packages."""
    digest = hashlib.sha256()
    ours = [path for path in state.ROOT.glob("*/static/**/*") if path.is_file()]
    for path in sorted([*ours, state.ROOT / "requirements" / "run.txt"]):
        facts = path.stat()
        digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


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
