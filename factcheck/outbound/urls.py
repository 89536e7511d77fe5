"""Reading web addresses as browsers do (WHATWG URL), never as `urllib` does.

The two disagree on who is meant: `http://127.0.0.1\\@example.com/` is 127.0.0.1 to a browser and
example.com to `urllib`. A guard that reads one and a client that reads the other guards nothing.
"""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Address:
    """One web address in its three forms: as written, as fetched, as compared.

    `raw` is what was typed. `href` is what is fetched: the WHATWG serialisation, query untouched,
    without user name and password. `dedup_key` tells whether two links mean the same page; it is
    never fetched.
    """

    raw: str
    href: str
    dedup_key: str
    host: str
    origin: str
    scheme: str
    port: int
    path: str
    query: str
    literal: bool

    @property
    def depth(self) -> int:
        """How many path segments lie below the home page."""
        return sum(1 for segment in self.path.split("/") if segment)


def parse(url: str, *, base: str | None = None) -> Address:
    """Read `url`, relative to `base` if given.

    Raises `InvalidUrl`, or `Refused` when the scheme or the port is one we never use. Whether the
    host may be contacted is known only after looking up its name: see `guard`.
    """
    parsed = _read(url, base)
    scheme = parsed.protocol.removesuffix(":")
    if scheme not in DEFAULT_PORTS:
        raise Refused(
            f"Only web pages (http and https) can be fetched, not “{scheme}:” addresses.",
            reason=RefusalReason.SCHEME,
        )
    port = int(parsed.port) if parsed.port else DEFAULT_PORTS[scheme]
    if port in BAD_PORTS:
        raise Refused(
            f"Port {port} belongs to another service than the web; browsers block it too.",
            reason=RefusalReason.PORT,
        )
    parsed.username = parsed.password = ""
    return Address(
        raw=url,
        href=parsed.href,
        dedup_key=_dedup_key(parsed),
        host=parsed.hostname.strip("[]"),
        origin=parsed.origin,
        scheme=scheme,
        port=port,
        path=parsed.pathname,
        query=parsed.search,
        literal=parsed.host_type != ada_url.HostType.DEFAULT,
    )


def _read(url: str, base: str | None) -> ada_url.URL:
    if len(url) > LONGEST:
        raise InvalidUrl(f"This address is longer than {LONGEST} characters; use a shorter one.")
    try:
        parsed = ada_url.URL(url, base)
        # What is relative to a literal host would be told to have a name: read once more.
        return ada_url.URL(parsed.href) if base else parsed
    except ValueError as error:  # also what lone surrogates raise when they are encoded
        raise InvalidUrl(
            "This is not a web address. Write it in full, for example https://example.org/page.",
            detail=str(error),
        ) from error


def _dedup_key(parsed: ada_url.URL) -> str:
    host = parsed.hostname.lower().removesuffix(".").removeprefix("www.")
    port = f":{parsed.port}" if parsed.port else ""
    path = parsed.pathname.rstrip("/")
    kept = [pair for pair in parsed.search[1:].split("&") if pair and not _is_tracking(pair)]
    query = f"?{'&'.join(kept)}" if kept else ""
    return f"{host}{port}{path}{query}"


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name.startswith("utm_") or name in TRACKING
