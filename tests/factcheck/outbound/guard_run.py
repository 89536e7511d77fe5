"""Fetches the table of hostile links, in a process of its own, and prints what came of each.

    unshare --net python -m tests.factcheck.outbound.guard_run everywhere
    python -m tests.factcheck.outbound.guard_run loopback

“everywhere”: inside a network namespace, where a canary sees every connection to any address.
“loopback”: on any machine, where the canary is a service on 127.0.0.1. Django is not set up.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from factcheck import outbound
from reviews import links
from reviews.links import failed
from tests.factcheck.outbound import guard_table
from tests.factcheck.outbound.guard_site import World, everywhere, on_loopback
from tests.factcheck.outbound.guard_table_row import REFUSED, THERE, Row

LIMITS = outbound.Limits(total=5.0, connect=3.0)
ALL = ("0.0.0.0/0", "::/0")
KEY = "X-Key"
ANSWERED = "answered"

Way = Callable[[outbound.Client, str], Awaitable[tuple[str, str]]]


async def _inspect(client: outbound.Client, url: str) -> tuple[str, str]:
    seen = await links.inspect(url, client=client)
    told = {name: value for name, value in asdict(seen).items() if name not in ("body", "text")}
    return f"{seen.outcome} {seen.reason}".strip(), repr(told)


async def _get(client: outbound.Client, url: str) -> tuple[str, str]:
    return await _errand(client.get(url))


async def _post(client: outbound.Client, url: str) -> tuple[str, str]:
    return await _errand(client.post(url, body=b"words", headers={KEY: "k"}))


async def _errand(errand: Awaitable[outbound.Response]) -> tuple[str, str]:
    try:
        response = await errand
    except outbound.OutboundError as error:
        outcome, reason = failed.verdict(error)
        return f"{outcome} {reason}".strip(), f"{error} {error.detail} {error.hops}"
    return ANSWERED, repr(response.hops)


WAYS: Mapping[str, Way] = {"inspect": _inspect, "get": _get, "post": _post}


async def attempt(row: Row, world: World, way: Way, **options: Any) -> dict[str, Any]:
    """Fetch one row in one way with a client of its own."""
    resolver = Names(row, world)
    if not row.own_resolver:
        options["resolver"] = resolver
    with _environment(row.environment, world):
        async with outbound.Client(limits=LIMITS, ca_file=world.ca_file, **options) as client:
            for url in row.first:
                await client.get(world.fill(url))
            outcome, told = await way(client, world.fill(row.url))
    return {
        "outcome": outcome,
        "told": told,
        "contacts": sorted(await world.contacts()),
        "asked": resolver.asked,
        "sent": world.site.take(),
    }


class Names:
    """A resolver that answers as the row says, look-up by look-up."""

    def __init__(self, row: Row, world: World) -> None:
        self._row, self._world = row, world
        self.asked: list[str] = []

    async def __call__(self, host: str) -> list[str]:
        answers = self._row.names.get(host, ((THERE,),))
        turn = min(self.asked.count(host), len(answers) - 1)
        self.asked.append(host)
        return [self._world.address_of(answer) for answer in answers[turn]]


@contextlib.contextmanager
def _environment(wanted: Mapping[str, str], world: World) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update({name: world.fill(value) for name, value in wanted.items()})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


async def run(world: World) -> dict[str, Any]:
    """All rows in all ways; and, where everything is seen, the refused ones with an open guard."""
    rows = []
    for row in guard_table.ROWS:
        world.site.pages = world.pages(row.pages)
        found = {}
        for name, way in WAYS.items():
            found[name] = await attempt(row, world, way, allow_networks=world.allowed)
        rows.append(found)
    control = {}
    for row in guard_table.ROWS if world.canary else ():
        if row.expected == REFUSED and not (row.mute or row.names or row.contacts):
            opened = await attempt(row, world, _get, allow_networks=ALL)
            control[row.url] = opened["contacts"]
    missed = world.canary.missed() if world.canary else 0
    return {"rows": rows, "control": control, "missed": missed}


async def main(place: str) -> None:
    with tempfile.TemporaryDirectory() as home:
        make = everywhere if place == "everywhere" else on_loopback
        async with make(Path(home)) as world:
            found = await run(world)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
