"""Many addresses looked at once, without a database: as polite as the batches of the desk."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import dataclass

from factcheck import outbound
from reviews.links.inspection import Observation, inspect


@dataclass(frozen=True)
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
) -> AsyncGenerator[tuple[Target, Observation]]:
    """Yield what each target answered, as the answers come.

    At most `concurrency` hosts at once, one request in flight to each, `delay` seconds apart.
    More `per_host` is for hosts that are one's own: no stranger's deserves it.
    """
    answers: Answers = asyncio.Queue()
    hosts = _by_host(targets)
    waiting = iter(hosts)

    async def work() -> None:
        try:
            for host in waiting:
                left = enumerate(host)
                seen = (_look(left, answers, client, delay) for _ in host[:per_host])
                await asyncio.gather(*seen)
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


async def _look(
    host: Iterator[tuple[int, Target]], answers: Answers, client: outbound.Client, delay: float
) -> None:
    for position, target in host:
        if position:
            await asyncio.sleep(delay)
        found = await inspect(target.url, target.quote or None, client=client)
        answers.put_nowait((target, found))


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
