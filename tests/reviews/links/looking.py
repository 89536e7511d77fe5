"""A page that a desk cites, and what the inspection says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack

from factcheck import outbound
from reviews import links
from tests.factcheck.outbound import servers

QUOTE = "The ministry said that 1,204 people had died in the floods on Monday"
FILLER = "".join(
    f"<p>Paragraph {word} speaks about the {word} of the river and what {word} means for it.</p>"
    for word in ("depth", "colour", "mood", "price", "history", "future", "noise", "smell")
)
ARTICLE = f"<title>Floods</title><h1>Floods</h1><p>{QUOTE}.</p>{FILLER}"
SHELL = "<title>App</title><div id=root></div><script src=/app.js></script>"
NOT_FOUND = "<title>Page not found | Example News</title><p>Try the search."


async def seen(
    pages: Mapping[str, servers.Page],
    *,
    quote: str | None = None,
    path: str = "/news/article",
    **options: Unpack[outbound.Options],
) -> links.Observation:
    async with servers.site(pages) as origin, servers.client(**options) as client:
        return await links.inspect(f"{origin}{path}", quote, client=client)


def told(observation: links.Observation) -> tuple[str, str]:
    return observation.outcome, observation.reason
