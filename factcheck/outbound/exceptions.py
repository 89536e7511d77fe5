"""Why a page could not be had. Every error has a sentence for the reader and a word for the code.

`hops` holds the requests made before the failure; `detail` what the library underneath said.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.outbound.response import Hop


class RefusalReason(StrEnum):
    ADDRESS = "address"
    SCHEME = "scheme"
    PORT = "port"


class UnreachableReason(StrEnum):
    DNS = "dns"
    CONNECT = "connect"
    RESET = "reset"
    TIMEOUT = "timeout"
    TRUNCATED = "truncated"
    PROTOCOL = "protocol"


class TlsReason(StrEnum):
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    HOSTNAME = "hostname"
    UNTRUSTED = "untrusted"
    SELF_SIGNED = "self_signed"
    REVOKED = "revoked"
    HANDSHAKE = "handshake"


class RedirectReason(StrEnum):
    LOOP = "loop"
    TOO_MANY = "too_many"
    LOCATION = "location"


class OutboundError(Exception):
    """Anything that kept us from getting an answer."""

    def __init__(self, message: str, *, detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail
        self.hops: tuple[Hop, ...] = ()


class InvalidUrl(OutboundError):
    """What was given is not a web address."""


class Refused(OutboundError):
    """We do not go there, whatever would answer: nothing was sent to that address."""

    def __init__(self, message: str, *, reason: RefusalReason, detail: str = "") -> None:
        super().__init__(message, detail=detail)
        self.reason = reason


class NameNotFound(OutboundError):
    """The name system says that this host does not exist."""


class Unreachable(OutboundError):
    """The host exists, but no complete answer came."""

    def __init__(self, message: str, *, reason: UnreachableReason, detail: str = "") -> None:
        super().__init__(message, detail=detail)
        self.reason = reason


class TlsFailed(OutboundError):
    """The server could not prove who it is."""

    def __init__(self, message: str, *, reason: TlsReason, detail: str = "") -> None:
        super().__init__(message, detail=detail)
        self.reason = reason


class RedirectFailed(OutboundError):
    """The redirects lead nowhere."""

    def __init__(self, message: str, *, reason: RedirectReason, detail: str = "") -> None:
        super().__init__(message, detail=detail)
        self.reason = reason
