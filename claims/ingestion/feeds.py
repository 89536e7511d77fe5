"""Feeds: watched by hand, swept by whoever has time. No request is made inside a transaction."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import permissions
from claims.exceptions import NoFeed, NotReady, StaleLease
from claims.ingestion import entries, feed_fetching, fetching, leases, pacing, syndication
from claims.ingestion.feed_fetching import Answer
from claims.models import EntryState, Feed, FeedEntry
from factcheck import keeping
from factcheck.accounts.models import User

logger = logging.getLogger(__name__)

ENTRIES_PER_SWEEP = 10
BETWEEN_SWEEPS = timedelta(seconds=20)
"""A feed with more entries than one sweep takes is due again after this."""

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Watched:
    """The feed; `created` is False where it had been watched before."""

    feed: Feed
    created: bool


@dataclass
class Report:
    """What a sweep did. `late`: another worker had taken a feed over; nothing was written."""

    feeds: int = 0
    failed: int = 0
    added: int = 0
    refused: int = 0
    late: int = 0


def watch(url: str, *, by: User | None, now: datetime) -> Watched:
    """Watch the feed at `url`, or the one that the web page there announces.

    It is fetched once, to prove that it is one. `by` is None for the operator at the command
    line. A feed that was paused stays so. Raises NoFeed, UnusableAddress, NotAllowed.
    """
    if by is not None:
        permissions.check_may_watch(by)
    address = fetching.parse(url)
    there = Feed.objects.filter(key=syndication.key_of(address.dedup_key)).first()
    if there is not None:
        return Watched(there, created=False)
    answer = feed_fetching.find(address.href, now=now)
    key = _key(answer.url)
    try:
        with transaction.atomic():
            feed = Feed(url=answer.url, key=key, added_by=by, created_at=now, interval=0)
            _take(feed, answer, now=now)
            feed.next_due_at = now
            feed.save(force_insert=True)
            assert answer.document is not None, "no condition was sent"
            entries.record(feed, answer.document, now=now)
    except IntegrityError:
        there = Feed.objects.filter(key=key).first()
        if there is None:
            raise
        return Watched(there, created=False)
    return Watched(feed, created=True)


@transaction.atomic
def pause(feed_id: int, *, by: User) -> Feed:
    """Stop asking for a feed; what came in stays."""
    permissions.check_may_watch(by)
    feed = Feed.objects.select_for_update(no_key=True).get(pk=feed_id)
    feed.active = False
    feed.save(update_fields=["active"])
    return feed


@transaction.atomic
def resume(feed_id: int, *, by: User, now: datetime) -> Feed:
    """Watch a feed again that was paused or gone, from now on."""
    permissions.check_may_watch(by)
    feed = Feed.objects.select_for_update(no_key=True).get(pk=feed_id)
    feed.active, feed.failures, feed.last_error, feed.fetch_began_at = True, 0, "", None
    feed.next_fetch_at = feed.next_due_at = now
    feed.save(
        update_fields=[
            *("active", "failures", "last_error", "fetch_began_at", "next_fetch_at"),
            "next_due_at",
        ]
    )
    return feed


@transaction.atomic
def hasten(feed_id: int, *, by: User, now: datetime) -> Feed:
    """Make a feed due at once, with the entries that wait for another try.

    Raises NotAllowed, and NotReady for one that is paused or stopped.
    """
    permissions.check_may_watch(by)
    feed = Feed.objects.select_for_update(no_key=True).get(pk=feed_id)
    if not feed.active:
        raise NotReady(_("This feed is not watched at present. Watch it again first."))
    feed.next_fetch_at = feed.next_due_at = now
    feed.fetch_began_at = None
    feed.save(update_fields=["next_fetch_at", "next_due_at", "fetch_began_at"])
    feed.entries.waiting().update(next_try_at=now)
    return feed


def sweep(*, worker: str, clock: Clock = timezone.now, only: int | None = None) -> Report:
    """Fetch the feeds that are due and add articles of their entries, until all or `leases.TURN`.

    May run at once with others: each feed is leased to one worker, and whoever comes late writes
    nothing. Returns at once where nothing is due.
    """
    report, end = Report(), clock() + leases.TURN
    while (now := clock()) < end:
        due = Feed.objects.due(now)
        claimed = leases.claim(due.filter(pk=only) if only is not None else due, now=now, most=1)
        if not claimed:
            break
        report.feeds += 1
        try:
            _visit(claimed[0], end=end, clock=clock, report=report)
        except StaleLease:
            logger.warning("%s came late to feed %d.", worker, claimed[0].pk)
            report.late += 1
    return report


def changed(*, most: int) -> list[FeedEntry]:
    """Entries whose article is to be fetched again, because the feed says that it was updated.

    Whoever fetched it says so with `refetched`.
    """
    found = FeedEntry.objects.changed().select_related("article").order_by("seen_updated_at")
    return list(found[:most])


def refetched(entry_id: int, *, now: datetime) -> None:
    """The article of an entry was fetched again at `now`, whatever came of it."""
    FeedEntry.objects.filter(pk=entry_id).update(refetched_at=now)


def _visit(feed: Feed, *, end: datetime, clock: Clock, report: Report) -> None:
    if feed.next_fetch_at <= clock():
        feed = _fetch(feed, now=clock(), report=report)
    for _turn in range(ENTRIES_PER_SWEEP):
        if not feed.active or (now := clock()) >= end:
            break
        entry = entries.ingest_next(feed, now=now)
        if entry is None:
            break
        report.added += entry.state == EntryState.INGESTED
        report.refused += entry.state == EntryState.REFUSED
    _give_back(feed, now=clock())


def _fetch(feed: Feed, *, now: datetime, report: Report) -> Feed:
    """Ask for the document, then write what it says, if the feed is still ours.

    That it begins is written first: a document that ends every worker counts as a failure.
    """
    try:
        _begin(feed, now=now)
        answer = feed_fetching.fetch(
            feed.url, now=now, etag=feed.etag, last_modified=feed.last_modified
        )
    except NoFeed as refused:
        report.failed += 1
        return _record_failure(feed, refused, now=now)
    with transaction.atomic():
        held = leases.hold(feed)
        if _is_watched_elsewhere(held, answer):
            _stop(held, _("It moved to an address that is watched already: %s") % answer.url)
        else:
            _take(held, answer, now=now)
        held.save()
        if answer.document is not None:
            entries.record(held, answer.document, now=now)
    return held


@transaction.atomic
def _begin(feed: Feed, *, now: datetime) -> None:
    """Raises Failed, once, where the fetch before this never ended."""
    held = leases.hold(feed)
    if held.fetch_began_at is not None:
        raise feed_fetching.Failed(
            _(
                "Reading this feed broke off, as if it had brought down what read it. Until it "
                "can be read again, it is asked for less and less often."
            )
        )
    held.fetch_began_at = now
    held.save(update_fields=["fetch_began_at"])


@transaction.atomic
def _record_failure(feed: Feed, refused: NoFeed, *, now: datetime) -> Feed:
    held = leases.hold(feed)
    held.failures, held.fetch_began_at = held.failures + 1, None
    held.next_fetch_at = pacing.after_failure(
        now,
        failures=held.failures,
        retry_after=getattr(refused, "retry_after", None),
        feed_id=held.pk,
    )
    held.last_error = keeping.storable(str(refused))
    if isinstance(refused, feed_fetching.Gone):
        _stop(held, held.last_error)
    held.save()
    return held


def _take(feed: Feed, answer: Answer, *, now: datetime) -> None:
    """Bring a feed's row, in memory, up to a good answer."""
    feed.url, feed.key = answer.url, _key(answer.url)
    feed.etag, feed.last_modified = answer.etag, answer.last_modified
    if answer.interval is not None:
        feed.interval = int(answer.interval.total_seconds())
    if answer.document is not None:
        feed.title = answer.document.title or feed.title or answer.url[:500]
        feed.listed, feed.read = answer.document.listed, answer.document.read
    feed.failures, feed.last_error, feed.last_fetched_at = 0, "", now
    feed.fetch_began_at = None
    feed.next_fetch_at = pacing.after_success(
        now, interval=timedelta(seconds=feed.interval), feed_id=feed.pk or 0
    )


def _is_watched_elsewhere(feed: Feed, answer: Answer) -> bool:
    return Feed.objects.filter(key=_key(answer.url)).exclude(pk=feed.pk).exists()


def _stop(feed: Feed, why: str) -> None:
    feed.active, feed.last_error, feed.fetch_began_at = False, why, None


@transaction.atomic
def _give_back(feed: Feed, *, now: datetime) -> None:
    """Due again when its document is, or the first of its entries."""
    held = leases.hold(feed)
    waiting = held.entries.waiting().order_by("next_try_at")
    first = waiting.values_list("next_try_at", flat=True).first()
    held.next_due_at = max(
        min(held.next_fetch_at, first or held.next_fetch_at), now + BETWEEN_SWEEPS
    )
    leases.release(held)
    held.save(update_fields=["next_due_at", "lease_token", "lease_expires"])


def _key(url: str) -> str:
    return syndication.key_of(fetching.parse(url).dedup_key)
