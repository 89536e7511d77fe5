"""One digest a day over the ends of all chains."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from reviews import tasks, workflow
from reviews.models import Checkpoint
from reviews.publishing import checkpoints
from tests import make, published
from tests.make import NOON

pytestmark = pytest.mark.django_db


def test_a_day_has_one_checkpoint() -> None:
    published.publish()

    first = checkpoints.ensure(now=NOON)
    again = checkpoints.ensure(now=NOON + timedelta(hours=3))

    assert (first, Checkpoint.objects.count()) == (again, 1)


def test_the_sweep_makes_todays() -> None:
    tasks.seal_history()
    tasks.seal_history()

    assert [made.day for made in Checkpoint.objects.all()] == [timezone.now().date()]


def test_the_next_day_follows_the_day_before() -> None:
    published.publish()

    first = checkpoints.ensure(now=NOON)
    second = checkpoints.ensure(now=NOON + timedelta(days=1))

    assert first is not None
    assert second is not None
    assert (first.previous, second.previous) == ("", first.digest)
    assert second.content == first.content


def test_what_is_told_suffices_to_compute_the_digest() -> None:
    published.publish()

    made = checkpoints.ensure(now=NOON)

    assert made is not None
    assert checkpoints.digest(checkpoints.told(made)) == made.digest


def test_an_empty_desk_has_one_too() -> None:
    made = checkpoints.ensure(now=NOON)

    assert made is not None
    assert (made.content, made.last_event, made.last_version) == ([], 0, 0)


@pytest.mark.parametrize("sql", ["UPDATE reviews_checkpoint SET events = 0", "DELETE FROM {}"])
def test_the_database_lets_nobody_change_one(sql: str) -> None:
    checkpoints.ensure(now=NOON)

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format("reviews_checkpoint"))


@pytest.mark.django_db(transaction=True)
def test_nothing_half_written_is_passed_over() -> None:
    review, author = make.review(), make.editor()
    written, go_on = threading.Event(), threading.Event()

    def write() -> None:
        try:
            with transaction.atomic():
                workflow.comment(review.pk, text="Wait.", by=author, now=NOON)
                written.set()
                go_on.wait(timeout=30)
        finally:
            connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    written.wait(timeout=30)
    with pytest.raises(checkpoints.Busy):
        checkpoints.ensure(now=NOON)
    go_on.set()
    thread.join(timeout=30)
    made = checkpoints.ensure(now=NOON)

    assert made is not None
    assert made.events == review.events.count()
