"""Many addresses looked at once, without a database: as polite as the batches of the desk."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import dataclass

from factcheck import outbound
from reviews.links.inspection import Observation, inspect
from reviews.links.outcomes import Outcome, Reason

PASSING = frozenset({Outcome.SERVER_ERROR, Outcome.UNREACHABLE})
"""What may be over at the next try: a site that restarts, a connection that broke."""

PATIENCE = 60
"""Seconds for which we wait where a site asks us to. Where it asks for more, its other pages are
not asked for: who comes all the same is shut out."""

PAUSE = 3.0
"""Seconds before a page is looked at again, twice as many before the second time."""


@dataclass(frozen=True, slots=True)
class Target:
    """One address, the quote to look for if any, and the line of the input it stands on."""

    url: str
    quote: str = ""
    line: int = 0


Answers = asyncio.Queue[tuple[Target, Observation] | None]


async def survey(
    targets: Iterable[Target],
    *,
    client: outbound.Client,
    concurrency: int,
    delay: float,
    per_host: int = 1,
    retries: int = 0,
) -> AsyncGenerator[tuple[Target, Observation]]:
    """Yield what each target answered, as the answers come.

    At most `concurrency` hosts at once, `per_host` requests in flight to each (more than one is
    for one's own hosts), `delay` seconds apart; `retries` more looks at what did not answer.
    """
    answers: Answers = asyncio.Queue()
    hosts = _by_host(targets)
    waiting = iter(hosts)

    async def work() -> None:
        try:
            for targets in waiting:
                host = _Host(targets, client, delay=delay, retries=retries)
                await asyncio.gather(*(host.visit(answers) for _ in targets[:per_host]))
        finally:
            answers.put_nowait(None)

    workers = [asyncio.create_task(work()) for _ in range(min(concurrency, len(hosts)))]
    working = len(workers)
    try:
        while working:
            answer = await answers.get()
            if answer is None:
                working -= 1
            else:
                yield answer
        await asyncio.gather(*workers)  # raises what stopped one of them, if anything did
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


class _Host:
    """The targets of one host, and how long it asked us to stay away."""

    def __init__(
        self, targets: list[Target], client: outbound.Client, *, delay: float, retries: int
    ) -> None:
        self._left: Iterator[tuple[int, Target]] = enumerate(targets)
        self._client, self._delay, self._retries = client, delay, retries
        self._away = 0

    async def visit(self, answers: Answers) -> None:
        for position, target in self._left:
            if self._away > PATIENCE:
                answers.put_nowait((target, _not_asked(self._away)))
                continue
            if position:
                await asyncio.sleep(max(self._delay, self._away))
            answers.put_nowait((target, await self._look(target)))

    async def _look(self, target: Target) -> Observation:
        for turn in range(self._retries + 1):
            found = await inspect(target.url, target.quote or None, client=self._client)
            self._away = found.retry_after or 0
            again = found.outcome in PASSING or 0 < self._away <= PATIENCE
            if not again or turn == self._retries:
                break
            await asyncio.sleep(max(PAUSE * (turn + 1), self._away))
        return found


def _not_asked(seconds: int) -> Observation:
    return Observation(
        outcome=Outcome.RATE_LIMITED,
        reason=Reason.NONE,
        retry_after=seconds,
        error=f"Not asked for: the site wants to be left alone for {seconds} seconds.",
    )


def _by_host(targets: Iterable[Target]) -> list[list[Target]]:
    hosts: dict[str, list[Target]] = {}
    for target in targets:
        hosts.setdefault(_host(target), []).append(target)
    return list(hosts.values())


def _host(target: Target) -> str:
    """What is no address meets no host, so it need not wait for the others."""
    try:
        return outbound.parse(target.url).host
    except outbound.OutboundError:
        return f"\0{target.line}"
