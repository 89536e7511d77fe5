"""Cursors: followed to the end, and refused where they are not ours."""

from typing import Any

import pytest
from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from factcheck.accounts.models import Role, Scope, User
from factcheck.exceptions import InvalidInput
from factcheck.paging import Cursor
from tests import make
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db


class ByRole(Cursor):
    ordering = ("role", "pk")


def page(url: str, people: QuerySet[User]) -> tuple[list[User], str | None]:
    pages = ByRole()
    view: Any = None
    rows = pages.paginate_queryset(people, Request(APIRequestFactory().get(url)), view)
    return list(rows or []), pages.get_next_link()


def test_a_list_of_rows_that_are_all_alike_is_followed_to_its_end() -> None:
    alike = [User(username=f"person-{n}", role=Role.REVIEWER) for n in range(1_203)]
    made = User.objects.bulk_create(alike)

    url, seen = "/people/?limit=100", list[int]()
    while url and len(seen) <= len(made):
        rows, following = page(url, User.objects.all())
        seen += [each.pk for each in rows]
        url = following or ""

    assert seen == [each.pk for each in made]


def test_a_cursor_leads_back_to_the_page_before() -> None:
    people = [make.reviewer() for _ in range(3)]
    reader = calls.with_key(people[0], Scope.READ)
    claims = [make.claim().pk for _ in range(3)]

    _, first = calls.get(reader, "claims/", limit=2)
    second = reader.get(first["next"]).json()
    back = reader.get(second["previous"]).json()

    assert [row["id"] for row in second["results"]] == claims[:1]
    assert back["results"] == first["results"]


# "p=abc", "p=" and "p=NaN" as the paging of the framework writes them, and what is no cursor.
@pytest.mark.parametrize("cursor", ["cD1hYmM=", "cD0=", "cD1OYU4=", "", "\0", "💥", "a:b:c"])
def test_a_cursor_that_we_did_not_give_out_is_refused(cursor: str) -> None:
    make.claim()

    status, body = calls.get(calls.signed_in(make.reviewer()), "claims/", cursor=cursor)

    assert (status, body["code"], body["errors"]) == (
        400,
        "invalid-input",
        [{"field": "cursor", "message": body["detail"]}],
    )


def test_a_cursor_of_another_list_is_refused() -> None:
    for _ in range(2):
        make.claim()
    _, claims = calls.get(calls.signed_in(make.reviewer()), "claims/", limit=1)
    query = claims["next"].partition("?")[2]

    with pytest.raises(InvalidInput, match="does not belong to this list"):
        page(f"/people/?{query}", User.objects.all())


@pytest.mark.parametrize("limit", ["0", "-1", "abc", "", "1.5", "\0", "9" * 5000, "٣"])
def test_a_limit_that_is_no_number_of_rows_is_refused(limit: str) -> None:
    status, body = calls.get(calls.signed_in(make.reviewer()), "articles/", limit=limit)

    assert (status, body["errors"]) == (
        400,
        [{"field": "limit", "message": "Send a number from 1 to 100."}],
    )


def test_more_rows_than_a_page_holds_are_sent_page_by_page() -> None:
    make.claim()

    status, body = calls.get(calls.signed_in(make.reviewer()), "claims/", limit=5_000)

    assert (status, len(body["results"])) == (200, 1)
