"""One host's turn in a batch: its links one after another, never two at once.

Nothing here touches the database.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from factcheck import keeping, outbound
from reviews.links import quotes, schedule
from reviews.links.inspection import Observation, inspect
from reviews.links.leases import Host, Lease
from reviews.links.matches import FOUND, Kind
from reviews.links.outcomes import Outcome, Reason
from reviews.links.schedule import Look
from reviews.models import LinkState, SourceLink

logger = logging.getLogger(__name__)

LONGEST_PASSAGE = 2_000

LONGEST_PAUSE = 10.0
"""Seconds between two requests of one turn. A host that wants more gets one look a turn, and the
hops of that look so far apart: else a redirect would outlast the turn, and nothing be known."""


@dataclass(slots=True)
class Cited:
    """What evidence needs of one link: `quotes` by evidence id, first the one that decides between
    a changed page and a missing one. `since`: when the newest piece was attached; `sound`: all of
    it was there when last looked for."""

    quotes: dict[int, str] = field(default_factory=dict)
    since: datetime | None = None
    sound: bool = True

    @property
    def first(self) -> str | None:
        return next(iter(self.quotes.values()), None)

    def holds_for(self, link: SourceLink) -> bool:
        """Whether all quotes were on the page when `link` was looked at last."""
        looked = link.last_checked_at
        return self.sound and bool(looked and self.since and self.since < looked)


Quoted = Mapping[int, Cited]
"""By link that evidence stands on. One without an entry is watched, but no copies are kept."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one quote, and the `passage` that stands in its place where one does."""

    kind: Kind
    passage: str = ""

    @property
    def there(self) -> bool:
        return self.kind in FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One look at one link. `found`: what became of each quote, by the evidence's id.

    The body is still there only if a copy of it may have to be kept.
    """

    link: SourceLink
    at: datetime
    observation: Observation
    found: Mapping[int, Found] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        return self.observation.body_sha256 != self.link.body_sha256

    @property
    def look(self) -> Look:
        """What the schedule makes of it; a page that says a quote is no error page."""
        seen = self.observation
        there = seen.outcome is Outcome.SOFT_404 and any(each.there for each in self.found.values())
        return Look(
            outcome=Outcome.OK if there else seen.outcome,
            reason=Reason.NONE if there else seen.reason,
            at=self.at,
            retry_after=seen.retry_after,
            answered=seen.http_status is not None or any(hop.status for hop in seen.hops),
        )

    @property
    def size(self) -> int:
        """Bytes of a page that it holds, about."""
        return len(self.observation.body) + len(self.observation.text)


@dataclass(slots=True, kw_only=True)
class Visit:
    """What became of one leased host: every look in short, and those that `failed` whole.

    What failed waits for the visit's end: only then is it known whether all links of the host do.
    `broken`: a fault of ours ended it. The lease is left to lapse then, so that a page we cannot
    bear is not asked for again and again.
    """

    host: Host
    lease: Lease
    looks: list[Look] = field(default_factory=list)
    failed: list[Seen] = field(default_factory=list)
    broken: bool = True

    @property
    def silent(self) -> bool:
        """Whether this host said nothing at all."""
        return bool(self.looks) and all(look.silent for look in self.looks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How visits are made. `client`, and each `fresh` one, keeps the pause that a host is due.
    `room` waits until more results may be brought, `tell` brings one."""

    client: outbound.Client
    fresh: Callable[[], outbound.Client]
    clock: Callable[[], datetime]
    room: Callable[[], Awaitable[object]]
    tell: Callable[[Visit, Seen], None]


async def make(visit: Visit, quoted: Quoted, *, way: Way) -> None:
    """Look at the links of a host until one of them says to stop; the others stay due.

    A host that asks us to come back later is left alone, and so is one that is down.
    """
    for link in visit.host.links:
        await way.room()
        seen = await _look(link, quoted.get(link.pk), way=way)
        look = seen.look
        visit.looks.append(look)
        if look.failed:
            visit.failed.append(seen)
        else:
            way.tell(visit, seen)
        if schedule.not_before([look]) or _is_down(visit) or wants_peace(visit.host):
            return


def wants_peace(host: Host) -> bool:
    return host.crawl_delay is not None and host.crawl_delay > LONGEST_PAUSE


def _is_down(visit: Visit) -> bool:
    """A host that had its day of grace is asked for all its links: they are to be struck."""
    at, before = visit.looks[-1].at, visit.host.frozen_until
    spared = schedule.excusable(before, at=at) or schedule.is_frozen(before, at=at)
    return spared and schedule.is_down(visit.looks)


async def _look(link: SourceLink, cited: Cited | None, *, way: Way) -> Seen:
    if schedule.may_be_the_last(link.strikes, link.reason):
        async with way.fresh() as fresh:
            observation = await _inspected(link, cited, client=fresh)
    else:
        observation = await _inspected(link, cited, client=way.client)
    found = await _find(cited, observation) if cited else {}
    seen = Seen(link=link, at=way.clock(), observation=observation, found=found)
    if seen.size and (cited is None or not seen.changed or seen.look.failed):
        return replace(seen, observation=_without_page(observation))
    return seen


async def _inspected(
    link: SourceLink, cited: Cited | None, *, client: outbound.Client
) -> Observation:
    """A body that was fine and is the same still is not read again."""
    holds = link.state == LinkState.HEALTHY and (cited is None or cited.holds_for(link))
    return await inspect(
        link.url,
        cited.first if cited else None,
        client=client,
        known_body=link.body_sha256 if holds else "",
        text=cited is not None,
    )


def _without_page(observation: Observation) -> Observation:
    return replace(observation, body=b"", text="")


async def _find(cited: Cited, observation: Observation) -> dict[int, Found]:
    """Where each quote is now; those missing from a page cut short by our limit are left out."""
    text = keeping.storable(observation.text) if cited.quotes else ""
    if not text:
        return {}
    found = {}
    for pk, quote in cited.quotes.items():
        match = await quotes.located(quote, text)
        if match.found or not observation.capped:
            found[pk] = Found(match.kind, text[match.start : match.end][:LONGEST_PASSAGE])
    return found
