"""Connections that can only go to addresses that passed the guard.

Two hooks of aiohttp share one context variable. The resolver hands out the addresses that were
checked and never looks anything up, so there is no second look-up for a rebinding name to
answer differently. aiohttp does not ask a resolver about IP literals; therefore the socket
factory, which every connection passes, compares once more.
"""

from __future__ import annotations

import errno
import functools
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import ip_address

import aiohttp
import certifi
from aiohttp.abc import AbstractResolver, ResolveResult

from factcheck.outbound.guard import IpAddress
from factcheck.outbound.limits import Limits

_checked: ContextVar[tuple[IpAddress, ...]] = ContextVar("checked", default=())

AddrInfo = tuple[int, int, int, str, tuple[object, ...]]


class NotChecked(PermissionError):
    """A connection was about to leave for an address that no guard has seen."""


@contextmanager
def only_to(addresses: Sequence[IpAddress]) -> Iterator[None]:
    """Within this block, this task and its children may connect to these addresses alone."""
    token = _checked.set(tuple(addresses))
    try:
        yield
    finally:
        _checked.reset(token)


def connector(*, limits: Limits, ca_file: str | None) -> aiohttp.TCPConnector:
    return aiohttp.TCPConnector(
        resolver=_CheckedResolver(),
        use_dns_cache=False,
        socket_factory=_checked_socket,
        ssl=_tls(ca_file),
        limit=limits.connections,
    )


class _CheckedResolver(AbstractResolver):
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=str(address),
                port=port,
                family=socket.AF_INET6 if address.version == 6 else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in _checked.get()
        ]

    async def close(self) -> None:
        """There is nothing to close."""


def _checked_socket(info: AddrInfo) -> socket.socket:
    family, kind, protocol, _, destination = info
    address = ip_address(str(destination[0]))
    if address not in _checked.get():
        raise NotChecked(errno.EACCES, f"{address} was not checked")
    return socket.socket(family, kind, protocol)


@functools.lru_cache(maxsize=8)
def _tls(ca_file: str | None) -> ssl.SSLContext:
    """Certificates are always verified: against `ca_file` alone, else the usual authorities.

    Made once in a process: reading the authorities takes longer than a typical fetch.
    """
    if ca_file is not None:
        return ssl.create_default_context(cafile=ca_file)
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
