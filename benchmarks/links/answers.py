"""What the site says for each kind of the truth, by its name: bytes to send, or an act."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from benchmarks.links import acts, pages, truth
from benchmarks.links.acts import Act

Answer = bytes | Act
Maker = Callable[[str, str], Answer]
"""Takes the kind's path (`/k07/3`) and what follows it (``, `/hop/2`)."""


def respond(body: str | bytes = "", *, status: str = "200 OK", head: str = "") -> bytes:
    """A whole answer; `head` are header lines, each with its line end."""
    raw = body.encode() if isinstance(body, str) else body
    typed = "" if "Content-Type:" in head else "Content-Type: text/html; charset=utf-8\r\n"
    lines = f"HTTP/1.1 {status}\r\n{typed}Content-Length: {len(raw)}\r\n{head}\r\n"
    return lines.encode("latin-1") + raw


def redirect(target: str, *, status: str = "302 Found") -> bytes:
    return respond("", status=status, head=f"Location: {target}\r\n")


def _told(said: str, *, head: str = "", codec: str = "utf-8") -> bytes:
    """A page with `said` in its middle."""
    markup = pages.page("Water in the valley", _around(f"<p>{said}</p>"))
    return respond(markup.encode(codec), head=head)


def _around(middle: str, seed: int = 7) -> str:
    return pages.story(seed, 3_000) + middle + pages.story(seed + 1, 3_000)


def _here(answer: Answer) -> Maker:
    """Only at the address itself; below it there is nothing."""
    return lambda _path, below: respond(_MISSING, status="404 Not Found") if below else answer


def _status(line: str, *, head: str = "") -> Maker:
    return _here(respond(f"<title>{line}</title><p>{line}", status=line, head=head))


def _anywhere(answer: Answer) -> Maker:
    return lambda _path, _below: answer


def _leading_to(page: bytes, *, status: str) -> Maker:
    return lambda path, below: page if below else redirect(f"{path}/there", status=status)


def _steps(count: int, *, at_end: bytes = b"") -> Maker:
    """So many redirects, each to the next; without an end the last leads back to the first."""

    def answer(path: str, below: str) -> bytes:
        done = below.rpartition("/")[2] or "0"
        if not done.isdigit():
            return MISSING
        if int(done) < count:
            return redirect(f"{path}/hop/{int(done) + 1}")
        return at_end or redirect(path)

    return answer


def _slow_steps(path: str, below: str) -> Act:
    """Each hop fast enough, all together too slow."""
    done = int(below.rpartition("/")[2] or 0)
    answer = redirect(f"{path}/hop/{done + 1}")
    # The first drop is nothing: the answer leaves with the second.
    return lambda connection: connection.send_all(iter((b"", b"", b"", answer)), pause=acts.DRIP)


_MISSING = pages.page("Page not found", "<p>Try the search.</p>")
_HALF = pages.article(11)[:1500].encode()
_PACKED = pages.packed(pages.article(12))
_ARTICLE = respond(pages.article(13))
_TYPED = truth.QUOTE.replace("bridges", "bridgse").replace("repaired", "repiared")
_CURLY = (
    truth.QUOTE.replace(" people", "\u00a0people").replace("before", "be\u00adfore")
    + " “That is so,” it said."
)
_PARKED = (
    "<title>valley-courier.example</title><h1>valley-courier.example</h1>"
    "<p>This domain is for sale. Buy this domain from its owner today.</p>"
)
_LOGIN_FORM = "<form><label>Name <input></label><input type=password></form>"
_CHALLENGE = "<title>Just a moment...</title><p>Checking your browser before you go on.</p>"
_SHELL = '<title>Courier</title><div id="app"></div><script src="/app.js"></script>'

FIXED: Final[Mapping[str, bytes]] = {
    "/": respond(pages.page("The Valley Courier", pages.story(1, 4_000))),
    "/404.html": respond(pages.page("The Valley Courier", pages.story(2, 4_000))),
    "/account/login": respond(pages.page("Members", pages.story(3, 4_000))),
}
"""Pages that every host has; redirects of some kinds lead to them."""

MISSING: Final = respond(_MISSING, status="404 Not Found")

