"""Reading web addresses as browsers do (WHATWG URL), never as `urllib` does.

The two disagree on who is meant: `http://127.0.0.1\\@example.com/` is 127.0.0.1 to a browser and
example.com to `urllib`. A guard that reads one and a client that reads the other guards nothing.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import ada_url

from factcheck.outbound.exceptions import InvalidUrl, RefusalReason, Refused

LONGEST = 8192
"""Characters in a URL. Servers commonly refuse longer request lines (RFC 9110 asks for 8000)."""

DEFAULT_PORTS = {"http": 80, "https": 443}

# https://fetch.spec.whatwg.org/#port-blocking: services that must not be spoken to in HTTP.
BAD_PORTS = frozenset(
    {
        *(0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95),
        *(101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161),
        *(179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563),
        *(587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060),
        *(5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
    }
)

TRACKING = frozenset({"fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid"})


@dataclass(frozen=True)
class Address:
    """One web address in its three forms: as written, as fetched, as compared.

    `raw` is what was typed. `href` is what is fetched: the WHATWG serialisation, query untouched,
    without user name and password. `dedup_key` tells whether two links mean the same page; it is
    never fetched.
    """

    raw: str
    href: str
    host: str
    origin: str
    scheme: str
    port: int
    literal: bool

    @property
    def depth(self) -> int:
        """How many path segments lie below the home page."""
        return sum(1 for segment in self.path.split("/") if segment)

    @functools.cached_property
    def path(self) -> str:
        return self._target.partition("?")[0]

    @functools.cached_property
    def query(self) -> str:
        """With its question mark; "" where there is none, or nothing after it."""
        _, mark, query = self._target.partition("?")
        return f"{mark}{query}" if query else ""

    @functools.cached_property
    def dedup_key(self) -> str:
        host = self.host.removesuffix(".").removeprefix("www.")
        named = f"[{host}]" if ":" in host else host
        port = "" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}"
        kept = [pair for pair in self.query[1:].split("&") if pair and not _is_tracking(pair)]
        query = f"?{'&'.join(kept)}" if kept else ""
        return f"{named}{port}{self.path.rstrip('/')}{query}"

    @property
    def _target(self) -> str:
        return self.href[len(self.origin) :].partition("#")[0]


def parse(url: str, *, base: str | None = None) -> Address:
    """Read `url`, relative to `base` if given.

    The latest are remembered: whoever asks for a page reads its address before and after.
    Raises `InvalidUrl`, or `Refused` when the scheme or the port is one we never use. Whether the
    host may be contacted is known only after looking up its name: see `guard`.
    """
    return _parse(url, base)


@functools.lru_cache(maxsize=512)
def _parse(url: str, base: str | None) -> Address:
    href = _normalised(url, base)
    scheme = href[: href.index(":")]
    if scheme not in DEFAULT_PORTS:
        raise Refused(
            f"Only web pages (http and https) can be fetched, not “{scheme}:” addresses.",
            reason=RefusalReason.SCHEME,
        )
    # The serialisation of http(s) addresses is exact: scheme://[user[:password]@]host[:port]/...
    # where neither credentials nor hosts hold a raw "@" or "/" (WHATWG URL, section 4.5).
    slash = href.index("/", len(scheme) + 3)
    authority = href[len(scheme) + 3 : slash].rpartition("@")[2]
    origin = f"{scheme}://{authority}"
    host, port = _parts(authority)
    number = int(port) if port else DEFAULT_PORTS[scheme]
    if number in BAD_PORTS:
        raise Refused(
            f"Port {number} belongs to another service than the web; browsers block it too.",
            reason=RefusalReason.PORT,
        )
    return Address(
        raw=url,
        href=f"{origin}{href[slash:]}",
        host=host,
        origin=origin,
        scheme=scheme,
        port=number,
        literal=authority[0] == "[" or _ends_in_a_number(host),
    )


def _normalised(url: str, base: str | None) -> str:
    if len(url) > LONGEST:
        raise InvalidUrl(f"This address is longer than {LONGEST} characters; use a shorter one.")
    try:
        return ada_url.normalize_url(url) if base is None else ada_url.join_url(base, url)
    except ValueError as error:  # also what lone surrogates raise when they are encoded
        raise InvalidUrl(
            "This is not a web address. Write it in full, for example https://example.org/page.",
            detail=str(error),
        ) from error


def _parts(authority: str) -> tuple[str, str]:
    """Host (an IPv6 address without its brackets) and port ("" if it is the scheme's own)."""
    if authority[0] == "[":
        host, _, port = authority[1:].partition("]")
        return host, port[1:]
    host, _, port = authority.partition(":")
    return host, port


def _ends_in_a_number(host: str) -> bool:
    """What the standard takes for an IPv4 address; by now it is written with dots (section 3.5)."""
    return host.rpartition(".")[2].isdecimal()


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name.startswith("utm_") or name in TRACKING
