"""A private Valkey as Celery's broker: unix socket only, every message in an append-only file."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from factcheck.embedded import binaries, processes
from factcheck.embedded.exceptions import FULL_TEXT, DidNotStart, NotOurs, disk_full
from factcheck.embedded.state import State

STOP_SECONDS = 10
ANSWER_SECONDS = 5.0
PONG = b"+PONG\r\n"  # while it still reads its file it answers "-LOADING"


class Valkey:
    """Not safe against a second starter by itself: the keeper is the only caller of `start`."""

    title = "Broker"

    def __init__(self, state: State, *, throwaway: bool = False) -> None:
        self.base = state.valkey
        self.socket = state.valkey_socket
        self.log = state.logs / "valkey.log"
        self.throwaway = throwaway
        self._pid_file = self.base / "valkey.pid"
        self._process: subprocess.Popen[bytes] | None = None

    def accepting(self) -> bool:
        """Speaks the protocol by hand: settings import this, and a client library takes 0.3 s."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(ANSWER_SECONDS)
            try:
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(len(PONG)) == PONG
            except OSError:
                return False

    def ended(self) -> bool:
        """Whether a server started by this object has ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def start(self, *, deadline: float) -> None:
        """`deadline` is a time of the monotonic clock. Raises EmbeddedError."""
        if self.accepting():
            return
        self.stop()  # one that lives but does not answer
        for directory in (self.base, self.socket.parent):
            _make_private(directory)
        offset = self.log.stat().st_size if self.log.exists() else 0
        self._process = processes.start(processes.Command(self._arguments(), log=self.log))
        self._pid_file.write_text(str(self._process.pid))
        while not self.accepting():
            if self._process.poll() is not None or time.monotonic() > deadline:
                written = self.log.read_bytes()[offset:].decode(errors="replace")
                self.stop()
                raise self._failure(written)
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop the server, also one that an earlier keeper left behind; its file is flushed."""
        pid = self._server_pid()
        if pid is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            if processes.wait_until(lambda: self._gone(pid), seconds=STOP_SECONDS):
                break
        self._pid_file.unlink(missing_ok=True)

    def _gone(self, pid: int) -> bool:
        if self._process is not None and self._process.pid == pid:
            return self._process.poll() is not None
        return not processes.command_line(pid)

    def _server_pid(self) -> int | None:
        """The live server of this directory; the number alone may be another process's by now."""
        try:
            pid = int(self._pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return None
        # Valkey rewrites its command line to "…/valkey-server unixsocket:<path>".
        return pid if str(self.socket) in processes.command_line(pid) else None

    def _arguments(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.base),
            "save": "",
            "appendonly": "no" if self.throwaway else "yes",
            "maxmemory-policy": "noeviction",
            "databases": "64",  # one for each parallel test process
        }
        arguments = [str(binaries.valkey())]
        for name, value in options.items():
            arguments += [f"--{name}", value]
        return arguments

    def _failure(self, output: str) -> DidNotStart | Exception:
        if FULL_TEXT in output:
            return disk_full(self.base)
        last = "\n".join(output.strip().splitlines()[-processes.LOG_TAIL_LINES :])
        return DidNotStart(f"Valkey did not start. Its last words (all are in {self.log}):\n{last}")


def _make_private(directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    if directory.stat().st_uid != os.geteuid():
        raise NotOurs(
            f"{directory} belongs to another account (number {directory.stat().st_uid}). Start as "
            "that account, or set FACTCHECK_STATE to a directory of your own."
        )
    directory.chmod(0o700)
