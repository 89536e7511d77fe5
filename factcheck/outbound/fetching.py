"""One fetch from code that is not asynchronous, such as a view."""

from __future__ import annotations

import asyncio
from typing import Unpack

from factcheck.outbound.client import Client, Options
from factcheck.outbound.response import Response


def fetch(url: str, **options: Unpack[Options]) -> Response:
    """Fetch `url` in an event loop of its own; `options` as for `Client`.

    Blocks for at most the total limit. Raises an `OutboundError`; its text may be shown. Any HTTP
    status comes back as a `Response`: look at `.ok`.
    """
    return asyncio.run(_fetch(url, options))


async def _fetch(url: str, options: Options) -> Response:
    async with Client(**options) as client:
        return await client.get(url)
