"""What a site answers for a page that cannot exist.

A site that shows the same page whatever is asked for answers "200 OK" for a page it no longer
has. One probe per host and client tells; the answer is kept for the rest of the batch.
"""

from __future__ import annotations

import asyncio
import secrets
from weakref import WeakKeyDictionary

from factcheck.outbound import Address, Client, OutboundError, reading
from reviews.links import soft404

NOTHING: frozenset[int] = frozenset()


class _Known:
    def __init__(self) -> None:
        self.pages: dict[str, frozenset[int]] = {}
        self.turns: dict[str, asyncio.Lock] = {}


_known: WeakKeyDictionary[Client, _Known] = WeakKeyDictionary()


async def answers_alike(
    page: reading.Page, *, answered: Address, client: Client, within: float
) -> bool:
    """Whether the host shows this very page for an invented neighbour, too."""
    shown = soft404.shingles(page.text)
    if len(shown) < soft404.LEAST_SHINGLES:
        return False
    known = _known.setdefault(client, _Known())
    # One probe at a time and host: ten links of one site must not send ten probes.
    async with known.turns.setdefault(answered.origin, asyncio.Lock()):
        if answered.origin not in known.pages:
            known.pages[answered.origin] = await _probe(answered, client=client, within=within)
    return soft404.same_page(shown, known.pages[answered.origin])


async def _probe(answered: Address, *, client: Client, within: float) -> frozenset[int]:
    folder = answered.path.rstrip("/").rpartition("/")[0]
    try:
        response = await client.get(
            f"{answered.origin}{folder}/{secrets.token_hex(12)}", within=within
        )
    except OutboundError:
        return NOTHING
    page = reading.read(response) if response.ok else None
    return soft404.shingles(page.text) if page else NOTHING
