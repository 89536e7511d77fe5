"""From the outbox to a receiver: signed, in order, tried again, and never twice at once."""

import threading
import time
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from pytest_django import Settings
from standardwebhooks import Webhook

from factcheck.accounts.models import Letter
from reviews.models import (
    Delivery,
    DeliveryAttempt,
    EndpointState,
    WebhookChange,
    WebhookEndpoint,
    WebhookKind,
)
from reviews.webhooks import couriers, endpoints, leases, sealing, sending, settling
from tests import make, published
from tests.make import NOON
from tests.reviews.webhooks.receivers import Got, Receiver, hold

pytestmark = pytest.mark.django_db(transaction=True)
ALL = list(WebhookKind)


def listen(receiver: Receiver, path: str = "/told") -> tuple[WebhookEndpoint, str]:
    url = f"{receiver.url}{path}"
    return endpoints.add(url=url, kinds=ALL, by=make.editor(), now=NOON)


def at(moment: datetime) -> Any:
    return lambda: moment


def work() -> None:
    """A worker in a thread of its own."""
    sending.run_due()
    connection.close()


def attempts() -> list[tuple[int | None, str]]:
    return list(DeliveryAttempt.objects.order_by("pk").values_list("status", "problem"))


def test_a_publication_arrives_signed_as_the_standard_says(receiver: Receiver) -> None:
    endpoint, secret = listen(receiver)
    version = published.publish()

    report = sending.run_due()

    (got,) = receiver.got
    told = Webhook(secret).verify(got.body, got.headers)
    delivery = Delivery.objects.get()
    endpoint.refresh_from_db()
    assert (report.delivered, report.failed) == (1, 0)
    assert (told["type"], told["data"]["digest"]) == ("fact_check.published", version.digest)
    assert (got.uid, got.headers["content-type"]) == (delivery.uid, "application/json")
    assert (delivery.state, delivery.attempts, delivery.due_at) == ("delivered", 1, None)
    assert (endpoint.lease, endpoint.failing_since) == (None, None)


def test_after_a_rotation_both_secrets_verify_for_a_day(receiver: Receiver) -> None:
    endpoint, old = listen(receiver)
    now = timezone.now()
    new = endpoints.rotate(endpoint.pk, by=make.editor(), now=now)
    day = timedelta(hours=24)
    published.publish()
    sending.run_due()
    published.publish()
    sending.run_due(clock=at(now + day))

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
    listen(receiver)
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


def test_a_failure_is_tried_again_with_the_same_id_and_a_new_timestamp(
    receiver: Receiver,
) -> None:
    listen(receiver)
    receiver.answers["/told"] = 500
    receiver.body = b"out of order"
    published.publish()
    now = timezone.now()

    sending.run_due(clock=at(now))
    too_early = sending.run_due(clock=at(now + timedelta(seconds=4)))
    receiver.answers["/told"] = 204
    sending.run_due(clock=at(now + timedelta(seconds=6)))

    first, second = receiver.got
    delivery = Delivery.objects.get()
    assert (too_early.attempts, first.uid, first.body) == (0, second.uid, second.body)
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]
    assert attempts() == [(500, ""), (204, "")]
    assert DeliveryAttempt.objects.earliest("pk").answer == "out of order"
    assert (delivery.state, delivery.attempts) == ("delivered", 2)


def test_the_schedule_lasts_three_days_and_then_it_is_given_up(receiver: Receiver) -> None:
    endpoint, _secret = listen(receiver)
    receiver.answers["/told"] = 404
    published.publish()
    start = now = timezone.now()

    for _attempt in range(20):
        now = max(now, Delivery.objects.get().due_at or now)
        sending.run_due(clock=at(now))

    endpoint.refresh_from_db()
    lasted = (now - start) / timedelta(days=1)
    assert (Delivery.objects.get().state, len(receiver.got)) == ("failed", 10)
    assert 3.1 < lasted < 3.5
    assert endpoint.state == EndpointState.ACTIVE


def test_a_message_nobody_can_take_does_not_hold_up_the_others(receiver: Receiver) -> None:
    poison = published.publish  # the first of two

    def picky(handler: BaseHTTPRequestHandler, got: Got) -> None:
        handler.send_response(500 if got.json["data"]["slug"] == bad.publication.slug else 204)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    receiver.answers["/told"] = picky
    listen(receiver)
    bad = poison()
    now = timezone.now()
    sending.run_due(clock=at(now))
    good = published.publish()

    sending.run_due(clock=at(now + timedelta(seconds=10)))

    slugs = [got.json["data"]["slug"] for got in receiver.got]
    assert slugs == [bad.publication.slug, good.publication.slug, bad.publication.slug]


def test_what_the_receiver_asks_for_is_waited_for(receiver: Receiver) -> None:
    endpoint, _secret = listen(receiver)
    receiver.answers["/told"] = 429
    receiver.headers["Retry-After"] = "120"
    published.publish()
    now = timezone.now()

    sending.run_due(clock=at(now))

    endpoint.refresh_from_db()
    asked = now + timedelta(seconds=120)
    assert (Delivery.objects.get().due_at, endpoint.not_before) == (asked, asked)


