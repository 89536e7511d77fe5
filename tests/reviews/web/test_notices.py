"""The inbox of notices: what is shown, read, and jumped to."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.accounts.models import User
from reviews import workflow
from reviews.models import Notice, Review
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(client: Client) -> User:
    person = make.user(username="nadia")
    client.force_login(person)
    return person


def mention(text: str = "@nadia look", by: User | None = None) -> Review:
    review = make.review()
    workflow.comment(review.pk, text=text, by=by or make.reviewer(), now=NOON)
    return review


def unread(client: Client) -> str:
    """The number in the bar."""
    page = client.get("/notices/").content.decode()
    found = re.search(r'class="count count--new">(\d+)', page)
    return found[1] if found else ""


def test_the_number_in_the_bar_goes_down_with_reading(client: Client, nadia: User) -> None:
    mention()
    mention()
    first = Notice.objects.order_by("pk")[0]

    before = unread(client)
    client.post(f"/notices/{first.pk}/read/")

    assert (before, unread(client)) == ("2", "1")


def test_opening_a_notice_leads_to_its_place_and_reads_it(client: Client, nadia: User) -> None:
    review = mention()
    notice = Notice.objects.get()

    answer = client.get(f"/notices/{notice.pk}/")

    assert answer["Location"] == f"/reviews/{review.pk}/#comments"
    assert unread(client) == ""


def test_reading_all_spares_what_came_after_the_page(client: Client, nadia: User) -> None:
    mention()
    newest = client.get("/notices/").context["newest"]
    mention()

    client.post("/notices/read/", {"until": newest})

    assert unread(client) == "1"


@pytest.mark.parametrize("until", ["", "x", "-1", "٣", "9" * 30])
def test_nonsense_reads_nothing(client: Client, nadia: User, until: str) -> None:
    mention()

    answer = client.post("/notices/read/", {"until": until})

    assert (answer.status_code, unread(client)) == (302, "1")


@pytest.mark.parametrize("path", ["/notices/{}/", "/notices/{}/read/"])
def test_nobody_opens_the_notices_of_others(client: Client, path: str) -> None:
    make.user(username="nadia")
    mention()
    client.force_login(make.admin())
    address = path.format(Notice.objects.get().pk)

    answer = client.post(address) if address.endswith("read/") else client.get(address)

    assert answer.status_code == 404
    assert Notice.objects.get().read_at is None


def test_what_was_written_is_shown_as_text(client: Client, nadia: User) -> None:
    mention("@nadia <script>alert(1)</script>")

    page = client.get("/notices/").content.decode()

    assert "@nadia &lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_empty_inbox_says_what_comes_here(client: Client, nadia: User) -> None:
    assert "Nothing waits for you" in client.get("/notices/").content.decode()


def test_only_what_is_not_read(client: Client, nadia: User) -> None:
    mention()
    mention()
    client.post(f"/notices/{Notice.objects.order_by('pk')[0].pk}/read/")

    entries = client.get("/notices/?show=unread").context["entries"]

    assert len(entries) == 1


def test_more_notices_cost_no_more_queries(client: Client, nadia: User) -> None:
    mention()
    client.get("/notices/")
    with CaptureQueriesContext(connection) as one:
        client.get("/notices/")
    mention()
    mention()

    with CaptureQueriesContext(connection) as three:
        client.get("/notices/")

    assert len(one) == len(three)
