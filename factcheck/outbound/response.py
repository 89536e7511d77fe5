from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from factcheck.outbound import charsets
from factcheck.outbound.exceptions import UnreachableReason


@dataclass(frozen=True, slots=True)
class Hop:
    """One request: where it went (URL and the address behind the name) and how it was answered.

    `status` is None where no answer came.
    """

    url: str
    address: str
    status: int | None


@dataclass(frozen=True, kw_only=True)
class Response:
    """A complete answer, whatever its status.

    `body` is decoded (inflated) and at most `Limits.body` bytes long; `capped` tells that there
    was more. `incomplete` is set when an error page broke off: its status stands all the same.
    `undecoded` names a content encoding we did not ask for and cannot read; `body` is empty then.
    `hops` holds every request made, the last one being this answer.
    """

    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    hops: tuple[Hop, ...]
    capped: bool = False
    incomplete: UnreachableReason | None = None
    undecoded: str = ""
    received: int = 0
    elapsed_ms: int = 0

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def bytes_read(self) -> int:
        """Decoded bytes that were kept; `received` counts those on the wire."""
        return len(self.body)

    @cached_property
    def media_type(self) -> str:
        """Lower-case type/subtype as declared, "" if nothing was declared; may be shown, stored."""
        declared = self.headers.get("Content-Type", "")
        return shown(declared.partition(";")[0].strip().lower())

    @cached_property
    def charset(self) -> str:
        """The Python codec that reads the body: by BOM, header, meta element, then detection."""
        return charsets.of(self.body, content_type=self.headers.get("Content-Type", ""))

    def text(self) -> str:
        """The body as text, markup included; undecodable bytes become U+FFFD. Never raises."""
        return charsets.decode(self.body, charset=self.charset)


def shown(header: str) -> str:
    """A header's value as it can be shown and stored: bytes that are no UTF-8 become "?".

    In `Response.headers` they stand as lone surrogates, which cannot be encoded.
    """
    return header.encode("utf-8", "replace").decode("utf-8")
