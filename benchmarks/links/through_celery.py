"""The same pages as due links of a desk: two Celery workers, PostgreSQL, every observation stored.

    python -m benchmarks.links.through_celery [--urls 20000] [--rounds 3] [--latency 0 50] [--json]
    python -m benchmarks.links.through_celery --profile [--urls 4000]

Timed from sending the word "work" to the last commit; every round checks every link once more.
--profile runs the batches in this process and
prints where their time goes.
"""

import argparse
import cProfile
import json
import os
import pstats
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks import desk
from benchmarks.links import measuring, processes, truth
from benchmarks.links.measuring import Served

WORKERS: Final = 2
LONGEST: Final = 120.0
"""Seconds after which a round is given up."""

POLL: Final = 0.02


@dataclass(frozen=True)
class Result:
    """Medians of the rounds of one latency; CPU in microseconds per link, by who spent it."""

    latency: int
    rate: float
    cpu: dict[str, float]


@contextmanager
def environment() -> Iterator[None]:
    """A desk that may visit the site and hurries: no pause between two requests to a host."""
    os.environ |= {
        "FACTCHECK_OUTBOUND_ALLOW_NETWORKS": "127.1.0.0/16",
        "FACTCHECK_LINK_HOST_DELAY_SECONDS": "0",
        "PYTHONWARNINGS": "ignore",  # Celery's, that it should not work for root
    }
    with desk.running(durable=True):
        yield


def cite(served: Served, urls: int) -> int:
    """Rows for the clean pages, as `links.registry` writes them; returns the first one's id."""
    from django.utils import timezone  # noqa: PLC0415 - settings exist from here on

    from reviews.links import registry  # noqa: PLC0415
    from reviews.models import SourceHost, SourceLink  # noqa: PLC0415

    now = timezone.now()
    names = [truth.host(number) for number in range(truth.HOSTS)]
    SourceHost.objects.bulk_create([SourceHost(name=name) for name in names], ignore_conflicts=True)
    hosts = dict(SourceHost.objects.values_list("name", "pk"))
    links = []
    for case in truth.clean(urls, served.ports):
        address = registry.read(case.url)
        written = {"raw_url": case.url, "url": address.href, "dedup_key": registry.key(address)}
        links.append(SourceLink(host_id=hosts[address.host], created_at=now, **written))
    return SourceLink.objects.bulk_create(links, batch_size=1000)[0].pk


def make_due(first: int) -> None:
    """All links from `first` on, as if time had passed."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reviews_sourcelink SET next_check_at = CASE WHEN id >= %s THEN now() END",
            [first],
        )
        cursor.execute(
            "UPDATE reviews_sourcehost SET next_due = now(), not_before = NULL, "
            "lease_token = NULL, lease_expires = NULL"
        )
        cursor.execute("VACUUM ANALYZE reviews_sourcelink, reviews_sourcehost, reviews_linkcheck")


@contextmanager
def working() -> Iterator[list[int]]:
    """Celery workers that are ready; yields the ids of their first processes."""
    from factcheck.celery import app  # noqa: PLC0415

    line = ["-m", "celery", "-A", "factcheck", "worker", "-c", "1", "-l", "ERROR"]
    names = [f"bench{number}@localhost" for number in range(WORKERS)]
    with ExitStack() as stack:
        workers = [
            stack.enter_context(
                _ended([sys.executable, *line, "--without-gossip", "--without-mingle", "-n", name])
            )
            for name in names
        ]
        deadline = time.monotonic() + LONGEST
        while len(app.control.ping(timeout=0.5) or ()) < WORKERS:
            if time.monotonic() > deadline:
                raise measuring.Failed("The Celery workers did not come up.")
        yield [worker.pid for worker in workers]


@contextmanager
def _ended(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, cwd=measuring.ROOT, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def one_round(
    urls: int, first: int, roots: Mapping[str, list[int]]
) -> tuple[float, dict[str, float]]:
    """Seconds until all is stored, and the CPU seconds of each sort of process."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from reviews import tasks  # noqa: PLC0415

    make_due(first)
    before = {who: processes.cpu(pids) for who, pids in roots.items()}
    since, began = timezone.now(), time.perf_counter()
    for _ in range(WORKERS):
        tasks.check_due_links.delay()
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM reviews_linkcheck WHERE checked_at >= %s", [since])
            stored: int = cursor.fetchone()[0]
        seconds = time.perf_counter() - began
        if stored >= urls:
            return seconds, {who: processes.cpu(ids) - before[who] for who, ids in roots.items()}
        if seconds > LONGEST:
            raise measuring.Failed(f"Only {stored} of {urls} links were checked in time.")
        time.sleep(POLL)


