"""What a response means: one link, one pure look through the guarded door.

Every rule of the table in `outcomes` is applied here, the surest first: what the network said,
what the status says, whether the quote is there, and only then guesses about the page.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from datetime import UTC, datetime
from functools import cached_property
from typing import Unpack

from factcheck import outbound
from factcheck.outbound import documents, reading, retrying, waiting
from reviews.links import failed, glancing, observing, quotes, siblings, soft404, walls
from reviews.links.matches import Match
from reviews.links.observing import Observation
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


async def inspect(
    url: str,
    quote: str | None = None,
    *,
    client: outbound.Client,
    known_body: str = "",
    text: bool = False,
) -> Observation:
    """Fetch `url` and say what became of it and of the `quote` that was taken from it.

    Never raises for anything the network or the page does. Redirects, body and the probe for
    soft 404s together stay within the client's total limit.

    The page's text is read where that can tell something: to find `quote`, where a page without
    one might be none, and always with `text`. `known_body` is the SHA-256 of a body that was
    healthy when it was seen last (with the quote in it, if there is one): if it is the same
    still, that holds still, and nothing is read.
    """
    started = time.monotonic()
    try:
        response = await client.get(url)
    except outbound.OutboundError as error:
        return _failure(error, started=started)
    look = _Look(url, response, (quote or "").strip(), client=client, whole=text)
    return await look.observation(known_body)


def inspect_now(
    url: str, quote: str | None = None, *, text: bool = True, **options: Unpack[outbound.Options]
) -> Observation:
    """`inspect` for code that is not asynchronous; `options` as for `outbound.Client`."""
    return waiting.run(_inspect(url, quote, text=text, options=options))


async def _inspect(
    url: str, quote: str | None, *, text: bool, options: outbound.Options
) -> Observation:
    async with outbound.Client(**options) as client:
        return await inspect(url, quote, client=client, text=text)


class _Look:
    """One answered request, and what can be concluded from it."""

    def __init__(
        self,
        url: str,
        response: outbound.Response,
        quote: str,
        *,
        client: outbound.Client,
        whole: bool,
    ) -> None:
        self._url = url
        self._response = response
        self._quote = quote
        self._client = client
        self._whole = whole or bool(quote)
        self._digest = _digest(response.body)
        self._page: reading.Page | None = None
        self._title = ""
        self._match: Match | None = None
        self._unchanged = False

    async def observation(self, known_body: str) -> Observation:
        return self._told(await self._verdict(known_body))

    async def _verdict(self, known_body: str) -> Verdict:
        if not self._response.ok:
            return await self._by_status()
        if known_body and known_body == self._digest:
            self._unchanged = True
            return self._alive(self._unquoted())
        if not self._whole and await self._is_clear():
            return self._alive(self._unquoted())
        await self._read()
        if self._page is None:
            return self._alive(self._unread())
        if self._match and self._match.found:
            return self._alive(Reason(self._match.kind))
        if documents.is_one(self._response):
            return self._unverified(self._page)
        return await self._without_quote(self._page)

    async def _read(self) -> None:
        """One page at a time, so that the fetches under way are not kept from their answers."""
        async with self._client.reading:
            await asyncio.sleep(0)
            self._page = await reading.page(self._response)
            if self._page and self._quote and self._response.ok:
                self._match = await quotes.located(self._quote, self._page.text)
        self._title = self._page.title if self._page else ""

    async def _is_clear(self) -> bool:
        """Whether the page is one and nothing else, as far as can be told without reading it."""
        if documents.is_one(self._response):
            return True
        glance = glancing.at(self._response)
        if glance is None or (len(self._response.hops) > 1 and self._led_astray()):
            return False
        origin, path = _place(self._response.final_url)
        if soft404.is_parking_host(origin):
            return False
        self._title = glance.title
        return not await self._neighbour(origin, path)

    def _led_astray(self) -> bool:
        asked, answered = self._addresses
        return bool(soft404.by_address(asked, answered) or walls.leads_to_login(asked, answered))

    @cached_property
    def _addresses(self) -> tuple[outbound.Address, outbound.Address]:
        """Where we asked, and where the answer came from."""
        return outbound.parse(self._url), outbound.parse(self._response.final_url)

    async def _neighbour(self, origin: str, path: str) -> frozenset[int]:
        """The page that the host shows for anything; empty if it does not, or was not asked."""
        left = self._client.limits.total - self._response.elapsed_ms / 1000
        if not path.strip("/") or self._response.capped or left <= 0:
            return siblings.NOTHING
        return await siblings.shown_for_anything(origin, path, client=self._client, within=left)

    async def _without_quote(self, page: reading.Page) -> Verdict:
        if walls.is_challenge(self._response, page):
            return Outcome.BLOCKED, Reason.CHALLENGE
        asked, answered = self._addresses
        if walls.leads_to_login(asked, answered) or walls.asks_password(page):
            return Outcome.BLOCKED, Reason.LOGIN
        missing = await self._not_found(page)
        if missing:
            return Outcome.SOFT_404, missing
        return self._unverified(page)

    async def _not_found(self, page: reading.Page) -> Reason | None:
        asked, answered = self._addresses
        reason = soft404.judge(page, asked=asked, answered=answered)
        if reason or walls.needs_scripts(page):
            return reason
        neighbour = await self._neighbour(answered.origin, answered.path)
        if neighbour and soft404.same_page(soft404.shingles(page.text), neighbour):
            return Reason.SIBLING
        return Reason.PARKED if soft404.is_parked(page, host=answered.host) else None

    def _unverified(self, page: reading.Page) -> Verdict:
        """The page is there; why the quote is not."""
        if walls.needs_scripts(page):
            return self._alive(Reason.JS_REQUIRED)
        if self._match and walls.is_paywalled(page):
            return Outcome.BLOCKED, Reason.PAYWALL
        if self._match is None or self._response.capped:
            return self._alive(self._unquoted())
        return Outcome.DRIFTED, Reason(self._match.kind)

    def _unquoted(self) -> Reason:
        return Reason.BODY_CAPPED if self._response.capped else Reason.NONE

    def _unread(self) -> Reason:
        """Why nothing could be read: a document that was cut off cannot be opened."""
        cut = self._response.capped and documents.is_one(self._response)
        return Reason.BODY_CAPPED if cut else Reason.CONTENT_TYPE

    def _alive(self, reason: Reason) -> Verdict:
        """`moved` needs every hop to be permanent and the quote to have been found at the end."""
        redirects = [hop.status for hop in self._response.hops[:-1]]
        if not redirects:
            return Outcome.OK, reason
        found = self._match.found if self._match else self._unchanged and bool(self._quote)
        if not found or not PERMANENT.issuperset(redirects):
            return Outcome.REDIRECTED, reason
        return Outcome.MOVED, reason

    async def _by_status(self) -> Verdict:
        status = self._response.status
        if status != 429 and await self._is_challenge():
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

    async def _is_challenge(self) -> bool:
        if not glancing.may_be_challenge(self._response):
            return walls.says_challenge(self._response)
        await self._read()
        return walls.is_challenge(self._response, self._page)

    def _told(self, verdict: Verdict) -> Observation:
        response, text = self._response, self._page.text if self._page else ""
        return Observation(
            outcome=verdict[0],
            reason=verdict[1],
            hops=response.hops,
            final_url=response.final_url,
            http_status=response.status,
            retry_after=self._retry_after() if response.status >= 400 else None,
            bytes_read=response.bytes_read,
            capped=response.capped,
            unchanged=self._unchanged,
            body_sha256=self._digest,
            text_sha256=_digest(text.encode()) if text else "",
            match=self._match,
            title=self._title,
            text=text,
            media_type=response.media_type,
            charset=response.charset if reading.is_text(response) else "",
            headers=observing.selected(response),
            raw_headers=tuple(response.raw_headers) if self._whole else (),
            status_line=response.status_line if self._whole else "",
            body=response.body,
            elapsed_ms=response.elapsed_ms,
            timings=observing.timings(response.hops),
        )

    def _retry_after(self) -> int | None:
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


def _place(href: str) -> tuple[str, str]:
    """Origin and path of an address as the door writes it; reading it anew costs 20 µs."""
    scheme, _, rest = href.partition("://")
    host, _, path = rest.partition("/")
    return f"{scheme}://{host}", "/" + path.partition("?")[0].partition("#")[0]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest() if content else ""


def _elapsed_ms(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
