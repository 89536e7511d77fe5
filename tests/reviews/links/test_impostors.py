"""Pages that answer 200 and are not the article: walls, soft 404s, empty shells."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from factcheck import outbound
from reviews import links
from tests.factcheck.outbound import servers
from tests.factcheck.outbound.servers import html, redirect
from tests.reviews.links.looking import ARTICLE, FILLER, NOT_FOUND, QUOTE, SHELL, seen, told


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (web.Response(body=b"%PDF-1.7", content_type="application/pdf"), ("ok", "content_type")),
        (web.Response(body=b"\x89PNG", content_type="image/png"), ("ok", "content_type")),
        (html(SHELL), ("ok", "js_required")),
        (html("<p>" + "word " * 2000), ("ok", "body_capped")),
    ],
)
async def test_what_cannot_be_verified(page, expected):
    limits = outbound.Limits(body=4000)

    observation = await seen({"/news/article": page}, quote=QUOTE, limits=limits)

    assert told(observation) == expected
    assert links.family(*told(observation)) == "unverified"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (html("<title>Just a moment...</title><p>Checking"), ("blocked", "challenge")),
        (html("x", status=403, **{"cf-mitigated": "challenge"}), ("blocked", "challenge")),
        (html("x", status=503, **{"cf-mitigated": "challenge"}), ("blocked", "challenge")),
        (html("<p>Members<form><input type=password></form>"), ("blocked", "login")),
        (html(FILLER + "<p>Subscribe to continue reading."), ("blocked", "paywall")),
    ],
)
async def test_walls_before_the_page(page, expected):
    assert told(await seen({"/news/article": page}, quote=QUOTE)) == expected


async def test_a_redirect_to_the_sign_in_page_is_a_login():
    pages: dict[str, servers.Page] = {
        "/news/article": redirect("/account/login?next=x"),
        "/account/login": FILLER,
    }

    assert told(await seen(pages, quote=QUOTE)) == ("blocked", "login")


@pytest.mark.parametrize(
    ("pages", "reason"),
    [
        ({"/news/article": redirect("/error/404.html"), "/error/404.html": FILLER}, "error_url"),
        ({"/news/article": NOT_FOUND}, "phrase"),
        ({"/news/article": "<title>News</title><h1>404 Not Found</h1>"}, "phrase"),
        ({"/news/article": "<title>صفحه یافت نشد - خبر</title>"}, "phrase"),
        ({"/news/article": redirect("/"), "/": FILLER}, "to_home"),
        ({"/news/article": redirect("/en/index.html"), "/en/index.html": FILLER}, "to_home"),
        ({"/{any:.*}": FILLER}, "sibling"),
        (
            {"/news/article": "<title>x</title><p>This domain is for sale! Ask the broker."},
            "parked",
        ),
    ],
)
@pytest.mark.parametrize("quote", [QUOTE, None])
async def test_soft_404s(pages, reason, quote):
    assert told(await seen(pages, quote=quote)) == ("soft_404", reason)


@pytest.mark.parametrize(
    ("pages", "path"),
    [
        ({"/news/article": redirect("/"), "/": ARTICLE}, "/news/article"),
        ({"/{any:.*}": ARTICLE}, "/news/article"),
        ({"/page-not-found": NOT_FOUND + QUOTE}, "/page-not-found"),
    ],
)
async def test_a_page_with_the_quote_is_never_a_soft_404(pages, path):
    observation = await seen(pages, quote=QUOTE, path=path)

    assert links.family(*told(observation)) == "healthy"


@pytest.mark.parametrize(
    ("pages", "path", "expected"),
    [
        ({"/": FILLER}, "/", ("ok", "")),
        ({"/index.html": redirect("/"), "/": FILLER}, "/index.html", ("redirected", "")),
        ({"/a": "<title>Why a 404 page matters: not found</title>" + FILLER * 9}, "/a", ("ok", "")),
        ({"/{any:.*}": SHELL}, "/deep/page", ("ok", "js_required")),
    ],
    ids=["home", "index", "about 404s", "application shell"],
)
async def test_what_is_no_soft_404(pages, path, expected):
    assert told(await seen(pages, path=path)) == expected


async def test_a_host_is_probed_once_in_a_batch():
    asked: list[str] = []

    async def anything(request: web.Request) -> web.Response:
        asked.append(request.path)
        return html(FILLER)

    async with (
        servers.site({"/{any:.*}": anything}) as origin,
        servers.client() as client,
    ):
        outcomes = [
            told(await links.inspect(f"{origin}/page/{n}", client=client)) for n in range(4)
        ]

    assert (outcomes, len(asked)) == ([("soft_404", "sibling")] * 4, 5)


async def test_the_probe_keeps_within_the_deadline():
    async def hanging_for_others(request: web.Request) -> web.StreamResponse:
        if request.path != "/news/article":
            await asyncio.Event().wait()
        return html(FILLER)

    pages = {"/{any:.*}": hanging_for_others}
    observation = await seen(pages, limits=outbound.Limits(total=1.0))

    assert told(observation) == ("ok", "")
