"""What a row of the table of hostile links is made of.

Words in capitals are known only when the table is run: SITE and SECURE are a harmless site by http
and https (with its port where that is not the usual one), PORT and TLSPORT such a port alone, colon
included, ADDRESS the site's address, CANARY the port of a service on this machine, HOME a home
directory with a `.netrc`, LENGTH the length of a page once its words are filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

THERE = "93.184.215.14"
"""The address of the harmless site; anywhere else in the open internet would do."""

SECRET = "s3cret"
"""Stands where a password does: it must neither be sent nor stand in an observation."""

UNSENT = "unsent"
"""Stands in what a browser keeps to itself, such as a fragment: it must not be sent."""

REFUSED = "refused address"
INVALID = "invalid"
OK = "ok"

Answers = tuple[tuple[str, ...], ...]
NOTHING: Mapping[str, Any] = MappingProxyType({})


def page(body: str, *headers: str, status: str = "200 OK") -> bytes:
    """An answer as the site sends it; of `headers` nothing is checked or mended."""
    head = [f"HTTP/1.1 {status}", "Content-Type: text/html", "Content-Length: LENGTH"]
    return "\r\n".join([*head, *headers, "", body]).encode()


def to(location: str, *headers: str, status: str = "302 Found") -> bytes:
    return page("", f"Location: {location}", *headers, status=status)


BAD = "http://127.0.0.1:CANARY/"
GONE = page("", status="404 Not Found")
PAGE = page("<title>Report</title><p>The line made 1,204 crossings.")
DEFAULT_PAGES = MappingProxyType({"*": PAGE})


@dataclass(frozen=True, kw_only=True)
class Row:
    """One hostile link: `why` it stands here, what `inspect` says of it, whom it may reach.

    `names`: the answers of the name system, one a look-up, the last one for good; every other
    name leads to the harmless site. `pages`: what that site says, by path, "*" for all others.
    `contacts`: of SITE and SECURE those that are reached; nobody else ever is. `asked`: the names
    looked up, where the row is about them. `first`: links that the same client fetches before.
    `rivals`: outcomes that would do as well. `mute`: the kernel itself connects nobody there.
    """

    url: str
    why: str
    expected: str = REFUSED
    rivals: tuple[str, ...] = ()
    names: Mapping[str, Answers] = field(default_factory=lambda: NOTHING)
    pages: Mapping[str, bytes] = field(default_factory=lambda: DEFAULT_PAGES)
    contacts: frozenset[str] = frozenset()
    asked: tuple[str, ...] | None = None
    first: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    own_resolver: bool = False
    mute: bool = False


def refused(*rows: tuple[str, str], **rest: Any) -> list[Row]:
    return [Row(url=url, why=why, **rest) for url, why in rows]


def reaching(url: str, why: str, expected: str = OK, **rest: Any) -> Row:
    """A link that is fetched from the harmless site, and from nobody else."""
    return Row(url=url, why=why, expected=expected, **{"contacts": frozenset({"SITE"}), **rest})
