"""The hash chain: it holds, and says where it was broken."""

import threading

import pytest
from django.db import connection

from reviews import events, workflow
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def test_a_chain_written_by_the_desk_holds() -> None:
    first, second = make.review(Status.PUBLISHED), make.review(Status.SUBMITTED)
    workflow.comment(first.pk, text="Größe: 4 210 — “quoted” 😀", by=make.editor(), now=NOON)

    assert list(events.verify()) == []
    assert second.events.count() > 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ('data = \'{"to": "closed"}\'', "was changed after it was written"),
        ("kind = 'commented'", "was changed after it was written"),
        ("at = at + interval '1 second'", "was changed after it was written"),
        ("previous_hash = ''", "does not follow the event before it"),
        ("seq = 40", "does not follow the event before it"),
    ],
)
def test_a_changed_event_is_named(change: str, why: str) -> None:
    review = make.review(Status.SUBMITTED)
    _past_the_guard(
        f"UPDATE reviews_event SET {change} WHERE review_id = %s AND seq = 2", review.pk
    )

    first = next(iter(events.verify(review.pk)))

    assert (first.review_id, first.why) == (review.pk, why)


def test_a_removed_event_is_noticed_at_the_one_after_it() -> None:
    review = make.review(Status.SUBMITTED)
    _past_the_guard("DELETE FROM reviews_event WHERE review_id = %s AND seq = 1", review.pk)

    assert [(each.seq, each.why) for each in events.verify(review.pk)] == [
        (2, "does not follow the event before it")
    ]


@pytest.mark.django_db(transaction=True)
def test_events_written_at_the_same_moment_still_form_one_chain() -> None:
    review = make.review()
    author = make.editor()
    start = threading.Barrier(6)

    def write(number: int) -> None:
        start.wait()
        try:
            workflow.comment(review.pk, text=f"note {number}", by=author, now=NOON)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(review.events.values_list("seq", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
    assert list(events.verify()) == []


def _past_the_guard(sql: str, *args: int | str) -> None:
    """Only a superuser of the database can do this: the chain is what still tells."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, args)
        cursor.execute("SET session_replication_role = DEFAULT")
