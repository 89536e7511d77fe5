"""Partitions of link checks: made ahead, once, and used."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from reviews import partitions
from reviews.links import months
from reviews.models import LinkCheck
from tests import make

pytestmark = pytest.mark.django_db
FAR = datetime(2041, 12, 5, tzinfo=UTC)


def test_the_months_ahead_are_made_once_across_the_turn_of_the_year() -> None:
    made = months.ensure_ahead(now=FAR, count=2)

    assert made == [f"{partitions.TABLE}_{month}" for month in ("2041_12", "2042_01", "2042_02")]
    assert months.ensure_ahead(now=FAR, count=2) == []


def test_a_check_lies_in_the_partition_of_its_month() -> None:
    months.ensure_ahead(now=FAR, count=1)

    LinkCheck.objects.create(link=make.link(), checked_at=FAR, worker="w", outcome="ok")

    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM reviews_linkcheck")
        assert cursor.fetchall() == [(f"{partitions.TABLE}_2041_12",)]


def test_the_year_ahead_of_a_new_desk_exists() -> None:
    assert months.ensure_ahead(now=datetime.now(UTC) + timedelta(days=1)) == []
