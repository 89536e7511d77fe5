"""Who checks which host. The database is the queue; a message to a worker only says "work".

What is leased is the host, not the link, so that one request at a time to a host holds across all
machines. A lease has a token: whoever comes late, because another worker took over after the
expiry, holds an old one and is refused.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import psycopg
from django.db import connection, transaction
from django.db.models import Q

from reviews.models import SourceHost, SourceLink

DURATION = timedelta(minutes=15)

LOT = 20
"""Hosts that are claimed together: 15 to 25 ms among ten million links, most of it for the links.
Of fifty, one claim in a hundred took 120 to 150 ms; of twenty, 100 to 165 on a busier machine."""

# The row lock makes a second worker pass over a host; the lease keeps it away once the lock is
# gone. `next_due` moves to the end of the lease: a killed worker's hosts come due then. An array,
# because a join may read all hosts for the sake of a hundred.
CLAIM = """
WITH due AS (
    SELECT id FROM reviews_sourcehost
    WHERE next_due <= %(now)s AND NOT opted_out
      AND (lease_expires IS NULL OR lease_expires <= %(now)s)
      AND (%(only)s::bigint IS NULL OR id = %(only)s)
    ORDER BY next_due
    LIMIT %(hosts)s
    FOR UPDATE SKIP LOCKED
)
UPDATE reviews_sourcehost AS host
SET lease_token = %(token)s, lease_expires = %(expires)s, next_due = %(expires)s
WHERE host.id = ANY (ARRAY(SELECT id FROM due))
RETURNING host.id, host.name, host.crawl_delay, host.frozen_until
"""
# Only what a check reads. Ties are not broken by id: ten thousand links that were imported in one
# moment would be sorted for twenty.
DUE_LINKS = """
SELECT link.* FROM unnest(%(hosts)s::bigint[]) AS host (id)
CROSS JOIN LATERAL (
    SELECT id, host_id, url, state, outcome, reason, strikes, first_strike_at, healthy_since,
        last_checked_at, next_check_at, body_sha256
    FROM reviews_sourcelink
    WHERE host_id = host.id AND next_check_at <= %(now)s
      AND (%(only)s::bigint IS NULL OR id = %(only)s)
    ORDER BY next_check_at LIMIT %(limit)s
) AS link
"""
# Weaker than the lock of `registry.wake`, so that citing a page never waits for a batch (nor the
# two for each other); stronger than nothing: `CLAIM` cannot take the host over meanwhile.
HOLD = """
SELECT id FROM reviews_sourcehost WHERE id = ANY(%s) AND lease_token = %s
ORDER BY id FOR KEY SHARE
"""
LOCK = """
SELECT id FROM reviews_sourcehost WHERE id = ANY(%s) AND lease_token = %s
ORDER BY id FOR NO KEY UPDATE
"""
GIVE_BACK = """
UPDATE reviews_sourcehost AS host
SET lease_token = NULL, lease_expires = NULL,
    not_before = told.not_before, frozen_until = told.frozen_until,
    next_due = CASE WHEN first.at IS NOT NULL THEN GREATEST(first.at, told.not_before) END
FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[])
    AS told (id, not_before, frozen_until)
LEFT JOIN LATERAL (
    SELECT next_check_at AS at FROM reviews_sourcelink
    WHERE host_id = told.id AND next_check_at IS NOT NULL
    ORDER BY next_check_at LIMIT 1
) AS first ON true
WHERE host.id = told.id AND host.id = ANY(%s)
"""

Terms = tuple[datetime | None, datetime | None]
"""Not before when a host may be visited again, and until when its strikes are frozen."""


@dataclass(frozen=True)
class Host:
    """One leased host with its due links. `crawl_delay`: seconds between requests, if its own."""

    pk: int
    name: str
    crawl_delay: float | None
    frozen_until: datetime | None
    links: list[SourceLink] = field(default_factory=list)


@dataclass(frozen=True)
class Lease:
    """What one worker may check until `expires`."""

    token: uuid.UUID
    worker: str
    expires: datetime
    hosts: tuple[Host, ...]

    @property
    def links(self) -> list[SourceLink]:
        return [link for host in self.hosts for link in host.links]


@transaction.atomic
def claim(
    *,
    worker: str,
    now: datetime,
    hosts: int = LOT,
    links_per_host: int = 20,
    only: SourceLink | None = None,
) -> Lease:
    """Lease up to `hosts` due hosts that nobody else has, the longest due first.

    `only`: its host, for its sake alone. Hosts that asked us to stay away are never claimed. The
    lease is empty when nothing is due: a message delivered twice finds nothing to do.
    """
    token, expires = uuid.uuid4(), now + DURATION
    terms: dict[str, Any] = {
        "now": now,
        "hosts": hosts,
        "token": token,
        "expires": expires,
        "only": only.host_id if only else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, terms)
        found = tuple(Host(*row) for row in cursor.fetchall())
    by_id = {host.pk: host for host in found}
    due: dict[str, Any] = {
        "hosts": list(by_id),
        "now": now,
        "limit": links_per_host,
        "only": only.pk if only else None,
    }
    for link in _links(due):
        by_id[link.host_id].links.append(link)
    return Lease(token, worker, expires, found)


def _links(terms: dict[str, Any]) -> list[SourceLink]:
    """In PostgreSQL's binary form: parsing dates took more time than all the rest of a claim."""
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(DUE_LINKS, terms, binary=True, prepare=False)
        columns = [column.name for column in cursor.description or ()]
        return [SourceLink.from_db(connection.alias, columns, row) for row in cursor]


def hold(host_ids: Iterable[int], *, lease: Lease) -> set[int]:
    """Which of these hosts are still `lease`'s. Nobody takes them while the transaction lasts."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [list(host_ids), lease.token])
        return {row[0] for row in cursor.fetchall()}


@transaction.atomic
def complete_many(lease: Lease, hosts: Mapping[int, Terms]) -> set[int]:
    """Give these hosts back, each due when the first of its links is; returns which were ours.

    Those missing from the answer had gone to another worker: nothing was written to them. `hosts`:
    by id, not before when the host may be visited again, and until when its strikes are frozen.

    Reading the links after locking the hosts: a link registered meanwhile is either seen here, or
    its `registry.wake` waits for us and comes after. Locking in the order of ids: two that lock
    several never wait for each other. Call it in a transaction of its own, after the one that
    wrote the links: who registers a page locks the link first and its host second.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [list(hosts), lease.token])
        mine = [row[0] for row in cursor.fetchall()]
        if mine:
            not_before, frozen_until = zip(*(hosts[pk] for pk in mine), strict=True)
            cursor.execute(GIVE_BACK, [mine, list(not_before), list(frozen_until), mine])
    return set(mine)


def waiting(*, now: datetime) -> bool:
    """Whether a host is due that nobody has."""
    free = Q(lease_expires__isnull=True) | Q(lease_expires__lte=now)
    due = SourceHost.objects.filter(free, next_due__lte=now, opted_out=False)
    return bool(due.order_by("next_due").values("pk")[:1])  # in this order an index has them
