"""Who sends to which endpoint. The database is the queue; a message to a worker only says "work".

What is leased is the endpoint: one request at a time, in the order of events where all goes well.
A worker that was killed leaves a lease that ends; what it had sent and not noted is sent again.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from reviews.models import Delivery, WebhookEndpoint

DURATION = timedelta(seconds=60)
"""Renewed with each message; one takes at most 15 s, the name's look-up included."""

# Whoever publishes holds rows of endpoints FOR KEY SHARE, which this lock goes along with.
CLAIM = """
WITH due AS (
    SELECT id FROM reviews_webhookendpoint AS endpoint
    WHERE state = 'active' AND (lease_expires IS NULL OR lease_expires <= %(now)s)
      AND (not_before IS NULL OR not_before <= %(now)s)
      AND EXISTS (
          SELECT 1 FROM reviews_delivery
          WHERE endpoint_id = endpoint.id AND due_at IS NOT NULL AND due_at <= %(now)s
      )
    ORDER BY delivered_at NULLS FIRST, id
    LIMIT %(most)s
    FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE reviews_webhookendpoint AS endpoint
SET lease = %(token)s, lease_expires = %(expires)s
FROM due WHERE endpoint.id = due.id
RETURNING endpoint.id
"""


def claim(*, now: datetime, most: int) -> tuple[uuid.UUID, list[int]]:
    """A token, and the endpoints it leases: those for which something is due and that nobody has.

    The longest untold first. None of them where nothing is due: a task that runs twice finds
    nothing to do.
    """
    token = uuid.uuid4()
    terms: dict[str, Any] = {"now": now, "most": most, "token": token, "expires": now + DURATION}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CLAIM, terms)
        return token, [row[0] for row in cursor.fetchall()]


def locked(endpoint_id: int, *, token: uuid.UUID) -> WebhookEndpoint | None:
    """The endpoint, locked; None where another worker has it by now."""
    rows = WebhookEndpoint.objects.select_for_update(no_key=True, of=("self",))
    return rows.filter(pk=endpoint_id, lease=token).first()


def following(endpoint_id: int, *, token: uuid.UUID, now: datetime) -> Delivery | None:
    """What is to be sent next, if the lease still holds and the endpoint wants it.

    The least tried first, then in the order of events: a message that its receiver cannot take
    does not hold up the others.
    """
    rows = Delivery.objects.filter(
        endpoint=endpoint_id,
        endpoint__lease=token,
        endpoint__state="active",
        due_at__lte=now,
    ).exclude(endpoint__not_before__gt=now)
    return rows.select_related("message", "endpoint").order_by("attempts", "pk").first()


def give_back(endpoint_id: int, *, token: uuid.UUID) -> None:
    WebhookEndpoint.objects.filter(pk=endpoint_id, lease=token).update(
        lease=None, lease_expires=None
    )


def backlog(*, now: datetime) -> int:
    """Messages that should have been sent by now to endpoints that are asked."""
    rows = Delivery.objects.filter(due_at__lte=now, endpoint__state="active")
    return rows.exclude(endpoint__not_before__gt=F("due_at")).count()
