"""What an archive said, whichever protocol it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from factcheck import outbound
from factcheck.outbound import retrying


class Verdict(StrEnum):
    FOUND = "found"
    NONE = "none"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`url` and `captured_at` where a copy was found; `error` where the answer was of no use.

    `away`: the archive itself is down or wants peace, for `retry_after` seconds if it says so;
    else it is this page that it has trouble with.
    """

    verdict: Verdict
    url: str = ""
    captured_at: datetime | None = None
    error: str = ""
    away: bool = False
    retry_after: int | None = None


def none() -> Answer:
    return Answer(verdict=Verdict.NONE)


def useless(error: str) -> Answer:
    return Answer(verdict=Verdict.FAILED, error=error)


def unreachable(error: outbound.OutboundError) -> Answer:
    """A copy that we may not visit is none for readers either; anything else is the archive's."""
    text = f"{error.message} {error.detail}".strip()
    ours = isinstance(error, outbound.Refused | outbound.InvalidUrl | outbound.RedirectFailed)
    return Answer(verdict=Verdict.FAILED, error=text, away=not ours)


def turned_away(response: outbound.Response, *, now: datetime) -> Answer:
    wait = retrying.seconds(response.headers.get("Retry-After"), now=now)
    error = f"The archive answered with HTTP {response.status}."
    return Answer(verdict=Verdict.FAILED, error=error, away=True, retry_after=wait)


async def found(
    url: str, captured_at: datetime, *, client: outbound.Client, now: datetime
) -> Answer:
    """A copy that readers may be sent to: the same door as for our own visits says so."""
    if captured_at > now:
        return useless(f"The archive dates its copy in the future: {captured_at:%Y-%m-%d}.")
    try:
        address = outbound.parse(url)
        await client.route(address, within=client.limits.dns)
    except outbound.OutboundError as error:
        return unreachable(error)
    return Answer(verdict=Verdict.FOUND, url=address.href, captured_at=captured_at.astimezone(UTC))
