"""What a page, its headers, its certificate and the environment may add: none of it leads away."""

from __future__ import annotations

from tests.factcheck.outbound.guard_table_row import (
    BAD,
    GONE,
    OK,
    SECRET,
    THERE,
    Row,
    page,
    reaching,
    to,
)

HERE = "127.0.0.1"
NOWHERE = "redirect_error location"

CARGO = ("salt", "tar", "rope", "grain")
# Long enough, at a deep address, for the site to be asked for an invented neighbour, too.
LONG = page(
    "<title>Report</title><p>"
    + " ".join(f"Chapter {n} weighs {n * 7} tons of {word}." for n, word in enumerate(CARGO * 30))
)


def _saying(answer: bytes, why: str, expected: str = OK, **rest: object) -> Row:
    return reaching("http://SITE/", why, expected, **{"pages": {"/": answer, "*": GONE}, **rest})


NO_REDIRECTS = [
    _saying(to(BAD, status="300 Multiple Choices"), "a choice is no redirect", NOWHERE),
    _saying(to(BAD, status="305 Use Proxy"), "a proxy named by the site", NOWHERE),
    _saying(to(BAD, status="306 Switch Proxy"), "the same, never standardised", NOWHERE),
    _saying(to(BAD, status="201 Created"), "a Location that says where something was made"),
    _saying(to(BAD, status="200 OK"), "a Location beside a page"),
    _saying(page("", f"Refresh: 0;url={BAD}"), "Refresh is a header of browsers", OK),
    _saying(page(f'<meta http-equiv="refresh" content="0;url={BAD}">'), "a refresh in the page"),
    _saying(page(f'<base href="{BAD}"><a href="/x">x</a>'), "a base for relative links"),
    _saying(
        page(f"<script>location='{BAD}'</script>"), "a script that leads away", "ok js_required"
    ),
    _saying(page(f"<img src='{BAD}'><iframe src='{BAD}'></iframe>"), "pictures and frames"),
    _saying(page(f"<link rel=stylesheet href='{BAD}'>"), "a style sheet"),
    _saying(page(f"<link rel=canonical href='{BAD}'>"), "the address that a page gives itself"),
    _saying(
        page("", f"Link: <{BAD}>; rel=preload", f"Content-Location: {BAD}"), "links in headers"
    ),
    _saying(page(f'<?xml version="1.0"?><!DOCTYPE r SYSTEM "{BAD}"><r>&x;</r>'), "a DTD elsewhere"),
    _saying(page(f'<!DOCTYPE r [<!ENTITY x SYSTEM "{BAD}">]><r>&x;</r>'), "an external entity"),
    _saying(
        page("", 'WWW-Authenticate: Basic realm="x"', "WWW-Authenticate: NTLM", status="401 No"),
        "a question for credentials",
        "blocked auth",
    ),
    _saying(
        page("", 'Proxy-Authenticate: Basic realm="x"', status="407 No"),
        "a question for those of a proxy",
        "blocked proxy",
    ),
    _saying(
        f"HTTP/1.1 103 Early Hints\r\nLink: <{BAD}>; rel=preload\r\n\r\n".encode() + page("x"),
        "hints before the answer",
    ),
    _saying(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        "another protocol that nobody asked for",
        "unreachable protocol",
        rivals=("unreachable truncated", "unreachable timeout", "unreachable reset"),
    ),
]

PROBES = [
    reaching(
        "http://SITE/reports/2026",
        "the probe for soft 404s is led to this machine",
        pages={"/reports/2026": LONG, "*": to(BAD)},
    ),
    reaching(
        "http://SITE/reports/2026",
        "the name turns bad between the page and the probe",
        pages={"*": LONG},
        names={"site.example": ((THERE,), (HERE,))},
    ),
    reaching(
        "http://SITE/reports/2026",
        "the probe is led to a metadata service in two steps",
        pages={"/reports/2026": LONG, "/x": to("http://169.254.169.254/"), "*": to("/x")},
    ),
]

PROMISES = [
    reaching(
        "http://SITE/",
        "Alt-Svc names another server for what follows",
        pages={"*": page("x", 'Alt-Svc: h2="127.0.0.1:CANARY", h3=":CANARY"; persist=1')},
        first=("http://SITE/",),
    ),
    reaching(
        "https://SECURE/",
        "Alt-Svc by TLS, where clients believe it",
        pages={"*": page("x", 'Alt-Svc: h2="127.0.0.1:CANARY", http/1.1="127.0.0.1:CANARY"')},
        first=("https://SECURE/",),
        contacts=frozenset({"SECURE"}),
    ),
    reaching(
        "http://SITE/",
        "HSTS must not turn a link into one that nobody wrote",
        pages={"*": page("x", "Strict-Transport-Security: max-age=9999; includeSubDomains")},
        first=("https://SECURE/",),
        contacts=frozenset({"SITE", "SECURE"}),
    ),
]

TLS = [
    reaching("https://SECURE/", "the site by TLS, for comparison", contacts=frozenset({"SECURE"})),
    reaching(
        "https://other.exampleTLSPORT/",
        "a certificate of another name",
        "tls_error hostname",
        contacts=frozenset({"SECURE"}),
    ),
    reaching(
        "https://other.exampleTLSPORT/",
        "the same, a connection to that address still open",
        "tls_error hostname",
        first=("https://SECURE/",),
        contacts=frozenset({"SECURE"}),
    ),
    reaching(
        "https://ADDRESSTLSPORT/",
        "a certificate of a name at a bare address",
        "tls_error hostname",
        contacts=frozenset({"SECURE"}),
    ),
    reaching(
        "https://site.example.other.exampleTLSPORT/",
        "a name that begins like the certified one",
        "tls_error hostname",
        contacts=frozenset({"SECURE"}),
    ),
    reaching(
        f"https://{SECRET}@SECURE/",
        "a user is not sent by TLS either",
        contacts=frozenset({"SECURE"}),
    ),
    Row(
        url="https://site.example:CANARY/",
        why="the certified name at another address: refused before any handshake",
        names={"site.example": ((HERE,),)},
    ),
]

PROXY = "http://user:s3cret@127.0.0.1:CANARY"

ENVIRONMENTS = (
    [
        reaching("http://SITE/", f"a proxy in {name}", environment={name: value})
        for name, value in (
            ("http_proxy", PROXY),
            ("HTTP_PROXY", PROXY),
            ("all_proxy", PROXY),
            ("ALL_PROXY", "socks5h://127.0.0.1:CANARY"),
        )
    ]
    + [
        reaching(
            "https://SECURE/",
            f"a proxy for TLS in {name}",
            environment={name: PROXY},
            contacts=frozenset({"SECURE"}),
        )
        for name in ("https_proxy", "HTTPS_PROXY", "ALL_PROXY")
    ]
    + [
        Row(
            url=BAD,
            why="names that no proxy is for open no door",
            environment={"NO_PROXY": "*", "no_proxy": "127.0.0.1"},
        ),
        reaching("http://SITE/", "a .netrc in the home directory", environment={"HOME": "HOME"}),
        reaching("http://SITE/", "a .netrc by name", environment={"NETRC": "HOME/.netrc"}),
        reaching("http://SITE/", "a .curlrc", environment={"HOME": "HOME", "CURL_HOME": "HOME"}),
        reaching(
            "http://SITE/",
            "CGI's variable",
            environment={"HTTP_PROXY": PROXY, "REQUEST_METHOD": "GET"},
        ),
    ]
)

ROWS = [*NO_REDIRECTS, *PROBES, *PROMISES, *TLS, *ENVIRONMENTS]
