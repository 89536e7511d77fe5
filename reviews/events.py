"""The append-only, hash-chained history of each review."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.dispatch import Signal

from factcheck.accounts.models import User
from reviews.models import Event, Review


class Kind(StrEnum):
    OPENED = "opened"
    MOVED = "moved"
    ASSIGNED = "assigned"
    COMMENTED = "commented"
    THREAD_OPENED = "thread_opened"
    THREAD_ANSWERED = "thread_answered"
    THREAD_RESOLVED = "thread_resolved"
    THREAD_REOPENED = "thread_reopened"
    EVIDENCE_ATTACHED = "evidence_attached"
    EVIDENCE_CHANGED = "evidence_changed"
    EVIDENCE_WITHDRAWN = "evidence_withdrawn"
    EVIDENCE_REPLACED = "evidence_replaced"
    EVIDENCE_ORDERED = "evidence_ordered"
    REPLY_ASKED = "reply_asked"
    REPLY_RECEIVED = "reply_received"
    VOTES_ASKED = "votes_asked"
    VOTE_CAST = "vote_cast"
    VOTES_CLOSED = "votes_closed"
    ARTICLE_CHANGED = "article_changed"
    SOURCE_TROUBLED = "source_troubled"
    SOURCE_CLEARED = "source_cleared"
    VERDICT_SAVED = "verdict_saved"
    VERDICT_APPROVED = "verdict_approved"
    TOPICS_PUT = "topics_put"
    PUBLISHED = "published"
    RETRACTED = "retracted"
    DISPUTED = "disputed"
    DISPUTE_DECIDED = "dispute_decided"


recorded = Signal()
"""Sent with `event` for each event, inside its transaction: what a receiver writes stands or falls
with it. Receivers never talk to a network."""


def record(review: Review, *, kind: Kind, by: User | None, at: datetime, **data: Any) -> Event:
    """Append one event; the database numbers and hashes it. Call it inside the transaction."""
    event = Event.objects.create(review=review, kind=kind.value, actor=by, at=at, data=data)
    recorded.send(Event, event=event)
    return event


def digest(event: Event, *, data: str) -> str:
    """SHA-256 over the fields of `event`; `data` is its JSON as PostgreSQL writes it."""
    moment = event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    fields = (
        event.previous_hash,
        event.review_id,
        event.seq,
        event.kind,
        event.actor_id or "",
        moment,
        data,
    )
    return hashlib.sha256("\n".join(map(str, fields)).encode()).hexdigest()


@dataclass(frozen=True)
class Break:
    """A place where a chain does not hold."""

    review_id: int
    seq: int
    why: str


def verify(review_id: int | None = None) -> Iterator[Break]:
    """Walk the chain of one review, or of all; yields nothing when all hold.

    A cut-off tail does not show here: compare the heads with a published checkpoint.
    """
    events = Event.objects.order_by("review_id", "seq").annotate(written=Cast("data", TextField()))
    if review_id is not None:
        events = events.filter(review_id=review_id)
    before: Event | None = None
    for event in events.iterator():
        follows = before is not None and before.review_id == event.review_id
        expected = (before.seq + 1, before.hash) if follows and before else (1, "")
        if (event.seq, event.previous_hash) != expected:
            yield Break(event.review_id, event.seq, "does not follow the event before it")
        elif event.hash != digest(event, data=event.written):
            yield Break(event.review_id, event.seq, "was changed after it was written")
        before = event
