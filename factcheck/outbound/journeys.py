"""Following one URL to its answer: every hop passes the guard, one deadline covers them all."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aiohttp
import yarl

from factcheck.outbound import exceptions, failures, guard, inflating, response, transport, urls
from factcheck.outbound.exceptions import RedirectReason, UnreachableReason
from factcheck.outbound.response import Hop, Response

if TYPE_CHECKING:
    from factcheck.outbound.client import Client

REDIRECTS = frozenset({301, 302, 303, 307, 308})
CHUNK = 16 * 1024
ERROR_BODY_SHARE = 0.8
"""Part of the remaining time that the body of an error page may take: its status is the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What a request asks for besides its address: a page, or (`body` given) to take a document.

    `headers` go to the first host only: a redirect elsewhere must not carry a key along.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


class Journey:
    """One fetch: its hops, its cookies (forgotten at the end) and its deadline."""

    def __init__(self, client: Client, *, time_allowed: float, errand: Errand = Errand()) -> None:
        self._client = client
        self._errand = errand
        self._started = time.monotonic()
        self._deadline = self._started + time_allowed
        self._hops: list[Hop] = []
        self._seen: set[tuple[str, str]] = set()
        self._jar = aiohttp.CookieJar()

    async def make(self, url: str) -> Response:
        try:
            async with asyncio.timeout(self._remaining()):
                return await self._follow(urls.parse(url))
        except TimeoutError as error:
            failure: exceptions.OutboundError = failures.unreachable(UnreachableReason.TIMEOUT)
            cause: Exception = error
        except (aiohttp.ClientError, OSError) as error:
            failure, cause = failures.translate(error), error
        except exceptions.OutboundError as error:
            error.hops = tuple(self._hops)
            raise
        failure.hops = tuple(self._hops)
        raise failure from cause

    async def _follow(self, target: urls.Address) -> Response:
        while True:
            answer = await self._hop(target)
            if isinstance(answer, Response):
                return answer
            target = answer

    async def _hop(self, target: urls.Address) -> Response | urls.Address:
        cookie = self._cookie(target)
        self._check_repetition(target, cookie)
        addresses = await self._client.addresses(target)
        self._hops.append(Hop(target.href, str(addresses[0]), None))
        with transport.only_to(addresses):
            async with self._client.request(target, self._asking(target, cookie)) as answer:
                self._hops[-1] = Hop(target.href, _peer(answer, addresses), answer.status)
                self._jar.update_cookies(answer.cookies, answer.url)
                if answer.status in REDIRECTS and self._errand.body is None:
                    return _location(target, answer)
                return await self._read(target, answer)

    def _asking(self, target: urls.Address, cookie: str) -> Errand:
        """What is asked of this hop."""
        first = urls.parse(self._hops[0].url).origin == target.origin
        headers = {
            **(self._errand.headers if first else {}),
            **({"Cookie": cookie} if cookie else {}),
        }
        return Errand(headers=headers, body=self._errand.body)

    def _cookie(self, target: urls.Address) -> str:
        kept = self._jar.filter_cookies(yarl.URL(target.href, encoded=True))
        return "; ".join(f"{name}={morsel.value}" for name, morsel in kept.items())

    def _check_repetition(self, target: urls.Address, cookie: str) -> None:
        """The same address again is a loop, unless a cookie set meanwhile may change the answer."""
        if (target.href, cookie) in self._seen:
            raise exceptions.RedirectFailed(
                "The page redirects in a circle.", reason=RedirectReason.LOOP
            )
        if len(self._hops) > self._client.limits.hops:
            raise exceptions.RedirectFailed(
                f"The page redirects more than {self._client.limits.hops} times.",
                reason=RedirectReason.TOO_MANY,
            )
        self._seen.add((target.href, cookie))

    async def _read(self, target: urls.Address, answer: aiohttp.ClientResponse) -> Response:
        names = inflating.encodings(answer.headers.get("Content-Encoding", ""))
        undecoded = "" if inflating.readable(names) else response.shown(", ".join(names))
        reader = _Reader(() if undecoded else names, limit=self._client.limits.body)
        incomplete = None
        if not undecoded:
            incomplete = await self._read_body(reader, answer)
        return Response(
            final_url=target.href,
            status=answer.status,
            headers=answer.headers,
            body=bytes(reader.body),
            hops=tuple(self._hops),
            capped=reader.body.full,
            incomplete=incomplete,
            undecoded=undecoded,
            received=reader.received,
            elapsed_ms=round((time.monotonic() - self._started) * 1000),
        )

    async def _read_body(
        self, reader: _Reader, answer: aiohttp.ClientResponse
    ) -> UnreachableReason | None:
        """Read to the end. An error page that breaks off is reported, not raised."""
        if answer.status < 400:
            await reader.read(answer)
            return None
        try:
            async with asyncio.timeout(self._remaining() * ERROR_BODY_SHARE):
                await reader.read(answer)
        except exceptions.Unreachable as error:
            return error.reason
        except TimeoutError:
            return UnreachableReason.TIMEOUT
        except (aiohttp.ClientError, OSError):
            return UnreachableReason.TRUNCATED
        return None

    def _remaining(self) -> float:
        return max(0.0, self._deadline - time.monotonic())


class _Reader:
    def __init__(self, names: tuple[str, ...], *, limit: int) -> None:
        self.body = inflating.Body(names, limit=limit)
        self.received = 0

    async def read(self, answer: aiohttp.ClientResponse) -> None:
        async for chunk in answer.content.iter_chunked(CHUNK):
            self.received += len(chunk)
            try:
                self.body.feed(chunk)
            except inflating.Corrupt as error:
                raise failures.unreachable(UnreachableReason.PROTOCOL, detail=str(error)) from error
            if self.body.full:
                answer.close()
                return
        if not self.body.ended:
            raise failures.unreachable(UnreachableReason.TRUNCATED)


def _peer(answer: aiohttp.ClientResponse, addresses: tuple[guard.IpAddress, ...]) -> str:
    """The address that answered; a body-less answer has given its connection back already."""
    transport_ = answer.connection.transport if answer.connection else None
    name = transport_.get_extra_info("peername") if transport_ else None
    return str(name[0]) if name else str(addresses[0])


def _location(target: urls.Address, answer: aiohttp.ClientResponse) -> urls.Address:
    location = answer.headers.get("Location", "").strip()
    # aiohttp hands over undecodable header bytes as lone surrogates; they were meant as UTF-8 or
    # are percent-encoded as they stand.
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
