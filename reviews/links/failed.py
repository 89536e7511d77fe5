"""What it means when there was no answer."""

from __future__ import annotations

from factcheck import outbound
from reviews.links.outcomes import Outcome, Reason


def verdict(error: outbound.OutboundError) -> tuple[Outcome, Reason]:
    """The outcome for an error of the door. Its reasons are spelled like ours."""
    match error:
        case outbound.Refused(reason=refusal):
            return Outcome.REFUSED, Reason(refusal)
        case outbound.InvalidUrl():
            return Outcome.INVALID, Reason.NONE
        case outbound.NameNotFound():
            return Outcome.DNS_DEAD, Reason.NONE
        case outbound.TlsFailed(reason=certificate):
            return Outcome.TLS_ERROR, Reason(certificate)
        case outbound.RedirectFailed(reason=redirect):
            return Outcome.REDIRECT_ERROR, Reason(redirect)
        case outbound.Unreachable(reason=network):
            return Outcome.UNREACHABLE, Reason(network)
        case _:
            return Outcome.UNREACHABLE, Reason.PROTOCOL
