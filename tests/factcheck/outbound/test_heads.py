"""Heads of answers: what is kept of them, and the odd ones."""

from __future__ import annotations

import asyncio
import gzip

import pytest
from aiohttp import web

from factcheck import outbound
from tests.factcheck.outbound import certificates, servers
from tests.factcheck.outbound.servers import saying

OK = b"HTTP/1.1 200 OK\r\n"


async def answer_to(*parts: bytes, **options) -> outbound.Response:
    async with servers.raw(saying(*parts)) as origin, servers.client(**options) as client:
        return await client.get(f"{origin}/")


async def test_the_head_is_kept_as_it_came():
    response = await answer_to(
        b"HTTP/1.1 200 All is well\r\nServer:  x  \r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n"
        b"X-Name: \xe9\r\nContent-Length: 2\r\n\r\nok"
    )

    assert response.status_line == "HTTP/1.1 200 All is well"
    assert response.raw_headers == [
        ("Server", "x"),
        ("Set-Cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("X-Name", "é"),
        ("Content-Length", "2"),
    ]
    assert response.raw_headers[3][1].encode("latin-1") == b"\xe9"


async def test_headers_are_found_in_any_case_and_the_first_counts():
    headers = (
        await answer_to(OK + b"ETag: one\r\netag: two\r\nX-Bad: \xff\r\nContent-Length: 0\r\n\r\n")
    ).headers

    assert (headers["ETAG"], headers.get("none"), len(headers)) == ("one", None, 3)
    assert dict(headers) == {"ETag": "one", "X-Bad": "\udcff", "Content-Length": "0"}


async def test_codings_of_several_lines_are_one_list():
    coding = b"Content-Encoding: gzip\r\n"
    response = await answer_to(OK + coding + coding + b"Content-Length: 1\r\n\r\nx")

    assert (response.undecoded, response.body) == ("gzip, gzip", b"")


async def test_folded_lines_are_joined():
    response = await answer_to(OK + b"X-Long: one\r\n  two\r\nContent-Length: 0\r\n\r\n")

    assert response.headers["X-Long"].split() == ["one", "two"]


async def test_interim_answers_are_passed_over():
    response = await answer_to(
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\nSet-Cookie: early=1\r\n\r\n",
        OK + b"Content-Length: 2\r\n\r\nok",
    )

    assert (response.status, response.raw_headers, response.text()) == (
        200,
        [("Content-Length", "2")],
        "ok",
    )


async def test_trailers_are_no_headers():
    response = await answer_to(
        OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-After: HTTP/1.1 500\r\n\r\n"
    )

    assert (response.status, response.text(), "X-After" in response.headers) == (200, "ok", False)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nanything",
        OK + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello",
        OK + b"Content-Length: -5\r\n\r\nhello",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello\r\n0\r\n\r\n",
        OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        OK + b"X: a\0b\r\n\r\n",
        b"HTTP/1.1 xx OK\r\n\r\n",
        b"HTTP/7.3 200 OK\r\n\r\n",
        b"<html>hello",
    ],
    ids=[
        *("another protocol", "two lengths", "negative length", "no chunk", "endless chunk"),
        *("transfer coding", "null byte", "no number", "no version", "no head at all"),
    ],
)
async def test_what_is_no_http_is_told(answer):
    async with servers.raw(saying(answer)) as origin:
        failure = await servers.failure_of(outbound.Unreachable, f"{origin}/")

    assert failure.reason == "protocol"


async def test_an_endless_run_of_interim_answers_is_ended_by_size():
    async def run_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)
            await writer.drain()

    async with servers.raw(run_on) as origin:
        failure = await servers.failure_of(
            outbound.Unreachable, f"{origin}/", limits=outbound.Limits(total=60)
        )

    assert failure.reason == "protocol"


async def test_a_redirect_is_followed_though_its_body_never_comes():
    waiting = asyncio.Event()

    async def lead_on(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(status=302, headers={"Location": "/page"})
        await answer.prepare(request)
        await waiting.wait()
        return answer

    async with (
        servers.site({"/": lead_on, "/page": "page"}) as origin,
        servers.client() as client,
    ):
        response = await client.get(f"{origin}/")
        waiting.set()

    assert (response.text(), [hop.status for hop in response.hops]) == ("page", [302, 200])


@pytest.mark.parametrize(
    ("cookie", "path", "sent"),
    [
        ("a=1", "/next", "a=1"),
        ("a=1; Path=/next", "/next", "a=1"),
        ("a=1; Path=/other", "/next", ""),
        ("a=1; Secure", "/next", ""),
        ("a=1; Domain=other.example", "/next", ""),
        ("a=1; Domain=example", "/next", ""),
        ("a=1; Max-Age=0", "/next", ""),
        ("a=1; HttpOnly; SameSite=Strict", "/next", "a=1"),
        ("a=caf\u00e9", "/next", "a=café"),
    ],
)
async def test_cookies_follow_the_rules_within_a_journey(cookie, path, sent):
    async def told(request: web.Request) -> web.Response:
        return web.Response(text=request.headers.get("Cookie", ""))

    redirect = f"HTTP/1.1 302 Found\r\nLocation: {path}\r\nSet-Cookie: {cookie}\r\n"
    async with servers.site({"/next": told}) as there:
        moved = redirect.replace(path, f"{there}{path}") + "Content-Length: 0\r\n\r\n"
        async with servers.raw(saying(moved.encode())) as origin, servers.client() as client:
            first = await client.get(f"{origin}/")
            second = await client.get(f"{there}/next")

    assert (first.text(), second.text()) == (sent, "")


async def test_timings_tell_what_took_how_long():
    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(0.1)
        return web.Response(text="page")

    async with servers.site({"/": slow}) as origin, servers.client() as client:
        first, again = [(await client.get(f"{origin}/")).hops[0].timings for _ in range(2)]

    assert first is not None
    assert again is not None
    assert 0 < first.connect < first.first_byte <= first.total
    assert 90 < first.first_byte < 5_000
    assert (first.tls, again.connect, again.tls) == (0, 0, 0)


async def test_timings_of_a_secure_connection(tmp_path):
    authority = certificates.Authority(tmp_path)
    tls = authority.server(servers.NAME)
    async with (
        servers.site({"/": "safe"}, tls=tls) as origin,
        servers.client(ca_file=str(authority.file)) as client,
    ):
        timings = (await client.get(f"{origin}/")).hops[0].timings

    assert timings is not None
    assert 0 < timings.connect < timings.tls < timings.first_byte


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (OK + b"\r\nall of it", "all of it"),
        (OK + b"Content-Length: 99\r\n\r\nhalf of it", "truncated"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", "truncated"),
        (OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"page")[:-4], "truncated"),
        (OK, "reset"),
    ],
    ids=["no length", "length", "chunks", "gzip", "no head"],
)
async def test_a_secure_connection_that_ends_without_saying_so(answer, expected, tmp_path):
    """Many servers end it like that; only a length tells a cut."""
    authority = certificates.Authority(tmp_path)

    async def abrupt(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        writer.transport.abort()

    async with (
        servers.raw(abrupt, tls=authority.server(servers.NAME)) as origin,
        servers.client(ca_file=str(authority.file)) as client,
    ):
        try:
            came = (await client.get(f"{origin}/")).text()
        except outbound.Unreachable as error:
            came = error.reason

    assert came == expected
