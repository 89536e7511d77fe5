"""Politeness: how many requests a host gets at a time, and how long it is left alone between."""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

MOST_REMEMBERED = 10_000
"""Hosts. Beyond that, those that may be asked again at once are forgotten."""


class Pace:
    """At most `per_host` requests in flight to a host, and `seconds` between one and the next.

    The pause starts when an answer has ended: a slow host is not asked more often than it answers.
    Every request passes here, redirects and probes included. "www." and the bare name are one
    host. A pace may be shared by several clients on one event loop.
    """

    def __init__(self, seconds: float, *, per_host: int = 1) -> None:
        self._seconds = seconds
        self._per_host = per_host
        self._own: dict[str, float] = {}
        self._hosts: dict[str, _Host] = {}

    def set(self, host: str, seconds: float) -> None:
        """Give `host` a pause of its own, from its next request on."""
        self._own[_name(host)] = seconds

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until `host` may be asked, and hold the turn while it answers."""
        name = _name(host)
        known = self._host(name)
        known.users += 1
        try:
            async with known.turns:
                free_from = heapq.heappop(known.free_from)
                try:
                    wait = free_from - time.monotonic()
                    if wait > 0:
                        await asyncio.sleep(wait)
                    free_from = 0.0
                    yield
                finally:
                    pause = self._own.get(name, self._seconds)
                    # Who gave up waiting has asked nothing: the turn is as free as before.
                    heapq.heappush(known.free_from, free_from or time.monotonic() + pause)
        finally:
            known.users -= 1

    def _host(self, name: str) -> _Host:
        known = self._hosts.get(name)
        if known is None:
            if len(self._hosts) >= MOST_REMEMBERED:
                self._forget()
            known = self._hosts[name] = _Host(self._per_host)
        return known

    def _forget(self) -> None:
        now = time.monotonic()
        self._hosts = {
            name: host
            for name, host in self._hosts.items()
            if host.users or max(host.free_from) > now
        }


class _Host:
    """`free_from` holds the moment from which each free turn may be taken (a heap)."""

    def __init__(self, per_host: int) -> None:
        self.turns = asyncio.Semaphore(per_host)
        self.free_from = [0.0] * per_host
        self.users = 0


def _name(host: str) -> str:
    return host.removesuffix(".").removeprefix("www.")
