"""The harmless site of the table of hostile links, and the two worlds it can stand in."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.factcheck.outbound import certificates, guard_canary
from tests.factcheck.outbound.guard_table_row import GONE, SECRET, THERE

NAME = "site.example"
HERE = "127.0.0.1"
STAND_IN = "127.0.0.2"
"""Stands for the harmless site's address where the real one cannot be had."""

CANARY_PORT = 8099
ANYWHERE = ["0.0.0.0", "::"]
NETRC = f"default login user password {SECRET}\n"
CURLRC = f'proxy = "http://{HERE}:CANARY"\nuser = "user:{SECRET}"\n'


LEFT = (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError)
"""How a visitor takes leave, the last of them when the table is done."""


class Site:
    """Says what `pages` holds for a path, to the letter, and keeps what it was asked."""

    def __init__(self) -> None:
        self.pages: Mapping[str, bytes] = {}
        self._heads: list[str] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(*LEFT):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                self._heads.append(head)
                await reader.readexactly(_length(head))
                path = head.split(" ")[1].partition("?")[0]
                writer.write(self.pages.get(path) or self.pages.get("*", GONE))
                await writer.drain()
        writer.close()

    def take(self) -> str:
        heads, self._heads = self._heads, []
        return "".join(heads)


@dataclass(frozen=True, kw_only=True)
class World:
    """Where the words in capitals of the table are, and who may be contacted there."""

    site: Site
    address: str
    port: int
    tls_port: int
    canary_port: int
    home: Path
    ca_file: str
    allowed: tuple[str, ...] = ()
    canary: guard_canary.Canary | None = None
    visits: list[str] = field(default_factory=list)

    def fill(self, text: str) -> str:
        port = "" if self.port == 80 else f":{self.port}"
        tls_port = "" if self.tls_port == 443 else f":{self.tls_port}"
        words = {
            "CANARY": str(self.canary_port),
            "SITE": f"{NAME}{port}",
            "SECURE": f"{NAME}{tls_port}",
            "TLSPORT": tls_port,
            "PORT": port,
            "ADDRESS": self.address,
            "HOME": str(self.home),
        }
        for word, meant in words.items():
            text = text.replace(word, meant)
        return text

    def pages(self, pages: Mapping[str, bytes]) -> dict[str, bytes]:
        return {path: self._page(said.decode()) for path, said in pages.items()}

    def _page(self, said: str) -> bytes:
        head, gap, body = self.fill(said).rpartition("\r\n\r\n")
        length = len(body.encode())
        return f"{head.replace('LENGTH', str(length))}{gap}{body}".encode()

    def address_of(self, answer: str) -> str:
        return self.address if answer == THERE else answer

    async def contacts(self) -> set[str]:
        """Who was contacted since the last call: SITE, SECURE, or “tcp ADDRESS PORT”."""
        if self.canary is None:
            return await self._visitors()
        known = {f"tcp {THERE} {self.port}": "SITE", f"tcp {THERE} {self.tls_port}": "SECURE"}
        return {known.get(contact, contact) for contact in self.canary.contacts()}

    async def _visitors(self) -> set[str]:
        """A visit of our own comes last: when it has been seen, all before it have been."""
        _, writer = await asyncio.open_connection(HERE, self.canary_port)
        own = str(writer.get_extra_info("sockname")[1])
        while own not in self.visits:
            await asyncio.sleep(0)
        writer.close()
        seen = [f"tcp {HERE} {self.canary_port}" for port in self.visits if port != own]
        self.visits.clear()
        return set(seen)


@contextlib.asynccontextmanager
async def everywhere(home: Path) -> AsyncIterator[World]:
    """The world of a network namespace: the site has its public address and the usual ports."""
    guard_canary.open_world()
    canary = guard_canary.Canary()
    site, (ca_file, tls) = Site(), _certified(home)
    async with contextlib.AsyncExitStack() as stack:
        for port, context in ((80, None), (CANARY_PORT, None), (443, tls)):
            server = await asyncio.start_server(site.serve, ANYWHERE, port, ssl=context)
            stack.callback(server.close)
        world = World(
            site=site,
            address=THERE,
            port=80,
            tls_port=443,
            canary_port=CANARY_PORT,
            home=home,
            ca_file=ca_file,
            canary=canary,
        )
        _write_secrets(world)
        yield world


@contextlib.asynccontextmanager
async def on_loopback(home: Path) -> AsyncIterator[World]:
    """The world of any machine: the site is 127.0.0.2, the canary a service on 127.0.0.1."""
    site, (ca_file, tls) = Site(), _certified(home)
    visits: list[str] = []

    async def note(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visits.append(str(writer.get_extra_info("peername")[1]))
        writer.close()

    plain = await asyncio.start_server(site.serve, STAND_IN, 0)
    secure = await asyncio.start_server(site.serve, STAND_IN, 0, ssl=tls)
    canary = await asyncio.start_server(note, HERE, 0)
    async with contextlib.AsyncExitStack() as stack:
        for server in (plain, secure, canary):
            stack.callback(server.close)
        world = World(
            site=site,
            address=STAND_IN,
            port=_port(plain),
            tls_port=_port(secure),
            canary_port=_port(canary),
            home=home,
            ca_file=ca_file,
            allowed=(f"{STAND_IN}/32",),
            visits=visits,
        )
        _write_secrets(world)
        yield world


def _certified(home: Path) -> tuple[str, ssl.SSLContext]:
    authority = certificates.Authority(home)
    return str(authority.file), authority.server(NAME)


def _write_secrets(world: World) -> None:
    (world.home / ".netrc").write_text(NETRC)
    (world.home / ".netrc").chmod(0o600)
    (world.home / ".curlrc").write_text(world.fill(CURLRC))


def _port(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])


def _length(head: str) -> int:
    for line in head.split("\r\n"):
        name, _, value = line.partition(":")
        if name.lower() == "content-length":
            return int(value)
    return 0
