"""Starting processes that do not outlive their parent, and recognising those that did."""

import contextlib
import ctypes
import os
import platform
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.embedded.account import Account

PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
LOG_TAIL_LINES = 15
ON_LINUX = platform.system() == "Linux"
_LIBC = ctypes.CDLL(None, use_errno=True) if ON_LINUX else None


@dataclass(frozen=True)
class Command:
    """What to start. `on_parent_death` is the signal for its orderly end."""

    arguments: Sequence[str]
    log: Path
    environment: Mapping[str, str] | None = None
    account: Account | None = None
    directory: Path = Path("/")
    on_parent_death: signal.Signals = field(default=signal.SIGTERM)


def start(command: Command) -> subprocess.Popen[bytes]:
    """Start in a session of its own: a terminal's Ctrl-C must reach only the launcher.

    On Linux the kernel signals the child when the thread that started it ends, however it ends,
    so call this from a thread that lives as long as the child should.
    """
    command.log.parent.mkdir(parents=True, exist_ok=True)
    owner = command.account
    with command.log.open("ab") as log:
        return subprocess.Popen(
            list(command.arguments),
            cwd=command.directory,
            env=command.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=_tie_to_parent(command.on_parent_death),
            user=owner.uid if owner else None,
            group=owner.gid if owner else None,
            extra_groups=[] if owner else None,
        )


def _tie_to_parent(number: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()

    def tie() -> None:
        if _LIBC is not None:
            _LIBC.prctl(PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:  # it died between the fork and the line above
            os._exit(1)

    return tie


def command_line(pid: int) -> str:
    """The command line of a live process; empty when there is none (or only a zombie)."""
    if ON_LINUX:
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        return ""
    listed = subprocess.run(
        ["/bin/ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
    )
    return listed.stdout.strip()


def group_members(group: int) -> list[int]:
    """The live processes of a process group (only known on Linux; elsewhere empty)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # "pid (name) state ppid pgrp ...": the name may itself hold spaces and brackets
            fields = entry.read_text(errors="replace").rpartition(")")[2].split()
            if int(fields[2]) == group and fields[0] != "Z":
                found.append(int(entry.parent.name))
    return found


def wait_until(condition: Callable[[], bool], *, seconds: float, every: float = 0.02) -> bool:
    """Poll until the condition holds (True) or the time is over (False)."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def kill_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def log_tail(log: Path, *, lines: int = LOG_TAIL_LINES) -> str:
    """The last lines of a log, for the sentence that says why something ended."""
    try:
        text = log.read_bytes()[-20_000:].decode(errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.splitlines()[-lines:])
