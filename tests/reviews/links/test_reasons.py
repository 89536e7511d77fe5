"""Reasons that need a server of their own: certificates, redirects, pauses; and known bodies."""

from __future__ import annotations

import datetime as dt
import hashlib
from email.utils import format_datetime

import pytest
from aiohttp import web

from factcheck import outbound
from reviews import links
from tests.factcheck.outbound import certificates, servers
from tests.factcheck.outbound.servers import html, redirect
from tests.reviews.links.looking import ARTICLE, FILLER, QUOTE, seen, told


@pytest.mark.parametrize(
    "kind", ["expired", "not_yet_valid", "hostname", "untrusted", "self_signed"]
)
async def test_what_is_wrong_with_a_certificate_is_kept(kind, tmp_path):
    trusted = certificates.Authority(tmp_path)
    tls = certificates.wrong(kind, trusted, tmp_path, servers.NAME)

    async with (
        servers.site({"/": ARTICLE}, tls=tls) as origin,
        servers.client(ca_file=str(trusted.file)) as client,
    ):
        observation = await links.inspect(f"{origin}/", QUOTE, client=client)

    assert told(observation) == ("tls_error", kind)
    assert (observation.tls_error, observation.tls_error == "") == (observation.error, False)


async def test_a_site_without_tls_cannot_prove_who_it_is():
    async with servers.site({"/": ARTICLE}) as origin, servers.client() as client:
        observation = await links.inspect(origin.replace("http:", "https:"), client=client)

    assert told(observation) == ("tls_error", "handshake")


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"/news/article": redirect("/news/article")}, ("redirect_error", "loop")),
        ({"/news/article": redirect("/b"), "/b": redirect("/news/article")}, None),
        ({"/{n}": redirect("x/"), "/{any:.*}": redirect("x/")}, ("redirect_error", "too_many")),
        ({"/news/article": redirect("")}, ("redirect_error", "location")),
        ({"/news/article": redirect("http://")}, ("redirect_error", "location")),
        ({"/news/article": redirect("http://[::1")}, ("redirect_error", "location")),
        ({"/news/article": redirect("ftp://site.example/x")}, ("refused", "scheme")),
        ({"/news/article": redirect("data:text/html,x")}, ("refused", "scheme")),
        ({"/news/article": redirect("http://site.example:22/")}, ("refused", "port")),
        ({"/news/article": redirect("http://127.0.0.1/")}, ("refused", "address")),
        ({"/news/article": html("", status=300)}, ("redirect_error", "location")),
    ],
)
async def test_redirects_that_lead_nowhere(pages, expected):
    assert told(await seen(pages)) == (expected or ("redirect_error", "loop"))


YESTERDAY = format_datetime(dt.datetime.now(dt.UTC) - dt.timedelta(days=1), usegmt=True)


@pytest.mark.parametrize("status", [429, 503, 403])
@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("0", 0),
        ("120", 120),
        ("86400", 86_400),
        ("86401", 86_400),
        ("9" * 400, 86_400),
        (YESTERDAY, None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("12 0", None),
        ("Mon, 99 Foo 2099 00:00:00 GMT", None),
    ],
    ids=range(12),
)
async def test_pauses_are_read_or_left(header, pause, status):
    page = html("", status=status)
    page.headers["Retry-After"] = header

    assert (await seen({"/news/article": page})).retry_after == pause


async def test_a_broken_site_may_ask_for_a_pause_and_is_broken_nevertheless():
    observation = await seen({"/news/article": html("", status=503, **{"Retry-After": "60"})})

    assert (told(observation), observation.retry_after) == (("server_error", ""), 60)


async def test_a_page_that_answers_is_not_asked_for_a_pause():
    page = html(ARTICLE)
    page.headers["Retry-After"] = "60"

    observation = await seen({"/news/article": page})

    assert (told(observation), observation.retry_after) == (("ok", ""), None)


def digest(page: str) -> str:
    return hashlib.sha256(page.encode()).hexdigest()


@pytest.mark.parametrize("quote", [QUOTE, None], ids=["quote", "none"])
@pytest.mark.parametrize("text", [True, False], ids=["text", "no text"])
async def test_a_body_that_is_known_is_not_read_again(quote, text):
    async with (
        servers.site({"/news/article": ARTICLE}) as origin,
        servers.client() as client,
    ):
        observation = await links.inspect(
            f"{origin}/news/article", quote, client=client, known_body=digest(ARTICLE), text=text
        )

    assert (told(observation), observation.unchanged) == (("ok", ""), True)
    assert (observation.body_sha256, observation.text, observation.text_sha256) == (
        digest(ARTICLE),
        "",
        "",
    )


