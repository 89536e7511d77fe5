"""Find Node and what is locked in requirements/node. `python -m tests.node` brings the latter."""

import fcntl
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKED = ROOT / "requirements" / "node"
BROUGHT = ROOT / "var" / "node"  # not under FACTCHECK_STATE: a test run throws that away
FILES = ("package.json", "package-lock.json")
NO_NODE = "NO NODE: node and npm are not on PATH (Debian: apt-get install nodejs npm)."
SECONDS = 240


class Missing(RuntimeError):
    """The text says what is not there."""


@dataclass(frozen=True)
class Node:
    """`run` a script of ours with the locked packages at hand."""

    program: str

    def run(self, script: Path, *arguments: str, sent: str) -> str:
        """What it prints. Raises CalledProcessError."""
        command = [self.program, str(script), str(BROUGHT), *arguments]
        ran = subprocess.run(
            command, input=sent, capture_output=True, text=True, timeout=120, check=True
        )
        return ran.stdout


def require() -> Node:
    """Node with its packages, else the test is skipped and says why."""
    try:
        return found()
    except Missing as why:
        pytest.skip(str(why))


def found() -> Node:
    """Brings the packages where they are not there yet. Raises Missing."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Missing(NO_NODE)
    BROUGHT.mkdir(parents=True, exist_ok=True)
    with (BROUGHT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of several test processes one brings them
        if not _is_there():
            _bring(npm)
    return Node(node)


def _is_there() -> bool:
    lock = BROUGHT / FILES[1]
    done = (BROUGHT / "node_modules" / ".package-lock.json").exists()
    return done and lock.read_bytes() == (LOCKED / FILES[1]).read_bytes()


def _bring(npm: str) -> None:
    for name in FILES:
        shutil.copy(LOCKED / name, BROUGHT / name)
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(BROUGHT)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.CalledProcessError as error:
        raise Missing(f"NO NODE: npm ci failed: {error.stderr[-400:]}") from error
    except subprocess.TimeoutExpired as error:
        raise Missing(f"NO NODE: npm ci took more than {SECONDS} seconds.") from error


def main() -> None:
    try:
        said = found().program
    except Missing as why:
        said = str(why)
    sys.stdout.write(f"{said}\n")


if __name__ == "__main__":
    main()
