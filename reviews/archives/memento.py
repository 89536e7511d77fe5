"""Memento (RFC 7089): a TimeGate leads to the copy nearest to a date.

The TimeGate redirects (or answers) with the copy itself, which says by `Memento-Datetime` that it
is one and of when, and by `Link: <…>; rel="original"` of what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import urljoin

from factcheck import outbound
from reviews.archives import answers
from reviews.archives.answers import Answer

LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s;,"]*))*)')
PARAMETER = re.compile(r'([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s;,"]*))')
LONGEST = 20_000
"""Characters of a Link header that are read; a list of copies has no end."""

BUSY = frozenset({429, 500, 502, 503, 504})


async def ask(
    url: str, *, wanted_at: datetime, now: datetime, timegate: str, client: outbound.Client
) -> Answer:
    """The copy of `url` nearest to `wanted_at`; `timegate` is put before the address. Never raises
    for what the archive does."""
    wanted = {"Accept-Datetime": format_datetime(wanted_at.astimezone(UTC), usegmt=True)}
    try:
        response = await client.get(timegate + url, headers=wanted)
    except outbound.OutboundError as error:
        return answers.unreachable(error)
    captured = response.headers.get("Memento-Datetime")
    if captured is None:
        return _no_memento(response, now=now)
    if not response.ok:
        return answers.none()  # what it kept is an error page
    return await _memento(url, response, captured, client=client, now=now)


def _no_memento(response: outbound.Response, *, now: datetime) -> Answer:
    if response.status == 404:
        return answers.none()
    if response.status in BUSY:
        return answers.turned_away(response, now=now)
    return answers.useless(
        f"The archive answered with HTTP {response.status} and no copy (Memento-Datetime)."
    )


async def _memento(
    url: str, response: outbound.Response, captured: str, *, client: outbound.Client, now: datetime
) -> Answer:
    try:
        at = parsedate_to_datetime(captured)
    except (ValueError, TypeError, IndexError, OverflowError):
        return answers.useless("The archive dates its copy in a way that cannot be read.")
    original = next(originals(response.headers.get("Link", "")), "")
    if original and _bare(original) != _bare(url):
        return answers.useless(f"The archive offers a copy of another page: {original[:200]}")
    where = urljoin(response.final_url, response.headers.get("Content-Location", ""))
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return await answers.found(where, aware, client=client, now=now)


def originals(header: str) -> Iterator[str]:
    """The addresses of a Link header (RFC 8288) that are `rel="original"`."""
    for target, parameters in LINK.findall(header[:LONGEST]):
        for name, quoted, plain in PARAMETER.findall(parameters):
            if name.lower() == "rel" and "original" in (quoted or plain).lower().split():
                yield target


def _bare(url: str) -> str:
    """What archives take for one page: with and without TLS, “www.” and the last slash."""
    bare = re.sub(r"^https?://(?:www\.)?", "", url.partition("#")[0], flags=re.IGNORECASE)
    host, slash, rest = bare.partition("/")
    host = re.sub(r":(?:80|443)$", "", host.lower())
    return f"{host}{slash}{rest}".rstrip("/")
