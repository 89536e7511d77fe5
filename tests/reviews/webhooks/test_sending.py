"""From the outbox to a receiver: signed, in order, and by one worker at a time."""

import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from django.db import connection
from django.utils import timezone
from standardwebhooks import Webhook

from reviews.models import (
    Delivery,
)
from reviews.webhooks import couriers, endpoints, leases, sending, settling
from tests import make, published
from tests.reviews.webhooks import told
from tests.reviews.webhooks.receivers import Got, Receiver, hold

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    """A worker in a thread of its own."""
    sending.run_due()
    connection.close()


def test_a_publication_arrives_signed_as_the_standard_says(receiver: Receiver) -> None:
    endpoint, secret = told.listen(receiver)
    version = published.publish()

    report = sending.run_due()

    (got,) = receiver.got
    said = Webhook(secret).verify(got.body, got.headers)
    delivery = Delivery.objects.get()
    endpoint.refresh_from_db()
    assert (report.delivered, report.failed) == (1, 0)
    assert (said["type"], said["data"]["digest"]) == ("fact_check.published", version.digest)
    assert (got.uid, got.headers["content-type"]) == (delivery.uid, "application/json")
    assert (delivery.state, delivery.attempts, delivery.due_at) == ("delivered", 1, None)
    assert (endpoint.lease, endpoint.failing_since) == (None, None)


def test_after_a_rotation_both_secrets_verify_for_a_day(receiver: Receiver) -> None:
    endpoint, old = told.listen(receiver)
    now = timezone.now()
    new = endpoints.rotate(endpoint.pk, by=make.editor(), now=now)
    day = timedelta(hours=24)
    published.publish()
    sending.run_due()
    published.publish()
    sending.run_due(clock=told.at(now + day))

    first, second = receiver.got
    signatures = [len(got.headers["webhook-signature"].split()) for got in (first, second)]
    assert Webhook(new).verify(first.body, first.headers)
    assert Webhook(old).verify(first.body, first.headers)
    assert signatures == [2, 1]


def test_events_arrive_in_their_order_one_at_a_time(receiver: Receiver) -> None:
    under_way: list[int] = []
    at_once: list[int] = []

    def slowly(handler: BaseHTTPRequestHandler, got: Got) -> None:
        under_way.append(1)
        at_once.append(len(under_way))
        time.sleep(0.02)
        under_way.pop()
        handler.send_response(204)
        handler.end_headers()

    receiver.answers["/told"] = slowly
    told.listen(receiver)
    version = published.publish()
    published.correct(version.publication.review)
    published.retract(version, days=8)

    sending.run_due()

    assert [got.json["type"] for got in receiver.got] == [
        "fact_check.published",
        "fact_check.reopened",
        "fact_check.corrected",
        "fact_check.retracted",
    ]
    assert set(at_once) == {1}


def test_a_slow_receiver_does_not_hold_up_others(receiver: Receiver) -> None:
    others = 5
    receiver.answers["/slow"] = hold
    told.listen(receiver, "/slow")
    for number in range(others):
        told.listen(receiver, f"/quick-{number}")
    published.publish()
    worker = threading.Thread(target=work)
    worker.start()

    try:
        deadline = time.monotonic() + 30
        while len(receiver.got) < 1 + others and time.monotonic() < deadline:
            time.sleep(0.01)
        before = sorted({got.path for got in receiver.got})
    finally:
        receiver.free.set()
        worker.join()

    assert before == [*(f"/quick-{number}" for number in range(others)), "/slow"]
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


def test_two_workers_share_the_work_and_send_nothing_twice(receiver: Receiver) -> None:
    for number in range(4):
        told.listen(receiver, f"/{number}")
    for _each in range(3):
        published.publish()
    workers = [threading.Thread(target=work) for _each in range(2)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    uids = [got.uid for got in receiver.got]
    assert (len(uids), len(set(uids))) == (12, 12)


def test_a_lease_of_a_dead_worker_ends_and_the_message_is_sent_again(receiver: Receiver) -> None:
    told.listen(receiver)
    published.publish()
    now = timezone.now()
    leases.claim(now=now, most=1)  # and no word of it again

    held = sending.run_due(clock=told.at(now))
    sending.run_due(clock=told.at(now + leases.DURATION))

    assert (held.attempts, len(receiver.got)) == (0, 1)


def test_what_arrived_counts_although_another_worker_took_over(receiver: Receiver) -> None:
    endpoint, _secret = told.listen(receiver)
    published.publish()
    now = timezone.now()
    token, _leased = leases.claim(now=now, most=1)
    late = leases.following(endpoint.pk, token=token, now=now)
    assert late is not None
    leases.claim(now=now + leases.DURATION, most=1)

    more = settling.settle(late, couriers.Outcome(204), token=token, now=now)

    assert (more, Delivery.objects.get().state) == (False, "delivered")
