"""Locks between processes. The kernel drops them with their holder, however it ends."""

import fcntl
import os
from pathlib import Path


class Lock:
    """One open lock file. It is never removed: a name that can change hands is no lock."""

    def __init__(self, path: Path) -> None:
        # Not inherited by children (PEP 446): a child would keep the lock alive.
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def take(self, *, shared: bool, wait: bool) -> bool:
        """True when held. Changing between shared and exclusive lets go in between (flock(2))."""
        operation = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self._descriptor, operation | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def write(self, text: str) -> None:
        """What a holder wants others to know about it."""
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text.encode(), 0)

    def read(self) -> str:
        return os.pread(self._descriptor, 4096, 0).decode()

    def close(self) -> None:
        os.close(self._descriptor)
