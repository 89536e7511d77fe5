"""What one check saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from factcheck.outbound import Hop
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

    `headers` are those of `HEADERS` that were sent, by lower-case name; `raw_headers` all of them
    as received. `timings` are milliseconds by phase (`total`, and as far as the network library
    tells: `dns`, `connect`, `tls`, `first_byte`), all hops together.
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
