"""The network half of a batch: many hosts at once, in a thread with an event loop of its own.

Whoever drives a `Round` keeps the database connection and writes what the round brings; meanwhile
the loop goes on fetching. So no transaction ever waits for a site, and no site for a transaction.
"""

import asyncio
import logging
import queue
import sys
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import uvloop

from factcheck import door, outbound
from reviews.links import visiting
from reviews.links.leases import Lease
from reviews.links.visiting import Quoted, Seen, Visit, Way

logger = logging.getLogger(__name__)

MOST_WAITING = 200
"""Results that may wait to be written; then the visits pause."""

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of pages, of which copies have to be kept, that may wait with them."""

SWITCH = 0.0005
"""Seconds after which one of the two threads hands over to the other. With Python's 5 ms each
answer of the database waited that long for a busy loop, so that writing took ten times as long."""

LAST_WORD = 3.0
"""Seconds that fetches under way are given when the round is told to end."""

SLACK = 15.0
"""Seconds after the deadline when a visit that never reported is given up; its lease lapses."""

News = tuple[Visit, Seen | None]
"""A link was looked at, or (None) the visit has ended."""


class Round:
    """Use it as a context manager: at its end no visit is under way. All times in seconds.

    `abroad`: hosts whose visits have not ended, as far as `take` has told.
    """

    def __init__(self, *, delay: float, seconds: float, clock: Callable[[], datetime]) -> None:
        self.abroad = 0
        self._deadline = time.monotonic() + seconds
        self._news: queue.SimpleQueue[News] = queue.SimpleQueue()
        self._visits = _Visits(delay=delay, clock=clock, tell=self._news.put, until=self._deadline)
        self._loop: Future[asyncio.AbstractEventLoop] = Future()
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="visits")

    def __enter__(self) -> Self:
        """Raises what the way out says to its settings: a file of certificates is missing, say."""
        self._running = self._threads.submit(self._run)
        both: list[Future[Any]] = [self._loop, self._running]
        wait(both, return_when=FIRST_COMPLETED)
        if self._running.done():
            self._running.result()
        self._switch = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._call(self._visits.over)
        self._threads.shutdown(wait=False)
        try:
            self._running.result(timeout=SLACK)
        finally:
            sys.setswitchinterval(self._switch)

    @property
    def left(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    def send(self, lease: Lease, quoted: Quoted) -> None:
        """Set off to all hosts of `lease`."""
        self.abroad += len(lease.hosts)
        for host in lease.hosts:
            self._call(self._visits.set_off, Visit(host=host, lease=lease), quoted)

    def take(self, seconds: float) -> News | None:
        """The next news, or None where there is none within `seconds`."""
        try:
            news: News | None = self._news.get(timeout=seconds)
        except queue.Empty:
            news = None
        if news is None and time.monotonic() > self._deadline + SLACK:
            logger.error("%d visits never ended; their leases lapse.", self.abroad)
            self.abroad = 0
        if news and news[1] is None:
            self.abroad -= 1
        return news

    def written(self, results: int, *, size: int) -> None:
        """So many results that `take` brought, of `size` bytes, are done with."""
        self._call(self._visits.make_room, results, size)

    def finish(self) -> None:
        """End the visits soon: nothing new is asked for, what was asked has its last word."""
        self._deadline = min(self._deadline, time.monotonic() + LAST_WORD)
        self._call(self._visits.finish, self._deadline)

    def _call(self, function: Callable[..., object], *arguments: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: there is nothing left to tell it
            self._loop.result().call_soon_threadsafe(function, *arguments)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(self._visits.host(self._loop))


class _Visits:
    """What runs in the loop. Only `Round` calls it, by way of the loop."""

    def __init__(
        self,
        *,
        delay: float,
        clock: Callable[[], datetime],
        tell: Callable[[News], None],
        until: float,
    ) -> None:
        self._pace = outbound.Pace(delay)
        self._clock, self._tell, self._until = clock, tell, until
        self._waiting = self._bytes = 0
        self._finishing = False
        self._under_way: dict[asyncio.Task[None], asyncio.Timeout] = {}

    async def host(self, started: Future[asyncio.AbstractEventLoop]) -> None:
        """Keep the loop going, with a client for all visits, until it is `over`."""
        self._ended, self._room = asyncio.Event(), asyncio.Event()
        self._room.set()
        async with self._client() as client:
            self._way = Way(
                client=client,
                fresh=self._client,
                clock=self._clock,
                room=self._room.wait,
                tell=self._bring,
            )
            started.set_result(asyncio.get_running_loop())
            await self._ended.wait()
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    def _client(self) -> outbound.Client:
        """All of them keep one pace."""
        options: outbound.Options = {**door.options(), "pace": self._pace}
        return outbound.Client(**options)

    def over(self) -> None:
        self._ended.set()

    def set_off(self, visit: Visit, quoted: Quoted) -> None:
        if visit.host.crawl_delay is not None:
            pause = min(visit.host.crawl_delay, visiting.LONGEST_PAUSE)
            self._pace.set(visit.host.name, pause)
        limit = asyncio.timeout(None)
        task = asyncio.create_task(self._make(visit, quoted, limit))
        self._under_way[task] = limit
        task.add_done_callback(self._forget)

    def finish(self, until: float) -> None:
        self._until, self._finishing = until, True
        self._room.clear()
        for limit in self._under_way.values():
            limit.reschedule(self._moment())

    def make_room(self, results: int, size: int) -> None:
        self._waiting -= results
        self._bytes -= size
        if not self._finishing and self._waiting < MOST_WAITING and self._bytes < MOST_BYTES:
            self._room.set()

    def _bring(self, visit: Visit, seen: Seen) -> None:
        self._waiting += 1
        self._bytes += seen.size
        if self._waiting >= MOST_WAITING or self._bytes >= MOST_BYTES:
            self._room.clear()
        self._tell((visit, seen))

    async def _make(self, visit: Visit, quoted: Quoted, limit: asyncio.Timeout) -> None:
        try:
            async with limit:
                limit.reschedule(self._moment())
                await visiting.make(visit, quoted, way=self._way)
            visit.broken = False
        except TimeoutError:
            logger.info("The time for %s ran out.", visit.host.name)
            visit.broken = False
        finally:
            self._tell((visit, None))

    def _moment(self) -> float:
        """The deadline on the loop's clock."""
        return asyncio.get_running_loop().time() + self._until - time.monotonic()

    def _forget(self, task: asyncio.Task[None]) -> None:
        del self._under_way[task]
        if not task.cancelled() and (error := task.exception()):
            logger.error("A visit broke off.", exc_info=error)
