"""`/reviews/workload/`: every number leads to as many rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.accounts.models import Role, User
from reviews import workload
from reviews.models import Review
from reviews.states import Status
from tests import make

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def busy_desk() -> User:
    """Somebody with something of each kind, and what nobody has."""
    person, today = make.reviewer(), timezone.localdate()
    make.review(Status.IN_REVIEW, by=person, due_on=today - timedelta(days=1))
    make.review(Status.IN_REVIEW, by=person)
    make.review(assignee=person, due_on=today + timedelta(days=7))
    make.review(Status.SUBMITTED, by=person, due_on=today)
    make.review(Status.APPROVED, by=person, due_on=today + timedelta(days=8))
    make.review(Status.PUBLISHED, by=person, due_on=today - timedelta(days=1))
    make.review()
    make.review(Status.CLOSED)
    return person


def test_each_person_is_told_what_they_have() -> None:
    person = busy_desk()

    found = {load.person: load for load in workload.loads(today=timezone.localdate())}

    load, nobody = found[person], found[None]
    assert (load.open, load.queued, load.in_review, load.second, load.approved) == (5, 1, 2, 1, 1)
    assert (load.overdue, load.soon) == (1, 2)
    assert (nobody.open, nobody.queued) == (1, 1)


def test_every_number_leads_to_as_many_rows() -> None:
    busy_desk()
    gone = make.review(Status.IN_REVIEW).assignee_id or 0
    User.objects.filter(pk=gone).update(is_active=False)
    client = signed_in(make.reviewer())

    rows = client.get("/reviews/workload/").context["rows"]

    cells = [cell for row in rows for cell in row["cells"]]
    behind = [client.get(cell["href"]).context["page"].paginator.count for cell in cells]
    assert behind == [cell["number"] for cell in cells]
    assert sum(behind) > 10


def test_people_who_left_are_shown_while_they_have_something() -> None:
    review = make.review(assignee=make.user(is_active=False))
    make.user(is_active=False)
    make.user(Role.CONTRIBUTOR)

    found = [load.person for load in workload.loads(today=timezone.localdate())]

    assert [person.is_active for person in found if person] == [False, True]
    assert review.assignee in found


def test_the_page_costs_the_same_for_one_and_for_three() -> None:
    client = signed_in(make.reviewer())
    make.review(Status.IN_REVIEW)
    one = _queries(client)
    for _ in range(3):
        make.review(Status.IN_REVIEW)

    assert (_queries(client), Review.objects.count()) == (one, 4)


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/reviews/workload/").status_code == 200
    return len(asked)
