"""Rows of the outbox, without sending anything."""

from datetime import datetime
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
from reviews.webhooks import endpoints, sealing
from tests import make
from tests.make import NOON
from tests.reviews.webhooks.receivers import Receiver


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


def listen(receiver: Receiver, path: str = "/told") -> tuple[WebhookEndpoint, str]:
    """An endpoint at a receiver, and its secret."""
    url = f"{receiver.url}{path}"
    return endpoints.add(url=url, kinds=list(WebhookKind), by=make.editor(), now=NOON)


def at(moment: datetime) -> Any:
    """A clock that stands still."""
    return lambda: moment


def attempts() -> list[tuple[int | None, str]]:
    """Status and problem of each, the first one first."""
    return list(DeliveryAttempt.objects.order_by("pk").values_list("status", "problem"))
