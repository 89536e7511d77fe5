"""Redirects: every hop passes the same door, however its address is written."""

from __future__ import annotations

from collections.abc import Mapping

from tests.factcheck.outbound.guard_table_row import (
    BAD,
    GONE,
    SECRET,
    THERE,
    Row,
    page,
    reaching,
    to,
)

HERE = "127.0.0.1"
NEITHER = ("redirect_error location", "unreachable protocol", "refused address")


def _leading(location: str, why: str, expected: str = "refused address", **rest: object) -> Row:
    pages = {"/": to(location), "*": GONE}
    return reaching("http://SITE/", why, expected, **{"pages": pages, **rest})


STATUSES = [
    reaching("http://SITE/", why, pages={"*": to(BAD, status=status)}, expected="refused address")
    for status, why in (
        ("301 Moved Permanently", "a permanent redirect to this machine"),
        ("302 Found", "a temporary one"),
        ("303 See Other", "one that turns a POST into a GET"),
        ("307 Temporary Redirect", "one that repeats the request with its body"),
        ("308 Permanent Redirect", "the same for good"),
    )
]

LOCATIONS = [
    _leading("//127.0.0.1:CANARY/", "relative to the scheme"),
    _leading("///127.0.0.1:CANARY/", "three slashes are two to a browser"),
    _leading("\\\\127.0.0.1:CANARY\\", "backslashes are slashes"),
    _leading("/\\127.0.0.1:CANARY/", "a slash and a backslash"),
    _leading("\\/127.0.0.1:CANARY/", "a backslash and a slash"),
    _leading("/\t/127.0.0.1:CANARY/", "a tab between two slashes is dropped"),
    _leading("ht\ttp://127.0.0.1:CANARY/", "a tab in the scheme is dropped"),
    _leading(f"\t {BAD} \t", "white space around"),
    _leading("HTTP://127.0.0.1:CANARY/", "schemes have no case"),
    _leading("http://2130706433:CANARY/", "a decimal number"),
    _leading("//0x7f.1:CANARY/", "hexadecimal, relative to the scheme"),
    _leading("http://①②⑦.0.0.1:CANARY/", "enclosed digits, as raw UTF-8"),
    _leading("http://[::1]:CANARY/", "IPv6"),
    _leading("//[::ffff:127.0.0.1]:CANARY/", "IPv4-mapped, relative to the scheme"),
    _leading("http://site.example@127.0.0.1:CANARY/", "a name that is only a user"),
    _leading("http://127.0.0.1:CANARY\\@site.example/", "the host ends at the backslash"),
    _leading("http://169.254.169.254/latest/meta-data/", "a metadata service"),
    _leading("https://127.0.0.1:CANARY/", "this machine by TLS"),
    _leading("http://168.63.129.16/", "Azure's wire server"),
    _leading("http://[64:ff9b::7f00:1]:CANARY/", "NAT64"),
    _leading(
        "http://inner.example/",
        "a name of a private address",
        names={"inner.example": (("10.0.0.1",),)},
    ),
    _leading(
        "http://localhost:CANARY/", "the name of this machine", names={"localhost": ((HERE,),)}
    ),
    _leading(
        "http://mixed.example/",
        "a name with a bad answer",
        names={"mixed.example": ((THERE, HERE),)},
    ),
    _leading("file:///etc/passwd", "a file of ours", "refused scheme"),
    _leading("ftp://127.0.0.1/", "FTP", "refused scheme"),
    _leading("gopher://127.0.0.1:CANARY/_x", "gopher", "refused scheme"),
    _leading("dict://127.0.0.1:CANARY/x", "dict", "refused scheme"),
    _leading("data:text/html,hello", "a page in the address", "refused scheme"),
    _leading("javascript:alert(1)", "a script", "refused scheme"),
    _leading("about:blank", "nothing", "refused scheme"),
    _leading("ws://127.0.0.1:CANARY/", "WebSocket", "refused scheme"),
    _leading("http://site.example:22/", "the same host, another service", "refused port"),
    _leading("http://site.example:25/", "the same host, its mail server", "refused port"),
    _leading("http://site.example:0/", "port 0", "refused port"),
    _leading("http://site.example:65536/", "a port of 17 bits", "redirect_error location"),
    _leading("http://127.0.0.1.1/", "an address that is none", "redirect_error location"),
    _leading("http://exa mple/", "a host that is none", "redirect_error location"),
    _leading("http://[fe80::1%25lo]:CANARY/", "a zone", "redirect_error location"),
    _leading("", "nowhere", "redirect_error location"),
    _leading(" \t ", "nowhere, in white space", "redirect_error location"),
    _leading("http:127.0.0.1:CANARY", "a path to browsers, an address to others", "gone 404"),
    _leading("/%0d%0aHost:%20127.0.0.1", "a header in the path", "gone 404"),
    _leading(
        "@127.0.0.1:CANARY/", "a path to browsers; joined to the host it would be one", "gone 404"
    ),
    _leading(".127.0.0.1:CANARY/", "a path as well", "gone 404"),
    _leading(f"http://user:{SECRET}@SITE/x", "credentials from the site", "gone 404"),
    _leading(BAD + "\r\n\x20more", "a folded header", rivals=NEITHER),
    _leading(BAD + "\x00", "a zero byte", rivals=NEITHER),
    _leading(BAD + "\x7f", "a control character", rivals=NEITHER),
    _leading(
        f"http://SITE/x\r\nLocation: {BAD}",
        "two Locations, the second bad",
        "gone 404",
        rivals=NEITHER,
    ),
    _leading(
        f"{BAD}\r\nLocation: http://SITE/x",
        "two Locations, the first bad",
        rivals=("gone 404", *NEITHER),
    ),
    _leading(f"http://SITE/x, {BAD}", "two in one header", "gone 404", rivals=NEITHER),
]


