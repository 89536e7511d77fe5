"""When feeds are fetched again: as publishers wish, within bounds, later after each failure."""

from datetime import timedelta

import pytest

from claims.ingestion import pacing
from tests.make import NOON

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("wish", "cache_control", "interval"),
    [
        (None, "", 30 * MINUTE),
        (MINUTE, "", 15 * MINUTE),
        (2 * HOUR, "", 2 * HOUR),
        (365 * DAY, "", DAY),
        (None, "max-age=3600", HOUR),
        (2 * HOUR, "public, max-age=60", 2 * HOUR),
        (None, 'private, MAX-AGE="7200"', 2 * HOUR),
        (None, "s-maxage=7200, no-cache", 30 * MINUTE),
        (None, "max-age=999999999", DAY),
    ],
)
def test_a_wish_counts_within_bounds(
    wish: timedelta | None, cache_control: str, interval: timedelta
) -> None:
    assert pacing.interval(wish, cache_control=cache_control) == interval


def test_feeds_added_together_drift_apart_by_a_tenth_at_most() -> None:
    times = [pacing.after_success(NOON, interval=HOUR, feed_id=feed_id) for feed_id in range(50)]

    assert len(set(times)) == 50
    assert all(NOON + 54 * MINUTE <= at <= NOON + 66 * MINUTE for at in times)


def test_each_failure_waits_longer_and_none_longer_than_a_day_and_a_tenth() -> None:
    waits = [
        pacing.after_failure(NOON, failures=n, retry_after=None, feed_id=1) - NOON
        for n in (1, 2, 3, 4, 5, 500)
    ]

    assert waits[:5] == sorted(waits[:5])
    assert (max(waits) <= 1.1 * DAY, waits[0] <= 17 * MINUTE) == (True, True)


@pytest.mark.parametrize(("asked", "wait"), [(7200, 2 * HOUR), (10 * 86_400, DAY)])
def test_a_server_that_asks_to_wait_is_obeyed_for_a_day_at_most(
    asked: int, wait: timedelta
) -> None:
    again = pacing.after_failure(NOON, failures=1, retry_after=asked, feed_id=1)

    assert again == NOON + wait


def test_an_entry_is_tried_again_three_times() -> None:
    waits = [pacing.entry_again(NOON, tries=tries) for tries in (1, 2, 3, 4)]

    assert waits == [NOON + 10 * MINUTE, NOON + 2 * HOUR, NOON + 12 * HOUR, None]
