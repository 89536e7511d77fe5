"""`manage.py link_partitions`: what an operator reads and does."""

import io

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from reviews import partitions
from reviews.links import months
from reviews.tasks import tend_partitions

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("link_partitions", *arguments, stdout=out)
    return out.getvalue().splitlines()


def attached() -> list[str]:
    return [table.name for table in months.tables() if table.attached]


def test_it_lists_every_partition_with_its_state() -> None:
    listed = [line.split()[:2] for line in said("--list")]

    assert listed == [[name, "attached"] for name in attached()]
    assert [partitions.DEFAULT, "attached"] in listed


def test_it_says_when_there_is_nothing_to_make() -> None:
    assert said("--ensure") == ["All months of the year ahead exist."]


def test_a_rehearsal_says_what_would_go_and_changes_nothing() -> None:
    before = attached()
    oldest = before[0].removeprefix(f"{partitions.TABLE}_").replace("_", "-")
    after_it = before[1].removeprefix(f"{partitions.TABLE}_").replace("_", "-")

    assert said("--detach", "--before", after_it, "--dry-run") == [f"would detach {oldest}"]
    assert attached() == before


def test_it_detaches_the_months_before_the_one_that_is_named() -> None:
    oldest, after_it = attached()[:2]
    month = after_it.removeprefix(f"{partitions.TABLE}_").replace("_", "-")

    assert said("--detach", "--before", month) == [oldest]
    assert oldest not in attached()
    assert said("--detach", "--before", month) == [f"No month before {month} is attached."]


def test_without_a_policy_all_months_are_kept() -> None:
    before = attached()

    assert said("--detach") == ["All months are kept (FACTCHECK_CHECKS_KEPT_MONTHS is 0)."]
    assert attached() == before


def test_beat_detaches_by_the_policy_of_the_desk(settings: Settings) -> None:
    settings.CHECKS_KEPT_MONTHS = 1
    before = attached()

    tend_partitions()

    gone = set(before) - set(attached())
    assert gone
    assert gone == {name for name in before if name < min(set(before) - gone)}


@pytest.mark.parametrize("month", ["2024", "2024-13", "0000-01", "June", "2024-6", "٢٠٢٤-٠٦"])
def test_what_is_no_month_is_refused(month: str) -> None:
    with pytest.raises(CommandError, match="is not a month"):
        said("--detach", "--before", month)


def test_months_to_come_are_refused() -> None:
    with pytest.raises(CommandError, match="Only months before this one can be detached"):
        said("--detach", "--before", "9998-01")
