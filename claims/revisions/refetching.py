"""Articles whose feed says that they were updated, fetched again one after the other."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from claims.ingestion import feeds, leases, politeness
from claims.models import FeedEntry
from claims.revisions import making
from factcheck.exceptions import DeskError

logger = logging.getLogger(__name__)

MOST = 5
"""Articles of one turn; what is left comes with the next."""

Clock = Callable[[], datetime]


def refetch_changed(*, clock: Clock = timezone.now) -> int:
    """Fetch what changed until nothing is left, `MOST` or `leases.TURN`; returns how many.

    An entry is marked before its page is fetched: one that ends its worker is not tried again
    until its feed tells of another change, so it keeps none of the others from their turn.
    """
    done, end = 0, clock() + leases.TURN
    while done < MOST and (now := clock()) < end:
        found = feeds.changed(most=1)
        if not found:
            break
        feeds.refetched(found[0].pk, now=now)
        _refetch(found[0], now=now)
        done += 1
    return done


def _refetch(entry: FeedEntry, *, now: datetime) -> None:
    assert entry.article is not None, "only such were asked for"
    try:
        politeness.wait_for(entry.article.url)
        making.refetch(entry.article.pk, by=None, now=now)
    except DeskError as refused:
        logger.info("Article %s stays as it is: %s", entry.article.pk, refused)
