"""A network that misbehaves: answers that break off, swell or never end."""

from __future__ import annotations

import asyncio
import gzip
import socket
import zlib

import pytest
from aiohttp import web

from factcheck import outbound
from tests.factcheck.outbound import servers
from tests.factcheck.outbound.servers import saying

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SMALL = outbound.Limits(body=1000)


@pytest.mark.parametrize(
    "talk",
    [
        servers.dripping(HEAD + b"\r\n", b"x"),
        servers.dripping(HEAD, b"X-More: 1\r\n"),
        servers.dripping(b"", b"H"),
        servers.dripping(b"HTTP/1.1 100 Continue\r\n\r\n", b""),
        servers.dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
    ids=["body", "headers", "status line", "silence", "chunks"],
)
async def test_what_never_ends_is_ended(talk):
    limits = outbound.Limits(total=0.6)
    async with servers.raw(talk) as origin:
        failure = await servers.failure_of(outbound.Unreachable, f"{origin}/", limits=limits)

    assert failure.reason in {"timeout", "protocol"}


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate"])
async def test_a_bomb_costs_no_more_than_a_page(coding):
    zeros = b"<p>" + b"0" * 20_000_000
    squeeze = zlib.compressobj(wbits=-15)
    bodies = {
        "gzip": gzip.compress(zeros),
        "deflate": zlib.compress(zeros),
        "raw deflate": squeeze.compress(zeros) + squeeze.flush(),
    }
    named = coding.removeprefix("raw ")
    page = web.Response(body=bodies[coding], headers={"Content-Encoding": named})
    async with servers.site({"/": page}) as origin, servers.client(limits=SMALL) as client:
        response = await client.get(f"{origin}/")

    assert (response.capped, response.bytes_read) == (True, 1000)
    assert response.body == zeros[:1000]


@pytest.mark.parametrize(("size", "capped"), [(999, False), (1000, False), (1001, True)])
async def test_the_limit_is_exact(size, capped):
    page = web.Response(body=b"x" * size)
    async with servers.site({"/": page}) as origin, servers.client(limits=SMALL) as client:
        response = await client.get(f"{origin}/")

    assert (response.capped, response.bytes_read) == (capped, min(size, 1000))


async def test_an_endless_body_is_cut_at_the_limit():
    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"\r\n")
        while True:
            writer.write(b"x" * 5000)
            await writer.drain()

    async with servers.raw(endless) as origin, servers.client(limits=SMALL) as client:
        response = await client.get(f"{origin}/")

    assert (response.capped, response.bytes_read) == (True, 1000)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (HEAD + b"Content-Length: 100\r\n\r\nhalf", "truncated"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "truncated"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 999)[:-9], "truncated"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\nthis is not gzip", "protocol"),
        (b"", "reset"),
        (b"HTTP/1.1 200", "reset"),
        (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", "protocol"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n", "protocol"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1_000_000 + b"\r\n\r\n", "protocol"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 3000 + b"\r\n", "protocol"),
    ],
    ids=[
        *("body", "chunks", "gzip", "no gzip", "nothing", "status line"),
        *("another protocol", "long header", "endless header", "many headers"),
    ],
)
async def test_broken_answers_are_told_apart(answer, reason):
    async with servers.raw(saying(answer)) as origin:
        failure = await servers.failure_of(outbound.Unreachable, f"{origin}/")

    assert failure.reason == reason


async def test_a_header_of_sixty_thousand_characters_is_read():
    answer = HEAD + b"Content-Length: 2\r\nX-Long: " + b"y" * 60_000 + b"\r\n\r\nok"
    async with servers.raw(saying(answer)) as origin, servers.client() as client:
        response = await client.get(f"{origin}/")

    assert len(response.headers["X-Long"]) == 60_000


async def test_an_error_page_that_breaks_off_keeps_its_status():
    answer = b"HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\nhalf"
    async with servers.raw(saying(answer)) as origin, servers.client() as client:
        response = await client.get(f"{origin}/")

    assert (response.status, response.incomplete) == (404, "truncated")


async def test_an_error_page_that_drips_keeps_its_status():
    talk = servers.dripping(b"HTTP/1.1 410 Gone\r\n\r\n", b"x")
    limits = outbound.Limits(total=1.0)
    async with servers.raw(talk) as origin, servers.client(limits=limits) as client:
        response = await client.get(f"{origin}/")

    assert (response.status, response.incomplete) == (410, "timeout")


@pytest.mark.parametrize("coding", ["br", "gzip, gzip"])
async def test_an_encoding_that_was_not_asked_for_is_named(coding):
    page = web.Response(body=b"\x0b\x02\x80hi\x03", headers={"Content-Encoding": coding})
    async with servers.site({"/": page}) as origin, servers.client() as client:
        response = await client.get(f"{origin}/")

    assert (response.undecoded, response.body) == (coding, b"")


async def test_a_port_where_nobody_listens():
    with socket.create_server((servers.HOST, 0)) as taken:
        port = taken.getsockname()[1]

    failure = await servers.failure_of(outbound.Unreachable, f"http://{servers.NAME}:{port}/")

    assert failure.reason == "connect"


async def test_a_connection_torn_down_is_a_reset():
    async def slam(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0"
        )
        writer.transport.abort()

    async with servers.raw(slam) as origin:
        failure = await servers.failure_of(outbound.Unreachable, f"{origin}/")

    assert failure.reason == "reset"
