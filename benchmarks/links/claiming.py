"""Claiming among ten million links: how long a claim takes, how many links a second go through.

    python -m benchmarks.links.claiming [--links 10000000] [--hosts 200000]
        [--processes 1 2 4] [--seconds 20]

Loads a private PostgreSQL (durable, as a desk on one machine runs it) and removes it at the end;
ten million links take five minutes and 8 GB. Then each process claims hosts as a worker does, moves
every link it got to its next check, 50 to a commit, and gives the hosts back. Nothing is fetched:
this is what the database allows.
"""

import argparse
import itertools
import multiprocessing
import statistics
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from benchmarks import desk

CHUNK = 1_000_000
PORTION = 50
BACKLOG = 0.4
"""Share of the links that are due when the clock starts; enough for some minutes."""

# Skewed as the web is: the largest of 200,000 hosts has 0.2 % of all links, half of them a few.
HOSTS = """
INSERT INTO reviews_sourcehost (id, name, opted_out)
SELECT n, 'host-' || n || '.example', n %% 500 = 0 FROM generate_series(1, %(hosts)s) AS n
"""
LINKS = """
INSERT INTO reviews_sourcelink (id, host_id, raw_url, url, dedup_key, state, outcome, reason,
    strikes, first_strike_at, healthy_since, last_checked_at, next_check_at, body_sha256,
    created_at)
SELECT n, host, address, address, md5(n::text) || address, state, 'ok', '', 0,
    CASE WHEN state IN ('failing', 'dead') THEN at - share * interval '90 days' END,
    at - interval '60 days', at - interval '7 days', at, repeat(md5(n::text), 2),
    at - interval '60 days'
FROM (
    SELECT n, 1 + floor(power(random(), 2) * %(hosts)s)::int AS host, random() AS share,
        %(now)s::timestamptz + (random() - %(backlog)s) * interval '30 days' AS at,
        CASE WHEN n %% 100 < 90 THEN 'healthy' WHEN n %% 100 < 94 THEN 'unverifiable'
            WHEN n %% 100 < 97 THEN 'failing' WHEN n %% 100 < 99 THEN 'dead' ELSE 'drifted' END
            AS state
    FROM generate_series(%(first)s, %(last)s) AS n
) AS made,
LATERAL (SELECT 'https://host-' || host || '.example/archive/2026/report-' || n) AS a (address)
"""
DUE = """
UPDATE reviews_sourcehost AS host SET next_due = first.at
FROM (SELECT host_id, min(next_check_at) AS at FROM reviews_sourcelink GROUP BY host_id) AS first
WHERE host.id = first.host_id
"""
TALLIES = """
INSERT INTO reviews_linktally (day, state, shard, change)
SELECT %(now)s::date, state, 0, count(*) FROM reviews_sourcelink GROUP BY state
"""
INDEXES = """
SELECT coalesce(conname, index.relname), conname IS NOT NULL,
    coalesce(pg_get_constraintdef(c.oid), pg_get_indexdef(index.oid))
FROM pg_index i JOIN pg_class index ON index.oid = i.indexrelid
LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid
WHERE i.indrelid = 'reviews_sourcelink'::regclass AND NOT i.indisprimary
"""
# As a batch does: nothing of a host that was lost meanwhile is written.
MOVE = """
UPDATE reviews_sourcelink SET last_checked_at = %(now)s, state = 'healthy', strikes = 0,
    next_check_at = %(now)s + interval '7 days' + id %% 1000 * interval '10 minutes'
WHERE id = ANY(%(links)s)
"""


@dataclass
class Work:
    """What one process did: seconds of each claim, links moved, seconds it took."""

    claims: list[float] = field(default_factory=list)
    completions: list[float] = field(default_factory=list)
    links: int = 0
    refused: int = 0
    seconds: float = 0.0


@contextmanager
def loaded(*, links: int, hosts: int, now: datetime) -> Iterator[None]:
    """Within the block the tables are full, analysed and vacuumed."""
    with desk.running(durable=True):
        from django.db import connection  # noqa: PLC0415 - settings exist from here on

        with connection.cursor() as cursor:
            _load(cursor, {"now": now, "hosts": hosts, "backlog": BACKLOG}, links)
        connection.close()
        yield
        connection.close()


