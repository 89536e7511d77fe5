"""Writing what a portion of a batch saw: one statement a table, however many links there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection

from factcheck import keeping, outbound
from reviews.links import leases, schedule
from reviews.links.findings import Result
from reviews.links.leases import Lease
from reviews.links.visiting import Visit
from reviews.models import Excuse, SourceLink

LONGEST = 200
MOST_RETRY = 2**31 - 1
"""Seconds that the column holds."""

# The rows come as one JSON document: half the work for both sides of an array a column.
CHECKS = {
    "link_id": "bigint",
    "checked_at": "timestamptz",
    "worker": "text",
    "outcome": "text",
    "reason": "text",
    "excused": "text",
    "http_status": "smallint",
    "final_url": "text",
    "hops": "jsonb",
    "media_type": "text",
    "charset": "text",
    "headers": "jsonb",
    "bytes_read": "bigint",
    "elapsed_ms": "integer",
    "timings": "jsonb",
    "body_sha256": "text",
    "text_sha256": "text",
    "match_kind": "text",
    "match_score": "float8",
    "retry_after": "integer",
    "tls_error": "text",
    "error": "text",
}
INSERT_CHECKS = f"""
INSERT INTO reviews_linkcheck ({", ".join(CHECKS)})
SELECT * FROM json_to_recordset(%s) AS seen ({", ".join(map(" ".join, CHECKS.items()))})
ON CONFLICT DO NOTHING
"""  # noqa: S608 — names and types of ours
LINKS = {
    "state": "text",
    "strikes": "smallint",
    "first_strike_at": "timestamptz",
    "healthy_since": "timestamptz",
    "next_check_at": "timestamptz",
    "outcome": "text",
    "reason": "text",
    "last_checked_at": "timestamptz",
    "body_sha256": "text",
}
# Due when the look was over: somebody asked for another meanwhile (`registry.hasten`).
UPDATE_LINKS = f"""
UPDATE reviews_sourcelink AS link
SET {", ".join(f"{name} = now.{name}" for name in LINKS if name != "next_check_at")},
    next_check_at = CASE WHEN link.next_check_at > now.last_checked_at
        THEN LEAST(link.next_check_at, now.next_check_at) ELSE now.next_check_at END
FROM json_to_recordset(%s) AS now (id bigint, {", ".join(map(" ".join, LINKS.items()))})
WHERE link.id = now.id
"""  # noqa: S608 — as above
FORGIVE_A_CRASH = "SET LOCAL synchronous_commit = off"


@dataclass(frozen=True, slots=True)
class Entry:
    """A result to be written. `excuse`: whose outage made its failure none of the page's."""

    lease: Lease
    result: Result
    excuse: Excuse = Excuse.NONE

    @property
    def host_id(self) -> int:
        return self.result.seen.link.host_id


def write(entries: Sequence[Entry], *, durable: bool) -> None:
    """Store each look, and bring the links' rows up to what their objects say.

    A look that is there already (the same link at the same moment) is left as it is. Call it in
    the transaction that holds the hosts; whether that has to wait for the disk, `durable` says.
    """
    statements = [INSERT_CHECKS, UPDATE_LINKS, *([] if durable else [FORGIVE_A_CRASH])]
    looks = [_observed(entry) for entry in entries]
    links = [_believed(entry.result.seen.link) for entry in entries]
    with connection.cursor() as cursor:  # at once: each trip waits for the other thread
        cursor.execute(
            ";".join(statements),
            [orjson.dumps(looks).decode(), orjson.dumps(links).decode()],
        )


def put_off(visit: Visit) -> None:
    """Let all links of a host rest that is down: those that were due when it was leased."""
    SourceLink.objects.filter(
        host=visit.host.pk, next_check_at__lte=visit.lease.expires - leases.DURATION
    ).update(next_check_at=visit.looks[-1].at + schedule.DURING_OUTAGE)


def forgive_a_crash() -> None:
    """Do not wait for the disk at the end of this transaction: ADR 20 says what may be lost."""
    with connection.cursor() as cursor:
        cursor.execute(FORGIVE_A_CRASH)


def _believed(link: SourceLink) -> dict[str, Any]:
    return {
        "id": link.pk,
        "state": link.state,
        "strikes": link.strikes,
        "first_strike_at": link.first_strike_at,
        "healthy_since": link.healthy_since,
        "next_check_at": link.next_check_at,
        "outcome": link.outcome,
        "reason": link.reason,
        "last_checked_at": link.last_checked_at,
        "body_sha256": link.body_sha256,
    }


def _observed(entry: Entry) -> dict[str, Any]:
    result = entry.result
    seen, match = result.seen.observation, result.seen.observation.match
    return {
        "link_id": result.seen.link.pk,
        "checked_at": result.seen.at,
        "worker": keeping.storable(entry.lease.worker)[:LONGEST],
        "outcome": result.outcome,
        "reason": result.reason,
        "excused": entry.excuse,
        "http_status": seen.http_status,
        "final_url": keeping.storable(seen.final_url),
        "hops": [_hop(hop) for hop in seen.hops],
        "media_type": keeping.storable(seen.media_type)[:LONGEST],
        "charset": keeping.storable(seen.charset)[:LONGEST],
        "headers": {name: keeping.storable(value) for name, value in seen.headers.items()},
        "bytes_read": seen.bytes_read,
        "elapsed_ms": seen.elapsed_ms,
        "timings": dict(seen.timings),
        "body_sha256": seen.body_sha256,
        "text_sha256": seen.text_sha256,
        "match_kind": match.kind if match else "",
        "match_score": match.score if match else None,
        "retry_after": None if seen.retry_after is None else min(seen.retry_after, MOST_RETRY),
        "tls_error": keeping.storable(seen.tls_error),
        "error": keeping.storable(seen.error),
    }


def _hop(hop: outbound.Hop) -> dict[str, Any]:
    told = {"url": keeping.storable(hop.url), "address": hop.address, "status": hop.status}
    if hop.timings is None:
        return told
    return told | {"timings": {step: round(ms, 1) for step, ms in hop.timings._asdict().items()}}
