"""Decoding a body piece by piece, so that its decoded size is known before it is in memory.

A gzip bomb inflates a thousandfold. `zlib` is asked for at most `STEP` bytes at a time, and
nobody asks again once the limit is reached. What gives no bytes never reaches that limit, so the
wire that may pass without any, and the members of a gzip file, are bounded as well.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

STEP = 64 * 1024

MOST_LAYERS = 1
"""Codings upon codings multiply what a few bytes can cost; no server has use for them."""

MOST_MEMBERS = 1_000
"""Files that may follow one another in one body; each may be empty, at 20 bytes."""

MOST_SILENT = 64 * 1024
"""Bytes in a row that may give none; the longest header of a deflate block is some 300."""

IDENTITY = frozenset({"", "identity"})
WINDOW_BITS = {
    "gzip": zlib.MAX_WBITS | 16,
    "x-gzip": zlib.MAX_WBITS | 16,
    "deflate": zlib.MAX_WBITS,
}


class Corrupt(Exception):
    """The bytes are not what the content encoding promised."""


def encodings(header: str) -> tuple[str, ...]:
    """The codings of a Content-Encoding header that must be undone, first applied first."""
    if not header:
        return ()
    names = (name.strip().lower() for name in header.split(","))
    return tuple(name for name in names if name not in IDENTITY)


def readable(names: Sequence[str]) -> bool:
    return len(names) <= MOST_LAYERS and all(name in WINDOW_BITS for name in names)


class Body:
    """Collects decoded bytes up to `limit`; `full` once there is more than that."""

    def __init__(self, names: Sequence[str], *, limit: int) -> None:
        self._layers = [_Layer(name) for name in reversed(names)]
        self._limit = limit
        self._kept = bytearray()
        self.full = False

    def feed(self, chunk: bytes) -> None:
        """Take a chunk from the wire. Raises `Corrupt`."""
        for piece in self._through(chunk, 0) if self._layers else (chunk,):
            room = self._limit - len(self._kept)
            self._kept += piece[:room]
            if len(piece) > room:
                self.full = True
                return

    @property
    def ended(self) -> bool:
        """Whether every coding saw its own end; a gzip file that breaks off did not."""
        return all(layer.ended for layer in self._layers)

    def __bytes__(self) -> bytes:
        return bytes(self._kept)

    def _through(self, data: bytes, depth: int) -> Iterator[bytes]:
        if depth == len(self._layers):
            yield data
            return
        for piece in self._layers[depth].feed(data):
            yield from self._through(piece, depth + 1)


class _Layer:
    def __init__(self, name: str) -> None:
        self._bits = WINDOW_BITS[name]
        self._decoder = zlib.decompressobj(self._bits)
        self._untouched = True
        self._members = 0
        self._silent = 0
        self._trailing = False

    @property
    def ended(self) -> bool:
        return self._untouched or self._members > 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        while not self._trailing:
            piece = self._step(data)
            if piece:
                yield piece
            data = self._decoder.unconsumed_tail
            if self._decoder.eof:
                data = self._next_member()
            if not data and len(piece) < STEP:
                return

    def _step(self, data: bytes) -> bytes:
        if data and self._members >= MOST_MEMBERS:
            raise Corrupt(f"The body consists of more than {MOST_MEMBERS} compressed files.")
        try:
            piece = self._decoder.decompress(data, STEP)
        except zlib.error as error:
            if self._members:  # bytes after the end of the file, which browsers ignore as well
                self._trailing = True
                return b""
            if not self._untouched or self._bits != zlib.MAX_WBITS:
                raise Corrupt(str(error)) from error
            # "deflate" without the zlib wrapper, as some servers send it (RFC 9110, 8.4.1.2).
            self._bits = -zlib.MAX_WBITS
            self._decoder = zlib.decompressobj(self._bits)
            return self._step(data)
        self._untouched = self._untouched and not data
        self._count_silence(data, piece)
        return piece

    def _count_silence(self, data: bytes, piece: bytes) -> None:
        left = len(self._decoder.unconsumed_tail) + len(self._decoder.unused_data)
        self._silent = 0 if piece else self._silent + len(data) - left
        if self._silent > MOST_SILENT:
            raise Corrupt(f"More than {MOST_SILENT} compressed bytes in a row hold nothing.")

    def _next_member(self) -> bytes:
        rest = self._decoder.unused_data
        self._members += 1
        self._decoder = zlib.decompressobj(self._bits)
        return rest
