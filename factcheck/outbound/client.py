"""The only code that opens a connection to the outside."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from types import MappingProxyType, TracebackType
from typing import Self, TypedDict

import aiohttp
import yarl

from factcheck.outbound import (
    exceptions,
    guard,
    journeys,
    limits,
    resolving,
    transport,
    urls,
)
from factcheck.outbound.response import Response

USER_AGENT = "Factcheck/0.1 (checks cited sources; contact: the editors of the site that cites you)"

HEADERS = {
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en,*;q=0.5",
}


class Options(TypedDict, total=False):
    """What a `Client` can be given, for callers that pass settings through."""

    resolver: resolving.Resolver | None
    allow_networks: Iterable[str | guard.IpNetwork]
    limits: limits.Limits
    ca_file: str | None
    allow_origins: Iterable[str]
    user_agent: str


def user_agent(contact: str) -> str:
    """Who we are and how to reach us (a URL or e-mail address), as every request tells.

    The word "link" is missing on purpose: common firewall rules block agents that carry it.
    """
    return f"Factcheck/0.1 (checks cited sources; contact: {contact})"


class Client:
    """Fetches pages through the guard; use it as an async context manager, for a whole batch.

    No proxies, no cookies kept between fetches, no credentials. `resolver` is an async function
    from a host name to its addresses that raises `socket.gaierror`.

    Whoever parses what came back holds `reading` meanwhile, one page at a time: else a hundred
    pages parsed in a row keep the loop from the fetches under way until their deadlines pass.
    """

    def __init__(
        self,
        *,
        resolver: resolving.Resolver | None = None,
        allow_networks: Iterable[str | guard.IpNetwork] = (),
        limits: limits.Limits = limits.DEFAULT,
        ca_file: str | None = None,
        allow_origins: Iterable[str] = (),
        user_agent: str = USER_AGENT,
    ) -> None:
        self.limits = limits
        self._resolver = resolver
        self._guard = guard.Guard(allow_networks=allow_networks, allow_origins=allow_origins)
        self._ca_file = ca_file
        self._headers = {**HEADERS, "User-Agent": user_agent}

    async def __aenter__(self) -> Self:
        self.reading = asyncio.Lock()
        self._turns = asyncio.Semaphore(self.limits.connections)
        self._own_resolver = resolving.SystemResolver()
        self._look_up = self._resolver or self._own_resolver
        self._session = aiohttp.ClientSession(
            connector=transport.connector(limits=self.limits, ca_file=self._ca_file),
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=self._headers,
            max_field_size=self.limits.header_field,
            max_line_size=self.limits.header_field,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self.limits.connect),
            trust_env=False,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._own_resolver.close()
        await self._session.close()

    async def get(
        self,
        url: str,
        *,
        within: float | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> Response:
        """Fetch `url`, following redirects, in at most `within` seconds (default: the limit).

        `headers` go to the host of `url` only. Any HTTP status is a `Response`. Raises an
        `OutboundError` when there was no complete answer or when a hop may not be made; its
        `hops` tell how far we came.
        """
        return await self._make(url, journeys.Errand(headers=headers), within=within)

    async def post(
        self, url: str, *, body: bytes, headers: Mapping[str, str], within: float | None = None
    ) -> Response:
        """Send `body` to `url`. A redirect is an answer like any other: it is not followed."""
        return await self._make(url, journeys.Errand(headers=headers, body=body), within=within)

    async def _make(self, url: str, errand: journeys.Errand, *, within: float | None) -> Response:
        # The clock starts with the turn: a large batch must not time out waiting for itself.
        async with self._turns:
            allowed = min(within or self.limits.total, self.limits.total)
            return await journeys.Journey(self, time_allowed=allowed, errand=errand).make(url)

    async def addresses(self, target: urls.Address) -> tuple[guard.IpAddress, ...]:
        """Where `target` may be contacted. Raises `Refused`, `NameNotFound`, `Unreachable`."""
        if target.literal:
            return self._guard.check(target, [target.host])
        found = await resolving.resolve(
            target.host, resolver=self._look_up, timeout=self.limits.dns
        )
        return self._guard.check(target, found)

    def request(
        self, target: urls.Address, errand: journeys.Errand
    ) -> aiohttp.client._RequestContextManager:  # aiohttp has no public name for it
        """One request, no redirects; call it within `transport.only_to`."""
        try:
            url = yarl.URL(target.href, encoded=True)
        except ValueError as error:
            raise exceptions.InvalidUrl(
                "This is not a web address we can fetch.", detail=str(error)
            ) from error
        method = "GET" if errand.body is None else "POST"
        return self._session.request(
            method, url, headers=errand.headers, data=errand.body, allow_redirects=False
        )
