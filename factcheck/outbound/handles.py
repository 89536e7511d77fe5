"""Handles of curl, set up so that one can go nowhere but to addresses that passed the guard."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import pycurl

from factcheck.outbound import response
from factcheck.outbound.answers import Answer
from factcheck.outbound.limits import Limits
from factcheck.outbound.routes import Route

BAD = int(pycurl.SOCKET_BAD)
GO, STAY = int(pycurl.PREREQFUNC_OK), int(pycurl.PREREQFUNC_ABORT)

HARMLESS_ERRORS = frozenset({errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT})
"""This machine speaks no such protocol (often IPv6): the host's other addresses remain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What a request asks for besides its address: a page, or (`body` given) to take a document.

    `headers` go to the first host only: a redirect elsewhere must not carry a key along. A
    `fresh` one trusts no connection that is open already, and leaves none behind.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    fresh: bool = False

    @property
    def elsewhere(self) -> Errand:
        """What of it is asked of another host."""
        return Errand(fresh=True) if self.fresh else PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What all handles of a client have in common."""

    limits: Limits
    headers: Mapping[str, str]
    ca_file: str


PLAIN = Errand()

BLANK = {"Expect": "", "Content-Type": "application/octet-stream"}
"""What curl would else fill in by itself when it sends a document."""


class Handle:
    """Carries the requests of one journey, one after another, and its cookies meanwhile."""

    def __init__(self, setup: Setup, *, on_lead: Callable[[Handle], None]) -> None:
        self._setup = setup
        self._on_lead = partial(on_lead, self)
        self._errand = PLAIN
        self._connect_to = ""
        self.curl = _curl(setup)
        self.curl.setopt(pycurl.OPENSOCKETFUNCTION, self._open)
        self.curl.setopt(pycurl.PREREQFUNCTION, self._check_peer)

    def begin(self, url: str, route: Route, errand: Errand, *, seconds: float) -> None:
        """Make ready for one request, of at most `seconds`.

        Raises `pycurl.error` or UnicodeError for an address or header that curl does not take.
        """
        self._route = route
        self.refused = ""
        self.peer = ""
        self.answer = Answer(
            self._setup.limits, on_lead=self._on_lead if errand.body is None else None
        )
        curl = self.curl
        curl.setopt(pycurl.HEADERFUNCTION, self.answer.take_header)
        curl.setopt(pycurl.WRITEFUNCTION, self.answer.take_body)
        curl.setopt(pycurl.URL, url)
        curl.setopt(pycurl.TIMEOUT_MS, max(1, int(seconds * 1000)))
        if route.connect_to != self._connect_to:
            curl.setopt(pycurl.CONNECT_TO, [route.connect_to])
            self._connect_to = route.connect_to
        if route.resolve:  # to be told each time: curl forgets it after a minute
            curl.setopt(pycurl.RESOLVE, [route.resolve])
        if errand is not self._errand:
            self._ask(errand)

    def forget_cookies(self) -> None:
        self.curl.setopt(pycurl.COOKIELIST, "ALL")

    @property
    def cookies(self) -> frozenset[bytes]:
        """What the journey was given so far, without the moments at which it expires."""
        kept = (line.split(b"\t") for line in self.curl.getinfo_raw(pycurl.INFO_COOKIELIST))
        return frozenset(b"\t".join(parts[:4] + parts[5:]) for parts in kept)

    def timings(self, *, dns: float) -> response.Timings:
        """Of the last request; `dns` is what looking up the name took, in seconds."""
        ask = self.curl.getinfo
        return response.Timings(
            dns * 1000,
            ask(pycurl.CONNECT_TIME) * 1000,
            ask(pycurl.APPCONNECT_TIME) * 1000,
            ask(pycurl.STARTTRANSFER_TIME) * 1000,
            ask(pycurl.TOTAL_TIME) * 1000,
        )

    def _ask(self, errand: Errand) -> None:
        curl = self.curl
        extra = {**(BLANK if errand.body is not None else {}), **errand.headers}
        curl.setopt(pycurl.HTTPHEADER, _lines({**self._setup.headers, **extra}))
        if errand.body is not None:
            curl.setopt(pycurl.POSTFIELDS, errand.body)
        else:
            curl.setopt(pycurl.HTTPGET, 1)
        curl.setopt(pycurl.FRESH_CONNECT, int(errand.fresh))
        curl.setopt(pycurl.FORBID_REUSE, int(errand.fresh))
        self._errand = errand

    def _open(self, purpose: int, destination: pycurl.CurlSockAddr) -> _Opened | int:
        """The one place where a connection begins."""
        try:
            address = str(destination.addr[0])
            if not self._route.leads_to(address):
                self.refused = address
                return BAD
            return _Opened(destination.family, destination.socktype, destination.protocol)
        except BaseException as error:  # noqa: BLE001 - raised by the fetch, as in `answers`
            if not (isinstance(error, OSError) and error.errno in HARMLESS_ERRORS):
                self.answer.fault = error
            return BAD

    def _check_peer(self, peer: str, own: str, peer_port: int, own_port: int) -> int:
        """Asked before each request, on a new connection or an old one."""
        try:
            self.peer = peer
            if self._route.leads_to(peer):
                return GO
            self.refused = peer
        except BaseException as error:  # noqa: BLE001 - raised by the fetch, as in `answers`
            self.answer.fault = error
        return STAY


class _Opened:
    """A socket that curl makes a copy of; ours is closed when curl lets go of this object."""

    def __init__(self, family: int, kind: int, protocol: int) -> None:
        self._number = socket.socket(family, kind, protocol).detach()

    def fileno(self) -> int:
        return self._number

    def __del__(self) -> None:
        os.close(self._number)


def _lines(headers: Mapping[str, str]) -> list[bytes]:
    """Raises ValueError for what would end its line and begin another."""
    lines = [f"{name}: {value}" if value else f"{name}:" for name, value in headers.items()]
    for line in lines:
        if "\r" in line or "\n" in line or "\0" in line:
            raise ValueError(f"A header must be one line: {line!r}")
    return [line.encode("utf-8", "surrogateescape") for line in lines]


def _curl(setup: Setup) -> pycurl.Curl:
    curl = pycurl.Curl()
    for option, value in (
        (pycurl.NOSIGNAL, 1),
        (pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS),
        (pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1),
        (pycurl.HTTP09_ALLOWED, 0),
        (pycurl.FOLLOWLOCATION, 0),
        (pycurl.PATH_AS_IS, 1),
        (pycurl.HTTP_CONTENT_DECODING, 0),
        # Neither variables of the environment nor files of the user have a say.
        (pycurl.PROXY, ""),
        (pycurl.NOPROXY, "*"),
        (pycurl.NETRC, pycurl.NETRC_IGNORED),
        (pycurl.HSTS_CTRL, 0),
        (pycurl.COOKIEFILE, ""),
        (pycurl.SSL_VERIFYPEER, 1),
        (pycurl.SSL_VERIFYHOST, 2),
        (pycurl.SSL_SESSIONID_CACHE, 0),
        (pycurl.CAINFO, setup.ca_file),
        (pycurl.CONNECTTIMEOUT_MS, int(setup.limits.connect * 1000)),
        (pycurl.HTTPHEADER, _lines(setup.headers)),
    ):
        curl.setopt(option, value)
    curl.unsetopt(pycurl.CAPATH)
    return curl
