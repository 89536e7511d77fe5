"""Telling curl that its sockets are ready.

A request on an open connection makes curl ask for its socket and let go of it again. An event
loop is slow at that (8 µs with uvloop); where there is epoll, the loop watches one of our own,
which keeps sockets that curl let go of until they stir.
"""

from __future__ import annotations

import asyncio
import contextlib
import select
from collections.abc import Callable
from typing import Protocol

import pycurl

READ, WRITE = int(pycurl.POLL_IN), int(pycurl.POLL_OUT)
NOTHING = int(pycurl.POLL_REMOVE)

EVENTS = {1: 1, 2: 4, 3: 5}
"""What to ask an epoll for (EPOLLIN 1, EPOLLOUT 4), by what curl wants (READ 1, WRITE 2)."""

READY = {events: wanted for wanted, events in EVENTS.items()}

Act = Callable[[int, int], None]
"""Takes a socket's number and what it is ready for (READ, WRITE or both)."""


class Watcher(Protocol):
    def watch(self, number: int, wanted: int) -> None:
        """Watch a socket for READ, WRITE, both or NOTHING. May raise OSError."""

    def close(self) -> None: ...


def watcher(loop: asyncio.AbstractEventLoop, act: Act) -> Watcher:
    return ByEpoll(loop, act) if hasattr(select, "epoll") else ByLoop(loop, act)


class ByEpoll:
    """curl closes sockets without a word, and the system gives their numbers to others.

    Closed ones leave an epoll by themselves; so what is known here of a number is never trusted
    without asking the system.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, act: Act) -> None:
        self._loop, self._act = loop, act
        self._wanted: dict[int, int] = {}
        self._epoll = select.epoll()
        loop.add_reader(self._epoll.fileno(), self._ready)

    def watch(self, number: int, wanted: int) -> None:
        if wanted not in EVENTS:
            self._wanted.pop(number, None)
            return
        self._wanted[number] = wanted
        try:
            self._epoll.modify(number, EVENTS[wanted])
        except FileNotFoundError:
            self._epoll.register(number, EVENTS[wanted])

    def close(self) -> None:
        self._loop.remove_reader(self._epoll.fileno())
        self._epoll.close()

    def _ready(self) -> None:
        for number, events in self._epoll.poll(0):
            wanted = self._wanted.get(number)
            if wanted is None:
                self._let_go(number)
            else:
                self._act(number, READY.get(events, wanted))  # else an error, or the end
            if self._epoll.closed:
                return

    def _let_go(self, number: int) -> None:
        with contextlib.suppress(OSError):  # it was closed since it stirred
            self._epoll.unregister(number)


class ByLoop:
    """For systems without epoll."""

    def __init__(self, loop: asyncio.AbstractEventLoop, act: Act) -> None:
        self._loop, self._act = loop, act
        self._wanted: dict[int, int] = {}

    def watch(self, number: int, wanted: int) -> None:
        loop, now = self._loop, wanted & (READ | WRITE)
        before = self._wanted.pop(number, 0)
        if before & READ and not now & READ:
            loop.remove_reader(number)
        if before & WRITE and not now & WRITE:
            loop.remove_writer(number)
        if now & READ and not before & READ:
            loop.add_reader(number, self._act, number, READ)
        if now & WRITE and not before & WRITE:
            loop.add_writer(number, self._act, number, WRITE)
        if now:
            self._wanted[number] = now

    def close(self) -> None:
        for number in list(self._wanted):
            self.watch(number, NOTHING)
