"""The network half of a batch: all leased hosts at once, one request at a time to each.

Nothing here touches the database; whoever drives a `Round` writes between two calls of `results`,
while no transaction waits for the network.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from factcheck import door, keeping
from reviews.links import quotes, schedule
from reviews.links.inspection import Observation, inspect
from reviews.links.leases import Host, Lease
from reviews.links.matches import FOUND, Kind
from reviews.models import SourceLink

logger = logging.getLogger(__name__)

ENOUGH = 50
"""Results that are written together; a killed worker loses no more."""

LONGEST_PASSAGE = 2_000

PATIENCE = 5.0
"""Seconds after which fewer are written, too: somebody may be waiting for a check."""


@dataclass(frozen=True)
class Found:
    """What became of one quote, and the `passage` that stands in its place where one does."""

    kind: Kind
    passage: str = ""

    @property
    def there(self) -> bool:
        return self.kind in FOUND


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One look at one link. `found`: what became of each quote, by the evidence's id."""

    link: SourceLink
    at: datetime
    observation: Observation
    found: Mapping[int, Found] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        return self.observation.body_sha256 != self.link.body_sha256


@dataclass(frozen=True)
class Visit:
    """What was seen at one host, until its links or the time ran out.

    `broken`: a fault of ours ended it. The lease is left to lapse then, so that a page we cannot
    bear is not asked for again and again.
    """

    host: Host
    seen: list[Seen]
    broken: bool = False


class Round:
    """One lease's worth of visits. `quoted`: by link, the quotes by evidence id, first the one
    that decides between a changed page and a missing one."""

    def __init__(
        self,
        lease: Lease,
        quoted: Mapping[int, Mapping[int, str]],
        *,
        delay: float,
        seconds: float,
        clock: Callable[[], datetime],
    ) -> None:
        self._lease, self._quoted = lease, quoted
        self._delay, self._seconds, self._clock = delay, seconds, clock
        self._finished: asyncio.Queue[Visit] = asyncio.Queue()
        self._awaited = len(lease.hosts)
        self._open = contextlib.AsyncExitStack()

    async def start(self) -> None:
        """Set all visits off; they stop `seconds` from now, wherever they are."""
        self._client = await self._open.enter_async_context(door.client())
        self._deadline = asyncio.get_running_loop().time() + self._seconds
        self._tasks = [asyncio.create_task(self._visit(host)) for host in self._lease.hosts]

    async def results(self) -> list[Visit]:
        """The next finished visits, enough of them to be written together; empty at the end."""
        visits: list[Visit] = []
        if not self._awaited:
            return visits
        visits.append(await self._next())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self._awaited and sum(len(visit.seen) for visit in visits) < ENOUGH:
                    visits.append(await self._next())
        return visits

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        ends = await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._open.aclose()
        for end in ends:
            if isinstance(end, Exception):
                logger.error("A visit broke off.", exc_info=end)

    async def _next(self) -> Visit:
        visit = await self._finished.get()
        self._awaited -= 1
        return visit

    async def _visit(self, host: Host) -> None:
        seen: list[Seen] = []
        broken = True
        try:
            async with asyncio.timeout_at(self._deadline):
                await self._look_at_all(host, seen)
            broken = False
        except TimeoutError:
            logger.info("The time for %s ran out after %d links.", host.name, len(seen))
            broken = False
        finally:
            self._finished.put_nowait(Visit(host, seen, broken))

    async def _look_at_all(self, host: Host, seen: list[Seen]) -> None:
        """A host that asks us to come back later is left alone; its other links stay due."""
        pause = self._delay if host.crawl_delay is None else host.crawl_delay
        for position, link in enumerate(host.links):
            if position:
                await asyncio.sleep(pause)
            seen.append(await self._look(link))
            if seen[-1].observation.retry_after:
                return

    async def _look(self, link: SourceLink) -> Seen:
        wanted = self._quoted.get(link.pk, {})
        first = next(iter(wanted.values()), None)
        if link.strikes >= schedule.STRIKES - 1:  # this may be the one that declares it dead
            async with door.client() as fresh:
                observation = await inspect(link.url, first, client=fresh)
        else:
            observation = await inspect(link.url, first, client=self._client)
        found = _find(wanted, observation)
        if observation.body_sha256 == link.body_sha256:
            observation = replace(observation, body=b"", text="")
        return Seen(link=link, at=self._clock(), observation=observation, found=found)


def _find(wanted: Mapping[int, str], observation: Observation) -> dict[int, Found]:
    """Where each quote is now; those missing from a page cut short by our limit are left out."""
    text = keeping.storable(observation.text)
    if not text:
        return {}
    found = {}
    for pk, quote in wanted.items():
        match = quotes.locate(quote, text)
        if match.found or not observation.capped:
            found[pk] = Found(match.kind, text[match.start : match.end][:LONGEST_PASSAGE])
    return found
