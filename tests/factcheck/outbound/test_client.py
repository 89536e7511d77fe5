"""The door against a network that misbehaves. Limits are small; nothing waits for a real one."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import socket
import zlib

import pytest
from aiohttp import web

from factcheck import outbound
from tests.factcheck.outbound import certificates, servers
from tests.factcheck.outbound.servers import redirect, saying

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SMALL = outbound.Limits(total=1.0, connect=0.5, dns=0.3, body=1000)


async def failure_of(url: str, **options) -> outbound.OutboundError:
    async with servers.client(**options) as client:
        with pytest.raises(outbound.OutboundError) as caught:
            await client.get(url)
    return caught.value


async def echo(request: web.Request) -> web.Response:
    sent = {name: request.headers[name] for name in sorted(request.headers) if name != "Host"}
    return web.json_response(sent)


async def test_a_request_says_who_asks_and_nothing_else():
    async with servers.site({"/": echo}) as origin, servers.client() as client:
        url = origin.replace("http://", "http://user:secret@")

        response = await client.get(f"{url}/")

    assert response.text() == (
        '{"Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.8", '
        '"Accept-Encoding": "gzip, deflate", "Accept-Language": "en,*;q=0.5", '
        f'"User-Agent": "{outbound.USER_AGENT}"}}'
    )


def test_the_user_agent_names_a_contact_and_avoids_the_word_that_firewalls_block():
    agent = outbound.user_agent("desk@example.org")

    assert agent == "Factcheck/0.1 (checks cited sources; contact: desk@example.org)"
    assert "link" not in outbound.USER_AGENT + agent


async def test_proxy_variables_are_ignored(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    async with servers.site({"/": "direct"}) as origin, servers.client() as client:
        response = await client.get(f"{origin}/")

    assert response.text() == "direct"


async def test_the_query_is_sent_as_it_was_written():
    async def query(request: web.Request) -> web.Response:
        return web.Response(text=request.raw_path)

    async with servers.site({"/p": query}) as origin, servers.client() as client:
        response = await client.get(f"{origin}/p?b=2&a=%7e|'x&utm_source=y&b=1#part")

    assert response.text() == "/p?b=2&a=%7e|%27x&utm_source=y&b=1"


async def test_hops_tell_where_each_request_went():
    pages = {"/a": redirect("/b", status=301), "/b": redirect("c?x=1"), "/c": "here"}
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
        failure = await failure_of(f"{origin}/a")

    assert (type(failure), failure.reason) == (outbound.RedirectFailed, "loop")
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
        failure = await failure_of(f"{origin}/")

    assert (type(failure), failure.reason) == (outbound.RedirectFailed, "location")


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
        failure = await failure_of(f"{origin}/", limits=limits)

    assert type(failure) is outbound.Unreachable
    assert failure.reason in {"timeout", "protocol"}


async def test_the_deadline_covers_all_hops_together():
    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(0.3)
        return web.Response(status=302, headers={"Location": f"/{request.match_info['n']}0"})

    async with servers.site({"/{n}": slow}) as origin:
        failure = await failure_of(f"{origin}/1", limits=outbound.Limits(total=0.8))

    assert (failure.reason, len(failure.hops)) == ("timeout", 3)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate", "gzip twice"])
async def test_a_bomb_costs_no_more_than_a_page(coding):
    zeros = b"<p>" + b"0" * 20_000_000
    squeeze = zlib.compressobj(wbits=-15)
    bodies = {
        "gzip": gzip.compress(zeros),
        "deflate": zlib.compress(zeros),
        "raw deflate": squeeze.compress(zeros) + squeeze.flush(),
        "gzip twice": gzip.compress(gzip.compress(zeros)),
    }
    named = {"raw deflate": "deflate", "gzip twice": "gzip, gzip"}.get(coding, coding)
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
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 3000 + b"\r\n", "protocol"),
    ],
)
async def test_broken_answers_are_told_apart(answer, reason):
    async with servers.raw(saying(answer)) as origin:
        failure = await failure_of(f"{origin}/")

    assert (type(failure), failure.reason) == (outbound.Unreachable, reason)


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


async def test_an_encoding_that_was_not_asked_for_is_named():
    page = web.Response(body=b"\x0b\x02\x80hi\x03", headers={"Content-Encoding": "br"})
    async with servers.site({"/": page}) as origin, servers.client() as client:
        response = await client.get(f"{origin}/")

    assert (response.undecoded, response.body) == ("br", b"")


async def test_a_port_where_nobody_listens():
    with socket.create_server((servers.HOST, 0)) as taken:
        port = taken.getsockname()[1]

    failure = await failure_of(f"http://{servers.NAME}:{port}/")

    assert (type(failure), failure.reason) == (outbound.Unreachable, "connect")


async def test_a_connection_torn_down_is_a_reset():
    async def slam(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0"
        )
        writer.transport.abort()

    async with servers.raw(slam) as origin:
        failure = await failure_of(f"{origin}/")

    assert (type(failure), failure.reason) == (outbound.Unreachable, "reset")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (socket.EAI_NONAME, outbound.NameNotFound),
        (socket.EAI_NODATA, outbound.NameNotFound),
        (socket.EAI_AGAIN, outbound.Unreachable),
        (socket.EAI_FAIL, outbound.Unreachable),
    ],
)
async def test_a_name_that_does_not_exist_is_not_a_name_server_that_is_down(code, expected):
    async def resolver(host: str) -> list[str]:
        raise socket.gaierror(code, "from the test")

    failure = await failure_of("http://gone.example/", resolver=resolver)

    assert type(failure) is expected


async def test_a_name_without_addresses_does_not_exist():
    async def resolver(host: str) -> list[str]:
        return []

    failure = await failure_of("http://gone.example/", resolver=resolver)

    assert type(failure) is outbound.NameNotFound


async def test_a_name_server_that_never_answers():
    async def resolver(host: str) -> list[str]:
        await asyncio.Event().wait()
        return []

    failure = await failure_of("http://slow.example/", resolver=resolver, limits=SMALL)

    assert (type(failure), failure.reason) == (outbound.Unreachable, "dns")


async def test_a_trusted_site_is_read_over_tls(tmp_path):
    authority = certificates.Authority(tmp_path)
    tls = authority.server(servers.NAME)
    async with (
        servers.site({"/": "safe"}, tls=tls) as origin,
        servers.client(ca_file=str(authority.file)) as client,
    ):
        response = await client.get(f"{origin}/")

    assert (response.text(), response.hops[0].address) == ("safe", servers.HOST)


@pytest.mark.parametrize(
    "kind", ["expired", "not_yet_valid", "hostname", "untrusted", "self_signed"]
)
async def test_the_kind_of_a_tls_error_is_kept(kind, tmp_path):
    trusted, stranger = certificates.Authority(tmp_path), certificates.Authority(tmp_path)
    now, day = certificates.NOW, dt.timedelta(days=1)
    tls = {
        "expired": lambda: trusted.server(servers.NAME, end=now - day),
        "not_yet_valid": lambda: trusted.server(servers.NAME, start=now + day),
        "hostname": lambda: trusted.server("other.example"),
        "untrusted": lambda: stranger.server(servers.NAME),
        "self_signed": lambda: certificates.self_signed(tmp_path, servers.NAME),
    }[kind]()

    async with servers.site({"/": "unsafe"}, tls=tls) as origin:
        failure = await failure_of(f"{origin}/", ca_file=str(trusted.file))

    assert (type(failure), failure.reason) == (outbound.TlsFailed, kind)


async def test_https_spoken_to_an_http_server():
    async with servers.site({"/": "plain"}) as origin:
        failure = await failure_of(origin.replace("http://", "https://"))

    assert (type(failure), failure.reason) == (outbound.TlsFailed, "handshake")


async def test_many_fetches_share_one_client():
    async with servers.site({"/{n}": "page"}) as origin, servers.client() as client:
        responses = await asyncio.gather(*(client.get(f"{origin}/{n}") for n in range(30)))

    assert {response.status for response in responses} == {200}
