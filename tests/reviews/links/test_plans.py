"""What PostgreSQL does for claiming, for the overview and for the API among many links: it reads
no table from end to end. The plans are those of forty thousand links, where it already matters."""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reviews.links import leases, watching
from reviews.models import LinkCheck
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
WHOLE = re.compile(r"Seq Scan on (reviews_source\w+|reviews_evidence)")
READS = re.compile(r"\s*(SELECT|WITH|UPDATE|INSERT|DELETE)", re.IGNORECASE)
FILL = (
    "SET session_replication_role = replica",
    """
    INSERT INTO reviews_sourcehost (id, name, opted_out, next_due)
    SELECT 1000000 + n, 'host-' || n || '.example', n %% 50 = 0, %(now)s - n * interval '1 second'
    FROM generate_series(1, 20000) AS n
    """,
    """
    INSERT INTO reviews_sourcelink (id, host_id, raw_url, url, dedup_key, state, outcome, reason,
        strikes, first_strike_at, last_checked_at, next_check_at, body_sha256, created_at)
    SELECT 1000000 + n, 1000001 + n %% 20000, address, address, address,
        CASE WHEN n %% 100 < 96 THEN 'healthy' WHEN n %% 100 < 98 THEN 'failing'
            WHEN n %% 100 < 99 THEN 'dead' ELSE 'drifted' END,
        'ok', '', 0, CASE WHEN n %% 100 >= 96 THEN %(now)s - n * interval '1 minute' END,
        %(now)s - interval '7 days', %(now)s + (n - 9000) * interval '1 minute', '',
        %(now)s - interval '90 days'
    FROM generate_series(1, 40000) AS n,
    LATERAL (SELECT 'https://host-' || n %% 20000 || '.example/' || n) AS a (address)
    """,
    """
    INSERT INTO reviews_evidence (review_id, link_id, quote, unlocated_reason, stance, "primary",
        note, interest, position, condition, condition_note, added_by_id, added_at,
        withdrawn_reason)
    SELECT %(review)s, 1000000 + n, 'It says so.', 'A scan', 'supports', false, '', '', 0,
        CASE WHEN n %% 100 < 98 THEN 'sound' ELSE 'dead' END, '', %(by)s, %(now)s, ''
    FROM generate_series(1, 20000) AS n
    """,
    """
    INSERT INTO reviews_linktally
    SELECT %(now)s::date, state, 0, count(*) FROM reviews_sourcelink GROUP BY state
    """,
    "SET session_replication_role = DEFAULT",
    "ANALYZE",
)


@pytest.fixture
def _crowd() -> None:
    review = make.review()
    terms: dict[str, Any] = {"now": NOON, "review": review.pk, "by": make.reviewer().pk}
    with connection.cursor() as cursor:
        for statement in FILL:
            cursor.execute(statement, terms)


def whole_reads(statements: Iterable[str]) -> dict[str, set[str]]:
    """By statement: the tables of which it reads every row."""
    found = {}
    with connection.cursor() as cursor:
        for statement in statements:
            if READS.match(statement):
                cursor.execute(f"EXPLAIN {statement.replace('%', '%%')}", [])
                plan = "\n".join(row[0] for row in cursor.fetchall())
                if tables := set(WHOLE.findall(plan)):
                    found[statement] = tables
    return found


def sent_by(work: Callable[[], Any]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        work()
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.usefixtures("_crowd")
def test_claiming_and_giving_back_read_only_what_is_due() -> None:
    lease = None

    def turn() -> None:
        nonlocal lease
        lease = leases.claim(worker="w", now=NOON)
        leases.hold([host.pk for host in lease.hosts], lease=lease)
        leases.complete_many(lease, dict.fromkeys([host.pk for host in lease.hosts], (None, None)))
        leases.waiting(now=NOON)

    statements = sent_by(turn)

    assert lease is not None
    assert len(lease.hosts) == leases.LOT
    assert whole_reads(statements) == {}


@pytest.mark.usefixtures("_crowd")
def test_the_links_of_claimed_hosts_come_from_an_index() -> None:
    hosts = [1_000_000 + n for n in range(1, 101)]
    terms = {"hosts": hosts, "now": NOON, "limit": 20, "only": None}
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(f"EXPLAIN {leases.DUE_LINKS}", terms)
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "link_due_by_host" in plan
    assert WHOLE.findall(plan) == []


def test_the_checks_of_a_link_come_from_the_index_of_each_month() -> None:
    newest = str(LinkCheck.objects.filter(link=1)[:50].query)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # the months are empty here
        cursor.execute(f"EXPLAIN {newest}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "Merge Append" in plan
    assert "Seq Scan" not in plan


@pytest.mark.usefixtures("_crowd")
def test_numbers_of_the_overview_are_not_counted() -> None:
    def ask() -> None:
        watching.counts()
        watching.history(now=NOON)
        watching.worst_hosts()
        watching.ages_of_failure(now=NOON + timedelta(days=1))

    assert whole_reads(sent_by(ask)) == {}


@pytest.mark.usefixtures("_crowd")
@pytest.mark.parametrize("start", ["/sources/", "/api/v1/sources/"])
def test_pages_and_lists_read_only_their_rows(client: Client, start: str) -> None:
    client.force_login(make.reviewer())
    narrowed = ("?state=dead", "?state=troubled", "?decision=yes", "?host=host-7.example")
    addresses = [f"{start}{rest}" for rest in ("", "1000007/", "?page=40", *narrowed)]

    statements = sent_by(lambda: [client.get(address) for address in addresses])

    assert [client.get(address).status_code for address in addresses] == [200] * 7
    assert whole_reads(statements) == {}