def _chain(length: int, end: str) -> Mapping[str, bytes]:
    steps = {f"/{n}": to(f"/{n + 1}") for n in range(length)}
    return {"/": to("/0"), **steps, f"/{length}": to(end), "*": GONE}


HOPS = [
    reaching("http://SITE/", "the last of four hops", "refused address", pages=_chain(3, BAD)),
    reaching("http://SITE/", "the tenth hop", "refused address", pages=_chain(8, BAD)),
    reaching(
        "http://SITE/", "more hops than we make", "redirect_error too_many", pages=_chain(12, BAD)
    ),
    reaching(
        "http://SITE/",
        "every hop another name, all of them public but one",
        "refused address",
        pages={
            "/": to("http://b.examplePORT/b"),
            "/b": to("http://c.examplePORT/c"),
            "/c": to("http://d.example/d"),
        },
        names={"d.example": (("192.168.0.1",),)},
        asked=("site.example", "b.example", "c.example", "d.example"),
    ),
    reaching(
        "http://SITE/",
        "down from TLS, and on to this machine",
        "refused address",
        pages={"/": to("https://SECURE/s"), "/s": to(BAD)},
        contacts=frozenset({"SITE", "SECURE"}),
    ),
    reaching(
        "https://SECURE/",
        "one slash: a path where the scheme is the same, an address where it is not",
        "refused address",
        pages={"*": to("http:/127.0.0.1:CANARY/")},
        contacts=frozenset({"SECURE"}),
    ),
    reaching(
        "http://SITE/",
        "a cookie of one site is not for another",
        "redirected",
        pages={"/": to("http://b.examplePORT/b", f"Set-Cookie: id={SECRET}"), "/b": page("x")},
    ),
    reaching(
        "http://SITE/",
        "nor is one that claims all names",
        "redirected",
        pages={
            "/": to("http://b.examplePORT/b", f"Set-Cookie: id={SECRET}; Domain=example"),
            "/b": page("x"),
        },
    ),
    reaching(
        "http://SITE/two",
        "nor does one outlive the fetch",
        pages={"/one": page("x", f"Set-Cookie: id={SECRET}; Path=/"), "/two": page("x")},
        first=("http://SITE/one",),
    ),
]

ROWS = [*STATUSES, *LOCATIONS, *HOPS]
