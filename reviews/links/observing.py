"""What one check saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.outbound import Hop, Response, Timings
from factcheck.outbound.response import shown
from reviews.links.matches import Match
from reviews.links.outcomes import Outcome, Reason

HEADERS = (
    *("etag", "last-modified", "content-type", "content-length"),
    *("server", "cache-control", "retry-after"),
)
"""The headers of an answer that are kept with a check."""

LONGEST_HEADER = 500
"""Characters of a header that are kept with a check; the door lets pass up to 64 KB of it."""


@dataclass(slots=True, kw_only=True, eq=False)
class Observation:
    """What one check saw. Digests are hex; `elapsed_ms` covers all hops of the fetch.

    `capped` tells that the page went on beyond the limit: `body` and `text` are its beginning.
    `match` is None when no quote was given or no text was seen. `text` and `body` are what a
    snapshot is made of; a check that only watches drops them.

    `unchanged` tells that the body is the one the caller knew: the page was not read again, and
    what was known about the quote holds.

    `text_sha256` is empty where no text was read: of an unchanged body, of a page that was clear
    at a glance while nobody asked for its text, of what holds none, and of other statuses than 2xx
    unless their pages looked like a bot check.

    `headers` are those of `HEADERS` that were sent, by lower-case name; `raw_headers` and
    `status_line` the head as received, where a quote or the text was asked for. `timings` are
    milliseconds by phase (`Timings`), all hops together.
    """

    outcome: Outcome
    reason: Reason
    hops: tuple[Hop, ...] = ()
    final_url: str = ""
    http_status: int | None = None
    retry_after: int | None = None
    bytes_read: int = 0
    capped: bool = False
    unchanged: bool = False
    body_sha256: str = ""
    text_sha256: str = ""
    match: Match | None = None
    title: str = ""
    text: str = ""
    media_type: str = ""
    charset: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    raw_headers: tuple[tuple[str, str], ...] = ()
    status_line: str = ""
    body: bytes = b""
    elapsed_ms: int = 0
    timings: Mapping[str, int] = field(default_factory=dict)
    error: str = ""

    @property
    def etag(self) -> str:
        return self.headers.get("etag", "")

    @property
    def tls_error(self) -> str:
        """What was wrong with the certificate, in a sentence and the library's words."""
        return self.error if self.outcome is Outcome.TLS_ERROR else ""


def selected(response: Response) -> dict[str, str]:
    """The headers that are kept with a check."""
    sent = [(name, response.headers.get(name)) for name in HEADERS]
    return {name: shown(value)[:LONGEST_HEADER] for name, value in sent if value is not None}


def timings(hops: Sequence[Hop]) -> dict[str, int]:
    """Milliseconds by phase, all hops that were answered together."""
    known = [hop.timings for hop in hops if hop.timings]
    return {
        name: round(sum(each))
        for name, each in zip(Timings._fields, zip(*known, strict=True), strict=False)
    }
