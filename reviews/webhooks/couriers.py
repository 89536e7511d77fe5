"""The network half of a turn: a thread with an event loop of its own, in which requests run.

Whoever drives it keeps the database connection; no transaction waits for a receiver.
"""

import asyncio
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import uvloop
from django.conf import settings

from factcheck import door, outbound

MOST_BYTES = 16 * 1024
"""Of an answer: who sends more has answered, and is not listened to any longer."""

MOST_KEPT = 1024
"""Characters of it that the log keeps."""

AT_ONCE = 50
"""Endpoints that are sent to at a time."""


@dataclass(frozen=True)
class Outcome:
    """What came of a request. `status` is None where no complete answer came: `problem` says why.

    `retry_after`: seconds that the receiver asked for.
    """

    status: int | None
    took_ms: int = 0
    problem: str = ""
    answer: str = ""
    retry_after: int | None = None

    @property
    def delivered(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Courier:
    """Use it as a context manager: at its end no request is under way."""

    def __init__(self) -> None:
        self._loop: Future[asyncio.AbstractEventLoop] = Future()
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="webhooks")

    def __enter__(self) -> Self:
        """Raises what the way out says to its settings: a file of certificates is missing, say."""
        self._running = self._threads.submit(self._run)
        both: list[Future[Any]] = [self._loop, self._running]
        wait(both, return_when=FIRST_COMPLETED)
        if self._running.done():
            self._running.result()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.result().call_soon_threadsafe(self._over.set)
        self._threads.shutdown()

    def post(self, url: str, *, payload: str, headers: Mapping[str, str]) -> Future[Outcome]:
        """Send it off. What goes wrong on the way is an `Outcome`, too."""
        sending = self._send(url, payload.encode(), headers)
        return asyncio.run_coroutine_threadsafe(sending, self._loop.result())

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(self._host())

    async def _host(self) -> None:
        self._over = asyncio.Event()
        async with outbound.Client(**_options()) as self._client:
            self._loop.set_result(asyncio.get_running_loop())
            await self._over.wait()

    async def _send(self, url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            response = await self._client.post(url, body=body, headers=headers)
        except outbound.OutboundError as error:
            return Outcome(None, took_ms=_since(began, loop), problem=error.message)
        return Outcome(
            response.status,
            took_ms=_since(began, loop),
            answer=_shown(response),
            retry_after=_asked(response.headers.get("Retry-After", "")),
        )


def _options() -> outbound.Options:
    limits = outbound.Limits(
        total=settings.WEBHOOK_DEADLINE_SECONDS, body=MOST_BYTES, connections=AT_ONCE
    )
    return {**door.options(), "limits": limits}


def _since(began: float, loop: asyncio.AbstractEventLoop) -> int:
    return round((loop.time() - began) * 1000)


def _shown(response: outbound.Response) -> str:
    """As text that PostgreSQL stores; whatever the charset, nobody parses it."""
    return response.text()[:MOST_KEPT].replace("\0", "\ufffd")


def _asked(header: str) -> int | None:
    """The seconds of RFC 9110, section 10.2.3. Dates are left to our own schedule."""
    clean = header.strip()
    return int(clean) if clean.isascii() and clean.isdecimal() and len(clean) < 10 else None
