"""What a response means: one link, one pure look through the guarded door.

Every rule of the table in `outcomes` is applied here, the surest first: what the network said,
what the status says, whether the quote is there, and only then guesses about the page.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from datetime import UTC, datetime
from typing import Unpack

from factcheck import outbound
from factcheck.outbound import reading, retrying
from factcheck.outbound.response import shown
from reviews.links import failed, quotes, siblings, soft404, walls
from reviews.links.matches import Match
from reviews.links.observing import HEADERS, LONGEST_HEADER, Observation
from reviews.links.outcomes import Outcome, Reason

STATUS = {
    401: (Outcome.BLOCKED, Reason.AUTH),
    402: (Outcome.BLOCKED, Reason.PAYMENT),
    403: (Outcome.BLOCKED, Reason.FORBIDDEN),
    404: (Outcome.GONE, Reason.NOT_FOUND),
    407: (Outcome.BLOCKED, Reason.PROXY),
    410: (Outcome.GONE, Reason.REMOVED),
    429: (Outcome.RATE_LIMITED, Reason.NONE),
    451: (Outcome.BLOCKED, Reason.LEGAL),
    999: (Outcome.BLOCKED, Reason.FORBIDDEN),  # what LinkedIn answers to visitors it dislikes
}

PERMANENT = frozenset({301, 308})

__all__ = ["Observation", "inspect", "inspect_now"]

Verdict = tuple[Outcome, Reason]


async def inspect(url: str, quote: str | None = None, *, client: outbound.Client) -> Observation:
    """Fetch `url` and say what became of it and of the `quote` that was taken from it.

    Never raises for anything the network or the page does. Redirects, body and the probe for
    soft 404s together stay within the client's total limit.
    """
    started = time.monotonic()
    try:
        asked = outbound.parse(url)
        response = await client.get(url)
    except outbound.OutboundError as error:
        return _failure(error, started=started)
    async with client.reading:
        await asyncio.sleep(0)
        look = _Look(asked, response, quote, client=client)
    return look.observation(await look.verdict())


def inspect_now(
    url: str, quote: str | None = None, **options: Unpack[outbound.Options]
) -> Observation:
    """`inspect` for code that is not asynchronous; `options` as for `outbound.Client`."""
    return asyncio.run(_inspect(url, quote, options))


async def _inspect(url: str, quote: str | None, options: outbound.Options) -> Observation:
    async with outbound.Client(**options) as client:
        return await inspect(url, quote, client=client)


class _Look:
    """One answered request, and what can be concluded from it."""

    def __init__(
        self,
        asked: outbound.Address,
        response: outbound.Response,
        quote: str | None,
        *,
        client: outbound.Client,
    ) -> None:
        self._asked = asked
        self._answered = outbound.parse(response.final_url)
        self._response = response
        self._client = client
        self._page = reading.read(response)
        self._match: Match | None = None
        if self._page and response.ok and quote and quote.strip():
            self._match = quotes.locate(quote, self._page.text)

    async def verdict(self) -> Verdict:
        if not self._response.ok:
            return self._by_status()
        if self._page is None:
            return self._alive(Reason.CONTENT_TYPE)
        if self._match and self._match.found:
            return self._alive(Reason(self._match.kind))
        return await self._without_quote(self._page)

    async def _without_quote(self, page: reading.Page) -> Verdict:
        if walls.is_challenge(self._response, page):
            return Outcome.BLOCKED, Reason.CHALLENGE
        wall = walls.standing_before(page, asked=self._asked, answered=self._answered)
        if wall:
            return Outcome.BLOCKED, wall
        missing = await self._not_found(page)
        if missing:
            return Outcome.SOFT_404, missing
        return self._unverified(page)

    async def _not_found(self, page: reading.Page) -> Reason | None:
        reason = soft404.judge(page, asked=self._asked, answered=self._answered)
        if reason or walls.needs_scripts(page):
            return reason
        if await self._like_any_other(page):
            return Reason.SIBLING
        return Reason.PARKED if soft404.is_parked(page, answered=self._answered) else None

    async def _like_any_other(self, page: reading.Page) -> bool:
        left = self._client.limits.total - self._response.elapsed_ms / 1000
        if not self._answered.depth or self._response.capped or left <= 0:
            return False
        return await siblings.answers_alike(
            page, answered=self._answered, client=self._client, within=left
        )

    def _unverified(self, page: reading.Page) -> Verdict:
        """The page is there; why the quote is not."""
        if walls.needs_scripts(page):
            return self._alive(Reason.JS_REQUIRED)
        if self._match and walls.is_paywalled(page):
            return Outcome.BLOCKED, Reason.PAYWALL
        if self._response.capped:
            return self._alive(Reason.BODY_CAPPED)
        if self._match is None:
            return self._alive(Reason.NONE)
        return Outcome.DRIFTED, Reason(self._match.kind)

    def _alive(self, reason: Reason) -> Verdict:
        """`moved` needs every hop to be permanent and the quote to have been found at the end."""
        redirects = [hop.status for hop in self._response.hops[:-1]]
        if not redirects:
            return Outcome.OK, reason
        if not PERMANENT.issuperset(redirects) or not (self._match and self._match.found):
            return Outcome.REDIRECTED, reason
        return Outcome.MOVED, reason

    def _by_status(self) -> Verdict:
        status = self._response.status
        if status != 429 and walls.is_challenge(self._response, self._page):
            return Outcome.BLOCKED, Reason.CHALLENGE
        if status in STATUS:
            return STATUS[status]
        if 400 <= status < 500:
            return Outcome.CLIENT_ERROR, Reason.NONE
        if 500 <= status < 600:
            return Outcome.SERVER_ERROR, Reason.NONE
        if 300 <= status < 400:
            return Outcome.REDIRECT_ERROR, Reason.LOCATION
        return Outcome.UNREACHABLE, Reason.PROTOCOL

    def observation(self, verdict: Verdict) -> Observation:
        response, text = self._response, self._page.text if self._page else ""
        outcome, reason = verdict
        return Observation(
            outcome=outcome,
            reason=reason,
            hops=response.hops,
            final_url=response.final_url,
            http_status=response.status,
            retry_after=self._retry_after(),
            bytes_read=response.bytes_read,
            capped=response.capped,
            body_sha256=_digest(response.body),
            text_sha256=_digest(text.encode()) if text else "",
            match=self._match,
            title=self._page.title if self._page else "",
            text=text,
            media_type=response.media_type,
            charset=response.charset if self._page else "",
            headers=_selected(response),
            raw_headers=tuple(response.headers.items()),
            body=response.body,
            elapsed_ms=response.elapsed_ms,
            timings={"total": response.elapsed_ms},
        )

    def _retry_after(self) -> int | None:
        if self._response.status < 400:
            return None
        return retrying.seconds(self._response.headers.get("Retry-After"), now=datetime.now(UTC))


def _failure(error: outbound.OutboundError, *, started: float) -> Observation:
    outcome, reason = failed.verdict(error)
    last = error.hops[-1] if error.hops else None
    return Observation(
        outcome=outcome,
        reason=reason,
        hops=error.hops,
        final_url=last.url if last else "",
        http_status=last.status if last else None,
        elapsed_ms=_elapsed_ms(started),
        error=f"{error.message} {error.detail}".strip(),
    )


def _selected(response: outbound.Response) -> dict[str, str]:
    sent = ((name, response.headers.get(name)) for name in HEADERS)
    return {name: shown(value)[:LONGEST_HEADER] for name, value in sent if value is not None}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest() if content else ""


def _elapsed_ms(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