ANSWERS: Final[dict[str, Maker]] = {
    "404": _anywhere(MISSING),
    "410": _status("410 Gone"),
    "401": _status("401 Unauthorized", head='WWW-Authenticate: Basic realm="x"\r\n'),
    "402": _status("402 Payment Required"),
    "403": _status("403 Forbidden"),
    "407": _status("407 Proxy Authentication Required"),
    "451": _status("451 Unavailable For Legal Reasons"),
    "429, wait 120 s": _status("429 Too Many Requests", head="Retry-After: 120\r\n"),
    "429, wait for years": _status("429 Too Many Requests", head="Retry-After: 99999999999\r\n"),
    "429, wait until yesterday": _status(
        "429 Too Many Requests", head="Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n"
    ),
    "400": _status("400 Bad Request"),
    "418": _status("418 I'm a teapot"),
    "500": _status("500 Internal Server Error"),
    "502": _status("502 Bad Gateway"),
    "503, wait 60 s": _status("503 Service Unavailable", head="Retry-After: 60\r\n"),
    "reset before the answer": _here(acts.reset),
    "closed before the answer": _here(acts.hang_up),
    "reset in the body": _here(
        partial(acts.reset, after=acts.OPENING + b"Content-Length: 9000\r\n\r\n" + _HALF)
    ),
    "truncated by length": _here(
        partial(acts.break_off, after=acts.OPENING + b"Content-Length: 9000\r\n\r\n" + _HALF)
    ),
    "truncated chunks": _here(
        partial(
            acts.break_off,
            after=acts.OPENING + b"Transfer-Encoding: chunked\r\n\r\n" + acts.chunked([_HALF]),
        )
    ),
    "truncated gzip": _here(respond(_PACKED[:-200], head="Content-Encoding: gzip\r\n")),
    "never answers": _here(acts.silence),
    "dripping headers": _here(partial(acts.drip, head=acts.OPENING, drop=b"X-Drop: drip\r\n")),
    "dripping body": _here(
        partial(
            acts.drip, head=acts.OPENING + b"Content-Length: 99999\r\n\r\n<p>", drop=b"one word "
        )
    ),
    "dripping redirects": _slow_steps,
    "no HTTP": _here(partial(acts.break_off, after=b"SSH-2.0-OpenSSH_9.2\r\n\r\n" * 3)),
    "corrupt gzip": _here(
        respond(_PACKED[:600] + b"\xff" * 900 + _PACKED[1500:], head="Content-Encoding: gzip\r\n")
    ),
    "header of 1 MB": _here(respond(pages.article(14), head=f"X-Long: {'x' * acts.MEBIBYTE}\r\n")),
    "endless headers": _here(
        partial(acts.flood, head=acts.OPENING, piece=b"X-Again: and again\r\n" * 1000)
    ),
    "gzip bomb, 10 MB of 10 GB": _here(partial(acts.explode, coding="gzip")),
    "deflate bomb, 10 MB of 10 GB": _here(partial(acts.explode, coding="deflate")),
    "gzip in gzip, 20 KB of 10 GB": _here(partial(acts.explode, coding="gzip, gzip")),
    "gzip bomb behind 404": _here(partial(acts.explode, coding="gzip", status=b"404 Not Found")),
    "endless body": _here(
        partial(
            acts.flood,
            head=acts.OPENING + b"Transfer-Encoding: chunked\r\n\r\n",
            piece=acts.chunked([b"The river rose again. " * 3000]),
        )
    ),
    "redirect loop": _steps(3),
    "twelve redirects": _steps(12, at_end=_ARTICLE),
    "ten redirects": _steps(10, at_end=_ARTICLE),
    "redirect without Location": _here(respond("", status="302 Found")),
    "redirect to no address": _here(redirect("http://[::1/")),
    "301 to the quote": _leading_to(_told(truth.QUOTE), status="301 Moved Permanently"),
    "302 to the quote": _leading_to(_told(truth.QUOTE), status="302 Found"),
    "redirect into a private network": _here(redirect("http://10.20.30.40/intranet")),
    "redirect to cloud metadata": _here(redirect("http://169.254.169.254/latest/meta-data/")),
    "redirect to a file": _here(redirect("file:///etc/passwd")),
    "redirect to port 25": _here(redirect("http://127.1.0.1:25/")),
    "redirect to an error page": _here(redirect("/404.html")),
    "“not found” with 200": _here(respond(_MISSING)),
    "redirect to the home page": _here(redirect("/")),
    "same page for everything": _anywhere(respond(pages.page("News", _around("")))),
    "parked domain": _here(respond(_PARKED)),
    "redirect to a login": _here(redirect("/account/login?next=story")),
    "login form": _here(respond(pages.page("Members", _LOGIN_FORM))),
    "paywall": _here(_told("Subscribe to continue reading.")),
    "bot check with 403": _here(
        respond(_CHALLENGE, status="403 Forbidden", head="cf-mitigated: challenge\r\n")
    ),
    "bot check with 200": _here(respond(_CHALLENGE)),
    "page made by scripts": _anywhere(respond(_SHELL)),
    "picture": _here(
        respond(b"\x89PNG\r\n\x1a\n" + bytes(900), head="Content-Type: image/png\r\n")
    ),
    "article about missing pages": _here(
        respond(pages.page("Why a 404 page matters: not found", _around("")))
    ),
    "same page for everything, with the quote": _anywhere(_told(truth.QUOTE)),
    "quote as it was": _here(_told(truth.QUOTE)),
    "quote by name": _here(_told(truth.QUOTE)),
    "quote in other typography": _here(_told(_CURLY)),
    "quote with an omission": _here(_told(truth.QUOTE)),
    "quote with a typing error": _here(_told(_TYPED)),
    "quote in windows-1252": _here(
        _told(
            truth.ACCENTED, codec="windows-1252", head="Content-Type: text/html; charset=cp1252\r\n"
        )
    ),
    "quote in UTF-16": _here(
        _told(truth.ACCENTED, codec="utf-16", head="Content-Type: text/html\r\n")
    ),
    "quote gone": _here(_told("The ministry said nothing.")),
    "another number": _here(_told(truth.QUOTE.replace("1,204", "1,240"))),
    "“not” left out": _here(_told(truth.QUOTE.replace("would not be", "would be"))),
    "TLS: good": _here(_ARTICLE),
}
