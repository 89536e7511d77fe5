"""Notices and settings by the API: one's own, and nobody else's."""

import pytest
from django.test import Client

from factcheck.accounts.models import Scope, User
from reviews import workflow
from reviews.models import Notice
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
NOTICES = "/api/v1/notices/"
PROFILE = "/api/v1/profile/"
JSON = "application/json"


@pytest.fixture
def nadia(client: Client) -> User:
    person = make.user(username="nadia")
    client.force_login(person)
    return person


def mention() -> Notice:
    workflow.comment(make.review().pk, text="@nadia look", by=make.reviewer(), now=NOON)
    return Notice.objects.order_by("-pk")[0]


def test_the_list_says_what_happened_and_where(client: Client, nadia: User) -> None:
    notice = mention()

    (row,) = client.get(NOTICES).json()["results"]

    assert (row["id"], row["kind"], row["detail"], row["url"], row["read_at"]) == (
        notice.pk,
        "mentioned",
        "@nadia look",
        f"/reviews/{notice.review_id}/#comments",
        None,
    )


def test_unread_alone(client: Client, nadia: User) -> None:
    mention()
    read = mention()
    client.post(f"{NOTICES}{read.pk}/read/")

    rows = client.get(f"{NOTICES}?unread=true").json()["results"]

    assert [row["id"] == read.pk for row in rows] == [False]


def test_all_up_to_the_newest_seen(client: Client, nadia: User) -> None:
    seen = mention()
    mention()

    answer = client.post(f"{NOTICES}read/", {"until": seen.pk}, content_type=JSON)

    assert (answer.json(), Notice.objects.unread().count()) == ({"read": 1}, 1)


def test_notices_of_others_are_not_there(client: Client) -> None:
    make.user(username="nadia")
    notice = mention()
    client.force_login(make.admin())

    listed = client.get(NOTICES).json()["results"]
    read = client.post(f"{NOTICES}{notice.pk}/read/")

    assert (listed, read.status_code) == ([], 404)


def test_a_key_that_reads_marks_nothing(client: Client) -> None:
    key = make.api_key(make.user(username="nadia"), Scope.READ)
    notice = mention()
    headers = {"authorization": f"Api-Key {key}"}

    listed = client.get(NOTICES, headers=headers)
    marked = client.post(f"{NOTICES}{notice.pk}/read/", headers=headers)

    assert (listed.status_code, marked.status_code) == (200, 403)


def test_settings_are_read_and_changed_one_by_one(client: Client, nadia: User) -> None:
    before = client.get(PROFILE).json()

    after = client.patch(PROFILE, {"mail": "weekly"}, content_type=JSON).json()

    assert after == before | {"mail": "weekly"}


@pytest.mark.parametrize(
    "sent", [{"mail": "hourly"}, {"mail_hour": 24}, {"time_zone": "Mars/Base"}, {"language": "tlh"}]
)
def test_what_cannot_be_is_refused(client: Client, nadia: User, sent: dict[str, object]) -> None:
    assert client.patch(PROFILE, sent, content_type=JSON).status_code == 400


def test_no_role_is_set_here(client: Client, nadia: User) -> None:
    client.patch(PROFILE, {"role": "admin", "username": "root"}, content_type=JSON)

    nadia.refresh_from_db()
    assert (nadia.role, nadia.username) == ("reviewer", "nadia")
