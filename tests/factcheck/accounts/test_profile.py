"""What people set for themselves, and what follows from it."""

import pytest
from django.test import Client
from pytest_django import Settings

from factcheck.accounts import people, stopping
from factcheck.accounts.models import MailWish, Role, User
from tests import make

pytestmark = pytest.mark.django_db
SENT = {
    "first_name": "Nadia",
    "last_name": "Ode",
    "language": "",
    "time_zone": "Asia/Kathmandu",
    "mail": "daily",
    "mail_hour": "7",
    "shortcuts": "on",
}


@pytest.fixture
def nadia(client: Client) -> User:
    person = make.user(username="nadia")
    client.force_login(person)
    return person


def test_what_is_set_is_kept(client: Client, nadia: User) -> None:
    client.post("/account/", SENT)

    nadia.refresh_from_db()
    assert (nadia.time_zone, nadia.mail, nadia.mail_hour) == (
        "Asia/Kathmandu",
        MailWish.DAILY,
        7,
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Base"),
        ("mail", "hourly"),
        ("mail_hour", "24"),
        ("language", "tlh"),
    ],
)
def test_what_cannot_be_is_refused(client: Client, nadia: User, field: str, value: str) -> None:
    page = client.post("/account/", SENT | {field: value})

    assert list(page.context["form"].errors) == [field]


def test_everybody_sees_what_others_did_to_their_account(client: Client, nadia: User) -> None:
    ada = make.user(Role.ADMIN, first_name="Ada", last_name="Moss")
    people.change_role(nadia.pk, Role.EDITOR, by=ada, now=make.NOON)

    page = client.get("/account/").content.decode()

    assert "Has another role" in page
    assert "Ada Moss" in page


def test_rights_are_not_set_here(client: Client, nadia: User) -> None:
    client.post("/account/", SENT | {"role": "admin", "is_staff": "on", "email": "x@example.org"})

    nadia.refresh_from_db()
    assert (nadia.role, nadia.is_staff, nadia.email) == ("reviewer", False, "")


def test_single_keys_are_switched_off_for_every_page(client: Client, nadia: User) -> None:
    before = 'data-shortcuts="off"' in client.get("/articles/").content.decode()
    client.post("/account/", {key: value for key, value in SENT.items() if key != "shortcuts"})

    assert (before, 'data-shortcuts="off"' in client.get("/articles/").content.decode()) == (
        False,
        True,
    )


def test_pages_are_in_the_language_of_the_person(
    client: Client, nadia: User, settings: Settings
) -> None:
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    client.post("/account/", SENT | {"language": "ar"})

    page = client.get("/account/", headers={"accept-language": "en"})

    assert page["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in page.content.decode()


def test_a_language_that_is_no_longer_offered_is_passed_over(
    client: Client, nadia: User, settings: Settings
) -> None:
    settings.LANGUAGES = [("en", "English")]
    User.objects.update(language="ar")

    assert client.get("/account/")["Content-Language"] == "en"


def test_one_click_ends_the_letters_of_its_person_only(client: Client) -> None:
    nadia, other = make.user(username="nadia"), make.user(username="other")
    address = stopping.address(nadia)

    asked = client.get(address)
    client = Client(enforce_csrf_checks=True)
    client.post(address, {"List-Unsubscribe": "One-Click"})

    nadia.refresh_from_db()
    other.refresh_from_db()
    assert asked.status_code == 200
    assert (nadia.mail, other.mail) == (MailWish.NEVER, MailWish.AT_ONCE)


def test_a_link_that_was_altered_ends_nothing(client: Client) -> None:
    nadia = make.user(username="nadia")

    answer = client.post(stopping.address(nadia)[:-3] + "xx/")

    nadia.refresh_from_db()
    assert (answer.status_code, nadia.mail) == (404, MailWish.AT_ONCE)
