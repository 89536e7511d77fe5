"""What stands behind every address of the load site, and what must be said of it.

The one place for it: the site makes its answers by these names, the runners compare with these
words. A kind has `COPIES` addresses on hosts of its own, for in the wild, too, it is mostly whole
hosts that misbehave; clean pages have addresses `/p/…` on 200 other hosts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

CLEAN: Final = 20_000
HOSTS: Final = 200
COPIES: Final = 20
"""Each on a host of its own: whoever heeds Retry-After is not kept from its neighbour by it."""


QUOTE: Final = (
    "The ministry said that 1,204 people had left their homes by Monday, and that the bridges "
    "would not be repaired before spring."
)
ACCENTED: Final = "Le maire a répété que la crue n’était pas terminée, malgré les espoirs d’été."

NAMED: Final = "http://{code}-{n}.test:{http}/{code}/{n}"
"""An address by name: only a client whose resolver is ours can go there."""


@dataclass(frozen=True)
class Kind:
    """One sort of trouble. `url` is a template; `peers`: others are given it, too.

    Not given to them is what only a guard or our resolver can know: they would really go there.
    """

    name: str
    outcome: str
    reason: str = ""
    quote: str = ""
    retry_after: int | None = None
    url: str = "http://{host}:{http}/{code}/{n}"
    peers: bool = True

    @property
    def code(self) -> str:
        """Its path on the site: a word that tells a clever checker nothing."""
        return f"k{KINDS.index(self):02d}"


@dataclass(frozen=True)
class Case:
    """One address, what it is, and the quote to look for."""

    url: str
    kind: Kind


_TLS: Final = "https://{host}:{port}/{code}/{n}"


def _tls(name: str, outcome: str = "tls_error") -> Kind:
    reason = name if outcome == "tls_error" else ""
    return Kind(f"TLS: {name}", outcome, reason, url=_TLS.replace("port", name))


PAGE: Final = Kind("page", "ok", url="http://{host}:{http}/p/{n}")
TEMPORARY: Final = Kind("302 to a page", "redirected", url="http://{host}:{http}/t/{n}")
PERMANENT: Final = Kind("301 to a page", "redirected", url="http://{host}:{http}/m/{n}")

STATUSES: Final = (
    Kind("404", "gone", "404"),
    Kind("410", "gone", "410"),
    Kind("401", "blocked", "auth"),
    Kind("402", "blocked", "payment"),
    Kind("403", "blocked", "forbidden"),
    Kind("407", "blocked", "proxy"),
    Kind("451", "blocked", "legal"),
    Kind("429, wait 120 s", "rate_limited", retry_after=120),
    Kind("429, wait for years", "rate_limited", retry_after=86_400),
    Kind("429, wait until yesterday", "rate_limited"),
    Kind("400", "client_error"),
    Kind("418", "client_error"),
    Kind("500", "server_error"),
    Kind("502", "server_error"),
    Kind("503, wait 60 s", "server_error", retry_after=60),
)
CONNECTIONS: Final = (
    Kind("connection refused", "unreachable", "connect", url="http://{host}:{closed}/{n}"),
    Kind("reset before the answer", "unreachable", "reset"),
    Kind("closed before the answer", "unreachable", "reset"),
    Kind("reset in the body", "unreachable", "reset"),
    Kind("truncated by length", "unreachable", "truncated"),
    Kind("truncated chunks", "unreachable", "truncated"),
    Kind("truncated gzip", "unreachable", "truncated"),
    Kind("never answers", "unreachable", "timeout"),
    Kind("dripping headers", "unreachable", "timeout"),
    Kind("dripping body", "unreachable", "timeout"),
    Kind("dripping redirects", "unreachable", "timeout"),
    Kind("no HTTP", "unreachable", "protocol"),
    Kind("corrupt gzip", "unreachable", "protocol"),
    Kind("header of 1 MB", "unreachable", "protocol"),
    Kind("endless headers", "unreachable", "protocol"),
    Kind("name does not exist", "dns_dead", url="http://gone-{n}.test/", peers=False),
    Kind("name server fails", "unreachable", "dns", url="http://flaky-{n}.test/", peers=False),
)
BOMBS: Final = (
    Kind("gzip bomb, 10 MB of 10 GB", "ok", "body_capped"),
    Kind("deflate bomb, 10 MB of 10 GB", "ok", "body_capped"),
    Kind("gzip in gzip, 20 KB of 10 GB", "ok", "content_type"),
    Kind("gzip bomb behind 404", "gone", "404"),
    Kind("endless body", "ok", "body_capped"),
)
REDIRECTS: Final = (
    Kind("redirect loop", "redirect_error", "loop"),
    Kind("twelve redirects", "redirect_error", "too_many"),
    Kind("redirect without Location", "redirect_error", "location"),
    Kind("redirect to no address", "redirect_error", "location"),
    Kind("ten redirects", "redirected"),
    Kind("301 to the quote", "moved", "exact", QUOTE),
    Kind("302 to the quote", "redirected", "exact", QUOTE),
    Kind("redirect into a private network", "refused", "address", peers=False),
    Kind("redirect to cloud metadata", "refused", "address", peers=False),
    Kind("redirect to a file", "refused", "scheme", peers=False),
    Kind("redirect to port 25", "refused", "port", peers=False),
)
NEVER: Final = (
    Kind("private address", "refused", "address", url="http://10.20.30.40/{n}", peers=False),
    Kind("address in octal", "refused", "address", url="http://0300.0250.1.1/{n}", peers=False),
    Kind("ftp", "refused", "scheme", url="ftp://{host}/{n}", peers=False),
    Kind("port of SSH", "refused", "port", url="http://{host}:22/{n}", peers=False),
    Kind("no address", "invalid", url="http://[::1/{n}", peers=False),
)
IMPOSTORS: Final = (
    Kind("redirect to an error page", "soft_404", "error_url"),
    Kind("“not found” with 200", "soft_404", "phrase"),
    Kind("redirect to the home page", "soft_404", "to_home"),
    Kind("same page for everything", "soft_404", "sibling"),
    Kind("parked domain", "soft_404", "parked"),
    Kind("redirect to a login", "blocked", "login"),
    Kind("login form", "blocked", "login"),
    Kind("paywall", "blocked", "paywall", QUOTE),
    Kind("bot check with 403", "blocked", "challenge"),
    Kind("bot check with 200", "blocked", "challenge"),
    Kind("page made by scripts", "ok", "js_required", QUOTE),
    Kind("picture", "ok", "content_type"),
    Kind("article about missing pages", "ok"),
    Kind("same page for everything, with the quote", "ok", "exact", QUOTE),
)
QUOTES: Final = (
    Kind("quote as it was", "ok", "exact", QUOTE),
    Kind("quote by name", "ok", "exact", QUOTE, url=NAMED, peers=False),
    Kind("quote in other typography", "ok", "normalised", QUOTE),
    Kind("quote with an omission", "ok", "segments", QUOTE.replace("by Monday, and that", "…")),
    Kind("quote with a typing error", "ok", "fuzzy", QUOTE),
    Kind("quote in windows-1252", "ok", "exact", ACCENTED),
    Kind("quote in UTF-16", "ok", "exact", ACCENTED),
    Kind("quote gone", "drifted", "missing", QUOTE),
    Kind("another number", "drifted", "numbers", QUOTE),
    Kind("“not” left out", "drifted", "negation", QUOTE),
)
CERTIFICATES: Final = (
    _tls("good", "ok"),
    _tls("expired"),
    _tls("not_yet_valid"),
    _tls("hostname"),
    _tls("self_signed"),
    _tls("untrusted"),
    _tls("handshake"),
)
KINDS: Final = (
    *(*STATUSES, *CONNECTIONS, *BOMBS, *REDIRECTS, *NEVER),
    *(*IMPOSTORS, *QUOTES, *CERTIFICATES),
)


def host(number: int) -> str:
    """The address of clean host `number`, from 0."""
    return f"127.1.0.{number + 1}"


def host_of(kind: Kind, copy: int) -> str:
    return f"127.2.{KINDS.index(kind)}.{copy % COPIES + 1}"


def clean(count: int, ports: Mapping[str, int]) -> Iterator[Case]:
    """`count` pages, as many on each host; one in twenty behind a temporary redirect, one behind
    a permanent one."""
    for n in range(count):
        kind = {3: TEMPORARY, 13: PERMANENT}.get(n // HOSTS % 20, PAGE)
        yield Case(kind.url.format(host=host(n % HOSTS), n=n, **ports), kind)


def hostile(ports: Mapping[str, int], *, copies: int = COPIES) -> Iterator[Case]:
    """`copies` addresses of every kind, all kinds in turn."""
    for n in range(copies):
        for kind in KINDS:
            url = kind.url.format(host=host_of(kind, n), n=n, code=kind.code, **ports)
            yield Case(url, kind)
