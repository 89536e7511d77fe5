"""Transfers of curl on the running event loop (curl's "multi socket" interface).

curl tells which sockets it waits for and when it wants to be woken; the loop does both. pycurl
has such a driver itself (`AsyncCurlMulti`); this one sets timers anew only when it must, looks for
finished transfers only when there are some, and lets a redirect go as soon as its head is there.
"""

from __future__ import annotations

import asyncio
import logging
from typing import NamedTuple

import pycurl

from factcheck.outbound import readiness
from factcheck.outbound.handles import Handle, Setup

logger = logging.getLogger(__name__)

SOONEST = 0.001
"""Seconds. Timers of curl are in whole milliseconds."""


class Outcome(NamedTuple):
    """How a transfer ended: curl's code (0: well) and what it says about it."""

    code: int
    message: str


WELL = Outcome(pycurl.E_OK, "")


class Closed(RuntimeError):
    """The client was closed while a fetch of its was under way, or before it began."""


class Transport:
    """All transfers of one client. Not for several threads or loops."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._loop = asyncio.get_running_loop()
        self._under_way: dict[pycurl.Curl, tuple[Handle, asyncio.Future[Outcome]]] = {}
        self._free: list[Handle] = []
        self._leading_on: list[Handle] = []
        self._sockets = readiness.watcher(self._loop, self._act)
        self._timer: asyncio.Handle | None = None
        self._rings_at = 0.0
        self._wanted_at: float | None = None
        self._closed = False
        self._multi = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch)
        self._multi.setopt(pycurl.M_TIMERFUNCTION, self._set_timer)
        self._multi.setopt(pycurl.M_MAXCONNECTS, setup.limits.connections)

    def take(self) -> Handle:
        """A handle for one journey; to be given back."""
        if self._closed:
            raise Closed("This client is closed; open another one.")
        return self._free.pop() if self._free else self._new()

    def _new(self) -> Handle:
        return Handle(self._setup, on_lead=self._leading_on.append)

    def give_back(self, handle: Handle) -> None:
        if self._closed:
            handle.curl.close()
        else:
            handle.forget_cookies()
            self._free.append(handle)

    async def perform(self, handle: Handle) -> Outcome:
        """Carry out what `handle` was made ready for.

        Who is cancelled meanwhile leaves nothing behind: curl closes a connection that stands in
        the middle of an answer.
        """
        if self._closed:
            raise Closed("This client is closed; open another one.")
        future: asyncio.Future[Outcome] = self._loop.create_future()
        self._under_way[handle.curl] = (handle, future)
        try:
            self._multi.add_handle(handle.curl)
            return await future
        finally:
            if self._under_way.pop(handle.curl, None) and not self._closed:
                self._multi.remove_handle(handle.curl)

    def close(self) -> None:
        self._closed = True
        for curl, (_, future) in self._under_way.items():
            self._multi.remove_handle(curl)
            if not future.done():
                future.set_exception(Closed("The client was closed with this fetch under way."))
        if self._timer:
            self._timer.cancel()
        self._multi.close()
        self._sockets.close()
        for handle in self._free:
            handle.curl.close()
        self._free.clear()

    # What curl asks of the loop. An error here concerns no fetch alone: all of them fail.

    def _watch(self, wanted: int, number: int, *_: object) -> None:
        try:
            self._sockets.watch(number, wanted)
        except (OSError, RuntimeError, ValueError) as error:
            self._loop.call_soon(self._fail_all, error)

    def _set_timer(self, milliseconds: int) -> None:
        """Wake curl after so long; -1: not at all.

        Most of these are deadlines that never come, put off with each request: an alarm that
        rings too early costs less than setting it anew each time.
        """
        if milliseconds < 0:
            self._wanted_at = None
            return
        self._wanted_at = wanted_at = self._loop.time() + milliseconds / 1000
        if self._timer:
            if self._rings_at <= wanted_at:
                return
            self._timer.cancel()
        self._rings_at = wanted_at
        self._timer = (
            self._loop.call_at(wanted_at, self._ring)
            if milliseconds
            else self._loop.call_soon(self._ring)
        )

    def _ring(self) -> None:
        self._timer = None
        if self._wanted_at is None:
            return
        if self._wanted_at > self._loop.time() + SOONEST:
            self._rings_at = self._wanted_at
            self._timer = self._loop.call_at(self._rings_at, self._ring)
        else:
            self._act(pycurl.SOCKET_TIMEOUT, 0)

    def _act(self, number: int, events: int) -> None:
        """Let curl work, and see to what it has finished."""
        if self._closed:
            return
        try:
            _, running = self._multi.socket_action(number, events)
            if running < len(self._under_way):
                self._collect()
        except pycurl.error as error:
            self._fail_all(error)
        while self._leading_on:
            handle = self._leading_on.pop()
            if handle.curl in self._under_way:
                self._finish(handle.curl, WELL)

    def _collect(self) -> None:
        queued = 1
        while queued:
            queued, well, badly = self._multi.info_read()
            for curl in well:
                self._finish(curl, WELL)
            for curl, code, message in badly:
                self._finish(curl, Outcome(code, message))

    def _finish(self, curl: pycurl.Curl, outcome: Outcome) -> None:
        self._multi.remove_handle(curl)
        found = self._under_way.pop(curl, None)
        if found and not found[1].done():
            found[1].set_result(outcome)

    def _fail_all(self, error: Exception) -> None:
        logger.error("curl cannot go on.", exc_info=error)
        for _, future in self._under_way.values():
            if not future.done():
                future.set_exception(error)
