"""Each person makes and ends their own keys; a key is shown once."""

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from factcheck.accounts import keys
from factcheck.accounts.models import ApiKey, User
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def rowan() -> User:
    return make.reviewer()


@pytest.fixture
def desk(rowan: User) -> Client:
    client = Client()
    client.force_login(rowan)
    return client


def made(desk: Client, **sent: object) -> str:
    """The key, as the page shows it."""
    page = desk.post("/account/keys/", {"name": "cms", "scopes": ["read", "claims"], **sent})
    (code,) = LexborHTMLParser(page.content).css(".notice[data-level=success] code")
    return code.text()


def test_a_key_is_shown_once_and_works(desk: Client, rowan: User) -> None:
    key = made(desk)

    row = ApiKey.objects.owned(key)
    assert (row.owner, row.scopes) == (rowan, ["read", "claims"])
    assert key not in desk.get("/account/keys/").content.decode()


def test_a_key_ends(desk: Client) -> None:
    key = made(desk)

    desk.post(f"/account/keys/{key.split('.')[0]}/end/")

    assert Client().get(
        "/api/v1/claims/", headers={"Authorization": f"Api-Key {key}"}
    ).status_code in (401, 403)


def test_nobody_ends_a_key_of_somebody_else(desk: Client) -> None:
    key = make.api_key(make.editor())

    answer = desk.post(f"/account/keys/{key.split('.')[0]}/end/")

    assert (answer.status_code, ApiKey.objects.get().revoked) == (404, False)


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"scopes": []}, {"scopes": ["all"]}, {"until": "2001-01-01"}]
)
def test_what_is_wrong_makes_no_key(wrong: dict[str, object], desk: Client) -> None:
    sent = {"name": "cms", "scopes": ["read"], **wrong}

    answer = desk.post("/account/keys/", sent)

    assert (answer.status_code, ApiKey.objects.exists()) == (200, False)


def test_there_is_an_end_to_the_number_of_keys(desk: Client, rowan: User) -> None:
    for _ in range(keys.MOST):
        make.api_key(rowan)

    desk.post("/account/keys/", {"name": "cms", "scopes": ["read"]})

    assert ApiKey.objects.count() == keys.MOST


def test_a_stranger_is_asked_to_sign_in() -> None:
    assert Client().get("/account/keys/").status_code == 302
