from __future__ import annotations

import errno
import socket
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

_attempts: list[Any] | None = None


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _attempts is None:
        return
    if event == "socket.connect":
        _attempts.append(arguments[1])
    # curl connects by itself, but has its sockets from us.
    if event == "socket.__new__" and arguments[1] in {socket.AF_INET, socket.AF_INET6}:
        _attempts.append(socket.AddressFamily(arguments[1]).name)


sys.addaudithook(_watch)  # it cannot be removed, only switched off


@pytest.fixture
def connections() -> Iterator[list[Any]]:
    """Every connection that this process prepared or began, as the interpreter saw it."""
    global _attempts
    _attempts = []
    yield _attempts
    _attempts = None


class Canary:
    """A service on this machine that no outside page may reach, by IPv4 and IPv6."""

    def __init__(self) -> None:
        self.visits = 0
        self._servers = _on_one_port()
        self.port: int = self._servers[0].getsockname()[1]
        self._threads = [
            threading.Thread(target=self._listen, args=(server,), daemon=True)
            for server in self._servers
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        for server in self._servers:
            server.shutdown(socket.SHUT_RDWR)
            server.close()
        for thread in self._threads:
            thread.join()

    def _listen(self, server: socket.socket) -> None:
        while True:
            try:
                visitor, _ = server.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()


def _on_one_port() -> list[socket.socket]:
    """By IPv4 and, unless this machine has none, by IPv6, where others may hold the port."""
    while True:
        four = socket.create_server(("127.0.0.1", 0))
        try:
            six = socket.create_server(("::1", four.getsockname()[1]), family=socket.AF_INET6)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                return [four]
            four.close()
        else:
            return [four, six]


@pytest.fixture
def canary() -> Iterator[Canary]:
    bird = Canary()
    yield bird
    bird.close()
