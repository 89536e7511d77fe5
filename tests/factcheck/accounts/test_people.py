"""What an admin does to an account: recorded, told, and never a way into it unseen."""

import threading
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client

from factcheck.accounts import people
from factcheck.accounts.models import ApiKey, Letter, PersonChange, Role, User
from factcheck.exceptions import InvalidInput, NotAllowed
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
AT = "/admin/accounts/user"


@pytest.fixture(autouse=True)
def _mail(settings: Any) -> None:
    settings.SENDS_MAIL = True


@pytest.fixture
def ada() -> User:
    return make.user(Role.ADMIN, username="ada", email="ada@desk.example")


@pytest.fixture
def pat() -> User:
    return make.user(Role.EDITOR, username="pat", email="pat@desk.example")


@pytest.fixture
def admins(ada: User) -> Client:
    client = Client()
    client.force_login(ada)
    return client


def recorded() -> list[tuple[str, str, str]]:
    rows = PersonChange.objects.order_by("pk").select_related("person", "actor")
    return [(row.person.username, row.kind, row.actor.username) for row in rows if row.actor]


def told() -> list[str]:
    return sorted(Letter.objects.values_list("to", flat=True))


def form(person: User, **changes: str) -> dict[str, str]:
    """The form of a person as it is sent: all fields, and what an admin typed over."""
    kept = {
        name: getattr(person, name)
        for name in ("username", "first_name", "last_name", "email", "language", "time_zone")
    }
    kept |= {"role": person.role, "is_active": "on"}
    none = {"changes-TOTAL_FORMS": "0", "changes-INITIAL_FORMS": "0"}
    return kept | none | changes


def test_a_person_is_invited_and_nobody_knows_a_password(admins: Client) -> None:
    new = {"username": "kim", "role": "editor", "email": "kim@desk.example"}

    answer = admins.post(f"{AT}/add/", new)

    kim = User.objects.get(username="kim")
    assert (answer.status_code, kim.role, kim.has_usable_password()) == (302, "editor", False)
    assert recorded() == [("kim", "invited", "ada")]


def test_no_page_of_the_admin_takes_a_password(admins: Client, pat: User) -> None:
    words = {"password1": "harbour crane 77", "password2": "harbour crane 77"}

    page = admins.get(f"{AT}/{pat.pk}/change/").content.decode()
    admins.post(f"{AT}/{pat.pk}/password/", words)
    admins.post(f"{AT}/{pat.pk}/change/", {**form(pat), **words, "password": "x"})

    pat.refresh_from_db()
    assert 'name="password' not in page
    assert not pat.has_usable_password()


def test_a_link_is_mailed_to_the_person_and_shown_to_nobody(admins: Client, pat: User) -> None:
    answer = admins.post(f"{AT}/{pat.pk}/send-link/", {"confirmed": "yes"}, follow=True)

    link = Letter.objects.get(to="pat@desk.example").text.split("\n\n")[1]
    assert "/account/new-password/" in link
    assert link not in answer.content.decode()
    assert recorded() == [("pat", "link_sent", "ada")]


def test_a_link_that_is_shown_is_told_to_the_person(admins: Client, pat: User) -> None:
    answer = admins.post(f"{AT}/{pat.pk}/show-link/", {"confirmed": "yes"}, follow=True)

    link = str(next(iter(answer.context["messages"]))).split(": ")[1]
    again = admins.get(f"{AT}/{pat.pk}/change/").content.decode()
    assert Client().get(link.partition("8000")[2], follow=True).status_code == 200
    assert link not in again
    assert (recorded(), told()) == ([("pat", "link_shown", "ada")], ["pat@desk.example"])


@pytest.mark.parametrize("button", ["send-link", "show-link", "take-off-factors"])
def test_each_button_asks_first(button: str, admins: Client, pat: User) -> None:
    asked = [
        admins.get(f"{AT}/{pat.pk}/{button}/"),
        admins.post(f"{AT}/{pat.pk}/{button}/"),
        admins.get(f"{AT}/{pat.pk}/{button}/?confirmed=yes"),
    ]

    assert [page.status_code for page in asked] == [200, 200, 200]
    assert (recorded(), told()) == ([], [])


def test_without_an_address_a_link_cannot_be_sent(ada: User) -> None:
    kim = make.user(Role.REVIEWER, username="kim")

    with pytest.raises(InvalidInput, match="No e-mail can reach kim"):
        people.send_link(kim.pk, by=ada, now=NOON)

    assert recorded() == []


