"""`/reviews/`: what to do next, and who gets it."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.accounts.models import User
from reviews.models import Priority, Publication, Review
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(client: Client, query: str = "") -> list[int]:
    """The reviews on the page, in its order."""
    answer = client.get(f"/reviews/{query}")
    assert answer.status_code == 200
    return [row["review"].pk for row in answer.context["rows"]]


def test_the_queue_shows_what_is_open_the_most_urgent_first() -> None:
    normal = make.review()
    urgent = make.review(priority=Priority.URGENT)
    make.review(Status.PUBLISHED)
    make.review(Status.CLOSED)

    assert shown(signed_in(make.contributor())) == [urgent.pk, normal.pk]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?view=waiting", ["waiting"]),
        ("?view=mine", ["mine"]),
        ("?view=second", ["submitted"]),
        ("?view=flagged", ["flagged"]),
        ("?view=published", ["flagged"]),
        ("?view=closed", ["closed"]),
        ("?view=all", ["closed", "flagged", "mine", "submitted", "waiting"]),
        ("?status=submitted", ["submitted"]),
        ("?assignee=me", ["mine"]),
        ("?assignee=nobody", ["closed", "waiting"]),
        ("?q=crane", ["waiting"]),
        ("?q=crane&view=closed", []),
        ("?kind=opinion", ["waiting"]),
        ("?priority=4", ["mine"]),
    ],
)
def test_views_and_filters_live_in_the_address(query: str, names: list[str]) -> None:
    me = make.reviewer()
    crane = make.claim(statement="The crane paid for itself.", kind="opinion")
    reviews = {
        "waiting": make.review(claim=crane),
        "mine": make.review(Status.IN_REVIEW, by=me, priority=Priority.URGENT),
        "submitted": make.review(Status.SUBMITTED),
        "flagged": make.review(Status.PUBLISHED),
        "closed": make.review(Status.CLOSED),
    }
    Publication.objects.update(flagged_at=NOON, flag_reason="A source died.")

    found = shown(signed_in(me), query)

    assert sorted(name for name, review in reviews.items() if review.pk in found) == names


@pytest.mark.parametrize(
    ("query", "order"),
    [("?order=due", [1, 0, 2]), ("?order=-due", [0, 1, 2]), ("?order=age", [0, 1, 2])],
)
def test_columns_sort_and_missing_dates_come_last(query: str, order: list[int]) -> None:
    made = [make.review() for _ in range(3)]
    for days, review in enumerate(made):
        Review.objects.filter(pk=review.pk).update(created_at=NOON + timedelta(days=days))
    Review.objects.filter(pk=made[0].pk).update(due_on="2026-05-02")
    Review.objects.filter(pk=made[1].pk).update(due_on="2026-05-01")

    assert shown(signed_in(make.reviewer()), query) == [made[n].pk for n in order]


@pytest.mark.parametrize("query", ["?status=lost", "?priority=9", "?order=colour", "?view=none"])
def test_an_address_that_means_nothing_is_told_so(query: str) -> None:
    make.review()

    answer = signed_in(make.reviewer()).get(f"/reviews/{query}")

    assert (answer.status_code, answer.context["rows"]) == (400, [])


def test_pages_keep_the_filters() -> None:
    for _ in range(26):
        make.review()
    client = signed_in(make.reviewer())

    second = client.get("/reviews/?status=queued&page=2")

    assert len(second.context["rows"]) == 1
    assert 'href="?status=queued&amp;page=1"' in second.content.decode()


def test_the_queue_costs_the_same_for_one_and_for_three() -> None:
    client = signed_in(make.editor())
    make.review(Status.SUBMITTED)
    one = _queries(client)
    make.review(Status.SUBMITTED)
    make.review(Status.APPROVED)

    assert _queries(client) == one


@pytest.mark.parametrize("view", ["open", "mine", "flagged", "second", "closed"])
def test_an_empty_view_says_what_it_is_for(view: str) -> None:
    answer = signed_in(make.reviewer()).get(f"/reviews/?view={view}")

    assert (answer.status_code, b"empty__title" in answer.content) == (200, True)


def test_take_next_leads_to_the_workbench() -> None:
    me = make.reviewer()
    review = make.review()

    answer = signed_in(me).post("/reviews/take-next/")

    review.refresh_from_db()
    assert (answer.status_code, answer["Location"], review.assignee) == (
        302,
        f"/reviews/{review.pk}/",
        me,
    )


def test_take_next_with_nothing_waiting_says_so() -> None:
    answer = signed_in(make.reviewer()).post("/reviews/take-next/", follow=True)

    assert "Nothing waits in the queue" in answer.content.decode()


def test_taking_what_another_just_took_is_refused_by_their_name() -> None:
    holder = make.user(first_name="Nadia", last_name="Haddad")
    review = make.review(Status.IN_REVIEW, by=holder)

    answer = signed_in(make.reviewer()).post(f"/reviews/{review.pk}/take/")

    assert (answer.status_code, "Nadia Haddad took this" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("path", ["/reviews/take-next/", "/reviews/{pk}/take/"])
def test_contributors_take_nothing(path: str) -> None:
    review = make.review()

    answer = signed_in(make.contributor()).post(path.format(pk=review.pk))

    review.refresh_from_db()
    assert (answer.status_code, review.status) == (403, "queued")


def test_strangers_are_sent_to_sign_in() -> None:
    answer = Client().get("/reviews/?q=crane")

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{reverse('login')}?next=/reviews/%3Fq%3Dcrane",
    )


def test_the_csv_holds_the_rows_of_its_address_and_no_formulas() -> None:
    make.review(claim=make.claim(statement="=2+3 cranes"))
    make.review(Status.CLOSED)

    answer = signed_in(make.reviewer()).get("/reviews/export.csv?view=open")

    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [(row["claim"], row["status"]) for row in rows] == [("'=2+3 cranes", "queued")]


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/reviews/?view=open").status_code == 200
    return len(asked)
