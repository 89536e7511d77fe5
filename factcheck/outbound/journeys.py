"""Following one URL to its answer: every hop passes the guard, one deadline covers them all."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from factcheck.outbound import exceptions, failures, urls
from factcheck.outbound.answers import Answer
from factcheck.outbound.exceptions import RedirectReason, UnreachableReason
from factcheck.outbound.handles import Errand, Handle
from factcheck.outbound.response import Hop, Response
from factcheck.outbound.routes import Route
from factcheck.outbound.transport import Outcome

if TYPE_CHECKING:
    from factcheck.outbound.client import Client


class Journey:
    """One fetch: its hops, its cookies (forgotten at the end) and its deadline."""

    def __init__(self, client: Client, errand: Errand, *, within: float | None) -> None:
        self._client = client
        self._errand = errand
        self._allowed = min(within or client.limits.total, client.limits.total)
        self._started = time.monotonic()
        self._hops: list[Hop] = []
        self._unanswered: Hop | None = None
        self._sent: frozenset[bytes] = frozenset()
        self._seen: set[tuple[str, frozenset[bytes]]] = set()

    async def make(self, url: str) -> Response:
        target = urls.parse(url)
        self._first = target.origin
        self._handle = self._client.transport.take()
        try:
            while True:
                incomplete = await self._hop(target)
                if not self._handle.answer.leads_on:
                    return self._response(target, incomplete)
                self._remember(target)
                target = _location(target, self._handle.answer)
                self._check_repetition(target)
        except exceptions.OutboundError as error:
            error.hops = (*self._hops, self._unanswered) if self._unanswered else tuple(self._hops)
            raise
        finally:
            self._client.transport.give_back(self._handle)

    async def _hop(self, target: urls.Address) -> UnreachableReason | None:
        """One request, in its turn. Who waits for a host keeps no connection from others."""
        asked = time.monotonic()
        pace = self._client.pace
        if pace is None:
            return await self._in_turn(target, asked)
        async with pace.turn(target.host):
            return await self._in_turn(target, asked)

    async def _in_turn(self, target: urls.Address, asked: float) -> UnreachableReason | None:
        async with self._client.turns:
            begun = time.monotonic()
            # A large batch, or a patient one, must not time out waiting for itself.
            self._started += begun - asked
            route = await self._route(target)
            looked_up = 0.0 if target.literal else time.monotonic() - begun
            return await self._ask(target, route, looked_up)

    async def _route(self, target: urls.Address) -> Route:
        try:
            return await self._client.route(target, within=self._remaining())
        except exceptions.Unreachable:
            self._remaining()  # raises where it was our deadline that ended the look-up
            raise

    async def _ask(
        self, target: urls.Address, route: Route, looked_up: float
    ) -> UnreachableReason | None:
        """Make one request. An error page that breaks off is reported, not raised."""
        handle = self._handle
        errand = self._errand if target.origin == self._first else self._errand.elsewhere
        handle.begin(target.href, route, errand, seconds=self._remaining())
        outcome = await self._client.transport.perform(handle)
        answer = handle.answer
        if answer.fault:
            raise answer.fault
        if answer.status:
            timings = handle.timings(dns=looked_up)
            self._hops.append(Hop(target.href, handle.peer, answer.status, timings))
        else:
            self._unanswered = Hop(target.href, route.first, None)
        if handle.refused:
            raise failures.refused(handle.refused)
        if answer.leads_on:
            return None
        failure = _failure(handle, outcome)
        if answer.status >= 400 and isinstance(failure, exceptions.Unreachable):
            return failure.reason
        if failure:
            raise failure
        return None

    def _check_repetition(self, target: urls.Address) -> None:
        """The same address again is a loop, unless a cookie set meanwhile may change the answer."""
        if (target.href, self._handle.cookies) in self._seen:
            raise exceptions.RedirectFailed(
                "The page redirects in a circle.", reason=RedirectReason.LOOP
            )
        if len(self._hops) > self._client.limits.hops:
            raise exceptions.RedirectFailed(
                f"The page redirects more than {self._client.limits.hops} times.",
                reason=RedirectReason.TOO_MANY,
            )

    def _remember(self, target: urls.Address) -> None:
        self._seen.add((target.href, self._sent))
        self._sent = self._handle.cookies

    def _response(self, target: urls.Address, incomplete: UnreachableReason | None) -> Response:
        answer = self._handle.answer
        assert answer.headers is not None
        return Response(
            final_url=target.href,
            status=answer.status,
            headers=answer.headers,
            body=bytes(answer.body) if answer.body else b"",
            hops=tuple(self._hops),
            capped=answer.body is not None and answer.body.full,
            incomplete=incomplete,
            undecoded=answer.undecoded,
            received=answer.received,
            elapsed_ms=round((time.monotonic() - self._started) * 1000),
            head=answer.head,
        )

    def _remaining(self) -> float:
        """Seconds until the deadline. Raises `Unreachable` (timeout) where none are left."""
        left = self._started + self._allowed - time.monotonic()
        if left <= 0:
            raise failures.unreachable(UnreachableReason.TIMEOUT)
        return left


def _failure(handle: Handle, outcome: Outcome) -> Exception | None:
    """Why what came is not a whole answer."""
    answer = handle.answer
    if answer.failure or answer.satisfied:
        return answer.failure
    if failures.is_silent_end(outcome.code, outcome.message):
        return _cut_off(answer)
    if outcome.code:
        return failures.translate(handle.curl, outcome.code, outcome.message)
    if answer.body is None:
        return failures.unreachable(UnreachableReason.PROTOCOL)
    return None if answer.body.ended else failures.unreachable(UnreachableReason.TRUNCATED)


def _cut_off(answer: Answer) -> Exception | None:
    """A secure connection was closed without saying so in TLS, as many servers do.

    Where the head gave no length, such an end is the only one there is.
    """
    if answer.headers is None:
        return failures.unreachable(UnreachableReason.RESET)
    if "Content-Length" in answer.headers or "Transfer-Encoding" in answer.headers:
        return failures.unreachable(UnreachableReason.TRUNCATED)
    if answer.body is None or not answer.body.ended:
        return failures.unreachable(UnreachableReason.TRUNCATED)
    return None


def _location(target: urls.Address, answer: Answer) -> urls.Address:
    assert answer.headers is not None
    location = answer.headers.get("Location", "")
    # Bytes that are no UTF-8 stand as lone surrogates; they were meant as UTF-8 or are
    # percent-encoded as they stand.
    readable = location.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if not readable:
        raise exceptions.RedirectFailed(
            "The page redirects without saying where.", reason=RedirectReason.LOCATION
        )
    try:
        return urls.parse(readable, base=target.href)
    except exceptions.InvalidUrl as error:
        raise exceptions.RedirectFailed(
            "The page redirects to something that is not a web address.",
            reason=RedirectReason.LOCATION,
            detail=error.message,
        ) from error
