"""Signing in, and a form whose session ended while it was being written."""

import re

import pytest
from django.test import Client

from claims.models import Article
from factcheck.accounts.models import User
from tests import make

pytestmark = pytest.mark.django_db
PASSWORD = "harbour crane 77"
TEXT = "The port handled 4,210 containers in May, said the harbour office."


def test_a_stranger_is_sent_to_sign_in_and_back(client: Client) -> None:
    make.user(username="nadia", password=PASSWORD)

    asked = client.get("/articles/?q=port")
    signed_in = client.post(asked["Location"], {"username": "nadia", "password": PASSWORD})

    assert asked["Location"] == "/account/sign-in/?next=/articles/%3Fq%3Dport"
    assert signed_in["Location"] == "/articles/?q=port"


@pytest.mark.parametrize(("name", "password"), [("nadia", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    name: str, password: str, client: Client
) -> None:
    make.user(username="nadia", password=PASSWORD)

    page = client.post("/account/sign-in/", {"username": name, "password": password})

    assert page.context["form"].non_field_errors() == [
        "This name and password do not belong together. Mind capital letters."
    ]


def test_words_of_an_expired_session_are_carried_through_sign_in(client: Client) -> None:
    make.user(username="nadia", password=PASSWORD)

    refused = client.post("/articles/", {"source": TEXT})
    packed = refused.context["resume"]
    resumed = client.post(
        "/account/sign-in/", {"username": "nadia", "password": PASSWORD, "resume": packed}
    )
    fields = dict(resumed.context["fields"])
    sent = client.post(resumed.context["path"], fields)

    assert refused.status_code == 401
    assert fields == {"source": TEXT}
    assert sent.status_code == 302
    assert Article.objects.get().text == TEXT


def test_a_wrong_password_in_between_does_not_lose_the_words(client: Client) -> None:
    make.user(username="nadia", password=PASSWORD)
    packed = client.post("/articles/", {"source": TEXT}).context["resume"]

    again = client.post(
        "/account/sign-in/", {"username": "nadia", "password": "wrong", "resume": packed}
    )

    hidden = re.search(r'name="resume" value="([^"]+)"', again.content.decode())
    assert hidden is not None
    assert hidden[1] == packed


def test_carried_words_that_were_altered_are_refused(client: Client) -> None:
    make.user(username="nadia", password=PASSWORD)
    packed = client.post("/articles/", {"source": TEXT}).context["resume"]

    refused = client.post(
        "/account/sign-in/",
        {"username": "nadia", "password": PASSWORD, "resume": packed[:-2] + "xx"},
    )

    assert refused.status_code == 400


def test_signing_out_takes_a_post(client: Client) -> None:
    client.force_login(make.reviewer())

    assert client.get("/account/sign-out/").status_code == 405
    assert client.post("/account/sign-out/").status_code == 302


def test_a_role_is_all_that_gives_rights() -> None:
    admin = make.admin()
    admin.role = "reviewer"
    admin.save(update_fields=["role"])

    again = User.objects.get(pk=admin.pk)

    assert (again.is_staff, again.is_superuser) == (False, False)
