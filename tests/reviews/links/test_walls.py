"""What stands before a page, as today's vendors put it there; and what only looks like it."""

from __future__ import annotations

import pytest

from reviews import links
from tests.factcheck.outbound import servers
from tests.factcheck.outbound.servers import html, redirect
from tests.reviews.links.looking import ARTICLE, FILLER, QUOTE, seen, told

SHORT = (
    "<title>Floods</title><h1>Floods</h1><p>The river rose by a metre in two days, and then fell."
)

CHALLENGES = {
    "cloudflare title": html("<title>Just a moment...</title><p>Wait", status=403),
    "cloudflare options": html("<script>window._cf_chl_opt={cvId:'3'}</script>", status=503),
    "cloudflare script": html(
        "<script src=/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1></script>"
    ),
    "cloudflare header": html("x", status=403, **{"cf-mitigated": "challenge"}),
    "cloudflare blocked": html("<title>Attention Required! | Cloudflare</title>", status=403),
    "cloudflare in german": html("<title>Nur einen Moment…</title>", status=403),
    "cloudflare in arabic": html("<title>لحظة من فضلك...</title>", status=403),
    "aws header": html("", status=202, **{"x-amzn-waf-action": "challenge"}),
    "aws captcha": html("", status=405, **{"x-amzn-waf-action": "captcha"}),
    "aws script": html("<script>AwsWafIntegration.checkForceRefresh()</script>", status=202),
    "datadome": html("<p>Wait<script src=//geo.captcha-delivery.com/c.js></script>", status=403),
    "human": html(
        "<title>Access to this page has been denied</title><div id=px-captcha>", status=403
    ),
    "imperva": html(
        "<iframe src=/_Incapsula_Resource?x>Request unsuccessful. Incapsula incident ID: 1</iframe>"
    ),
    "akamai": html("<title>Access Denied</title><h1>Access Denied</h1>Reference #18.4", status=403),
    "kasada": html("<script src=/149e/2d20/ips.js>KPSDK</script><script>KPSDK={}</script>"),
    "vercel": html("<title>Vercel Security Checkpoint</title>", status=403),
    "vercel header": html("x", status=403, **{"x-vercel-mitigated": "challenge"}),
    "sucuri": html("<title>Sucuri WebSite Firewall - Access Denied</title>", status=403),
    "siteground": html("<meta http-equiv=refresh content='0;/.well-known/sgcaptcha/?r=x'>"),
    "anubis": html("<title>Making sure you're not a bot!</title><script src=/a.js></script>"),
    "ddos-guard": html("<title>DDoS-Guard</title><script src=/a.js></script>", status=403),
    "distil": html("<title>Pardon Our Interruption</title>"),
    "radware": html("<script>location='https://validate.perfdrive.com/?ssa=1'</script>"),
    "baidu": html("<title>百度安全验证</title>"),
}  # fmt: skip


@pytest.mark.parametrize("page", CHALLENGES.values(), ids=CHALLENGES.keys())
@pytest.mark.parametrize("quote", [QUOTE, None], ids=["quote", "none"])
async def test_bot_checks_are_known(page, quote):
    assert told(await seen({"/news/article": page}, quote=quote)) == ("blocked", "challenge")


async def test_a_host_that_asks_for_a_pause_is_not_taken_for_a_bot_check():
    page = html("<title>Just a moment...</title>", status=429, **{"Retry-After": "60"})

    observation = await seen({"/news/article": page})

    assert (told(observation), observation.retry_after) == (("rate_limited", ""), 60)


NO_CHALLENGES = {
    "detections of cloudflare": SHORT
    + "<script src=/cdn-cgi/challenge-platform/scripts/jsd/main.js></script>" + FILLER,
    "its newer ones": SHORT
    + "<script src=/cdn-cgi/challenge-platform/h/g/scripts/jsd/1a/main.js></script>" + FILLER,
    "a form against robots": SHORT + FILLER
    + "<script src=https://challenges.cloudflare.com/turnstile/v0/api.js></script>",
    "imperva watches": SHORT + FILLER + "<script src=/_Incapsula_Resource?SWJIYLWA=7></script>",
    "datadome watches": SHORT + FILLER + "<script src=https://js.datadome.co/tags.js></script>",
    "access denied": "<title>Journalists' access denied at summit | News</title>" + FILLER,
    "a security check": "<title>A security check at every door</title>" + FILLER,
    "just a moment": "<title>Just a moment in time: a memoir | Books</title>" + FILLER,
    "un momento": "<title>Un momento histórico</title>" + FILLER,
    "captchas": "<title>Are you a robot? Why captchas fail</title>" + FILLER,
}  # fmt: skip


