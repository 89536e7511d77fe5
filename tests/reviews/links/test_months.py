"""Partitions of link checks: made ahead, once, and used; detached without losing what is cited."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from reviews import partitions
from reviews.exceptions import NotAPastMonth
from reviews.links import months
from reviews.models import LinkCheck, SourceLink
from tests import make
from tests.sql import attack, refused

pytestmark = pytest.mark.django_db
FAR = datetime(2041, 12, 5, tzinfo=UTC)
LATER = datetime(2042, 2, 1, tzinfo=UTC)
MONTH = f"{partitions.TABLE}_2041_12"


def check(link: SourceLink, at: datetime) -> LinkCheck:
    return LinkCheck.objects.create(link=link, checked_at=at, worker="w", outcome="ok")


def settle() -> None:
    """What the end of a transaction does: a table with pending triggers cannot be altered."""
    attack("SET CONSTRAINTS ALL IMMEDIATE")


def lying() -> list[tuple[Any, ...]]:
    """Each check of the table with the partition it lies in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tableoid::regclass::text, checked_at FROM reviews_linkcheck ORDER BY checked_at"
        )
        return list(cursor.fetchall())


def test_the_months_ahead_are_made_once_across_the_turn_of_the_year() -> None:
    made = months.ensure_ahead(now=FAR, count=2)

    assert made == [f"{partitions.TABLE}_{month}" for month in ("2041_12", "2042_01", "2042_02")]
    assert months.ensure_ahead(now=FAR, count=2) == []


def test_a_check_lies_in_the_partition_of_its_month() -> None:
    months.ensure_ahead(now=FAR, count=1)

    check(make.link(), FAR)

    assert lying() == [(MONTH, FAR)]


def test_the_year_ahead_of_a_new_desk_exists() -> None:
    assert months.ensure_ahead(now=datetime.now(UTC) + timedelta(days=1)) == []


def test_the_default_partition_of_a_new_desk_is_empty() -> None:
    assert months.stray() == []


def test_checks_that_had_no_month_move_to_it_when_it_is_made_late() -> None:
    link = make.link()
    for at in (FAR, LATER):
        check(link, at)
    settle()
    before = months.stray()

    made = months.ensure_ahead(now=FAR, count=0)

    assert before == [date(2041, 12, 1), date(2042, 2, 1)]
    assert made == [MONTH, f"{partitions.TABLE}_2042_02"]
    assert lying() == [(MONTH, FAR), (f"{partitions.TABLE}_2042_02", LATER)]
    assert months.stray() == []


def test_each_partition_refuses_changes_removal_and_emptying() -> None:
    months.ensure_ahead(now=FAR, count=0)
    check(make.link(), FAR)
    settle()

    for table in (MONTH, partitions.DEFAULT, partitions.TABLE):
        with refused("is append-only"):
            attack(f"TRUNCATE {table}")
    with refused("is append-only"):
        attack(f"UPDATE {MONTH} SET outcome = 'gone'")
    with refused("is append-only"):
        attack(f"DELETE FROM {MONTH}")


def test_a_detached_month_keeps_its_table_and_what_evidence_stands_on_stays_in_sight() -> None:
    months.ensure_ahead(now=FAR, count=0)
    cited = make.evidence(make.review()).link
    watched = make.link()
    for link in (cited, watched):
        check(link, FAR)
    settle()

    detached = months.detach(before=date(2042, 1, 1), now=LATER)

    assert detached[-1] == MONTH
    assert (cited.checks.count(), watched.checks.count()) == (1, 0)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {MONTH}")
        assert cursor.fetchone() == (2,)
    tables = {table.name: table.attached for table in months.tables()}
    assert (tables[MONTH], tables[f"{MONTH}_kept"]) == (False, True)


def test_a_detached_month_stays_append_only() -> None:
    months.ensure_ahead(now=FAR, count=0)
    check(make.link(), FAR)
    settle()
    months.detach(before=date(2042, 1, 1), now=LATER)

    for attempt in (
        f"UPDATE {MONTH} SET outcome = ''",
        f"DELETE FROM {MONTH}",
        f"TRUNCATE {MONTH}",
    ):
        with refused(f"{MONTH} is append-only"):
            attack(attempt)


def test_detaching_twice_finds_nothing_more() -> None:
    months.ensure_ahead(now=FAR, count=0)
    months.detach(before=date(2042, 1, 1), now=LATER)

    assert months.detachable(before=date(2042, 1, 1)) == []
    assert months.detach(before=date(2042, 1, 1), now=LATER) == []


def test_this_month_and_later_ones_are_never_detached() -> None:
    with pytest.raises(NotAPastMonth):
        months.detach(before=date(2042, 1, 1), now=FAR)

    assert date(2041, 12, 1) not in months.detachable(before=FAR.date())


def test_the_policy_names_the_first_month_that_stays() -> None:
    assert months.kept_from(months=0, now=FAR) is None
    assert months.kept_from(months=24, now=FAR) == date(2039, 12, 1)
