"""What a site answers for a page that cannot exist.

A site that shows the same page whatever is asked for answers "200 OK" for a page it no longer
has. One probe per host and client tells; the answer is kept for the rest of the batch.
"""

from __future__ import annotations

import asyncio
import secrets
from weakref import WeakKeyDictionary

from factcheck.outbound import Client, OutboundError, reading
from reviews.links import soft404

NOTHING: frozenset[int] = frozenset()


class _Known:
    def __init__(self) -> None:
        self.pages: dict[str, frozenset[int]] = {}
        self.turns: dict[str, asyncio.Lock] = {}


_known: WeakKeyDictionary[Client, _Known] = WeakKeyDictionary()


async def shown_for_anything(
    origin: str, path: str, *, client: Client, within: float
) -> frozenset[int]:
    """The shingles of the page that `origin` shows for an invented neighbour of `path`.

    Empty where it says that there is none, as most do. Asked once an origin and client; takes at
    most `within` seconds.
    """
    known = _known.get(client)
    if known is None:
        known = _known[client] = _Known()
    if origin in known.pages:
        return known.pages[origin]
    # One probe at a time and host: ten links of one site must not send ten probes.
    async with known.turns.setdefault(origin, asyncio.Lock()):
        if origin not in known.pages:
            known.pages[origin] = await _probe(origin, path, client=client, within=within)
    known.turns.pop(origin, None)
    return known.pages[origin]


async def _probe(origin: str, path: str, *, client: Client, within: float) -> frozenset[int]:
    folder = path.rstrip("/").rpartition("/")[0]
    try:
        response = await client.get(f"{origin}{folder}/{secrets.token_hex(12)}", within=within)
    except OutboundError:
        return NOTHING
    page = await reading.page(response) if response.ok else None
    return soft404.shingles(page.text) if page else NOTHING