def test_another_address_is_told_to_both(admins: Client, pat: User) -> None:
    EmailAddress.objects.create(user=pat, email=pat.email, verified=True, primary=True)

    admins.post(f"{AT}/{pat.pk}/change/", form(pat, email="mallory@desk.example"))

    pat.refresh_from_db()
    assert (pat.email, recorded()) == ("mallory@desk.example", [("pat", "email", "ada")])
    assert told() == ["mallory@desk.example", "pat@desk.example"]
    assert not EmailAddress.objects.filter(email="pat@desk.example").exists()


def test_another_role_is_recorded_and_told(admins: Client, pat: User) -> None:
    admins.post(f"{AT}/{pat.pk}/change/", form(pat, role="reviewer", first_name="Pat"))

    pat.refresh_from_db()
    row = PersonChange.objects.get()
    assert (pat.role, pat.first_name, row.data) == (
        "reviewer",
        "Pat",
        {"before": "editor", "after": "reviewer"},
    )
    assert told() == ["pat@desk.example"]


def test_whoever_leaves_is_out_and_their_work_stays(admins: Client, pat: User) -> None:
    sent = form(pat)
    del sent["is_active"]
    admins.post(f"{AT}/{pat.pk}/change/", sent)

    admins.post(f"{AT}/{pat.pk}/change/", form(pat))

    pat.refresh_from_db()
    assert (pat.is_active, recorded()) == (
        True,
        [("pat", "ended", "ada"), ("pat", "returned", "ada")],
    )


def test_factors_are_taken_off_and_the_person_is_told(admins: Client, pat: User) -> None:
    Authenticator.objects.create(user=pat, type="totp", data={"secret": "x"})

    admins.post(f"{AT}/{pat.pk}/take-off-factors/", {"confirmed": "yes"})

    assert not Authenticator.objects.exists()
    assert (recorded(), told()) == ([("pat", "factors", "ada")], ["pat@desk.example"])


def test_the_last_admin_stays(admins: Client, ada: User) -> None:
    answer = admins.post(f"{AT}/{ada.pk}/change/", form(ada, role="editor"))

    ada.refresh_from_db()
    assert ("This desk needs an admin" in answer.content.decode(), ada.role) == (True, "admin")


@pytest.mark.django_db(transaction=True)
def test_two_admins_cannot_send_each_other_away_at_once(ada: User) -> None:
    eve = make.user(Role.ADMIN, username="eve")
    start, refused = threading.Barrier(2), []

    def step_down(person: User, by: User) -> None:
        start.wait()
        try:
            people.change_role(person.pk, Role.EDITOR, by=by, now=NOON)
        except NotAllowed as error:
            refused.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=step_down, args=pair) for pair in ((ada, eve), (eve, ada))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (User.objects.filter(role=Role.ADMIN).count(), len(refused)) == (1, 1)


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER, Role.EDITOR])
def test_nobody_but_an_admin_changes_accounts(role: Role, pat: User) -> None:
    by = make.user(role)

    for step in (people.send_link, people.show_link, people.take_off_factors, people.end):
        with pytest.raises(NotAllowed):
            step(pat.pk, by=by, now=NOON)

    assert recorded() == []


def test_secrets_are_shown_to_no_admin(admins: Client, pat: User) -> None:
    factor = Authenticator.objects.create(user=pat, type="totp", data={"secret": "TOTP-SECRET"})
    people.send_link(pat.pk, by=User.objects.get(username="ada"), now=NOON)
    letter = Letter.objects.get()

    shown = [
        admins.get(f"/admin/{page}").content.decode()
        for page in (
            "mfa/authenticator/",
            f"mfa/authenticator/{factor.pk}/change/",
            "accounts/letter/",
            f"accounts/letter/{letter.pk}/change/",
        )
    ]

    assert [("TOTP-SECRET" in page, "new-password/" in page) for page in shown] == [
        (False, False)
    ] * 4


def test_an_admin_makes_no_key_for_somebody_else(admins: Client, pat: User) -> None:
    sent = {"name": "cms", "owner": pat.pk, "scopes": "publish"}

    answer = admins.post("/admin/accounts/apikey/add/", sent)

    assert (answer.status_code, ApiKey.objects.exists()) == (403, False)


def test_an_admin_ends_a_key(admins: Client, pat: User) -> None:
    make.api_key(pat)
    key = ApiKey.objects.get()
    sent = {"action": "revoke", "_selected_action": key.pk}

    admins.post("/admin/accounts/apikey/", sent)
    asked = ApiKey.objects.get().revoked
    admins.post("/admin/accounts/apikey/", {**sent, "confirmed": "yes"})

    assert (asked, ApiKey.objects.get().revoked) == (False, True)
