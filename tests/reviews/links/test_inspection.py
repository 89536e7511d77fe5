"""Every row of the vocabulary, from a real server that misbehaves in just that way."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from factcheck import outbound
from reviews import links
from tests.factcheck.outbound import servers
from tests.factcheck.outbound.servers import html, redirect
from tests.reviews.links.looking import ARTICLE, FILLER, QUOTE, seen, told


async def test_a_page_is_described():
    observation = await seen({"/news/article": ARTICLE}, quote=QUOTE)

    assert told(observation) == ("ok", "exact")
    assert observation.match is not None
    assert observation.text[observation.match.start : observation.match.end] == QUOTE
    assert (observation.title, observation.http_status, observation.media_type) == (
        "Floods",
        200,
        "text/html",
    )
    assert (observation.bytes_read, observation.charset, len(observation.hops)) == (
        len(ARTICLE),
        "utf-8",
        1,
    )
    assert (len(observation.body_sha256), len(observation.text_sha256)) == (64, 64)


async def test_what_was_sent_along_is_kept():
    page = html(ARTICLE)
    page.headers.update({"ETag": '"v1"', "Server": "s" * 900, "X-Other": "kept as received"})

    observation = await seen({"/news/article": page}, quote=QUOTE)

    assert observation.headers == {
        "etag": '"v1"',
        "content-type": "text/html; charset=utf-8",
        "content-length": str(len(ARTICLE)),
        "server": "s" * 500,
    }
    assert dict(observation.raw_headers)["X-Other"] == "kept as received"
    assert (observation.status_line, observation.etag, observation.tls_error) == (
        "HTTP/1.1 200 OK",
        '"v1"',
        "",
    )
    assert set(observation.timings) == {"dns", "connect", "tls", "first_byte", "total"}


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (ARTICLE, "exact"),
        (ARTICLE.replace("that 1", "that\u00a01"), "normalised"),
        (ARTICLE.replace("ministry", "ministery"), "fuzzy"),
    ],
)
async def test_how_the_quote_was_found(page, reason):
    assert told(await seen({"/news/article": page}, quote=QUOTE)) == ("ok", reason)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (ARTICLE.replace("1,204", "1,240"), "numbers"),
        (ARTICLE.replace("had died", "had not died"), "negation"),
        (ARTICLE.replace(QUOTE, "Nothing happened"), "missing"),
    ],
)
async def test_how_the_quote_was_changed(page, reason):
    observation = await seen({"/news/article": page}, quote=QUOTE)

    assert told(observation) == ("drifted", reason)


@pytest.mark.parametrize(
    ("statuses", "quote", "outcome"),
    [
        ([301], QUOTE, "moved"),
        ([308, 301], QUOTE, "moved"),
        ([302], QUOTE, "redirected"),
        ([301, 302], QUOTE, "redirected"),
        ([301], None, "redirected"),
    ],
)
async def test_moved_needs_permanent_hops_and_the_quote(statuses, quote, outcome):
    pages: dict[str, servers.Page] = {
        f"/step/{n}": redirect(f"/step/{n + 1}", status=s) for n, s in enumerate(statuses)
    }
    pages[f"/step/{len(statuses)}"] = ARTICLE

    observation = await seen(pages, quote=quote, path="/step/0")

    assert told(observation) == (outcome, "exact" if quote else "")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, ("client_error", "")),
        (401, ("blocked", "auth")),
        (402, ("blocked", "payment")),
        (403, ("blocked", "forbidden")),
        (404, ("gone", "404")),
        (405, ("client_error", "")),
        (407, ("blocked", "proxy")),
        (410, ("gone", "410")),
        (418, ("client_error", "")),
        (429, ("rate_limited", "")),
        (451, ("blocked", "legal")),
        (500, ("server_error", "")),
        (503, ("server_error", "")),
        (999, ("blocked", "forbidden")),
        (304, ("redirect_error", "location")),
    ],
)
async def test_what_a_status_means(status, expected):
    # Even where the error page happens to carry the quote.
    observation = await seen({"/news/article": html(ARTICLE, status=status)}, quote=QUOTE)

    assert (told(observation), observation.http_status) == (expected, status)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("pause", "least", "most"),
    [
        ("120", 120, 120),
        (timedelta(hours=1), 3000, 3600),
        (timedelta(days=9), 86_400, 86_400),
    ],
)
async def test_a_host_may_ask_for_a_pause(status, pause, least, most):
    # A date is made when it is asked for: the run may be at it long after the list was made.
    date = isinstance(pause, timedelta)
    header = format_datetime(datetime.now(UTC) + pause, usegmt=True) if date else pause
    page = html("", status=status, **{"Retry-After": header})

    observation = await seen({"/news/article": page})

    assert least <= observation.retry_after <= most


async def test_a_malformed_pause_is_none():
    page = html("", status=429, **{"Retry-After": "soon"})

    assert (await seen({"/news/article": page})).retry_after is None


async def test_errors_of_the_network_become_outcomes():
    async def names(host: str) -> list[str]:
        if host == "gone.example":
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        if host == "later.example":
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        return [servers.HOST]

    with socket.create_server((servers.HOST, 0)) as taken:
        port = taken.getsockname()[1]
    urls = {
        "http://gone.example/": ("dns_dead", ""),
        "http://later.example/": ("unreachable", "dns"),
        f"http://closed.example:{port}/": ("unreachable", "connect"),
        "http://127.0.0.1/": ("refused", "address"),
        "ftp://site.example/": ("refused", "scheme"),
        "http://site.example:25/": ("refused", "port"),
        "not a url": ("invalid", ""),
    }

    async with servers.client(resolver=names) as client:
        outcomes = {url: told(await links.inspect(url, client=client)) for url in urls}

    assert outcomes == urls


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        (servers.saying(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), "truncated"),
        (servers.saying(b""), "reset"),
        (servers.saying(b"hello there\r\n\r\n"), "protocol"),
        (servers.dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x"), "timeout"),
    ],
)
async def test_broken_answers_are_unreachable(talk, expected):
    limits = outbound.Limits(total=0.8)
    async with servers.raw(talk) as origin, servers.client(limits=limits) as client:
        observation = await links.inspect(f"{origin}/", client=client)

    assert told(observation) == ("unreachable", expected)
    assert observation.error


def test_a_view_may_look_at_a_link_without_a_loop():
    observation = links.inspect_now("http://127.0.0.1/", "a quote")

    assert told(observation) == ("refused", "address")


def test_the_seam_needs_no_django():
    code = "import sys; from reviews import links; links.inspect; sys.exit('django' in sys.modules)"
    finished = subprocess.run([sys.executable, "-c", code], check=False, env={})

    assert finished.returncode == 0


async def test_a_large_batch_does_not_time_out_waiting_for_itself():
    limits = outbound.Limits(total=3.0, connections=20)
    page = ARTICLE + FILLER * 20
    async with servers.site({"/{n}": page}) as origin, servers.client(limits=limits) as client:
        batch = [links.inspect(f"{origin}/{n}", QUOTE, client=client) for n in range(300)]
        outcomes = {told(observation) for observation in await asyncio.gather(*batch)}

    assert outcomes == {("ok", "exact")}
