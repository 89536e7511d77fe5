"""From an event to the messages that tell of it, in the event's own transaction.

What was rolled back is told to nobody; what was committed is told, whatever dies afterwards.
"""

from collections.abc import Iterable
from datetime import datetime

from reviews import events
from reviews.models import (
    ChangeKind,
    Delivery,
    Event,
    Publication,
    WebhookEndpoint,
    WebhookKind,
    WebhookMessage,
)
from reviews.states import Status
from reviews.webhooks import payloads

CHANGES = {
    ChangeKind.PUBLISHED: WebhookKind.PUBLISHED,
    ChangeKind.CORRECTION: WebhookKind.CORRECTED,
    ChangeKind.UPDATE: WebhookKind.UPDATED,
}


def hear(sender: type[Event], *, event: Event, **kwargs: object) -> None:
    """Receives `events.recorded`. Endpoints that are paused or stopped find it when they resume."""
    kind = _kind(event)
    if kind is None:
        return
    wanted = WebhookEndpoint.objects.listening().filter(kinds__contains=[kind])
    endpoints = list(wanted.values_list("pk", flat=True))
    publication = Publication.objects.public().filter(review=event.review_id).first()
    if not endpoints or publication is None or not _is_news(kind, event, publication):
        return
    message = WebhookMessage.objects.create(
        event=event,
        kind=kind,
        slug=publication.slug,
        payload=payloads.of(kind, event, publication),
        made_at=event.at,
    )
    put(message, endpoints, now=event.at)


def put(message: WebhookMessage, endpoint_ids: Iterable[int], *, now: datetime) -> list[Delivery]:
    """One delivery for each endpoint, due at once. The rows of the endpoints are not written to:
    publications at the same time do not wait for each other."""
    return Delivery.objects.bulk_create(
        [Delivery(message=message, endpoint_id=pk, due_at=now) for pk in endpoint_ids]
    )


def _kind(event: Event) -> WebhookKind | None:
    match event.kind:
        case events.Kind.PUBLISHED:
            return CHANGES[ChangeKind(event.data["change"])]
        case events.Kind.RETRACTED:
            return WebhookKind.RETRACTED
        case events.Kind.SOURCE_TROUBLED:
            return WebhookKind.FLAGGED
        case events.Kind.SOURCE_CLEARED if event.data.get("flag_lifted"):
            return WebhookKind.UNFLAGGED
        case events.Kind.MOVED if event.data["to"] == Status.IN_REVIEW:
            return WebhookKind.REOPENED
    return None


def _is_news(kind: WebhookKind, event: Event, publication: Publication) -> bool:
    """A second source in trouble raises no second flag; changes asked for reopen nothing."""
    if kind is WebhookKind.FLAGGED:
        return publication.flagged_at == event.at
    if kind is WebhookKind.REOPENED:
        return event.data["start"] in (Status.PUBLISHED, Status.RETRACTED)
    return True
