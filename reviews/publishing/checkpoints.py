"""A digest a day over all that was written: kept elsewhere, it shows a tail that was cut off.

The chains of events and the digests of versions prove what is there; that nothing was cut off at
the end is proved only by somebody who knew the end. So each day's ends go into one digest.
"""

import hashlib
import heapq
import itertools
from collections.abc import Iterator
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from factcheck import exceptions
from reviews.models import Checkpoint, Event, PublishedVersion
from reviews.publishing.claimreview import Json

FORMAT = "factcheck checkpoint 1"
SPAN = 1_000  # reviews that share a digest: a million reviews make 1,000 lines
PATIENCE = "250ms"  # less than PostgreSQL's deadlock_timeout: it is we who step back, not a writer

Row = tuple[int, str]


class Busy(exceptions.DeskError):
    """Somebody has been writing all the while; the next sweep tries again."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "busy"


def ensure(*, now: datetime) -> Checkpoint | None:
    """Today's checkpoint, made where there is none; None where somebody else made it meanwhile.

    The first moment of the day that the sweep comes round is as good as another. Raises Busy.
    """
    day = now.date()
    found = Checkpoint.objects.filter(day=day).first()
    if found is not None:
        return found
    last_event, last_version = _ends()
    before = Checkpoint.objects.order_by("-day").first()
    facts: Json = {
        "day": day.isoformat(),
        "last_event": last_event,
        "last_version": last_version,
        "events": Event.objects.filter(pk__lte=last_event).count(),
        "versions": PublishedVersion.objects.filter(pk__lte=last_version).count(),
        "ranges": list(ranges(last_event=last_event, last_version=last_version)),
        "previous": before.digest if before else "",
    }
    Checkpoint.objects.bulk_create([_row(facts, now)], ignore_conflicts=True)
    return Checkpoint.objects.filter(day=day).first()


def told(checkpoint: Checkpoint) -> Json:
    """As it is published, to be kept elsewhere."""
    return {
        "format": FORMAT,
        "day": checkpoint.day.isoformat(),
        "made_at": checkpoint.made_at.isoformat(),
        "last_event": checkpoint.last_event,
        "last_version": checkpoint.last_version,
        "events": checkpoint.events,
        "versions": checkpoint.versions,
        "previous": checkpoint.previous,
        "ranges": checkpoint.content,
        "digest": checkpoint.digest,
    }


def digest(facts: Json) -> str:
    """SHA-256 over the lines that make a checkpoint; anybody can compute it from what is told."""
    names = ("day", "last_event", "last_version", "events", "versions", "previous")
    lines = [FORMAT, *(str(facts[name]) for name in names)]
    lines += [f"{each['first']} {each['last']} {each['digest']}" for each in facts["ranges"]]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def ranges(*, last_event: int, last_version: int) -> Iterator[Json]:
    """[{first, last, reviews, digest}]: one digest for the ends of each SPAN of reviews.

    Each line under it: the review, then `seq hash` of its last event or `vN digest` of its newest
    version, among the rows up to these ids. What is written later changes none of it.
    """
    rows = heapq.merge(_heads(last_event), _newest(last_version))
    for number, lines in itertools.groupby(rows, key=lambda row: row[0] // SPAN):
        sealed, reviews = hashlib.sha256(), set()
        for review_id, line in lines:
            sealed.update(f"{review_id} {line}\n".encode())
            reviews.add(review_id)
        yield {
            "first": number * SPAN,
            "last": number * SPAN + SPAN - 1,
            "reviews": len(reviews),
            "digest": sealed.hexdigest(),
        }


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _ends() -> tuple[int, int]:
    """The newest ids, at a moment when nobody is half-way through writing one below them.

    An id is drawn before its row is committed: without the lock a row with a lower id could appear
    after the checkpoint and look like one that was slipped in. Held for two look-ups in an index.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            cursor.execute("LOCK TABLE reviews_publishedversion, reviews_event IN SHARE MODE")
            events = Event.objects.aggregate(last=Max("pk"))["last"] or 0
            versions = PublishedVersion.objects.aggregate(last=Max("pk"))["last"] or 0
    except OperationalError as error:
        raise Busy(_("The desk is writing; no quiet moment was found.")) from error
    return events, versions


def _heads(last: int) -> Iterator[Row]:
    found = Event.objects.filter(pk__lte=last).order_by("review_id", "-seq").distinct("review_id")
    for review_id, seq, sealed in found.values_list("review_id", "seq", "hash").iterator():
        yield review_id, f"{seq} {sealed}"


def _newest(last: int) -> Iterator[Row]:
    found = PublishedVersion.objects.filter(pk__lte=last)
    found = found.order_by("publication__review_id", "-number").distinct("publication__review_id")
    fields = ("publication__review_id", "number", "digest")
    for review_id, number, sealed in found.values_list(*fields).iterator():
        yield review_id, f"v{number} {sealed}"


def _row(facts: Json, now: datetime) -> Checkpoint:
    fields: dict[str, Any] = {k: v for k, v in facts.items() if k != "ranges"}
    return Checkpoint(made_at=now, content=facts["ranges"], digest=digest(facts), **fields)