def measured(latency: int, *, urls: int, rounds: int) -> Result:
    """On the desk that runs, with a site of its own."""
    with measuring.site(latency) as served:
        first = cite(served, urls)
        with working() as workers:
            roots = {"workers": workers, "PostgreSQL": [_postgres()], "site": [served.pid]}
            one_round(urls, first, roots)  # imports, caches, plans
            rounds_ = [one_round(urls, first, roots) for _ in range(rounds)]
    spent = {who: statistics.median(cpu[who] for _, cpu in rounds_) / urls * 1e6 for who in roots}
    rate = statistics.median(urls / seconds for seconds, _ in rounds_)
    return Result(latency, rate, spent)


def _postgres() -> int:
    """The process id of the server we are connected to."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        place = Path(cursor.fetchone()[0])
    return int((place / "postmaster.pid").read_text(encoding="utf-8").split()[0])


def profiled(urls: int) -> None:
    """The batches of one round in this process, under a profiler, with the SQL they ran."""
    from reviews.links import checks  # noqa: PLC0415

    with measuring.site(0) as served:
        make_due(cite(served, urls))
        statements = Statements()
        profile = cProfile.Profile()
        with statements.watched():
            profile.enable()
            while checks.run_due(worker="profile").hosts:
                pass
            profile.disable()
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
        pstats.Stats(profile).sort_stats("tottime").print_stats(35)
        print(*statements.lines(urls), sep="\n")


class Statements:
    """Time spent waiting for each SQL statement."""

    def __init__(self) -> None:
        self._took: defaultdict[str, float] = defaultdict(float)
        self._times: Counter[str] = Counter()

    @contextmanager
    def watched(self) -> Iterator[None]:
        from django.db import connection  # noqa: PLC0415

        with connection.execute_wrapper(self._run):
            yield

    def _run(self, execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, *rest)
        finally:
            words = " ".join(str(sql).split())[:110]
            self._took[words] += time.perf_counter() - began
            self._times[words] += 1

    def lines(self, urls: int) -> list[str]:
        return [
            f"{took / urls * 1e6:8.1f} µs a link  {self._times[sql]:6d} times  {sql}"
            for sql, took in sorted(self._took.items(), key=lambda item: -item[1])[:20]
        ]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.links.through_celery", description=__doc__
    )
    parser.add_argument("--urls", type=int, default=truth.CLEAN)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--latency", type=int, nargs="+", default=[0, 50], help="milliseconds")
    parser.add_argument("--json", action="store_true", help="one line for programs")
    parser.add_argument("--profile", action="store_true", help="no workers: where the time goes")
    options = parser.parse_args()
    with environment():
        if options.profile:
            profiled(options.urls)
            return
        results = [
            measured(latency, urls=options.urls, rounds=options.rounds)
            for latency in options.latency
        ]
    if options.json:
        print(json.dumps([asdict(result) for result in results]))
        return
    for result in results:
        spent = ", ".join(f"{who} {cpu:.0f}" for who, cpu in result.cpu.items())
        print(f"{result.latency} ms: {result.rate:,.0f} links/s, µs CPU a link: {spent}")


if __name__ == "__main__":
    main()