@pytest.mark.parametrize(
    ("status", "quote", "outcome"),
    [(301, QUOTE, "moved"), (302, QUOTE, "redirected"), (301, None, "redirected")],
)
async def test_a_known_body_elsewhere_has_moved_with_its_quote(status, quote, outcome):
    pages: dict[str, servers.Page] = {
        "/news/article": redirect("/new", status=status),
        "/new": ARTICLE,
    }
    async with servers.site(pages) as origin, servers.client() as client:
        observation = await links.inspect(
            f"{origin}/news/article", quote, client=client, known_body=digest(ARTICLE)
        )

    assert told(observation) == (outcome, "")


async def test_a_body_that_changed_is_read():
    async with (
        servers.site({"/news/article": ARTICLE.replace("1,204", "1,240")}) as origin,
        servers.client() as client,
    ):
        observation = await links.inspect(
            f"{origin}/news/article", QUOTE, client=client, known_body=digest(ARTICLE)
        )

    assert (told(observation), observation.unchanged) == (("drifted", "numbers"), False)


@pytest.mark.parametrize("status", [404, 500, 403])
async def test_an_error_page_is_no_known_body(status):
    async with (
        servers.site({"/news/article": html(ARTICLE, status=status)}) as origin,
        servers.client() as client,
    ):
        observation = await links.inspect(
            f"{origin}/news/article", QUOTE, client=client, known_body=digest(ARTICLE)
        )

    assert (observation.unchanged, observation.http_status) == (False, status)


async def test_without_a_quote_the_text_of_a_clear_page_is_read_where_it_is_asked_for():
    async with (
        servers.site({"/news/article": ARTICLE + FILLER}) as origin,
        servers.client() as client,
    ):
        url = f"{origin}/news/article"
        glanced = await links.inspect(url, client=client)
        read = await links.inspect(url, client=client, text=True)

    assert (glanced.text, glanced.text_sha256, glanced.title) == ("", "", "Floods")
    assert (read.title, read.text.splitlines()[1]) == ("Floods", f"{QUOTE}.")
    assert read.text_sha256 == digest(read.text)
    assert (told(glanced), glanced.body_sha256) == (told(read), read.body_sha256)


@pytest.mark.parametrize(
    ("body", "media_type", "quote"),
    [
        (b'{"deaths": "1,204 people had died"}', "application/json", "1,204 people had died"),
        (b"<r><t>1,204 people had died</t></r>", "application/xml", "1,204 people had died"),
        (b"The ministry:\r\n1,204 people had died", "text/plain", "1,204 people had died"),
        ("1,204 people had died".encode("utf-16"), "text/plain", "1,204 people had died"),
        (b"a;b\n1,204 people had died;c", "text/csv", "1,204 people had died"),
    ],
)
async def test_text_of_other_kinds_is_searched_as_it_stands(body, media_type, quote):
    page = web.Response(body=body, content_type=media_type)

    assert told(await seen({"/news/article": page}, quote=quote)) == ("ok", "exact")


@pytest.mark.parametrize(
    "page",
    [
        web.Response(body=b"\x89PNG\r\n", content_type="image/png"),
        web.Response(body=b"PK\x03\x04", content_type="application/zip"),
        web.Response(body=b"\0\1\2", content_type="application/octet-stream"),
        web.Response(body=b"x", content_type="text/html", headers={"Content-Encoding": "zstd"}),
    ],
    ids=["picture", "archive", "bytes", "unknown coding"],
)
@pytest.mark.parametrize("quote", [QUOTE, None], ids=["quote", "none"])
async def test_what_holds_no_text_for_us_cannot_be_verified(page, quote):
    assert told(await seen({"/news/article": page}, quote=quote)) == ("ok", "content_type")


@pytest.mark.parametrize("quote", [QUOTE, None], ids=["quote", "none"])
async def test_a_page_beyond_the_limit_cannot_be_verified_unless_the_quote_is_in_what_was_read(
    quote,
):
    limits = outbound.Limits(body=4_000)
    long = html("<title>T</title><p>" + "words and words " * 2000)

    unread = await seen({"/news/article": long}, quote=quote, limits=limits)
    read = await seen({"/news/article": ARTICLE + FILLER * 9}, quote=QUOTE, limits=limits)

    assert (told(unread), told(read)) == (("ok", "body_capped"), ("ok", "exact"))
