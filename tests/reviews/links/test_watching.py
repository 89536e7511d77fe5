"""What the overview says in numbers, and that nobody counts links for it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from reviews.links import registry, watching
from reviews.links import tallies as tallying
from reviews.models import LinkState, LinkTally, SourceHost, SourceLink
from tests.make import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HEALTHY, FAILING, DEAD = LinkState.HEALTHY, LinkState.FAILING, LinkState.DEAD


def links(*hosts: str, each: int = 1, at: datetime = NOON, **fields: object) -> list[SourceLink]:
    """`each` links of each host, made in one statement."""
    made = [SourceHost.objects.get_or_create(name=f"{name}.example")[0] for name in hosts]
    rows = [
        SourceLink(
            host=host,
            raw_url=url,
            url=url,
            dedup_key=url,
            created_at=at,
            **fields,
        )
        for host in made
        for n in range(each)
        for url in [f"https://{host.name}/{n}?{len(fields)}{at.timestamp()}"]
    ]
    return SourceLink.objects.bulk_create(rows)


def checked(rows: list[SourceLink], state: str, *, at: datetime) -> None:
    """As a batch writes it: many links in one statement."""
    for link in rows:
        link.state, link.last_checked_at = state, at
    SourceLink.objects.bulk_update(rows, ["state", "last_checked_at"])


def tallies() -> dict[tuple[date, str], int]:
    """What changed by day and state, leaving out what came to nothing."""
    found = LinkTally.objects.values_list("day", "state").annotate(by=Sum("change"))
    return {(day, state): by for day, state, by in found if by}


def numbers(**states: int) -> dict[str, int]:
    return dict.fromkeys(LinkState.values, 0) | states


def test_added_moved_and_removed_links_are_counted_on_their_days() -> None:
    rows = links("one", each=3)
    checked(rows, HEALTHY, at=NOON + DAY)
    checked(rows[:2], FAILING, at=NOON + 2 * DAY)

    SourceLink.objects.filter(pk=rows[2].pk).delete()

    first, today = NOON.date(), datetime.now(UTC).date()
    assert tallies() == {
        (first, "unchecked"): 3,
        (first + DAY, "unchecked"): -3,
        (first + DAY, "healthy"): 3,
        (first + 2 * DAY, "healthy"): -2,
        (first + 2 * DAY, "failing"): 2,
        (today, "healthy"): -1,
    }


def test_a_check_that_changes_no_state_writes_no_tally() -> None:
    rows = links("one", each=5, state=HEALTHY)
    before = LinkTally.objects.count()

    checked(rows, HEALTHY, at=NOON + DAY)
    SourceLink.objects.update(next_check_at=NOON + 2 * DAY)

    assert (before, LinkTally.objects.count()) == (1, 1)


def test_links_that_trade_places_change_no_number() -> None:
    one, two = links("one", state=HEALTHY) + links("two", state=DEAD)
    before = tallies()
    one.state, two.state = DEAD, HEALTHY

    SourceLink.objects.bulk_update([one, two], ["state"])

    assert tallies() == before


def test_a_link_somebody_registers_is_counted() -> None:
    registry.register("https://one.example/a", now=NOON)
    registry.register("https://one.example/a", now=NOON)

    assert watching.counts() == numbers(unchecked=1) | {
        "watched": 1,
        "decision": 0,
        "flagged": 0,
    }


def test_what_is_rolled_back_is_not_counted() -> None:
    with transaction.atomic():
        links("one")
        transaction.set_rollback(True)

    assert tallies() == {}


@pytest.mark.django_db(transaction=True)
def test_batches_that_write_at_once_neither_wait_for_each_other_nor_lose_a_count() -> None:
    mine, yours = links("mine", each=40), links("yours", each=40)
    met, parted = Barrier(2), Barrier(2)

    def write(rows: list[SourceLink], states: list[str]) -> None:
        met.wait(timeout=10)
        try:
            with transaction.atomic():
                for state in states:
                    checked(rows, state, at=NOON)
                parted.wait(timeout=10)  # neither commits before both have written
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        turns = [
            workers.submit(write, mine, [HEALTHY, DEAD, FAILING]),
            workers.submit(write, yours, [FAILING, DEAD, HEALTHY]),
        ]
        for turn in turns:
            turn.result(timeout=20)

    assert tallies() == {(NOON.date(), "failing"): 40, (NOON.date(), "healthy"): 40}


@pytest.mark.django_db(transaction=True)
def test_more_writers_than_shards_are_counted_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with connection.cursor() as cursor:
        take = "SELECT pg_advisory_lock('reviews_linktally'::regclass::oid::int, n) FROM {}"
        cursor.execute(take.format("generate_series(0, 15) AS n"))

    with ThreadPoolExecutor(1) as other:
        other.submit(_closing(lambda: links("one", each=2))).result(timeout=10)

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
    (tally,) = LinkTally.objects.all()
    assert (tally.state, tally.change, tally.shard >= 16) == ("unchecked", 2, True)


def _closing(work: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    return run


def test_the_history_tells_each_day_with_what_was_before_it() -> None:
    rows = links("one", each=4, at=NOON - 100 * DAY)
    checked(rows, HEALTHY, at=NOON - 99 * DAY)
    checked(rows[:1], FAILING, at=NOON - DAY)

    found = watching.history(now=NOON, days=3)

    assert [(each.day, each.numbers) for each in found] == [
        (NOON.date() - 2 * DAY, numbers(healthy=4)),
        (NOON.date() - DAY, numbers(healthy=3, failing=1)),
        (NOON.date(), numbers(healthy=3, failing=1)),
    ]


def test_the_history_begins_when_the_desk_began_to_count() -> None:
    assert watching.history(now=NOON) == []

    links("one", at=NOON - DAY)

    assert [each.day for each in watching.history(now=NOON)] == [NOON.date() - DAY, NOON.date()]


def test_the_worst_hosts_come_first_with_what_is_wrong_there() -> None:
    links("well", each=5, state=HEALTHY)
    links("bad", each=2, state=FAILING)
    links("worse", each=2, state=DEAD)
    links("worse", state=LinkState.DRIFTED, strikes=1)

    found = watching.worst_hosts(2)

    assert [(each.host.name, each.total, each.numbers) for each in found] == [
        ("worse.example", 3, {"dead": 2, "drifted": 1}),
        ("bad.example", 2, {"failing": 2}),
    ]


def test_failures_are_grouped_by_their_age() -> None:
    for days, state in [(0, FAILING), (1, FAILING), (6, FAILING), (7, DEAD), (200, DEAD)]:
        links(f"since-{days}", state=state, first_strike_at=NOON - days * DAY)
    links("changed", state=LinkState.DRIFTED)

    ages = watching.ages_of_failure(now=NOON)

    assert [
        (age.since, age.until, age.numbers["failing"], age.numbers["dead"]) for age in ages
    ] == [
        (0, 1, 1, 0),
        (1, 7, 2, 0),
        (7, 30, 0, 1),
        (30, 90, 0, 0),
        (90, None, 0, 1),
    ]


def test_tallies_of_past_days_are_folded_and_nothing_is_lost() -> None:
    rows = links("one", each=3)
    checked(rows, HEALTHY, at=NOON + DAY)
    LinkTally.objects.create(day=NOON.date(), state="unchecked", shard=7, change=5)
    LinkTally.objects.create(day=NOON.date() + 9 * DAY, state="dead", shard=7, change=1)
    before = tallies()

    tallying.fold(now=NOON + 9 * DAY)
    tallying.fold(now=NOON + 9 * DAY)

    assert tallies() == before
    assert list(LinkTally.objects.order_by("day", "state").values_list("state", "shard")) == [
        ("unchecked", 0),
        ("healthy", 0),
        ("unchecked", 0),
        ("dead", 7),
    ]
