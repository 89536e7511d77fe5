"""What is told of, in the transaction of what happened."""

from datetime import timedelta

import orjson
import pytest
from django.db import transaction

from factcheck import door
from factcheck.accounts.models import User
from reviews import links, publishing, workflow
from reviews.links import checks, registry, snapshots
from reviews.models import Delivery, WebhookKind, WebhookMessage
from reviews.states import Status
from tests import make, published
from tests.make import NOON
from tests.published import LATER
from tests.reviews.pages import Pages
from tests.reviews.webhooks import told

pytestmark = pytest.mark.django_db
QUOTE = "The line made 1,204 crossings in the first half of the year."


def kinds() -> list[str]:
    return list(WebhookMessage.objects.order_by("pk").values_list("kind", flat=True))


def test_a_publication_is_told_with_what_a_reader_needs_first() -> None:
    at = told.endpoint()

    version = published.publish("The crane paid for itself.")

    delivery = Delivery.objects.get()
    payload = orjson.loads(delivery.message.payload)
    data = payload["data"]
    assert (delivery.endpoint, delivery.state, delivery.due_at) == (at, "waiting", NOON)
    assert (payload["type"], payload["timestamp"]) == (
        "fact_check.published",
        "2026-03-02T12:00:00.000000Z",
    )
    assert (data["version"], data["digest"], data["change"]) == (1, version.digest, "published")
    assert (data["claim"]["statement"], data["rating"]["word"], data["states"]) == (
        "The crane paid for itself.",
        "Mostly true",
        [],
    )


def test_each_change_has_a_name_of_its_own() -> None:
    told.endpoint()
    review = published.publish().publication.review

    published.correct(review)
    review.refresh_from_db()
    version = publishing.retract(review.pk, by=make.editor(), now=LATER, reason="Wrong harbour.")

    assert kinds() == [
        "fact_check.published",
        "fact_check.reopened",
        "fact_check.corrected",
        "fact_check.retracted",
    ]
    last = orjson.loads(WebhookMessage.objects.latest("pk").payload)["data"]
    assert (last["version"], last["states"], last["reason"]) == (
        version.number,
        ["retracted"],
        "Wrong harbour.",
    )


def test_the_desks_reason_to_reopen_is_not_told() -> None:
    told.endpoint()
    review = published.publish().publication.review

    workflow.move(
        review.pk, to=Status.IN_REVIEW, by=make.editor(), now=LATER, reason="A source called us."
    )

    payload = WebhookMessage.objects.latest("pk").payload
    assert ("A source called us." in payload, '"under-review"' in payload) == (False, True)


def test_only_what_was_asked_for_is_told() -> None:
    wanting = told.endpoint(WebhookKind.RETRACTED)

    version = published.publish()
    none_yet = Delivery.objects.count()
    published.retract(version)

    assert (none_yet, Delivery.objects.get().endpoint) == (0, wanting)


@pytest.mark.parametrize(
    ("state", "why", "messages"),
    [("active", "", 1), ("paused", "", 1), ("stopped", "It answered 410.", 1), ("ended", "", 0)],
)
def test_what_happens_during_a_pause_is_kept(state: str, why: str, messages: int) -> None:
    told.endpoint(state=state, stopped_because=why)

    published.publish()

    assert Delivery.objects.count() == messages


def test_one_message_for_all_endpoints_and_an_id_for_each() -> None:
    told.endpoint()
    told.endpoint()

    published.publish()

    uids = set(Delivery.objects.values_list("uid", flat=True))
    assert (WebhookMessage.objects.count(), len(uids)) == (1, 2)


def test_nothing_is_told_of_what_did_not_happen() -> None:
    told.endpoint()
    review = make.review(Status.APPROVED)

    with transaction.atomic():
        publishing.publish(review.pk, by=make.editor(), now=NOON)
        transaction.set_rollback(True)

    assert (Delivery.objects.count(), WebhookMessage.objects.count()) == (0, 0)


def test_changes_asked_for_before_publication_reopen_nothing() -> None:
    told.endpoint()
    review = make.review(Status.SUBMITTED)
    by: User = make.editor()

    workflow.move(review.pk, to=Status.IN_REVIEW, by=by, now=NOON, reason="Which month?")

    assert kinds() == []


def test_a_source_that_changes_flags_and_one_that_comes_back_unflags(web: Pages) -> None:
    told.endpoint()
    url = web.put("/report", QUOTE)
    link = registry.register(url, now=NOON)
    copy = snapshots.keep(link, links.inspect_now(url, **door.options()), now=NOON)
    review = make.review(Status.APPROVED)
    make.evidence(review, snapshot=copy, quote=QUOTE, start=0, end=len(QUOTE))
    publishing.publish(review.pk, by=make.editor(), now=NOON)

    web.put("/report", QUOTE.replace("1,204", "1,240"))
    checks.run_due(worker="test", clock=lambda: LATER)
    web.put("/report", QUOTE)
    checks.run_due(worker="test", clock=lambda: LATER + timedelta(days=30))

    flagged = orjson.loads(WebhookMessage.objects.get(kind="fact_check.flagged").payload)["data"]
    assert kinds() == ["fact_check.published", "fact_check.flagged", "fact_check.unflagged"]
    assert (flagged["states"], flagged["needs_another_look"]["since"]) == (
        ["needs-another-look"],
        "2026-03-09T12:00:00Z",
    )
