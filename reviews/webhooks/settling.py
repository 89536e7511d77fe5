"""What follows from an attempt: delivered, another try later, given up, or an endpoint stopped."""

import random
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from reviews.models import Delivery, DeliveryAttempt, DeliveryState, EndpointState, WebhookEndpoint
from reviews.webhooks import endpoints, leases, telling
from reviews.webhooks.couriers import Outcome

PAUSES = [
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
]
"""Between two attempts at one message, three days in all: the schedule of Standard Webhooks."""

JITTER = 0.1
"""Pauses are up to so much longer: what failed together does not come back together."""

LONGEST_REST = timedelta(minutes=5)
"""An endpoint that failed is left alone as long as one of its messages would be, but no longer
than this: the next message finds out whether it is well again."""

MOST_ASKED = timedelta(days=1)
"""The longest `Retry-After` that is followed."""

PATIENCE = timedelta(days=5)
"""After which an endpoint that never worked meanwhile is stopped."""

GONE = 410


@transaction.atomic
def settle(delivery: Delivery, outcome: Outcome, *, token: uuid.UUID, now: datetime) -> bool:
    """Write what came of an attempt; whether the endpoint is to be sent more at once.

    What arrived has arrived, also where the lease had gone to another worker meanwhile; then the
    rest is the other's to judge. Safe to run once for each attempt: the log keeps each.
    """
    endpoint = leases.locked(delivery.endpoint_id, token=token)
    row = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    DeliveryAttempt.objects.create(
        delivery=row,
        at=now,
        took_ms=outcome.took_ms,
        status=outcome.status,
        problem=outcome.problem,
        answer=outcome.answer,
    )
    if outcome.delivered:
        _delivered(row, now=now)
    if endpoint is None:
        return False
    endpoint.lease_expires = now + leases.DURATION
    if outcome.delivered:
        endpoint.failures, endpoint.failing_since, endpoint.not_before = 0, None, None
        endpoint.delivered_at = now
    else:
        _failed(row, endpoint, outcome, now=now)
    endpoint.save()
    return outcome.delivered


@transaction.atomic
def unsendable(delivery: Delivery, *, because: str, token: uuid.UUID, now: datetime) -> None:
    """Nothing was sent, nor will be until somebody helps: the endpoint is stopped."""
    endpoint = leases.locked(delivery.endpoint_id, token=token)
    if endpoint is not None:
        _stop(endpoint, because, now=now)
        endpoint.save()


def pause(attempts: int, *, asked: int | None = None) -> timedelta | None:
    """After so many attempts; None: no more of them. `asked`: seconds, by the receiver."""
    if attempts > len(PAUSES):
        return None
    own = PAUSES[attempts - 1] * (1 + random.uniform(0, JITTER))  # noqa: S311 - spreads load only
    return max(own, min(timedelta(seconds=asked or 0), MOST_ASKED))


def _delivered(row: Delivery, *, now: datetime) -> None:
    row.state, row.due_at, row.delivered_at = DeliveryState.DELIVERED, None, now
    row.attempts += 1
    row.save(update_fields=["state", "due_at", "delivered_at", "attempts"])


def _failed(row: Delivery, endpoint: WebhookEndpoint, outcome: Outcome, *, now: datetime) -> None:
    if row.due_at is not None:  # else it was settled by another worker meanwhile
        _put_off(row, outcome, now=now)
    endpoint.failures += 1
    endpoint.failing_since = endpoint.failing_since or now
    rest = PAUSES[min(endpoint.failures, len(PAUSES)) - 1]
    asked = min(timedelta(seconds=outcome.retry_after or 0), MOST_ASKED)
    endpoint.not_before = now + max(min(rest, LONGEST_REST), asked)
    if endpoint.state != EndpointState.ACTIVE:
        return
    if outcome.status == GONE:
        _stop(endpoint, _("It answered 410: nobody there wants to be told any more."), now=now)
    elif now - endpoint.failing_since >= PATIENCE:
        _stop(endpoint, _("Nothing has arrived there for five days."), now=now)


def _put_off(row: Delivery, outcome: Outcome, *, now: datetime) -> None:
    row.attempts += 1
    later = pause(row.attempts, asked=outcome.retry_after)
    if later is None:
        row.state, row.due_at = DeliveryState.FAILED, None
    else:
        row.due_at = now + later
    row.save(update_fields=["state", "due_at", "attempts"])


def _stop(endpoint: WebhookEndpoint, because: str, *, now: datetime) -> None:
    endpoints.stop(endpoint, because=because, now=now)
    telling.tell_stopped(endpoint, now=now)
