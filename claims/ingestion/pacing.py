"""When a feed is fetched again, and an entry tried again. Pure functions."""

import zlib
from datetime import datetime, timedelta

import regex as re

USUAL = timedelta(minutes=30)
SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(hours=24)
JITTER = 0.1
AFTER_FAILURE = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
ENTRY_AGAIN = (timedelta(minutes=10), timedelta(hours=2), timedelta(hours=12))
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*+=\s*+\"?(\d{1,9})", re.IGNORECASE)


def interval(wish: timedelta | None, *, cache_control: str) -> timedelta:
    """Between two fetches: what the feed or its server wishes, the longer of both, in bounds."""
    found = _MAX_AGE.search(cache_control[:1000])
    fresh = timedelta(seconds=int(found[1])) if found else timedelta(0)
    return min(max(wish or USUAL, fresh, SHORTEST), LONGEST)


def after_success(now: datetime, *, interval: timedelta, feed_id: int) -> datetime:
    return now + spread(interval, feed_id=feed_id, at=now)


def after_failure(
    now: datetime, *, failures: int, retry_after: int | None, feed_id: int
) -> datetime:
    """Later each time, at most a day; never before the server asked us to return (in seconds)."""
    step = AFTER_FAILURE[min(max(failures, 1), len(AFTER_FAILURE)) - 1]
    return now + max(
        spread(step, feed_id=feed_id, at=now), min(timedelta(seconds=retry_after or 0), LONGEST)
    )


def entry_again(now: datetime, *, tries: int) -> datetime | None:
    """When an entry that was refused `tries` times is tried again; None: it stays refused."""
    return now + ENTRY_AGAIN[tries - 1] if tries <= len(ENTRY_AGAIN) else None


def spread(wait: timedelta, *, feed_id: int, at: datetime) -> timedelta:
    """`wait` and up to a tenth more or less, so that feeds added together drift apart."""
    share = zlib.crc32(f"{feed_id}:{at.isoformat()}".encode()) / 0xFFFFFFFF * 2 - 1
    return wait * (1 + JITTER * share)
