"""Pages that say "not found" with status 200, in the order they are asked, and what is none."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest
from aiohttp import web

from tests.factcheck.outbound import servers
from tests.factcheck.outbound.servers import html, redirect
from tests.reviews.links.looking import FILLER, NOT_FOUND, QUOTE, seen, told

SAYING = [
    "<title>Page not found | Example News</title>",
    "<title>Example News: Page not found</title>",
    "<title>404</title>",
    "<title>404 - Page not found</title>",
    "<title>Error 404 | Example</title>",
    "<title>Oops! The page you requested could not be found.</title>",
    "<title>Sorry, this article is no longer available</title>",
    "<title>Example</title><h1>404 Not Found</h1>",
    "<title>Example</title><h1>Seite nicht gefunden</h1>",
    "<title>Page introuvable — Le Journal</title>",
    "<title>Página no encontrada</title>",
    "<title>Страница не найдена</title>",
    "<title>الصفحة غير موجودة</title>",
    "<title>صفحه یافت نشد - خبر</title>",
    "<title>页面不存在</title>",
    "<title>ページが見つかりません</title>",
    "<title>This page isn’t available</title>",
    "<!-- <h1>Welcome</h1> --><title>Example</title><h1>Page not found</h1>",
]


@pytest.mark.parametrize("page", SAYING)
@pytest.mark.parametrize("quote", [QUOTE, None], ids=["quote", "none"])
async def test_phrases_are_believed_in_titles_and_first_headings_of_short_pages(page, quote):
    shown = f"{page}<p>Try the search."

    assert told(await seen({"/news/article": shown}, quote=quote)) == ("soft_404", "phrase")


ABOUT = {
    "a long article": "<title>Page not found: what a 404 says about a site</title>" + FILLER * 9,
    "a long page with the bare phrase": "<title>404</title><h1>404</h1>" + FILLER * 9,
    "a review": "<title>404 – a review | The Paper</title><h1>404 – a review</h1>" + FILLER,
    "a report": "<title>Not found: the missing millions</title>" + FILLER,
    "a second heading": "<title>Errors</title><h1>Errors</h1>" + FILLER + "<h1>Not found</h1>",
    "words of a sentence": "<title>Errors</title>" + FILLER + "<p>The page was not found.",
    "an address with a number": "<title>Route 404</title>" + FILLER,
    "a commented heading": "<!-- <h1>404 Not Found</h1> --><title>Floods</title>" + FILLER,
}  # fmt: skip


@pytest.mark.parametrize("page", ABOUT.values(), ids=ABOUT.keys())
async def test_articles_about_missing_pages_are_pages(page):
    assert told(await seen({"/news/article": page})) == ("ok", "")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("/error", "error_url"),
        ("/404", "error_url"),
        ("/errors/not-found.html", "error_url"),
        ("/page-not-found/", "error_url"),
        ("/", "to_home"),
        ("/index.html", "to_home"),
        ("/en/", "to_home"),
        ("/pt-br/index.php", "to_home"),
    ],
)
async def test_redirects_to_error_and_home_pages(to, reason, status):
    pages: dict[str, servers.Page] = {"/news/article": redirect(to, status=status), to: FILLER}

    assert told(await seen(pages, quote=QUOTE)) == ("soft_404", reason)


@pytest.mark.parametrize("quote", [QUOTE, None], ids=["quote", "none"])
@pytest.mark.parametrize(
    ("pages", "path"),
    [
        ({"/": FILLER}, "/"),
        ({"/": redirect("/en/"), "/en/": FILLER}, "/"),
        ({"/index.html": redirect("/"), "/": FILLER}, "/index.html"),
        ({"/en": redirect("/"), "/": FILLER}, "/en"),
        ({"/news/a": redirect("/news/?page=1"), "/news/": FILLER}, "/news/a"),
        ({"/news/a": redirect("/a-terror-story"), "/a-terror-story": FILLER}, "/news/a"),
        ({"/errors": redirect("/errors/"), "/errors/": FILLER}, "/errors"),
    ],
    ids=["home", "language", "index", "language to home", "section", "part of a word", "itself"],
)  # fmt: skip
async def test_a_home_page_that_was_cited_is_no_soft_404(pages, path, quote):
    """The home page may be the citation (robustify.js, issue 4)."""
    assert told(await seen(pages, quote=quote, path=path))[0] in {"ok", "redirected", "drifted"}


def answering(words: int, *, changed: int) -> Mapping[str, servers.Page]:
    """A host that shows one page for anything, but for some of its words."""

    async def anything(request: web.Request) -> web.Response:
        own = sum(map(ord, request.path)) * (request.path != "/news/article")
        text = [f"w{_letters(n)}" for n in range(words)]
        text[:changed] = [f"x{_letters(own + n)}" for n in range(changed)]
        return html(f"<title>News</title><p>{' '.join(text)}")

    return {"/{any:.*}": anything}


def _letters(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [(0, ("soft_404", "sibling")), (4, ("soft_404", "sibling")), (40, ("ok", ""))],
)
async def test_a_neighbour_nine_tenths_alike_tells(changed, expected):
    assert told(await seen(answering(200, changed=changed))) == expected


@pytest.mark.parametrize("status", [404, 410, 403, 500])
async def test_a_host_that_says_no_to_invented_pages_is_believed(status):
    pages: dict[str, servers.Page] = {
        "/news/article": FILLER,
        "/{any:.*}": html(FILLER, status=status),
    }

    assert told(await seen(pages)) == ("ok", "")


PARKED = [
    "<title>x</title><p>This domain is for sale! Ask the broker.",
    "<title>example.com</title><p>This <b>domain</b> may be for sale.",
    "<title>Buy this domain</title><p>Offers are welcome.",
    "<title>x</title><p>This web page is parked free, courtesy of the registrar.",
    "<title>x</title><p>This domain has expired. Renew it now.",
    "<title>x</title><p>" + "Ads, ads, " * 30 + "<script src=//c.parkingcrew.net/p.js></script>",
    "<title>x</title><p>" + "Ads, ads, " * 30 + "<script src=//www.sedoparking.com/x></script>",
]  # fmt: skip


@pytest.mark.parametrize("page", PARKED)
@pytest.mark.parametrize("quote", [QUOTE, None], ids=["quote", "none"])
async def test_domains_that_are_for_sale(page, quote):
    """Such hosts show the same for anything: the neighbour may tell first."""
    only = {"/news/article": page}
    anything = {"/{any:.*}": page}

    assert told(await seen(only, quote=quote)) == ("soft_404", "parked")
    assert told(await seen(anything, quote=quote))[0] == "soft_404"


@pytest.mark.parametrize(
    "page",
    [
        "<title>Domains</title><p>The public domain is large." + FILLER,
        "<title>Parks</title><p>Cars were parked in the park." + FILLER,
        "<title>x</title>" + FILLER + "<script src=https://cdn.jordan.com/x.js></script>",
    ],
)
async def test_what_is_not_for_sale(page):
    assert told(await seen({"/news/article": page})) == ("ok", "")


async def test_the_first_reason_in_the_order_is_given():
    """An error page by address, phrase and neighbour at once."""
    pages: dict[str, servers.Page] = {
        "/news/article": redirect("/404"),
        "/{any:.*}": NOT_FOUND + FILLER,
    }

    assert told(await seen(pages)) == ("soft_404", "error_url")


async def test_a_page_of_nothing_but_empty_titles_is_read_in_no_time():
    """Searched from its beginning for each title, it kept all other fetches waiting for minutes."""
    page = f"<p>{'<!-' * 100_000}<!-- -->{'<title></title>' * 60_000}"
    before = time.process_time()

    observation = await seen({"/news/article": html(page)})

    assert told(observation) == ("ok", "")
    assert time.process_time() - before < 10
