"""Where redirects lead, and where they are not followed."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from factcheck import outbound
from tests.factcheck.outbound import servers
from tests.factcheck.outbound.servers import redirect, saying


async def test_hops_tell_where_each_request_went():
    pages: dict[str, servers.Page] = {
        "/a": redirect("/b", status=301),
        "/b": redirect("c?x=1"),
        "/c": "here",
    }
    async with servers.site(pages) as origin, servers.client() as client:
        response = await client.get(f"{origin}/a")

    assert response.hops == (
        outbound.Hop(f"{origin}/a", servers.HOST, 301),
        outbound.Hop(f"{origin}/b", servers.HOST, 302),
        outbound.Hop(f"{origin}/c?x=1", servers.HOST, 200),
    )
    assert response.final_url == f"{origin}/c?x=1"


async def test_a_circle_is_recognised():
    async with servers.site({"/a": redirect("/b"), "/b": redirect("/a")}) as origin:
        failure = await servers.failure_of(outbound.RedirectFailed, f"{origin}/a")

    assert failure.reason == "loop"
    assert [hop.status for hop in failure.hops] == [302, 302]


async def test_a_circle_that_sets_a_cookie_is_walked_once_more():
    async def door(request: web.Request) -> web.Response:
        if request.cookies.get("seen") == "1":
            return web.Response(text="inside")
        return web.Response(status=302, headers={"Location": "/", "Set-Cookie": "seen=1"})

    async with servers.site({"/": door}) as origin, servers.client() as client:
        first = await client.get(f"{origin}/")
        second = await client.get(f"{origin}/")

    assert [(first.text(), len(first.hops)), (second.text(), len(second.hops))] == [
        ("inside", 2),
        ("inside", 2),  # the cookie was forgotten in between
    ]


@pytest.mark.parametrize(("redirects", "arrives"), [(10, True), (11, False)])
async def test_ten_redirects_are_followed(redirects, arrives):
    async def countdown(request: web.Request) -> web.Response:
        left = int(request.match_info["left"])
        if not left:
            return web.Response(text="arrived")
        return web.Response(status=302, headers={"Location": f"/{left - 1}"})

    async with servers.site({"/{left}": countdown}) as origin, servers.client() as client:
        try:
            result = (await client.get(f"{origin}/{redirects}")).text()
        except outbound.RedirectFailed as error:
            result = error.reason

    assert result == ("arrived" if arrives else "too_many")


@pytest.mark.parametrize(
    "location", [b"", b"http://", b"http://exa mple/", b"https://[::1/", b"http://:80/"]
)
async def test_a_location_that_is_no_address_is_a_redirect_error(location):
    answer = b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"
    async with servers.raw(saying(answer)) as origin:
        failure = await servers.failure_of(outbound.RedirectFailed, f"{origin}/")

    assert failure.reason == "location"


@pytest.mark.parametrize("written", ["/café?q=é".encode(), b"/caf%C3%A9?q=%C3%A9"])
async def test_locations_are_read_as_utf8(written):
    async def arrive(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + written)
        writer.write(b"\r\n\r\n")
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    async with servers.raw(arrive) as origin, servers.client() as client:
        response = await client.get(f"{origin}/")

    assert response.final_url == f"{origin}/caf%C3%A9?q=%C3%A9"


async def test_the_deadline_covers_all_hops_together():
    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(0.3)
        return web.Response(status=302, headers={"Location": f"/{request.match_info['n']}0"})

    async with servers.site({"/{n}": slow}) as origin:
        failure = await servers.failure_of(
            outbound.Unreachable, f"{origin}/1", limits=outbound.Limits(total=0.8)
        )

    assert failure.reason == "timeout"  # no hop took that long, and ten of them were allowed
