"""Our engine alone, through `reviews.links.surveying`, with Django not set up.

    python -m benchmarks.links.engine --site '{"ports": …}' [--urls 20000] [--per-host 1]
        [--processes 1] [--hostile FILE] [--bombs N]

Prints one line of JSON: the outcomes counted, and the peak memory of each process in MB.
"""

import argparse
import asyncio
import json
import resource
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable
from contextlib import aclosing
from pathlib import Path
from typing import Final

import uvloop

from benchmarks.links import measuring, truth
from benchmarks.links.measuring import Served
from factcheck import outbound
from reviews.links import surveying
from reviews.links.inspection import Observation
from reviews.links.surveying import Target

LIMITS: Final = outbound.Limits(total=3.0, connect=2.0, connections=2_000)
"""A short deadline, so that what drips does not keep the benchmark waiting."""


def command(served: Served, *options: str) -> list[str]:
    """How to run this on `served`."""
    said = json.dumps(
        {"ports": dict(served.ports), "authority": served.authority, "latency": served.latency}
    )
    return [*measuring.ours("engine"), "--site", said, *options]


async def resolver(host: str) -> list[str]:
    """Names of the truth: `k07-3.test` is that kind's host; two sorts do not exist or fail."""
    name, _, number = host.removesuffix(".test").partition("-")
    if name == "gone":
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    if name == "flaky":
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    return [truth.host_of(truth.KINDS[int(name[1:])], int(number))]


def client(served: Served) -> outbound.Client:
    return outbound.Client(
        resolver=resolver,
        allow_networks=("127.1.0.0/16", "127.2.0.0/16"),
        limits=LIMITS,
        ca_file=served.authority,
    )


async def look(
    targets: Iterable[Target],
    served: Served,
    *,
    hosts: int,
    per_host: int,
    tell: Callable[[Target, Observation], None],
) -> None:
    """Survey `targets` and `tell` each observation as it comes, so that none is kept."""
    async with client(served) as way_out:
        answers = surveying.survey(
            targets, client=way_out, concurrency=hosts, delay=0, per_host=per_host
        )
        async with aclosing(answers):
            async for target, seen in answers:
                tell(target, seen)


def count(served: Served, options: argparse.Namespace) -> dict[str, int]:
    """Outcomes of the clean pages that are this process's share."""
    counted: Counter[str] = Counter()
    targets = [
        Target(case.url)
        for n, case in enumerate(truth.clean(options.urls, served.ports))
        if n % truth.HOSTS % options.processes == options.share
    ]

    def tell(_target: Target, seen: Observation) -> None:
        counted[seen.outcome] += 1

    _run(look(targets, served, hosts=truth.HOSTS, per_host=options.per_host, tell=tell))
    return dict(counted)


def judge(served: Served, options: argparse.Namespace) -> dict[str, int]:
    """Write a line for each case of the hostile mix; counts those that were looked at."""
    cases = [*truth.hostile(served.ports, copies=options.copies)]
    clean = truth.clean(max(0, options.urls - len(cases)), served.ports)
    by_url = {case.url: case for case in cases} | {case.url: case for case in clean}
    with options.hostile.open("w", encoding="utf-8") as lines:

        def tell(target: Target, seen: Observation) -> None:
            kind = by_url[target.url].kind
            told = [seen.outcome, seen.reason, seen.retry_after, seen.elapsed_ms]
            lines.write(json.dumps([kind.name, *told]) + "\n")

        targets = [Target(case.url, case.kind.quote) for case in by_url.values()]
        _run(look(targets, served, hosts=truth.HOSTS, per_host=1, tell=tell))
    return {"looked at": len(by_url)}


def swell(served: Served, options: argparse.Namespace) -> dict[str, int]:
    """How many MB the process grows by on bombs alone, after it has read ordinary pages."""
    cases = [case for case in truth.hostile(served.ports) if case.kind in truth.BOMBS]
    ordinary = [Target(case.url) for case in truth.clean(options.urls, served.ports)]
    bombs = [Target(case.url, case.kind.quote) for case in cases]

    def ignore(_target: Target, _seen: Observation) -> None:
        """Only the memory is of interest."""

    _run(look(ordinary, served, hosts=options.bombs, per_host=1, tell=ignore))
    before = _peak()
    _run(look(bombs, served, hosts=options.bombs, per_host=1, tell=ignore))
    return {"before": round(before), "after": round(_peak()), "bombs": len(bombs)}


def _run(work: Coroutine[None, None, None]) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    options = _options()
    served = Served(**json.loads(options.site))
    others = [] if options.share else [_other(share) for share in range(1, options.processes)]
    work = judge if options.hostile else swell if options.bombs else count
    counted = Counter(work(served, options))
    peaks = [_peak()]
    for other in others:
        said = json.loads(other.communicate()[0])
        counted.update(said["counted"])
        peaks += said["peaks"]
    print(json.dumps({"counted": counted, "peaks": peaks}))


def _other(share: int) -> subprocess.Popen[str]:
    """This very command for another share of the hosts."""
    again = [*measuring.ours("engine"), *sys.argv[1:], "--share", str(share)]
    return subprocess.Popen(again, stdout=subprocess.PIPE, text=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.links.engine", description=__doc__)
    parser.add_argument("--site", required=True, help="what the site printed, with its latency")
    parser.add_argument("--urls", type=int, default=truth.CLEAN)
    parser.add_argument("--per-host", type=int, default=1, help="requests in flight to a host")
    parser.add_argument("--processes", type=int, default=1, help="each takes a share of the hosts")
    parser.add_argument("--share", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--copies", type=int, default=truth.COPIES, help="of each hostile kind")
    parser.add_argument("--hostile", type=Path, help="look at the hostile mix, write lines there")
    parser.add_argument("--bombs", type=int, help="look at bombs, so many at once")
    return parser.parse_args()


if __name__ == "__main__":
    main()
