"""Webhooks through the API: the same functions, with a scope of their own."""

from typing import Any

import pytest
from django.test import Client
from standardwebhooks import Webhook

from factcheck.accounts.models import Role, Scope
from reviews.models import WebhookEndpoint
from reviews.webhooks import sending
from tests import make, published
from tests.reviews.webhooks import told
from tests.reviews.webhooks.receivers import Receiver

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/webhooks/"
LOG = "/api/v1/webhook-deliveries/"


def program(role: Role = Role.EDITOR, *scopes: Scope) -> Client:
    key = make.api_key(make.user(role), *(scopes or (Scope.WEBHOOKS,)))
    return Client(headers={"Authorization": f"Api-Key {key}"})


def send(client: Client, url: str, body: Any = None, *, method: str = "post") -> Any:
    return getattr(client, method)(url, body or {}, content_type="application/json")


def test_a_program_sets_one_up_and_follows_what_arrives(receiver: Receiver) -> None:
    client = program()
    wanted = {"url": f"{receiver.url}/told", "kinds": ["fact_check.published"], "name": "CMS"}

    made = send(client, ROOT, wanted)
    version = published.publish()
    sending.run_due()

    (got,) = receiver.got
    verified = Webhook(made.json()["secret"]).verify(got.body, got.headers)
    (row,) = client.get(LOG, {"webhook": made.json()["id"], "state": "delivered"}).json()["results"]
    full = client.get(f"{LOG}{row['id']}/").json()
    assert (made.status_code, made["Location"].endswith(f"{ROOT}{made.json()['id']}/")) == (
        201,
        True,
    )
    assert (row["webhook_id"], row["type"], row["slug"]) == (
        got.uid,
        "fact_check.published",
        version.publication.slug,
    )
    assert (full["payload"], full["log"][0]["status"]) == (got.body.decode(), 204)
    assert verified["data"]["digest"] == version.digest


def test_what_a_message_says_is_what_the_api_says(receiver: Receiver) -> None:
    client = program()
    send(client, ROOT, {"url": receiver.url, "kinds": ["fact_check.published"]})
    version = published.publish()
    sending.run_due()

    said = receiver.got[0].json["data"]
    api = Client().get(f"/api/v1/fact-checks/{version.publication.slug}/").json()

    shared = set(said) & set(api)
    assert {"url", "version", "digest", "states", "summary", "reason", "claim"} <= shared
    for name in shared - {"claim", "rating"}:
        assert (name, said[name]) == (name, api[name])
    for name in ("claim", "rating"):
        assert said[name] == {key: api[name][key] for key in said[name]}


def test_the_secret_is_in_the_answer_that_made_it_and_in_no_other(receiver: Receiver) -> None:
    client = program()
    made = send(client, ROOT, {"url": receiver.url, "kinds": ["fact_check.published"]}).json()
    at = f"{ROOT}{made['id']}/"

    rotated = send(client, f"{at}rotate/").json()

    assert (made["secret"][:6], rotated["secret"][:6]) == ("whsec_", "whsec_")
    assert made["secret"] != rotated["secret"]
    later = [client.get(at).json(), *client.get(ROOT).json()["results"]]
    assert ["secret" in answer for answer in later] == [False, False]


def test_the_life_of_a_webhook(receiver: Receiver) -> None:
    client = program()
    endpoint = told.endpoint(url=receiver.url)
    delivery = told.delivery(endpoint)
    at = f"{ROOT}{endpoint.pk}/"

    answers = [
        send(client, at, {"name": "Renamed"}, method="patch"),
        send(client, f"{at}pause/"),
        send(client, f"{at}pause/"),
        send(client, f"{at}resume/"),
        send(client, f"{at}test/"),
        send(client, f"{at}replay/", {"since": "2026-01-01T00:00:00Z"}),
        send(client, f"{LOG}{delivery.pk}/replay/"),
        client.delete(at),
        client.get(at),
    ]

    assert [each.status_code for each in answers] == [200, 200, 409, 200, 202, 202, 202, 204, 404]
    assert (answers[0].json()["name"], answers[1].json()["state"]) == ("Renamed", "paused")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"url": "http://10.0.0.1/", "kinds": ["fact_check.published"]}, "url"),
        ({"url": "https://[", "kinds": ["fact_check.published"]}, "url"),
        ({"url": "http://\x00/", "kinds": ["fact_check.published"]}, "url"),
        ({"kinds": ["fact_check.published"]}, "url"),
        ({"url": "https://archive.example/", "kinds": ["eaten"]}, "kinds.0"),
        ({"url": "https://archive.example/", "kinds": []}, "kinds"),
    ],
)
def test_what_cannot_be_used_is_named(body: dict[str, Any], field: str) -> None:
    answer = send(program(), ROOT, body)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)


@pytest.mark.parametrize(
    ("role", "scopes"),
    [
        (Role.REVIEWER, tuple(Scope)),
        (Role.EDITOR, (Scope.READ, Scope.PUBLISH, Scope.REVIEWS, Scope.CLAIMS)),
    ],
)
def test_it_takes_the_scope_and_an_editor(role: Role, scopes: tuple[Scope, ...]) -> None:
    client = program(role, *scopes)
    endpoint = told.endpoint()

    statuses = {
        client.get(ROOT).status_code,
        client.get(f"{ROOT}{endpoint.pk}/").status_code,
        client.get(LOG).status_code,
        send(client, f"{ROOT}{endpoint.pk}/rotate/").status_code,
        client.delete(f"{ROOT}{endpoint.pk}/").status_code,
    }

    assert (statuses, Client().get(ROOT).status_code) == ({403}, 401)
    assert WebhookEndpoint.objects.get().state == "active"
