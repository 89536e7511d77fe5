"""What curl says went wrong, in our words."""

from __future__ import annotations

import errno

import pycurl

from factcheck.outbound import exceptions
from factcheck.outbound.exceptions import TlsReason, UnreachableReason

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

# CURLE_* (libcurl-errors(3)).
REASONS = {
    pycurl.E_COULDNT_RESOLVE_HOST: UnreachableReason.DNS,
    pycurl.E_COULDNT_CONNECT: UnreachableReason.CONNECT,
    pycurl.E_OPERATION_TIMEDOUT: UnreachableReason.TIMEOUT,
    pycurl.E_GOT_NOTHING: UnreachableReason.RESET,
    pycurl.E_SEND_ERROR: UnreachableReason.RESET,
    pycurl.E_SEND_FAIL_REWIND: UnreachableReason.RESET,
    pycurl.E_PARTIAL_FILE: UnreachableReason.TRUNCATED,
}
"""All others mean that what came is no HTTP: curl has many, and newer ones no name in pycurl."""

OURS = frozenset(
    {
        *(pycurl.E_FAILED_INIT, pycurl.E_NOT_BUILT_IN, pycurl.E_OUT_OF_MEMORY),
        *(pycurl.E_BAD_FUNCTION_ARGUMENT, pycurl.E_UNKNOWN_OPTION, pycurl.E_SSL_CACERT_BADFILE),
    }
)
"""What no site can bring about."""

HANDSHAKE = frozenset(
    {
        pycurl.E_SSL_CONNECT_ERROR,
        pycurl.E_SSL_CIPHER,
        pycurl.E_SSL_CERTPROBLEM,
        pycurl.E_SSL_ISSUER_ERROR,
        pycurl.E_SSL_INVALIDCERTSTATUS,
    }
)

RESETS = frozenset({errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE})


def translate(curl: pycurl.Curl, code: int, message: str) -> Exception:
    """The typed error for a failed transfer; a RuntimeError where no site can be at fault."""
    if code == pycurl.E_URL_MALFORMAT:
        return exceptions.InvalidUrl("This is not a web address we can fetch.", detail=message)
    if code == pycurl.E_PEER_FAILED_VERIFICATION:
        return tls_failed(_verification(curl, message), detail=message)
    reset = curl.getinfo(pycurl.OS_ERRNO) in RESETS
    if code in HANDSHAKE and not reset:
        return tls_failed(TlsReason.HANDSHAKE, detail=message)
    if reset and (code in HANDSHAKE or code == pycurl.E_RECV_ERROR):
        return unreachable(UnreachableReason.RESET, detail=message)
    if code in OURS:
        return RuntimeError(f"curl failed with code {code}: {message}")
    return unreachable(REASONS.get(code, UnreachableReason.PROTOCOL), detail=message)


def is_silent_end(code: int, message: str) -> bool:
    """Whether a TLS connection ended without a "close notify" (RFC 8446, section 6.1)."""
    return code == pycurl.E_RECV_ERROR and "unexpected eof" in message


def refused(address: str) -> exceptions.Refused:
    return exceptions.Refused(
        "This address is not on the public internet, so it is not fetched.",
        reason=exceptions.RefusalReason.ADDRESS,
        detail=f"{address} was not checked",
    )


def tls_failed(reason: TlsReason, *, detail: str) -> exceptions.TlsFailed:
    return exceptions.TlsFailed(TLS_SENTENCES[reason], reason=reason, detail=detail)


def unreachable(reason: UnreachableReason, *, detail: str = "") -> exceptions.Unreachable:
    return exceptions.Unreachable(SENTENCES[reason], reason=reason, detail=detail)


def _verification(curl: pycurl.Curl, message: str) -> TlsReason:
    """Names are compared by curl itself, whose words are all that tells of it."""
    if "subject name" in message:
        return TlsReason.HOSTNAME
    return CERTIFICATE.get(curl.getinfo(pycurl.SSL_VERIFYRESULT), TlsReason.UNTRUSTED)