@pytest.mark.parametrize("page", NO_CHALLENGES.values(), ids=NO_CHALLENGES.keys())
async def test_pages_that_only_look_like_bot_checks_are_pages(page):
    assert told(await seen({"/news/article": page})) == ("ok", "")


@pytest.mark.parametrize(
    "pages",
    [
        {"/news/article": "<p>Members<form><input type=password></form>"},
        {"/news/article": "<p>Members<form><input type='PASSWORD' name=p></form>"},
        {"/news/article": redirect("/account/login?next=x"), "/account/login": FILLER},
        {"/news/article": redirect("/sso/start"), "/sso/start": FILLER},
        {"/news/article": redirect("/wp-login.php"), "/wp-login.php": FILLER},
        {"/news/article": redirect("/oauth2/authorize"), "/oauth2/authorize": FILLER},
    ],
)
@pytest.mark.parametrize("quote", [QUOTE, None], ids=["quote", "none"])
async def test_forms_for_signing_in_are_no_pages(pages, quote):
    assert told(await seen(pages, quote=quote)) == ("blocked", "login")


@pytest.mark.parametrize(
    ("pages", "path", "expected"),
    [
        ({"/login": FILLER}, "/login", ("ok", "")),
        ({"/login": redirect("/login/"), "/login/": FILLER}, "/login", ("redirected", "")),
        ({"/a": redirect("/catalogin/x"), "/catalogin/x": FILLER}, "/a", ("redirected", "")),
        ({"/a": ARTICLE + FILLER * 3 + "<input type=password>"}, "/a", ("ok", "")),
    ],
    ids=["cited itself", "its other spelling", "part of a word", "a form beside an article"],
)
async def test_what_is_no_sign_in_form(pages, path, expected):
    assert told(await seen(pages, path=path)) == expected


PAYWALLS = [
    FILLER + "<p>Subscribe to continue reading.",
    FILLER + "<p>Already a subscriber? Log in",
    FILLER + "<p>Cet article est réservé aux abonnés.",
    FILLER + "<p>Dieser Text ist nur für Abonnenten.",
    FILLER + '<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
]


@pytest.mark.parametrize("page", PAYWALLS)
async def test_a_quote_behind_a_paywall_is_neither_there_nor_gone(page):
    observation = await seen({"/news/article": page}, quote=QUOTE)

    assert told(observation) == ("blocked", "paywall")


@pytest.mark.parametrize("page", PAYWALLS)
async def test_what_stands_before_the_paywall_is_found(page):
    observation = await seen({"/news/article": f"<p>{QUOTE}.</p>{page}"}, quote=QUOTE)

    assert told(observation) == ("ok", "exact")


@pytest.mark.parametrize("quote", [QUOTE, None], ids=["quote", "none"])
@pytest.mark.parametrize(
    "page",
    [
        "<title>App</title><div id=root></div><script src=/app.js></script>",
        "<title>App</title><body><noscript>You need to enable JavaScript to run this app. "
        + "It is a very good app, which shows everything that you could ever want to see. " * 9
        + "</noscript><script>boot()</script>",
        "<title>App</title><script>" + "var a = 'words and more words that nobody sees';" * 30
        + "</script><nav>" + "<a href=/x>Menus that everybody has seen already by now</a>" * 30
        + "</nav>",
    ],
    ids=["root", "noscript", "words in scripts and menus"],
)  # fmt: skip
async def test_shells_that_a_browser_must_fill(page, quote):
    observation = await seen({"/{any:.*}": page}, quote=quote)

    assert told(observation) == ("ok", "js_required")


async def test_what_was_clear_at_a_glance_is_the_same_when_it_is_read():
    """Over all pages of this file: reading a page never tells otherwise than the glance did."""
    pages: list[servers.Page] = [*CHALLENGES.values(), *NO_CHALLENGES.values(), *PAYWALLS, SHORT]

    async with (
        servers.site({f"/p/{n}": page for n, page in enumerate(pages)}) as origin,
        servers.client() as client,
    ):
        urls = [f"{origin}/p/{number}" for number in range(len(pages))]
        glanced = [told(await links.inspect(url, client=client)) for url in urls]
        read = [told(await links.inspect(url, client=client, text=True)) for url in urls]

    assert glanced == read
