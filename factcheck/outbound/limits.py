from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may cost, redirects included. Times are in seconds, sizes in bytes.

    `total` is a deadline, not a pause between reads: a page that drips one byte a second ends
    when the deadline does. `body` counts decoded bytes while they are inflated, so a gzip bomb
    costs no more than an ordinary page. `header_field` and `header_fields` are the size of one
    header field and the number of those of one answer; `head` is the size of all together.
    """

    total: float = 20.0
    connect: float = 8.0
    dns: float = 5.0
    hops: int = 10
    body: int = 2 * MEBIBYTE
    header_field: int = 64 * 1024
    header_fields: int = 250
    head: int = 256 * 1024
    connections: int = 100


DEFAULT = Limits()
