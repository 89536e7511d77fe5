"""OpenID Connect with a provider on loopback: who is known comes in, and nobody else."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from factcheck.accounts.models import User
from tests import make

pytestmark = pytest.mark.django_db
START = "/account/provider/oidc/desk/login/"


class Provider(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.person: dict[str, Any] = {"sub": "7", "email": "n@example.org", "email_verified": True}


class Answer(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        here = self.server.url
        documents = {
            "/.well-known/openid-configuration": {
                "issuer": here,
                "authorization_endpoint": f"{here}/ask",
                "token_endpoint": f"{here}/token",
                "userinfo_endpoint": f"{here}/person",
                "jwks_uri": f"{here}/keys",
            },
            "/person": self.server.person,
        }
        self._send(documents[self.path])

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._send({"access_token": "x", "token_type": "Bearer", "expires_in": 60})

    def _send(self, document: dict[str, Any]) -> None:
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with Provider() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        kind = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        app = {
            "provider_id": "desk",
            "name": "House",
            "client_id": "desk",
            "secret": "s",
            "settings": {"server_url": server.url},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**kind, "APPS": [app]}}
        yield server
        server.shutdown()
        thread.join()


def come_in(client: Client) -> Any:
    asked = client.post(START)
    state = parse_qs(urlsplit(asked["Location"]).query)["state"][0]
    return client.get(f"{START}callback/", {"code": "c", "state": state})


def test_an_invited_person_comes_in_by_their_verified_address(
    client: Client, provider: Provider
) -> None:
    person = make.user(username="nadia", email="n@example.org")

    answer = come_in(client)

    assert (answer["Location"], client.session["_auth_user_id"]) == ("/articles/", str(person.pk))


@pytest.mark.parametrize(
    "change", [{"email_verified": False}, {"email": "eve@example.org"}, {"email": ""}]
)
def test_nobody_else_comes_in(client: Client, provider: Provider, change: dict[str, Any]) -> None:
    make.user(username="nadia", email="n@example.org")
    provider.person |= change

    come_in(client)

    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 1


def test_who_left_does_not_come_in(client: Client, provider: Provider) -> None:
    make.user(username="nadia", email="n@example.org", is_active=False)

    come_in(client)

    assert "_auth_user_id" not in client.session


def test_without_a_provider_in_the_settings_there_is_no_way_to_one(client: Client) -> None:
    assert client.post(START).status_code == 404
