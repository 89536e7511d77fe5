from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from factcheck.outbound import charsets
from factcheck.outbound.exceptions import UnreachableReason


class Timings(NamedTuple):
    """Milliseconds from the start of a request until a step was done.

    `dns` is our own look-up, before the others start to count. On a connection that was open
    already, `connect` and `tls` are 0; so is `tls` for http.
    """

    dns: float
    connect: float
    tls: float
    first_byte: float
    total: float


@dataclass(frozen=True, slots=True)
class Hop:
    """One request: where it went (URL and the address behind the name) and how it was answered.

    `status` and `timings` are None where no answer came. Two hops are equal when they went the
    same way, however long it took.
    """

    url: str
    address: str
    status: int | None
    timings: Timings | None = field(default=None, compare=False)


class Headers(Mapping[str, str]):
    """Header fields by name, in any case; of fields that came twice, the first.

    Bytes that are no UTF-8 stand as lone surrogates, which cannot be encoded: see `shown`.
    """

    def __init__(self, head: Sequence[bytes]) -> None:
        """`head`: the lines of an answer's head, that of its status first."""
        self._pairs = _fields(b"".join(head[1:]).decode("utf-8", "surrogateescape"))
        self._values = {name.lower(): value for name, value in reversed(self._pairs)}

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def get(self, name: str, default: Any = None, /) -> Any:
        """As any mapping's, without an exception for each name that is not there."""
        return self._values.get(name.lower(), default)

    def __iter__(self) -> Iterator[str]:
        return iter({name.lower(): name for name, _ in reversed(self._pairs)}.values())

    def __len__(self) -> int:
        return len(self._values)

    def all(self, name: str) -> str:
        """The fields of one name as the one list that they mean (RFC 9110, section 5.3)."""
        name = name.lower()
        if name not in self._values:
            return ""
        return ", ".join(value for own, value in self._pairs if own.lower() == name)


@dataclass(frozen=True, kw_only=True)
class Response:
    """A complete answer, whatever its status.

    `body` is decoded (inflated) and at most `Limits.body` bytes long; `capped` tells that there
    was more. `incomplete` is set when an error page broke off: its status stands all the same.
    `undecoded` names a content encoding we did not ask for and cannot read; `body` is empty then.
    `hops` holds every request made, the last one being this answer. `head` holds the lines of the
    answer's head as they came.
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
    head: tuple[bytes, ...] = ()

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def bytes_read(self) -> int:
        """Decoded bytes that were kept; `received` counts those on the wire."""
        return len(self.body)

    @property
    def status_line(self) -> str:
        """Such as "HTTP/1.1 200 OK"."""
        return self.head[0].decode("latin-1").strip() if self.head else ""

    @property
    def raw_headers(self) -> list[tuple[str, str]]:
        """Names and values as received, in their order, each byte one character (ISO 8859-1)."""
        return _fields(b"".join(self.head[1:]).decode("latin-1"))

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


def _fields(lines: str) -> list[tuple[str, str]]:
    """Names and values. Folded lines (RFC 9112, section 5.2) were joined by curl."""
    cut = (line.partition(":") for line in lines.split("\n") if line)
    return [(name.rstrip(" \t"), value.strip(" \t\r")) for name, _, value in cut]


def shown(header: str) -> str:
    """A header's value as it can be shown and stored: bytes that are no UTF-8 become "?".

    In `Response.headers` they stand as lone surrogates, which cannot be encoded.
    """
    return header.encode("utf-8", "replace").decode("utf-8")
