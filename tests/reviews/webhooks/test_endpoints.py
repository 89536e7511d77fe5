"""Setting webhooks up: who may, which addresses, and what replaying means."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from factcheck.accounts.models import Role
from factcheck.exceptions import Conflict, InvalidInput, NotAllowed
from reviews.models import (
    Delivery,
    DeliveryAttempt,
    WebhookChange,
    WebhookEndpoint,
    WebhookKind,
)
from reviews.webhooks import endpoints, sealing, sending
from tests import make, published, sql
from tests.make import NOON
from tests.published import LATER
from tests.reviews.webhooks import told
from tests.reviews.webhooks.receivers import Receiver

pytestmark = pytest.mark.django_db
ALL = list(WebhookKind)
PRIVATE = [
    "http://127.0.0.1/hook",
    "http://10.1.2.3/hook",
    "http://192.168.0.1/hook",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/hook",
    "http://[fd00::1]/hook",
    "http://0x7f000001/hook",
    "http://localhost/hook",
]


@pytest.mark.parametrize("url", PRIVATE)
def test_an_address_of_our_own_networks_is_refused_when_it_is_saved(url: str) -> None:
    with pytest.raises(InvalidInput, match="not on the public internet") as refused:
        endpoints.add(url=url, kinds=ALL, by=make.editor(), now=NOON)

    assert (refused.value.field, WebhookEndpoint.objects.count()) == ("url", 0)


def test_and_when_it_is_changed(receiver: Receiver, settings: Settings) -> None:
    by = make.editor()
    made, _secret = endpoints.add(url=receiver.url, kinds=ALL, by=by, now=NOON)
    settings.OUTBOUND_ALLOW_NETWORKS = []

    with pytest.raises(InvalidInput, match="not on the public internet"):
        endpoints.change(made.pk, by=by, now=NOON, url="http://10.0.0.1/")

    made.refresh_from_db()
    assert made.url == f"{receiver.url}/"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "Write the address"),
        ("told", "This is not a web address"),
        ("ftp://archive.example/", "Only web pages"),
        ("https://archive.example:25/", "Port 25"),
        ("https://archive.example/" + "x" * 2_000, "longer than 2000"),
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(url: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        endpoints.add(url=url, kinds=ALL, by=make.editor(), now=NOON)


@pytest.mark.parametrize(
    ("kinds", "words"), [([], "at least one"), (["fact_check.eaten"], "fact_check.eaten")]
)
def test_it_is_told_of_something_there_is(kinds: list[str], words: str, receiver: Receiver) -> None:
    with pytest.raises(InvalidInput, match=words) as refused:
        endpoints.add(url=receiver.url, kinds=kinds, by=make.editor(), now=NOON)

    assert refused.value.field == "kinds"


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER])
def test_editors_do_it_and_nobody_below(role: Role, receiver: Receiver) -> None:
    there = told.endpoint()
    delivery = told.delivery(there)
    by = make.user(role)

    for act in (
        lambda: endpoints.add(url=receiver.url, kinds=ALL, by=by, now=NOON),
        lambda: endpoints.change(there.pk, by=by, now=NOON, name="Mine"),
        lambda: endpoints.rotate(there.pk, by=by, now=NOON),
        lambda: endpoints.pause(there.pk, by=by, now=NOON),
        lambda: endpoints.test(there.pk, by=by, now=NOON),
        lambda: endpoints.replay(delivery.pk, by=by, now=NOON),
        lambda: endpoints.replay_since(there.pk, since=NOON, by=by, now=NOON),
        lambda: endpoints.end(there.pk, by=by, now=NOON),
    ):
        with pytest.raises(NotAllowed, match="To set up webhooks you need the role Editor"):
            act()

    assert list(WebhookEndpoint.objects.visible_to(by)) == []


def test_the_secret_is_not_stored_in_clear(receiver: Receiver) -> None:
    made, secret = endpoints.add(url=receiver.url, kinds=ALL, by=make.editor(), now=NOON)

    made.refresh_from_db()
    assert (secret[:6], secret in made.secret) == ("whsec_", False)
    assert sealing.open_(made.secret) == secret


def test_what_was_given_up_is_sent_again_on_demand_under_its_id(receiver: Receiver) -> None:
    by = make.editor()
    made, _secret = endpoints.add(url=receiver.url, kinds=ALL, by=by, now=NOON)
    published.publish()
    Delivery.objects.update(state="failed", due_at=None, attempts=10)
    uid = Delivery.objects.get().uid

    count = endpoints.replay_since(made.pk, since=NOON, by=by, now=LATER, failed_only=True)
    sending.run_due()

    delivery = Delivery.objects.get()
    assert (count, [got.uid for got in receiver.got]) == (1, [uid])
    assert (delivery.state, delivery.attempts) == ("delivered", 1)


def test_replaying_since_takes_what_happened_since_in_its_order(receiver: Receiver) -> None:
    by = make.editor()
    made, _secret = endpoints.add(url=receiver.url, kinds=ALL, by=by, now=NOON)
    published.publish(days=0)
    second, third = published.publish(days=1), published.publish(days=2)
    sending.run_due()
    receiver.got.clear()

    count = endpoints.replay_since(
        made.pk, since=NOON + timedelta(days=1), by=by, now=timezone.now()
    )
    sending.run_due()

    slugs = [got.json["data"]["slug"] for got in receiver.got]
    assert (count, slugs) == (2, [second.publication.slug, third.publication.slug])


def test_a_pause_holds_messages_back_and_loses_none(receiver: Receiver) -> None:
    by = make.editor()
    made, _secret = endpoints.add(url=receiver.url, kinds=ALL, by=by, now=NOON)
    endpoints.pause(made.pk, by=by, now=NOON)
    published.publish()
    held = sending.run_due()

    endpoints.resume(made.pk, by=by, now=timezone.now())
    sent = sending.run_due()

    assert (held.attempts, sent.delivered) == (0, 1)


def test_an_ended_webhook_is_gone_with_its_secrets_but_for_its_log() -> None:
    by, made = make.editor(), told.endpoint()
    told.attempt(told.delivery(made))

    endpoints.end(made.pk, by=by, now=NOON)

    made.refresh_from_db()
    assert (made.state, made.secret, made.former_secret) == ("ended", "", "")
    assert (Delivery.objects.get().state, DeliveryAttempt.objects.count()) == ("failed", 1)
    assert list(WebhookEndpoint.objects.visible_to(by)) == []
    with pytest.raises(Conflict, match="has ended"):
        endpoints.resume(made.pk, by=by, now=NOON)


def test_each_step_is_kept_with_who_did_it(receiver: Receiver) -> None:
    by = make.editor()
    made, _secret = endpoints.add(url=receiver.url, kinds=ALL, by=by, now=NOON)
    endpoints.change(made.pk, by=by, now=NOON, name="CMS")
    endpoints.change(made.pk, by=by, now=NOON, name="CMS")
    endpoints.rotate(made.pk, by=by, now=NOON)
    endpoints.end(made.pk, by=by, now=NOON)

    did = WebhookChange.objects.order_by("pk").values_list("kind", "actor")
    assert list(did) == [(kind, by.pk) for kind in ("made", "changed", "rotated", "ended")]


@pytest.mark.parametrize(
    "table", ["reviews_webhookmessage", "reviews_deliveryattempt", "reviews_webhookchange"]
)
def test_the_log_is_only_ever_added_to(table: str) -> None:
    told.attempt()
    told.change()

    for attack in (f"UPDATE {table} SET id = id + 1", f"DELETE FROM {table}"):
        with sql.refused("append-only"):
            sql.attack(attack)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ("state = 'stopped'", "endpoint_stopped_with_reason"),
        ("state = 'asleep'", "endpoint_state_known"),
        ("former_secret = 'x'", "endpoint_former_secret_ends"),
    ],
)
def test_the_database_keeps_endpoints_whole(changes: str, constraint: str) -> None:
    told.endpoint()

    with sql.refused(constraint):
        sql.attack(f"UPDATE reviews_webhookendpoint SET {changes}")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ("due_at = NULL", "delivery_due_while_waiting"),
        ("state = 'delivered'", "delivery_due_while_waiting"),
        ("uid = (SELECT min(uid) FROM reviews_delivery)", "uid"),
    ],
)
def test_the_database_keeps_deliveries_whole(changes: str, constraint: str) -> None:
    told.delivery()
    told.delivery()

    with sql.refused(constraint):
        sql.attack(f"UPDATE reviews_delivery SET {changes}")
