"""Second factors, sessions, limits and new passwords: what keeps others out, and lets people in."""

import re
import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from claims.models import Article
from factcheck.accounts import post
from factcheck.accounts.models import Role, User
from tests import make
from tests.e2e import mail

pytestmark = pytest.mark.django_db
PASSWORD = "harbour crane 77"
SECRET = "JBSWY3DPEHPK3PXP"
SIGN_IN = "/account/sign-in/"
TEXT = "The port handled 4,210 containers in May, said the harbour office."


@pytest.fixture(autouse=True)
def _counts_of_before() -> None:
    cache.clear()


def code() -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))


def nadia(*, factor: bool = False, **fields: object) -> User:
    person = make.user(username="nadia", password=PASSWORD, email="nadia@example.org")
    User.objects.filter(pk=person.pk).update(**fields)
    if factor:
        TOTP.activate(person, SECRET)
    return User.objects.get(pk=person.pk)


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"username": "nadia", "password": password, **more})


def confirm(client: Client) -> None:
    """Security changes ask for the password once more, even right after signing in."""
    client.post("/account/confirm-it-is-you/", {"password": PASSWORD})


def test_a_password_alone_does_not_pass_a_second_factor(client: Client) -> None:
    nadia(factor=True)

    answer = sign_in(client)
    desk = client.get("/articles/")

    assert answer["Location"] == "/account/security/authenticate/"
    assert desk["Location"].startswith(SIGN_IN)


def test_the_right_code_lets_in_and_a_used_one_does_not_again(client: Client) -> None:
    nadia(factor=True)
    sign_in(client)
    given = code()

    first = client.post("/account/security/authenticate/", {"code": given})
    client.post("/account/sign-out/")
    sign_in(client)
    second = client.post("/account/security/authenticate/", {"code": given})

    assert (first.status_code, first["Location"]) == (302, "/articles/")
    assert second.status_code == 200


def test_the_admin_has_no_way_round_the_second_factor(client: Client) -> None:
    nadia(factor=True, role=Role.ADMIN, is_staff=True, is_superuser=True)

    asked = client.get("/admin/login/")
    sent = client.post("/admin/login/", {"username": "nadia", "password": PASSWORD})

    assert asked["Location"].startswith(SIGN_IN)
    assert sent["Location"].startswith(SIGN_IN)
    assert "_auth_user_id" not in client.session


def test_words_of_a_lost_session_come_through_the_second_factor(client: Client) -> None:
    nadia(factor=True)
    packed = client.post("/articles/", {"source": TEXT}).context["resume"]

    sign_in(client, resume=packed)
    resumed = client.post("/account/security/authenticate/", {"code": code()})
    client.post(resumed.context["path"], dict(resumed.context["fields"]))

    assert Article.objects.get().text == TEXT
    assert "resume" not in client.session


def test_five_wrong_passwords_close_a_name_for_all_processes(client: Client) -> None:
    nadia()

    for _ in range(5):
        sign_in(client, "wrong")
    right = sign_in(Client())

    (refusal,) = right.context["form"].non_field_errors()
    assert refusal.startswith("Too many attempts with this name")


def test_who_left_is_told_what_a_wrong_password_is(client: Client) -> None:
    nadia(is_active=False)

    page = sign_in(client)

    assert page.context["form"].non_field_errors() == [
        "This name and password do not belong together. Mind capital letters."
    ]


def test_nobody_signs_themselves_up(client: Client) -> None:
    page = client.post(
        "/account/sign-up/", {"username": "eve", "email": "e@example.org", "password1": PASSWORD}
    )

    assert (page.status_code, User.objects.filter(username="eve").exists()) == (200, False)


def test_a_forgotten_password_is_replaced_by_a_link_in_a_letter(
    client: Client, office: mail.Post
) -> None:
    nadia()

    client.post("/account/new-password/", {"email": "nadia@example.org"})
    post.send_due(now=timezone.now())
    found = re.search(r"http\S+/account/new-password/\S+", mail.words(office.letters[0]))
    assert found is not None
    form = client.get(urlsplit(found[0]).path, follow=True)
    client.post(
        form.redirect_chain[-1][0], {"password1": "quay winch 88", "password2": "quay winch 88"}
    )

    assert sign_in(Client(), "quay winch 88")["Location"] == "/articles/"


def test_a_stranger_is_told_the_same_and_gets_no_letter(client: Client, office: mail.Post) -> None:
    nadia()

    known = client.post("/account/new-password/", {"email": "nadia@example.org"})
    unknown = client.post("/account/new-password/", {"email": "eve@example.org"})
    post.send_due(now=timezone.now())

    assert known["Location"] == unknown["Location"]
    assert [letter["To"] for letter in office.letters] == ["nadia@example.org"]


def test_an_old_session_asks_again_before_security_changes(client: Client) -> None:
    client.force_login(nadia())

    asked = client.get("/account/security/totp/activate/")

    assert asked["Location"].startswith("/account/confirm-it-is-you/")


def test_activating_an_app_gives_recovery_codes(client: Client) -> None:
    nadia()
    sign_in(client)
    confirm(client)

    page = client.get("/account/security/totp/activate/")
    secret = page.context["form"].secret
    given = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post("/account/security/totp/activate/", {"code": given})

    kinds = sorted(Authenticator.objects.values_list("type", flat=True))
    assert kinds == ["recovery_codes", "totp"]


def test_a_session_elsewhere_is_listed_and_ended(client: Client) -> None:
    nadia()
    sign_in(client)
    elsewhere = Client()
    sign_in(elsewhere)

    listed = client.get("/account/sessions/").context["sessions"]
    (other,) = [each for each in listed if each.session_key != client.session.session_key]
    client.post(f"/account/sessions/{other.pk}/end/")

    assert len(listed) == 2
    assert elsewhere.get("/articles/").status_code == 302
    assert client.get("/articles/").status_code == 200


def test_nobody_ends_the_session_of_another(client: Client) -> None:
    nadia()
    elsewhere = Client()
    sign_in(elsewhere)
    mine = elsewhere.get("/account/sessions/").context["sessions"][0]
    client.force_login(make.admin())

    answer = client.post(f"/account/sessions/{mine.pk}/end/")

    assert (answer.status_code, elsewhere.get("/articles/").status_code) == (404, 200)


PAGES = [
    "/account/",
    "/account/email/",
    "/account/password/",
    "/account/sessions/",
    "/account/security/",
    "/account/security/webauthn/",
    "/account/security/webauthn/add/",
    "/account/security/totp/activate/",
    "/account/confirm-it-is-you/",
]


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_our_look_and_runs_no_script_of_its_own(path: str, client: Client) -> None:
    nadia()
    sign_in(client)
    confirm(client)

    page = client.get(path)

    html = page.content.decode()
    scripts = re.findall(r"<script(?![^>]*(?:\ssrc=|application/json))", html)
    assert (page.status_code, scripts, " style=" in html) == (200, [], False)


@pytest.mark.parametrize("path", [SIGN_IN, "/account/new-password/", "/account/sign-up/"])
def test_pages_before_signing_in_have_our_look(path: str, client: Client) -> None:
    html = client.get(path).content.decode()

    assert '<main id="main" class="sign-in"' in html
