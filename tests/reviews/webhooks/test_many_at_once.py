"""Publications and corrections of the same checks at once, with workers that are killed meanwhile.

The full size, 500 of 50 checks, is `python -m benchmarks.publishes`; here it is smaller.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from factcheck.celery import app
from reviews import tasks
from reviews.models import Delivery, PublishedVersion, WebhookEndpoint, WebhookKind
from reviews.publishing import proving
from reviews.webhooks import endpoints, sending
from tests import make, published
from tests.make import NOON
from tests.reviews.links.workers import kill, until, working
from tests.reviews.webhooks.receivers import Receiver, hold
from tests.reviews.webhooks.storm import Storm

pytestmark = [pytest.mark.worker, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ALL = list(WebhookKind)


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    app.control.purge()
    yield
    app.control.purge()


def let_leases_lapse() -> None:
    WebhookEndpoint.objects.update(lease_expires=timezone.now(), not_before=None)
    Delivery.objects.filter(due_at__isnull=False).update(due_at=timezone.now())


def test_killed_between_the_request_and_its_note_it_is_sent_again_under_the_same_id(
    receiver: Receiver, tmp_path: Path
) -> None:
    receiver.answers["/told"] = hold
    url = f"{receiver.url}/told"
    endpoints.add(url=url, kinds=ALL, by=make.editor(), now=NOON)
    published.publish()
    with working(tmp_path) as first:
        tasks.send_webhooks.delay()
        until(lambda: receiver.got, worker=first)
        kill(first)
    held = Delivery.objects.get()
    receiver.answers["/told"] = 204
    receiver.free.set()
    let_leases_lapse()

    with working(tmp_path, name="two") as second:
        tasks.send_webhooks.delay()
        until(lambda: Delivery.objects.filter(state="delivered").exists(), worker=second)

    uids = [got.uid for got in receiver.got]
    assert (held.state, held.attempts, uids) == ("waiting", 0, [held.uid, held.uid])


def test_many_publish_the_same_checks_and_every_message_arrives(
    receiver: Receiver, tmp_path: Path
) -> None:
    storm = Storm(checks=6, versions=5, people=6)
    storm.prepare()
    for path in ("/one", "/two"):
        endpoints.add(url=f"{receiver.url}{path}", kinds=ALL, by=make.editor(), now=NOON)

    with working(tmp_path) as worker:

        def send() -> None:
            if worker.poll() is None and len(receiver.got) < 20:
                tasks.send_webhooks.delay()
            else:
                kill(worker)

        storm.run(meanwhile=send)
    let_leases_lapse()
    sending.run_due()

    arrived = {path: {got.uid for got in receiver.at(path)} for path in ("/one", "/two")}
    sent = Delivery.objects.values_list("uid", flat=True)
    written = {path: set(sent.filter(endpoint__url__endswith=path)) for path in arrived}
    numbers = PublishedVersion.objects.order_by("publication", "number")
    assert (storm.published, arrived) == (30, written)
    assert list(numbers.values_list("number", flat=True)) == [1, 2, 3, 4, 5] * 6
    assert list(proving.faults()) == []
    assert Delivery.objects.filter(message__kind="fact_check.corrected").count() == 2 * 24