def _load(cursor: Any, terms: dict[str, Any], links: int) -> None:
    """Without triggers, and with the indexes made afterwards: each row for itself takes an hour."""
    start = time.monotonic()
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("SET synchronous_commit = off")
    cursor.execute("SET maintenance_work_mem = '512MB'")
    cursor.execute(HOSTS, terms)
    cursor.execute(INDEXES)
    indexes = cursor.fetchall()
    for name, constraint, _ in indexes:
        drop = "ALTER TABLE reviews_sourcelink DROP CONSTRAINT" if constraint else "DROP INDEX"
        cursor.execute(f'{drop} "{name}"')
    for first in range(1, links + 1, CHUNK):
        cursor.execute(LINKS, terms | {"first": first, "last": min(first + CHUNK - 1, links)})
    for name, constraint, definition in indexes:
        add = f'ALTER TABLE reviews_sourcelink ADD CONSTRAINT "{name}" ' if constraint else ""
        cursor.execute(f"{add}{definition}")
    cursor.execute(DUE)
    cursor.execute(TALLIES, terms)
    cursor.execute("VACUUM ANALYZE")
    cursor.execute("CHECKPOINT")
    cursor.execute("SELECT pg_size_pretty(pg_total_relation_size('reviews_sourcelink'))")
    print(
        f"loaded in {time.monotonic() - start:.0f} s, {cursor.fetchone()[0]} of links", flush=True
    )


def work(seconds: float) -> Work:
    """Claim, move, give back, again and again; a process of its own."""
    import django  # noqa: PLC0415

    django.setup()
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from reviews.links import leases  # noqa: PLC0415

    done = Work()
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        before = time.perf_counter()
        lease = leases.claim(worker="benchmark", now=timezone.now())
        done.claims.append(time.perf_counter() - before)
        if not lease.hosts:
            break
        done.links += _move(connection, lease)
        before = time.perf_counter()
        kept = _give_back(lease)
        done.completions.append(time.perf_counter() - before)
        done.refused += len(lease.hosts) - len(kept)
    done.seconds = time.monotonic() - start
    connection.close()
    return done


def _move(connection: Any, lease: Any) -> int:
    """Whatever `portions` does without waiting for the disk is not waited for here."""
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from reviews.links import leases, recording  # noqa: PLC0415

    for portion in _portions(lease.links):
        with transaction.atomic(), connection.cursor() as cursor:
            recording.forgive_a_crash()
            held = leases.hold({link.host_id for link in portion}, lease=lease)
            mine = [link.pk for link in portion if link.host_id in held]
            cursor.execute(MOVE, {"links": mine, "now": timezone.now()})
    return len(lease.links)


def _give_back(lease: Any) -> set[int]:
    from django.db import transaction  # noqa: PLC0415

    from reviews.links import leases, recording  # noqa: PLC0415

    with transaction.atomic():
        recording.forgive_a_crash()
        return leases.complete_many(lease, {host.pk: (None, None) for host in lease.hosts})


def _portions(links: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(links)
    while portion := list(itertools.islice(rest, PORTION)):
        yield portion


def measured(processes: int, *, seconds: float) -> str:
    """One row of the table."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        found = pool.map(work, [seconds] * processes, chunksize=1)
    claims = sorted(each * 1000 for work in found for each in work.claims)
    completions = [each * 1000 for work in found for each in work.completions]
    rate = sum(work.links / work.seconds for work in found)
    refused = sum(work.refused for work in found)
    return (
        f"{processes:>9} {len(claims):>7} {statistics.median(claims):>8.1f} {_p99(claims):>8.1f} "
        f"{statistics.median(completions):>11.1f} {rate:>9,.0f} {refused:>8}"
    )


def _p99(numbers: list[float]) -> float:
    return sorted(numbers)[min(len(numbers) - 1, int(len(numbers) * 0.99))]


def main() -> None:
    options = _options()
    from django.utils import timezone  # noqa: PLC0415 - needs no settings

    now = datetime.now(timezone.get_fixed_timezone(0)) - timedelta(minutes=1)
    with loaded(links=options.links, hosts=options.hosts, now=now):
        print(f"{options.links:,} links on {options.hosts:,} hosts, {options.seconds:g} s each")
        print("processes  claims  p50 ms   p99 ms  give back ms  links/s  refused")
        for processes in options.processes:
            print(measured(processes, seconds=options.seconds), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.links.claiming", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--links", type=int, default=10_000_000)
    parser.add_argument("--hosts", type=int, default=200_000)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--seconds", type=float, default=20.0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
