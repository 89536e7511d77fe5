"""One fetch from code that is not asynchronous, such as a view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack

from factcheck.outbound import urls, waiting
from factcheck.outbound.client import Client, Options
from factcheck.outbound.response import Response
from factcheck.outbound.urls import Address


def fetch(
    url: str, *, headers: Mapping[str, str] | None = None, **options: Unpack[Options]
) -> Response:
    """Fetch `url` in an event loop of its own; `options` as for `Client`.

    Blocks for at most the total limit. Raises an `OutboundError`; its text may be shown. Any HTTP
    status comes back as a `Response`: look at `.ok`.
    """
    return waiting.run(_fetch(url, headers or {}, options))


def post(
    url: str, *, body: bytes, headers: Mapping[str, str], **options: Unpack[Options]
) -> Response:
    """Send `body` to `url`; redirects are not followed. Otherwise as `fetch`."""
    return waiting.run(_post(url, body, headers, options))


def check(url: str, **options: Unpack[Options]) -> Address:
    """Read `url` and look its host up; nothing is sent there.

    Raises what `Client.get` would raise before it asks: InvalidUrl, Refused, NameNotFound,
    Unreachable. Whoever asks later is looked at again: names move.
    """
    return waiting.run(_check(url, options))


async def _check(url: str, options: Options) -> Address:
    async with Client(**options) as client:
        target = urls.parse(url)
        await client.route(target, within=client.limits.dns)
        return target


async def _fetch(url: str, headers: Mapping[str, str], options: Options) -> Response:
    async with Client(**options) as client:
        return await client.get(url, headers=headers)


async def _post(url: str, body: bytes, headers: Mapping[str, str], options: Options) -> Response:
    async with Client(**options) as client:
        return await client.post(url, body=body, headers=headers)
