"""What the network library raises, in our words."""

from __future__ import annotations

import errno
import ssl

import aiohttp

from factcheck.outbound import exceptions
from factcheck.outbound.exceptions import TlsReason, UnreachableReason
from factcheck.outbound.transport import NotChecked

# X509_V_ERR_* of OpenSSL (x509_vfy.h).
CERTIFICATE = {
    9: TlsReason.NOT_YET_VALID,
    10: TlsReason.EXPIRED,
    18: TlsReason.SELF_SIGNED,
    19: TlsReason.UNTRUSTED,
    23: TlsReason.REVOKED,
    62: TlsReason.HOSTNAME,
    64: TlsReason.HOSTNAME,
}

TLS_SENTENCES = {
    TlsReason.NOT_YET_VALID: "The site's certificate is not valid yet.",
    TlsReason.EXPIRED: "The site's certificate has expired.",
    TlsReason.SELF_SIGNED: "The site vouches for itself: its certificate is self-signed.",
    TlsReason.UNTRUSTED: "The site's certificate comes from an authority nobody trusts.",
    TlsReason.REVOKED: "The site's certificate was revoked.",
    TlsReason.HOSTNAME: "The site's certificate belongs to another host.",
    TlsReason.HANDSHAKE: "No secure connection could be agreed on with the site.",
}

SENTENCES = {
    UnreachableReason.DNS: "The site's name could not be looked up just now.",
    UnreachableReason.CONNECT: "The site does not accept connections.",
    UnreachableReason.RESET: "The site broke off the connection.",
    UnreachableReason.TIMEOUT: "The site did not answer in full within the time allowed.",
    UnreachableReason.TRUNCATED: "The page broke off before its end.",
    UnreachableReason.PROTOCOL: "The site's answer is not proper HTTP.",
}

# aiohttp wraps errors of an open connection in an OSError of its own that keeps the number only.
RESETS = frozenset({errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE})


def translate(error: aiohttp.ClientError | OSError) -> exceptions.OutboundError:
    """The typed error for a failed connection, request or body."""
    detail = str(error) or type(error).__name__
    cause = getattr(error, "os_error", error)
    if isinstance(cause, NotChecked):
        return exceptions.Refused(
            "This address is not on the public internet, so it is not fetched.",
            reason=exceptions.RefusalReason.ADDRESS,
            detail=detail,
        )
    if isinstance(error, (aiohttp.ClientSSLError, ssl.SSLError)):
        return tls_failed(_tls_reason(error), detail=detail)
    return unreachable(_reason(error, cause), detail=detail)


def tls_failed(reason: TlsReason, *, detail: str) -> exceptions.TlsFailed:
    return exceptions.TlsFailed(TLS_SENTENCES[reason], reason=reason, detail=detail)


def unreachable(reason: UnreachableReason, *, detail: str = "") -> exceptions.Unreachable:
    return exceptions.Unreachable(SENTENCES[reason], reason=reason, detail=detail)


def _reason(error: Exception, cause: object) -> UnreachableReason:
    if isinstance(error, TimeoutError) or isinstance(cause, TimeoutError):
        return UnreachableReason.TIMEOUT
    if isinstance(error, aiohttp.ClientPayloadError):
        return UnreachableReason.TRUNCATED
    if isinstance(error, aiohttp.ServerDisconnectedError) or _number(cause) in RESETS:
        return UnreachableReason.RESET
    if isinstance(error, OSError):
        return UnreachableReason.CONNECT
    return UnreachableReason.PROTOCOL


def _number(cause: object) -> int | None:
    return cause.errno if isinstance(cause, OSError) else None


def _tls_reason(error: Exception) -> TlsReason:
    certificate = getattr(error, "certificate_error", error)
    if isinstance(certificate, ssl.SSLCertVerificationError):
        return CERTIFICATE.get(certificate.verify_code, TlsReason.UNTRUSTED)
    return TlsReason.HANDSHAKE
