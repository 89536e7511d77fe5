"""The only door to the internet: address guard, limits, fetch. No Django here.

`parse` reads an address, `Client` fetches many, `fetch` fetches one.
"""

from factcheck.outbound.client import USER_AGENT, Client, Options, user_agent
from factcheck.outbound.exceptions import (
    InvalidUrl,
    NameNotFound,
    OutboundError,
    RedirectFailed,
    RedirectReason,
    RefusalReason,
    Refused,
    TlsFailed,
    TlsReason,
    Unreachable,
    UnreachableReason,
)
from factcheck.outbound.fetching import check, fetch, post
from factcheck.outbound.limits import Limits
from factcheck.outbound.pacing import Pace
from factcheck.outbound.response import Hop, Response, Timings
from factcheck.outbound.urls import Address, parse

__all__ = [
    "USER_AGENT",
    "Address",
    "Client",
    "Hop",
    "InvalidUrl",
    "Limits",
    "NameNotFound",
    "Options",
    "OutboundError",
    "Pace",
    "RedirectFailed",
    "RedirectReason",
    "RefusalReason",
    "Refused",
    "Response",
    "Timings",
    "TlsFailed",
    "TlsReason",
    "Unreachable",
    "UnreachableReason",
    "check",
    "fetch",
    "parse",
    "post",
    "user_agent",
]
