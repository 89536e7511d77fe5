"""The only code that opens a connection to the outside."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from types import MappingProxyType, TracebackType
from typing import Self, TypedDict

from factcheck.outbound import (
    authorities,
    guard,
    journeys,
    limits,
    resolving,
    transport,
    urls,
)
from factcheck.outbound.handles import PLAIN, Errand, Setup
from factcheck.outbound.pacing import Pace
from factcheck.outbound.response import Response
from factcheck.outbound.routes import Route

USER_AGENT = "Factcheck/0.1 (checks cited sources; contact: the editors of the site that cites you)"

HEADERS = {
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en,*;q=0.5",
}

MOST_ROUTES = 10_000
"""Hosts whose checked addresses a client keeps at hand."""


class Options(TypedDict, total=False):
    """What a `Client` can be given, for callers that pass settings through."""

    resolver: resolving.Resolver | None
    allow_networks: Iterable[str | guard.IpNetwork]
    limits: limits.Limits
    ca_file: str | None
    allow_origins: Iterable[str]
    user_agent: str
    pace: Pace | None


def user_agent(contact: str) -> str:
    """Who we are and how to reach us (a URL or e-mail address), as every request tells.

    The word "link" is missing on purpose: common firewall rules block agents that carry it.
    """
    return f"Factcheck/0.1 (checks cited sources; contact: {contact})"


class Client:
    """Fetches pages through the guard; use it as an async context manager, for a whole batch.

    No proxies, no cookies kept between fetches, no credentials. `resolver` is an async function
    from a host name to its addresses that raises `socket.gaierror`. `pace` makes every request
    wait until its host may be asked again; that time counts for no deadline.

    Whoever parses what came back holds `reading` meanwhile, one page at a time: else a hundred
    pages parsed in a row keep the loop from the fetches under way until their deadlines pass.
    """

    def __init__(  # noqa: PLR0913 - the seam names each of them
        self,
        *,
        resolver: resolving.Resolver | None = None,
        allow_networks: Iterable[str | guard.IpNetwork] = (),
        limits: limits.Limits = limits.DEFAULT,
        ca_file: str | None = None,
        allow_origins: Iterable[str] = (),
        user_agent: str = USER_AGENT,
        pace: Pace | None = None,
    ) -> None:
        self.limits = limits
        self._resolver = resolver
        self._guard = guard.Guard(allow_networks=allow_networks, allow_origins=allow_origins)
        self._ca_file = ca_file
        self._headers = {**HEADERS, "User-Agent": user_agent}
        self.pace = pace
        self._routes: dict[tuple[str, ...], Route] = {}

    async def __aenter__(self) -> Self:
        self.reading = asyncio.Lock()
        self.turns = asyncio.Semaphore(self.limits.connections)
        self._own_resolver = resolving.SystemResolver()
        self._look_up = self._resolver or self._own_resolver
        self.transport = transport.Transport(
            Setup(
                limits=self.limits,
                headers=self._headers,
                ca_file=self._ca_file or authorities.file(),
            )
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._own_resolver.close()
        self.transport.close()

    async def get(
        self,
        url: str,
        *,
        within: float | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
        fresh: bool = False,
    ) -> Response:
        """Fetch `url`, following redirects, in at most `within` seconds (default: the limit).

        `headers` go to the host of `url` only; `fresh` opens a connection of its own for each
        hop. Any HTTP status is a `Response`. Raises an `OutboundError` when there was no complete
        answer or when a hop may not be made; its `hops` tell how far we came.
        """
        errand = Errand(headers=headers, fresh=fresh) if headers or fresh else PLAIN
        return await journeys.Journey(self, errand, within=within).make(url)

    async def post(
        self, url: str, *, body: bytes, headers: Mapping[str, str], within: float | None = None
    ) -> Response:
        """Send `body` to `url`. A redirect is an answer like any other: it is not followed."""
        errand = Errand(headers=headers, body=body)
        return await journeys.Journey(self, errand, within=within).make(url)

    async def route(self, target: urls.Address, *, within: float) -> Route:
        """Where `target` may be contacted. Raises `Refused`, `NameNotFound`, `Unreachable`.

        Names are looked up for every request; what the guard said of the same answer for the same
        origin is kept, as it depends on nothing else.
        """
        if target.literal:
            found = [target.host]
        else:
            found = await resolving.resolve(
                target.host, resolver=self._look_up, timeout=min(self.limits.dns, within)
            )
        key = (target.origin, *found)
        route = self._routes.get(key)
        if route is None:
            route = Route(self._guard.check(target, found), port=target.port)
            if len(self._routes) >= MOST_ROUTES:
                self._routes.clear()
            self._routes[key] = route
        return route
