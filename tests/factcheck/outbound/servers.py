"""Real servers on this machine that stand for the outside world.

Good sites listen on 127.0.0.2, the only private address that `client` may contact; 127.0.0.1
stays forbidden, so that a redirect to it shows whether the guard holds.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TypeVar, Unpack

import pytest
from aiohttp import web

from factcheck import outbound

HOST = "127.0.0.2"
NETWORK = "127.0.0.2/32"
NAME = "site.example"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Page = Handler | web.Response | str
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Failure = TypeVar("Failure", bound=outbound.OutboundError)


async def everything_here(host: str) -> list[str]:
    """A resolver for which every name is our test server."""
    return [HOST]


def client(**options: Unpack[outbound.Options]) -> outbound.Client:
    """One that may contact the good sites; tests of deadlines bring limits of their own."""
    chosen: outbound.Options = {
        "resolver": everything_here,
        "allow_networks": (NETWORK,),
        **options,
    }
    return outbound.Client(**chosen)


async def failure_of(kind: type[Failure], url: str, **options: Unpack[outbound.Options]) -> Failure:
    """How fetching `url` fails: with exactly this kind of error."""
    async with client(**options) as fetcher:
        with pytest.raises(kind) as caught:
            await fetcher.get(url)
    assert type(caught.value) is kind
    return caught.value


@asynccontextmanager
async def site(
    pages: Mapping[str, Page], *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[str]:
    """Serve `pages` by path; yields the origin, under the name `site.example`."""
    app = web.Application()
    for path, page in pages.items():
        app.router.add_route("*", path, page if callable(page) else _always(page))
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, HOST, 0, ssl_context=tls).start()
    port = runner.addresses[0][1]
    try:
        yield f"{'https' if tls else 'http'}://{NAME}:{port}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def raw(talk: Talk, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """A server that says exactly what `talk` writes; yields its origin."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, HOST, 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"{'https' if tls else 'http'}://{NAME}:{port}"
    finally:
        server.close()
        await server.wait_closed()


def saying(*parts: bytes, pause: float = 0.0) -> Talk:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)

    return talk


def dripping(head: bytes, drop: bytes) -> Talk:
    """A server that never ends: `drop` again and again, until the other side leaves."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not reader.at_eof():
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.02)

    return talk


def html(body: str, *, status: int = 200, **headers: str) -> web.Response:
    return web.Response(text=body, status=status, content_type="text/html", headers=headers)


def redirect(location: str, *, status: int = 302, **headers: str) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": location, **headers})

    return answer


def _always(page: web.Response | str) -> Handler:
    source = html(page) if isinstance(page, str) else page

    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=source.body, status=source.status, headers=source.headers)

    return answer
