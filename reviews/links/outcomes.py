"""The vocabulary for what a source answered: read first.

The same words stand in the database, the API and on the screens. An outcome belongs to a family,
and the family tells what follows: strikes are counted, a person is asked, or nothing happens.
"""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    OK = "ok"
    REDIRECTED = "redirected"
    MOVED = "moved"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    GONE = "gone"
    CLIENT_ERROR = "client_error"
    SERVER_ERROR = "server_error"
    DNS_DEAD = "dns_dead"
    UNREACHABLE = "unreachable"
    TLS_ERROR = "tls_error"
    REDIRECT_ERROR = "redirect_error"
    SOFT_404 = "soft_404"
    DRIFTED = "drifted"
    REFUSED = "refused"
    INVALID = "invalid"


class Reason(StrEnum):
    """Why an outcome was given. `NONE` where the outcome says it all."""

    NONE = ""
    # how the quote was found: ok, redirected, moved
    EXACT = "exact"
    NORMALISED = "normalised"
    SEGMENTS = "segments"
    FUZZY = "fuzzy"
    # what keeps us from verifying: ok, redirected
    BODY_CAPPED = "body_capped"
    CONTENT_TYPE = "content_type"
    JS_REQUIRED = "js_required"
    # blocked
    AUTH = "auth"
    FORBIDDEN = "forbidden"
    PAYMENT = "payment"
    PROXY = "proxy"
    LEGAL = "legal"
    LOGIN = "login"
    PAYWALL = "paywall"
    CHALLENGE = "challenge"
    # gone
    NOT_FOUND = "404"
    REMOVED = "410"
    # unreachable
    DNS = "dns"
    CONNECT = "connect"
    RESET = "reset"
    TIMEOUT = "timeout"
    TRUNCATED = "truncated"
    PROTOCOL = "protocol"
    # tls_error
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    HOSTNAME = "hostname"
    UNTRUSTED = "untrusted"
    SELF_SIGNED = "self_signed"
    REVOKED = "revoked"
    HANDSHAKE = "handshake"
    # redirect_error
    LOOP = "loop"
    TOO_MANY = "too_many"
    LOCATION = "location"
    # soft_404
    ERROR_URL = "error_url"
    PHRASE = "phrase"
    TO_HOME = "to_home"
    SIBLING = "sibling"
    PARKED = "parked"
    # drifted
    MISSING = "missing"
    NUMBERS = "numbers"
    NEGATION = "negation"
    # refused
    ADDRESS = "address"
    SCHEME = "scheme"
    PORT = "port"


class Family(StrEnum):
    HEALTHY = "healthy"
    UNVERIFIED = "unverified"
    DEAD_CANDIDATE = "dead_candidate"
    CHANGED = "changed"
    NEVER_FETCHED = "never_fetched"


UNVERIFIABLE = frozenset({Reason.BODY_CAPPED, Reason.CONTENT_TYPE, Reason.JS_REQUIRED})

FAMILIES = {
    Outcome.OK: Family.HEALTHY,
    Outcome.REDIRECTED: Family.HEALTHY,
    Outcome.MOVED: Family.HEALTHY,
    Outcome.BLOCKED: Family.UNVERIFIED,
    Outcome.RATE_LIMITED: Family.UNVERIFIED,
    Outcome.GONE: Family.DEAD_CANDIDATE,
    Outcome.CLIENT_ERROR: Family.DEAD_CANDIDATE,
    Outcome.SERVER_ERROR: Family.DEAD_CANDIDATE,
    Outcome.DNS_DEAD: Family.DEAD_CANDIDATE,
    Outcome.UNREACHABLE: Family.DEAD_CANDIDATE,
    Outcome.TLS_ERROR: Family.DEAD_CANDIDATE,
    Outcome.REDIRECT_ERROR: Family.DEAD_CANDIDATE,
    Outcome.SOFT_404: Family.DEAD_CANDIDATE,
    Outcome.DRIFTED: Family.CHANGED,
    Outcome.REFUSED: Family.NEVER_FETCHED,
    Outcome.INVALID: Family.NEVER_FETCHED,
}


def family(outcome: Outcome | str, reason: Reason | str = Reason.NONE) -> Family:
    """The family of an outcome; raises `ValueError` for a word that is not in the vocabulary."""
    if Reason(reason) in UNVERIFIABLE:
        return Family.UNVERIFIED
    return FAMILIES[Outcome(outcome)]


def is_strike(outcome: Outcome | str, reason: Reason | str = Reason.NONE) -> bool:
    """Whether this counts towards declaring a source dead."""
    return family(outcome, reason) is Family.DEAD_CANDIDATE
