"""The load site: one process, one port for all of 127/8, fast enough not to be what is measured.

    python -m benchmarks.links.site --folder /tmp/x [--latency 50] [--pages light]

Prints one line of JSON: the ports (`http`, `closed`, one for each fault of a certificate) and the
file of the authority to trust. Ends when its standard input does.
"""

import argparse
import asyncio
import json
import socket
import ssl
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, cast

import uvloop

from benchmarks.links import answers, certificates, pages, truth

GRAIN: Final = 0.002
"""Seconds by which an answer may be late, so that many leave with one tick of the clock."""

BACKLOG: Final = 4096
KINDS: Final = {kind.code: kind.name for kind in truth.KINDS}


class Site:
    """Prepared answers, and those that wait for the latency to pass."""

    def __init__(self, latency: float, sort: str = pages.NEWS) -> None:
        self._latency = latency
        self._waiting: deque[tuple[float, asyncio.Transport, bytes]] = deque()
        self._loop = asyncio.get_running_loop()
        made = [pages.MADE[sort](seed) for seed in range(pages.DISTINCT)]
        self._plain = self._packed = [answers.respond(page) for page in made]
        if sort == pages.NEWS:
            coded = "Content-Encoding: gzip\r\n"
            self._packed = [answers.respond(pages.packed(page), head=coded) for page in made]

    def answer(self, request: bytes) -> answers.Answer:
        path = request[request.index(b" ") + 1 : request.index(b" ", 5)]
        kind, number = path[1:2], path[3:]
        if path[2:3] == b"/" and number.isdigit() and kind in b"ptm":
            if kind == b"p":
                known = self._packed if b"gzip" in request else self._plain
                return known[int(number) * 7 % pages.DISTINCT]
            status = "302 Found" if kind == b"t" else "301 Moved Permanently"
            return answers.redirect(f"/p/{number.decode()}", status=status)
        return _unusual(path.decode("latin-1"))

    def later(self, transport: asyncio.Transport, answer: bytes) -> None:
        if not self._latency:
            transport.write(answer)
            return
        if not self._waiting:
            self._loop.call_later(self._latency, self._send)
        self._waiting.append((self._loop.time() + self._latency, transport, answer))

    def _send(self) -> None:
        now = self._loop.time() + GRAIN / 2
        while self._waiting and self._waiting[0][0] <= now:
            _, transport, answer = self._waiting.popleft()
            if not transport.is_closing():
                transport.write(answer)
        if self._waiting:
            self._loop.call_later(max(GRAIN, self._waiting[0][0] - now), self._send)


def _unusual(path: str) -> answers.Answer:
    path = path.partition("?")[0]
    if path in answers.FIXED:
        return answers.FIXED[path]
    _, code, number, *below = path.split("/") if path.count("/") > 1 else ("", "", "")
    name = KINDS.get(code)
    if name is None:
        return answers.MISSING
    rest = "".join(f"/{part}" for part in below)
    return answers.ANSWERS[name](f"/{code}/{number}", rest if number.isdigit() else "/" + number)


class Visitor(asyncio.Protocol):
    """One connection; requests come one after the other, as no checker pipelines them."""

    transport: asyncio.Transport

    def __init__(self, site: Site) -> None:
        self._site = site
        self._begun = b""
        self._pieces: Iterator[bytes] | None = None
        self._pause = 0.0
        self._paused = False
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        data = self._begun + data
        if not data.endswith(b"\r\n\r\n"):
            self._begun = data
            return
        self._begun = b""
        answer = self._site.answer(data)
        if not isinstance(answer, bytes):
            answer(self)
            return
        if data.startswith(b"HEAD "):
            answer = answer[: answer.index(b"\r\n\r\n") + 4]
        self._site.later(self.transport, answer)

    def send_all(self, pieces: Iterator[bytes], *, pause: float = 0.0) -> None:
        if self._timer:
            self._timer.cancel()  # it belongs to the last answer
        self._pieces, self._pause = pieces, pause
        self._send_some()

    def pause_writing(self) -> None:
        self._paused = True

    def resume_writing(self) -> None:
        self._paused = False
        self._send_some()

    def _send_some(self) -> None:
        while self._pieces and not self._paused and not self.transport.is_closing():
            piece = next(self._pieces, None)
            if piece is None:
                self._pieces = None
                return
            self.transport.write(piece)
            if self._pause:
                loop = asyncio.get_running_loop()
                self._timer = loop.call_later(self._pause, self._send_some)
                return


class Nonsense(asyncio.Protocol):
    """Speaks no TLS where TLS is expected."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast(asyncio.Transport, transport).write(b"220 mail.example ESMTP\r\n")


async def serve(folder: Path, latency: float, sort: str) -> None:
    """Until standard input ends."""
    loop = asyncio.get_running_loop()
    site = Site(latency, sort)
    faults = [kind for kind in truth.CERTIFICATES if kind.reason != "handshake"]
    hosts = {_fault(kind): [truth.host_of(kind, n) for n in range(truth.COPIES)] for kind in faults}
    authority, contexts = certificates.contexts(folder, hosts)
    ports = {"http": await _listen(lambda: Visitor(site))}
    for fault, context in contexts.items():
        ports[fault] = await _listen(lambda: Visitor(site), tls=context)
    ports["handshake"] = await _listen(Nonsense)
    with socket.socket() as closed:  # bound and not listening: nobody else can get the port
        closed.bind(("0.0.0.0", 0))
        ports["closed"] = closed.getsockname()[1]
        print(json.dumps({"ports": ports, "authority": str(authority)}), flush=True)
        await loop.run_in_executor(None, sys.stdin.read)


def _fault(kind: truth.Kind) -> str:
    return kind.name.removeprefix("TLS: ")


async def _listen(
    protocol: Callable[[], asyncio.Protocol], *, tls: ssl.SSLContext | None = None
) -> int:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "0.0.0.0", 0, backlog=BACKLOG, ssl=tls)
    port: int = server.sockets[0].getsockname()[1]
    return port


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.links.site", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="for the certificates")
    parser.add_argument("--latency", type=float, default=0, help="milliseconds before an answer")
    parser.add_argument("--pages", choices=pages.MADE, default=pages.NEWS)
    options = parser.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(options.folder, options.latency / 1000, options.pages))


if __name__ == "__main__":
    main()
