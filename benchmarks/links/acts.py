"""Misbehaviour that no bytes describe: an act takes the connection and does its worst."""

import asyncio
import gzip
import itertools
import socket
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Final, Protocol

DRIP: Final = 0.2
"""Seconds between two drops; far below any limit on a single read."""

MEBIBYTE: Final = 1024 * 1024
HTML: Final = b"Content-Type: text/html; charset=utf-8\r\n"
OPENING: Final = b"HTTP/1.1 200 OK\r\n" + HTML
_LINGER_NOT: Final = struct.pack("ii", 1, 0)


class Connection(Protocol):
    """What an act may do to its visitor."""

    transport: asyncio.Transport

    def send_all(self, pieces: Iterator[bytes], *, pause: float = 0.0) -> None:
        """Send piece after piece as the visitor takes them, until they end or the visitor goes."""


Act = Callable[[Connection], None]


def silence(_connection: Connection) -> None:
    """The request is taken and never answered."""


def hang_up(connection: Connection) -> None:
    connection.transport.close()


def reset(connection: Connection, *, after: bytes = b"") -> None:
    """A TCP reset instead of an end, once `after` has been sent."""
    if after:
        connection.transport.write(after)
        asyncio.get_running_loop().call_later(DRIP / 2, reset, connection)
        return
    if connection.transport.is_closing():
        return
    wire: socket.socket = connection.transport.get_extra_info("socket")
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
    connection.transport.abort()


def break_off(connection: Connection, *, after: bytes) -> None:
    connection.transport.write(after)
    connection.transport.close()


def drip(connection: Connection, *, head: bytes, drop: bytes) -> None:
    """`drop` again and again, slowly, for ever."""
    connection.send_all(itertools.chain((head,), itertools.repeat(drop)), pause=DRIP)


def flood(connection: Connection, *, head: bytes, piece: bytes) -> None:
    """`piece` again and again, as fast as it is taken, for ever."""
    connection.send_all(itertools.chain((head,), itertools.repeat(piece)))


def explode(connection: Connection, *, coding: str, status: bytes = b"200 OK") -> None:
    """A compressed body that grows a thousandfold."""
    body = _BOMBS[coding]()
    head = b"HTTP/1.1 %s\r\n%sContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (
        *(status, HTML, coding.encode(), len(body)),
    )
    connection.send_all(_sliced(head + body))


def _sliced(body: bytes, size: int = 256 * 1024) -> Iterator[bytes]:
    return (body[at : at + size] for at in range(0, len(body), size))


@cache
def _bomb(window: int) -> bytes:
    """10 MB that inflate to 10 GB of one word; ends without a checksum, which nobody reaches."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    head = packer.compress(b"<title>News</title><p>") + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(b"a" * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + body * (10 * 1024)


_BOMBS: Final[dict[str, Callable[[], bytes]]] = {
    "gzip": partial(_bomb, zlib.MAX_WBITS | 16),
    "deflate": partial(_bomb, zlib.MAX_WBITS),
    "gzip, gzip": cache(lambda: gzip.compress(_bomb(zlib.MAX_WBITS | 16), 9, mtime=0)),
}


def chunked(pieces: Iterable[bytes]) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
