"""Rows of the outbox, without sending anything."""

from typing import Any

from reviews.models import (
    TEST,
    Delivery,
    DeliveryAttempt,
    WebhookChange,
    WebhookEndpoint,
    WebhookKind,
    WebhookMessage,
)
from reviews.webhooks import sealing
from tests import make
from tests.make import NOON


def endpoint(*kinds: WebhookKind, **fields: Any) -> WebhookEndpoint:
    """At an address that the guard would refuse: whoever sends, makes one by `endpoints.add`."""
    values: dict[str, Any] = {
        "name": "Archive",
        "url": "https://archive.example/told",
        "kinds": list(kinds or WebhookKind),
        "secret": sealing.seal(sealing.new()),
        "made_by": make.editor(),
        "made_at": NOON,
    }
    return WebhookEndpoint.objects.create(**(values | fields))


def message(**fields: Any) -> WebhookMessage:
    return WebhookMessage.objects.create(kind=TEST, payload="{}", made_at=NOON, **fields)


def delivery(of: WebhookEndpoint | None = None, **fields: Any) -> Delivery:
    values: dict[str, Any] = {"endpoint": of or endpoint(), "due_at": NOON}
    return Delivery.objects.create(message=message(), **(values | fields))


def attempt(of: Delivery | None = None, **fields: Any) -> DeliveryAttempt:
    values: dict[str, Any] = {"at": NOON, "took_ms": 12, "status": 500, "answer": "Out of order."}
    return DeliveryAttempt.objects.create(delivery=of or delivery(), **(values | fields))


def change(**fields: Any) -> WebhookChange:
    values: dict[str, Any] = {"endpoint": endpoint(), "kind": WebhookChange.Kind.MADE, "at": NOON}
    return WebhookChange.objects.create(**(values | fields))
