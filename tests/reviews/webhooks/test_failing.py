"""Receivers that fail: tried again for days, left at the limit, stopped, and nothing lost."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from django.core import mail
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
)
from reviews.webhooks import couriers, endpoints, sealing, sending
from tests import make, published
from tests.reviews.webhooks import told
from tests.reviews.webhooks.receivers import Got, Receiver

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_failure_is_tried_again_with_the_same_id_and_a_new_timestamp(
    receiver: Receiver,
) -> None:
    told.listen(receiver)
    receiver.answers["/told"] = 500
    receiver.body = b"out of order"
    published.publish()
    now = timezone.now()

    sending.run_due(clock=told.at(now))
    too_early = sending.run_due(clock=told.at(now + timedelta(seconds=4)))
    receiver.answers["/told"] = 204
    sending.run_due(clock=told.at(now + timedelta(seconds=6)))

    first, second = receiver.got
    delivery = Delivery.objects.get()
    assert (too_early.attempts, first.uid, first.body) == (0, second.uid, second.body)
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]
    assert told.attempts() == [(500, ""), (204, "")]
    assert DeliveryAttempt.objects.earliest("pk").answer == "out of order"
    assert (delivery.state, delivery.attempts) == ("delivered", 2)


def test_the_schedule_lasts_three_days_and_then_it_is_given_up(receiver: Receiver) -> None:
    endpoint, _secret = told.listen(receiver)
    receiver.answers["/told"] = 404
    published.publish()
    start = now = timezone.now()

    for _attempt in range(20):
        now = max(now, Delivery.objects.get().due_at or now)
        sending.run_due(clock=told.at(now))

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
    told.listen(receiver)
    bad = poison()
    now = timezone.now()
    sending.run_due(clock=told.at(now))
    good = published.publish()

    sending.run_due(clock=told.at(now + timedelta(seconds=10)))

    slugs = [got.json["data"]["slug"] for got in receiver.got]
    assert slugs == [bad.publication.slug, good.publication.slug, bad.publication.slug]


def test_what_the_receiver_asks_for_is_waited_for(receiver: Receiver) -> None:
    endpoint, _secret = told.listen(receiver)
    receiver.answers["/told"] = 429
    receiver.headers["Retry-After"] = "120"
    published.publish()
    now = timezone.now()

    sending.run_due(clock=told.at(now))

    endpoint.refresh_from_db()
    asked = now + timedelta(seconds=120)
    assert (Delivery.objects.get().due_at, endpoint.not_before) == (asked, asked)


def test_gone_stops_the_endpoint_and_tells_people(receiver: Receiver, settings: Settings) -> None:
    settings.SENDS_MAIL = True
    endpoint, _secret = told.listen(receiver)
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
    endpoint, _secret = told.listen(receiver)
    receiver.answers["/told"] = 503
    published.publish()
    now = timezone.now()
    sending.run_due(clock=told.at(now))
    published.publish()

    sending.run_due(clock=told.at(now + timedelta(days=5)))
    endpoint.refresh_from_db()
    stopped = endpoint.state
    receiver.answers["/told"] = 204
    endpoints.resume(endpoint.pk, by=make.editor(), now=now + timedelta(days=6))
    sending.run_due(clock=told.at(now + timedelta(days=6)))

    did = list(WebhookChange.objects.order_by("pk").values_list("kind", flat=True))
    assert (stopped, did) == ("stopped", ["made", "stopped", "resumed"])
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


def test_a_redirect_is_a_failure_and_is_not_followed(receiver: Receiver) -> None:
    told.listen(receiver)
    receiver.answers["/told"] = 307
    receiver.headers["Location"] = f"{receiver.url}/elsewhere"
    published.publish()

    sending.run_due()

    assert ([got.path for got in receiver.got], told.attempts()) == (["/told"], [(307, "")])


def test_an_address_that_turned_private_is_not_sent_to(
    receiver: Receiver, settings: Settings
) -> None:
    told.listen(receiver)
    settings.OUTBOUND_ALLOW_NETWORKS = []
    published.publish()

    sending.run_due()

    ((status, problem),) = told.attempts()
    assert (receiver.got, status) == ([], None)
    assert problem == "“127.0.0.1” is not on the public internet, so it is not fetched."


def test_nobody_answers(receiver: Receiver) -> None:
    endpoint, _secret = told.listen(receiver)
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(url="http://127.0.0.1:9/")
    published.publish()

    report = sending.run_due()

    assert (report.failed, told.attempts()[0][0]) == (1, None)


def test_a_receiver_that_streams_for_ever_is_left_at_the_limit(receiver: Receiver) -> None:
    sent: list[int] = []

    def stream(handler: BaseHTTPRequestHandler, got: Got) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:  # until whoever asked has gone
            handler.wfile.write(b"x" * 4096)
            sent.append(4096)

    receiver.answers["/told"] = stream
    told.listen(receiver)
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
    told.listen(receiver)
    published.publish()

    sending.run_due()
    gone.set()

    assert told.attempts() == [(None, "The site did not answer in full within the time allowed.")]


def test_a_secret_that_cannot_be_read_stops_its_endpoint_alone(
    receiver: Receiver, settings: Settings
) -> None:
    broken, _secret = told.listen(receiver)
    told.listen(receiver, "/whole")
    WebhookEndpoint.objects.filter(pk=broken.pk).update(secret="gone")
    published.publish()

    sending.run_due()

    broken.refresh_from_db()
    assert (broken.state, [got.path for got in receiver.got]) == ("stopped", ["/whole"])
    with pytest.raises(sealing.Unreadable):
        sealing.open_(broken.secret)


def test_it_is_well_again_with_another_secret(receiver: Receiver) -> None:
    by, now = make.editor(), timezone.now()
    broken, _secret = told.listen(receiver)
    WebhookEndpoint.objects.filter(pk=broken.pk).update(secret="gone")
    published.publish()
    sending.run_due()

    secret = endpoints.rotate(broken.pk, by=by, now=now)
    endpoints.resume(broken.pk, by=by, now=now)
    sending.run_due()

    (got,) = receiver.got
    assert Webhook(secret).verify(got.body, got.headers)["type"] == "fact_check.published"


def test_a_former_key_of_the_desk_still_opens_what_it_sealed(settings: Settings) -> None:
    sealed = sealing.seal("whsec_x")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert sealing.open_(sealed) == "whsec_x"
