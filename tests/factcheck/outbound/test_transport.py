"""Connections: where they lead, when they are used again, and what becomes of them."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address
from pathlib import Path

import pycurl
import pytest
import uvloop
from aiohttp import web

from factcheck import outbound
from factcheck.outbound import readiness, routes, transport
from factcheck.outbound.handles import PLAIN
from tests.factcheck.outbound import servers

OTHER = "127.0.0.3"
BOTH: outbound.Options = {"allow_networks": (servers.NETWORK, f"{OTHER}/32")}


class Visited:
    """A site that answers with the address it listens on, at two addresses and one port."""

    def __init__(self) -> None:
        self.connections: list[str] = []
        self.port = 0
        self._serving: list[asyncio.Task[None]] = []

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Visited]:
        first = await asyncio.start_server(self._serve, servers.HOST, 0)
        self.port = first.sockets[0].getsockname()[1]
        second = await asyncio.start_server(self._serve, OTHER, self.port)
        async with first, second:
            yield self
        await asyncio.gather(*self._serving)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        here = writer.get_extra_info("sockname")[0]
        self.connections.append(here)
        task = asyncio.current_task()
        assert task
        self._serving.append(task)
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + here.encode())
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


def answering(*answers: list[str]):
    """A resolver that gives one answer after the other."""
    left = list(answers)

    async def resolver(host: str) -> list[str]:
        return left.pop(0)

    return resolver, left


async def asked(times: int, *answers: list[str]) -> tuple[list[str], list[str], int]:
    """What one name answered, over which connections, and the look-ups left over."""
    resolver, left = answering(*answers)
    options: outbound.Options = {**BOTH, "resolver": resolver}
    async with Visited().open() as site, outbound.Client(**options) as client:
        url = f"http://{servers.NAME}:{site.port}/"
        told = [(await client.get(url)).text() for _ in range(times)]
    return told, site.connections, len(left)


async def test_a_connection_is_used_again():
    same = [servers.HOST]

    assert await asked(2, same, same) == ([servers.HOST] * 2, [servers.HOST], 0)


async def test_a_name_that_moved_is_asked_where_it_is_now():
    assert await asked(3, [servers.HOST], [OTHER], [servers.HOST]) == (
        [servers.HOST, OTHER, servers.HOST],
        [servers.HOST, OTHER],
        0,
    )


async def test_a_connection_is_not_used_again_where_more_was_checked():
    """Two names of one set are one set; another set is another connection."""
    one, both = [servers.HOST], [servers.HOST, OTHER]

    assert await asked(4, one, both, both, one) == (
        [servers.HOST] * 4,
        [servers.HOST] * 2,
        0,
    )


async def test_the_next_address_is_tried_where_one_does_not_answer():
    resolver, left = answering(["127.0.0.4", OTHER])
    options: outbound.Options = {"allow_networks": ("127.0.0.0/29",), "resolver": resolver}
    async with Visited().open() as site, outbound.Client(**options) as client:
        response = await client.get(f"http://{servers.NAME}:{site.port}/")

    assert (response.text(), response.hops[0].address, left) == (OTHER, OTHER, [])


async def test_what_lies_in_the_pool_is_compared_before_each_request():
    async with Visited().open() as site, servers.client() as client:
        url = f"http://{servers.NAME}:{site.port}/"
        await client.get(url)
        elsewhere = routes.Route([ip_address("93.184.215.14")], port=site.port)
        elsewhere.connect_to = f"::{servers.HOST}:"  # as if the pool had mixed them up
        handle = client.transport.take()
        handle.begin(url, elsewhere, PLAIN, seconds=5)

        outcome = await client.transport.perform(handle)

        client.transport.give_back(handle)
    assert (outcome.code, handle.refused) == (pycurl.E_ABORTED_BY_CALLBACK, servers.HOST)
    assert (handle.answer.status, site.connections) == (0, [servers.HOST])


async def test_a_fresh_fetch_trusts_no_open_connection_and_leaves_none():
    async with Visited().open() as site, servers.client() as client:
        url = f"http://{servers.NAME}:{site.port}/"
        await client.get(url)
        await client.get(url, fresh=True)
        await client.get(url)

    assert site.connections == [servers.HOST] * 2


async def test_a_connection_that_the_site_closed_meanwhile_is_replaced():
    closing = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    async with servers.raw(servers.saying(closing.encode())) as origin, servers.client() as client:
        told = [(await client.get(f"{origin}/")).text() for _ in range(3)]

    assert told == ["ok"] * 3


async def test_a_cancelled_fetch_leaves_no_connection_behind():
    """What comes late must not become the answer to the next request."""
    begun, left = asyncio.Event(), asyncio.Event()

    async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if begun.is_set():
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole")
            return
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf")
        begun.set()
        await reader.read()
        left.set()

    async with servers.raw(half) as origin, servers.client() as client:
        task = asyncio.create_task(client.get(f"{origin}/"))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        under_way = dict(client.transport._under_way)
        async with asyncio.timeout(5):
            await left.wait()
        next_one = await client.get(f"{origin}/")

    assert (under_way, next_one.text()) == ({}, "whole")


async def test_closing_a_client_ends_what_is_under_way():
    begun = asyncio.Event()

    async def silent(request: web.Request) -> web.Response:
        begun.set()
        await asyncio.sleep(60)
        return web.Response()

    async with servers.site({"/": silent}) as origin:
        async with servers.client() as client:
            task = asyncio.create_task(client.get(f"{origin}/"))
            await begun.wait()
        with pytest.raises(transport.Closed, match="under way"):
            await task
        with pytest.raises(transport.Closed, match="open another"):
            await client.get(f"{origin}/")


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run])
@pytest.mark.parametrize("watcher", [readiness.ByEpoll, readiness.ByLoop])
def test_every_loop_drives_several_clients(run, watcher, monkeypatch):
    monkeypatch.setattr(readiness, "watcher", watcher)

    async def batch() -> list[int]:
        async with (
            servers.site({"/{n}": "page" * 5000}) as origin,
            servers.client() as one,
            servers.client() as other,
        ):
            urls = [f"{origin}/{n}" for n in range(20)]
            answers = await asyncio.gather(*(c.get(url) for url in urls for c in (one, other)))
        return [len(answer.body) for answer in answers]

    assert [run(batch()) for _ in range(2)] == [[20_000] * 40] * 2


async def test_nothing_is_left_open_afterwards():
    async with servers.site({"/": "page", "/away": servers.redirect("/")}) as origin:
        await _some(origin)
        gc.collect()
        before = _open_files()

        await _some(origin)

        gc.collect()
        assert _open_files() == before


async def _some(origin: str) -> None:
    async with servers.client() as client:
        await asyncio.gather(*(client.get(f"{origin}/away") for _ in range(10)))


def _open_files() -> int:
    """Sockets of the site close a little later: those of pipes and files do not count."""
    return sum(1 for one in Path("/proc/self/fd").iterdir() if _target(one).startswith("anon"))


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except FileNotFoundError:
        return ""


async def test_a_mistake_of_ours_is_raised_by_the_fetch_that_met_it(monkeypatch):
    def broken(*_: object) -> bool:
        raise ZeroDivisionError("ours")

    async with servers.site({"/": "page"}) as origin, servers.client() as client:
        with monkeypatch.context() as patch:
            patch.setattr(routes.Route, "leads_to", broken)
            with pytest.raises(ZeroDivisionError, match="ours"):
                await client.get(f"{origin}/")

        assert (await client.get(f"{origin}/")).text() == "page"
