"""The pages of webhooks: what editors see and do, and nobody below."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.accounts.models import Role
from reviews.models import Delivery, WebhookEndpoint, WebhookKind
from reviews.webhooks import sealing
from tests.published import text
from tests.reviews.web import screens
from tests.reviews.webhooks import told
from tests.reviews.webhooks.receivers import Receiver

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"whsec_[\w+/=]+")
LIST = "/webhooks/"


@pytest.fixture
def editor() -> Client:
    return screens.desk(Role.EDITOR)


def test_it_is_made_and_its_secret_shown_once(editor: Client, receiver: Receiver) -> None:
    sent = {"url": receiver.url, "name": "CMS", "kinds": ["fact_check.retracted"]}

    made = editor.post(LIST, sent).content.decode()
    endpoint = WebhookEndpoint.objects.get()
    later = editor.get(f"{LIST}{endpoint.pk}/").content.decode()

    secret = sealing.open_(endpoint.secret)
    assert (endpoint.name, endpoint.kinds) == ("CMS", ["fact_check.retracted"])
    assert (secret in made.replace("&#x2B;", "+"), SECRET.findall(later)) == (True, [])


def test_a_refusal_stands_at_its_field_and_loses_nothing(editor: Client) -> None:
    page = editor.post(
        LIST, {"url": "http://10.0.0.1/", "name": "CMS", "kinds": ["fact_check.retracted"]}
    )

    shown = page.content.decode()
    assert (page.status_code, WebhookEndpoint.objects.count()) == (400, 0)
    assert "“10.0.0.1” is not on the public internet" in text(shown)
    assert 'value="CMS"' in shown


def test_it_is_changed_paused_resumed_tried_rotated_and_ended(
    editor: Client, receiver: Receiver
) -> None:
    endpoint = told.endpoint(url=receiver.url)
    at = f"{LIST}{endpoint.pk}/"
    kept = {"url": receiver.url, "name": "Renamed", "kinds": list(WebhookKind)}
    states = []
    for act, sent in [
        ("", kept),
        ("pause/", {}),
        ("pause/", {}),
        ("resume/", {}),
        ("test/", {}),
        ("rotate/", {}),
    ]:
        status = editor.post(at + act, sent).status_code
        endpoint.refresh_from_db()
        states.append((act, status, endpoint.state))
    ended = editor.post(f"{at}end/")
    gone = editor.get(at)

    assert states == [
        ("", 302, "active"),
        ("pause/", 302, "paused"),
        ("pause/", 302, "paused"),
        ("resume/", 302, "active"),
        ("test/", 302, "active"),
        ("rotate/", 200, "active"),
    ]
    assert (endpoint.name, Delivery.objects.get().message.kind) == ("Renamed", "test")
    assert (ended.status_code, gone.status_code) == (302, 404)


def test_the_log_shows_each_message_and_its_answers(editor: Client) -> None:
    delivery = told.delivery()
    told.attempt(delivery, answer="<b>Out of order.</b>")

    listed = text(editor.get(f"{LIST}{delivery.endpoint_id}/").content.decode())
    page = editor.get(f"{LIST}deliveries/{delivery.pk}/").content.decode()

    assert ("Waiting 1" in listed, "500" in listed) == (True, True)
    assert (delivery.uid in page, "&lt;b&gt;Out of order." in page) == (True, True)


def test_messages_are_sent_again_from_the_page(editor: Client) -> None:
    delivery = told.delivery(state="failed", due_at=None, attempts=10)
    at = f"{LIST}{delivery.endpoint_id}/"

    one = editor.post(f"{LIST}deliveries/{delivery.pk}/replay/")
    senseless = editor.post(f"{at}replay/", {"since": "yesterday"}, follow=True)
    many = editor.post(f"{at}replay/", {"since": "2026-03-01T00:00"}, follow=True)

    delivery.refresh_from_db()
    assert (one.status_code, delivery.state, delivery.attempts) == (302, "waiting", 0)
    assert "Write since when" in text(senseless.content.decode())
    assert "0 messages are sent again." in text(many.content.decode())


def test_the_log_leaves_as_a_table(editor: Client) -> None:
    delivery = told.delivery()
    told.attempt(delivery, problem="=1+1")

    response = editor.get(f"{LIST}{delivery.endpoint_id}/deliveries.csv")
    rows = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined] # a streamed answer

    assert (len(rows), rows[1].split(",")[0], rows[1].split(",")[-1]) == (2, delivery.uid, "'=1+1")


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER])
def test_below_editors_there_is_nothing_to_see(role: Role) -> None:
    delivery = told.delivery()
    client = screens.desk(role)
    at = f"{LIST}{delivery.endpoint_id}/"

    statuses = [
        client.get(LIST).status_code,
        client.get(at).status_code,
        client.get(f"{at}deliveries.csv").status_code,
        client.get(f"{LIST}deliveries/{delivery.pk}/").status_code,
        *(client.post(f"{at}{act}/").status_code for act in ("pause", "rotate", "end", "replay")),
    ]

    assert statuses == [403] * 8


def test_the_list_asks_as_much_for_three_as_for_one(editor: Client) -> None:
    counts = []
    for more in (1, 2):
        for _each in range(more):
            told.attempt(told.delivery())
        editor.get(LIST)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            editor.get(LIST)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_log_asks_as_much_for_three_as_for_one(editor: Client) -> None:
    endpoint = told.endpoint()
    counts = []
    for more in (1, 2):
        for _each in range(more):
            told.attempt(told.delivery(endpoint))
        with CaptureQueriesContext(connection) as asked:
            editor.get(f"{LIST}{endpoint.pk}/")
        counts.append(len(asked))

    assert counts[0] == counts[1]
