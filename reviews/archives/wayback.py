"""The Wayback Machine's availability API: JSON with the copy closest to a date.

https://archive.org/help/wayback_api.php
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import orjson

from factcheck import outbound
from reviews.archives import answers
from reviews.archives.answers import Answer

STAMP = "%Y%m%d%H%M%S"


async def ask(
    url: str, *, wanted_at: datetime, now: datetime, api: str, client: outbound.Client
) -> Answer:
    """The copy of `url` closest to `wanted_at`. Never raises for what the archive does."""
    query = urlencode({"url": url, "timestamp": wanted_at.astimezone(UTC).strftime(STAMP)})
    try:
        response = await client.get(f"{api}?{query}")
    except outbound.OutboundError as error:
        return answers.unreachable(error)
    if response.status == 429 or response.status >= 500:
        return answers.turned_away(response, now=now)
    if not response.ok:
        return answers.useless(f"The archive answered with HTTP {response.status}.")
    return await _read(response, api=api, client=client, now=now)


async def _read(
    response: outbound.Response, *, api: str, client: outbound.Client, now: datetime
) -> Answer:
    try:
        closest = _closest(orjson.loads(response.body))
        if closest is None:
            return answers.none()
        where, at = _text(closest, "url"), _text(closest, "timestamp")
        captured_at = datetime.strptime(at, STAMP).replace(tzinfo=UTC)
    except (ValueError, TypeError, KeyError) as error:
        return answers.useless(f"The archive answered with something else than it should: {error}")
    if api.startswith("https:") and where.startswith("http:"):
        where = f"https:{where.removeprefix('http:')}"
    return await answers.found(where, captured_at, client=client, now=now)


def _closest(document: Any) -> dict[str, Any] | None:
    """None where there is no copy, or one of an error page. Raises TypeError, KeyError."""
    snapshots = document["archived_snapshots"]
    closest = snapshots["closest"] if snapshots else {}
    if not isinstance(closest, dict):
        raise TypeError("“closest” is no object")
    status = str(closest.get("status", "200"))
    return closest if closest.get("available") and status.startswith("2") else None


def _text(closest: dict[str, Any], name: str) -> str:
    value = closest[name]
    if not isinstance(value, str):
        raise TypeError(f"“{name}” is no text")
    return value