def test_gone_stops_the_endpoint_and_tells_people(receiver: Receiver, settings: Settings) -> None:
    settings.SENDS_MAIL = True
    endpoint, _secret = listen(receiver)
    type(endpoint.made_by).objects.filter(pk=endpoint.made_by_id).update(email="ed@desk.example")
    receiver.answers["/told"] = 410
    published.publish()

    sending.run_due()
    published.publish()
    again = sending.run_due()

    endpoint.refresh_from_db()
    letter = Letter.objects.get()
    assert (endpoint.state, again.attempts) == (EndpointState.STOPPED, 0)
    assert endpoint.stopped_because == "It answered 410: nobody there wants to be told any more."
    assert (letter.to, letter.subject) == (
        "ed@desk.example",
        f"The webhook “{endpoint.name}” was stopped",
    )
    assert Delivery.objects.waiting().count() == 2
    assert mail.outbox == []


def test_five_days_without_success_stop_it_and_nothing_is_lost(receiver: Receiver) -> None:
    endpoint, _secret = listen(receiver)
    receiver.answers["/told"] = 503
    published.publish()
    now = timezone.now()
    sending.run_due(clock=at(now))
    published.publish()

    sending.run_due(clock=at(now + timedelta(days=5)))
    endpoint.refresh_from_db()
    stopped = endpoint.state
    receiver.answers["/told"] = 204
    endpoints.resume(endpoint.pk, by=make.editor(), now=now + timedelta(days=6))
    sending.run_due(clock=at(now + timedelta(days=6)))

    did = list(WebhookChange.objects.order_by("pk").values_list("kind", flat=True))
    assert (stopped, did) == ("stopped", ["made", "stopped", "resumed"])
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


def test_a_redirect_is_a_failure_and_is_not_followed(receiver: Receiver) -> None:
    listen(receiver)
    receiver.answers["/told"] = 307
    receiver.headers["Location"] = f"{receiver.url}/elsewhere"
    published.publish()

    sending.run_due()

    assert ([got.path for got in receiver.got], attempts()) == (["/told"], [(307, "")])


def test_an_address_that_turned_private_is_not_sent_to(
    receiver: Receiver, settings: Settings
) -> None:
    listen(receiver)
    settings.OUTBOUND_ALLOW_NETWORKS = []
    published.publish()

    sending.run_due()

    ((status, problem),) = attempts()
    assert (receiver.got, status) == ([], None)
    assert problem == "“127.0.0.1” is not on the public internet, so it is not fetched."


def test_nobody_answers(receiver: Receiver) -> None:
    endpoint, _secret = listen(receiver)
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(url="http://127.0.0.1:9/")
    published.publish()

    report = sending.run_due()

    assert (report.failed, attempts()[0][0]) == (1, None)


def test_a_receiver_that_streams_for_ever_is_left_at_the_limit(receiver: Receiver) -> None:
    sent: list[int] = []

    def stream(handler: BaseHTTPRequestHandler, got: Got) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:  # until whoever asked has gone
            handler.wfile.write(b"x" * 4096)
            sent.append(4096)

    receiver.answers["/told"] = stream
    listen(receiver)
    published.publish()

    sending.run_due()

    attempt = DeliveryAttempt.objects.get()
    assert (attempt.status, attempt.answer) == (200, "x" * couriers.MOST_KEPT)
    assert Delivery.objects.get().state == "delivered"


def test_a_receiver_that_drips_ends_at_the_deadline(receiver: Receiver, settings: Settings) -> None:
    settings.WEBHOOK_DEADLINE_SECONDS = 0.5
    gone = threading.Event()

    def drip(handler: BaseHTTPRequestHandler, got: Got) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not gone.wait(0.05):
            handler.wfile.write(b".")

    receiver.answers["/told"] = drip
    listen(receiver)
    published.publish()

    sending.run_due()
    gone.set()

    assert attempts() == [(None, "The site did not answer in full within the time allowed.")]


def test_a_slow_receiver_does_not_hold_up_others(receiver: Receiver) -> None:
    others = 5
    receiver.answers["/slow"] = hold
    listen(receiver, "/slow")
    for number in range(others):
        listen(receiver, f"/quick-{number}")
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
        listen(receiver, f"/{number}")
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
    listen(receiver)
    published.publish()
    now = timezone.now()
    leases.claim(now=now, most=1)  # and no word of it again

    held = sending.run_due(clock=at(now))
    sending.run_due(clock=at(now + leases.DURATION))

    assert (held.attempts, len(receiver.got)) == (0, 1)


def test_what_arrived_counts_although_another_worker_took_over(receiver: Receiver) -> None:
    endpoint, _secret = listen(receiver)
    published.publish()
    now = timezone.now()
    token, _leased = leases.claim(now=now, most=1)
    late = leases.following(endpoint.pk, token=token, now=now)
    assert late is not None
    leases.claim(now=now + leases.DURATION, most=1)

    more = settling.settle(late, couriers.Outcome(204), token=token, now=now)

    assert (more, Delivery.objects.get().state) == (False, "delivered")


def test_a_secret_that_cannot_be_read_stops_its_endpoint_alone(
    receiver: Receiver, settings: Settings
) -> None:
    broken, _secret = listen(receiver)
    listen(receiver, "/whole")
    WebhookEndpoint.objects.filter(pk=broken.pk).update(secret="gone")
    published.publish()

    sending.run_due()

    broken.refresh_from_db()
    assert (broken.state, [got.path for got in receiver.got]) == ("stopped", ["/whole"])
    with pytest.raises(sealing.Unreadable):
        sealing.open_(broken.secret)


def test_a_former_key_of_the_desk_still_opens_what_it_sealed(settings: Settings) -> None:
    sealed = sealing.seal("whsec_x")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert sealing.open_(sealed) == "whsec_x"
