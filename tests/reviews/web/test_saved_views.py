"""Saved views on the queue: what was kept is read anew, as if somebody had typed it."""

import pytest
from django.http import QueryDict
from django.test import Client

from factcheck.accounts.models import Role, User
from reviews import saved
from reviews.models import SavedView
from reviews.states import Status
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_filters_order_and_columns_are_saved_and_come_back() -> None:
    person = make.reviewer()
    queued = make.review()
    make.review(Status.IN_REVIEW)
    client = signed_in(person)

    client.post(
        "/reviews/views/save/?status=queued&order=-due&columns=due&columns=why&page=2&nonsense=1",
        {"name": "To plan"},
    )
    view = SavedView.objects.get()
    page = client.get(f"/reviews/?saved={view.pk}", follow=True)

    kept = QueryDict(view.query)
    assert {name: kept.getlist(name) for name in kept} == {
        "status": ["queued"],
        "order": ["-due"],
        "columns": ["due", "why"],
    }
    assert [row["review"].pk for row in page.context["rows"]] == [queued.pk]
    assert (page.context["shown"], page.context["current"]) == (["due", "why"], view)


def test_a_query_nobody_checked_is_read_as_if_it_were_typed() -> None:
    person = make.reviewer()
    view = SavedView.objects.create(
        owner=person,
        name="Old",
        query="status=lost&assignee=gone&priority=4&claim__pk=1&next=//evil.example",
        created_at=NOON,
    )

    page = signed_in(person).get(f"/reviews/?saved={view.pk}", follow=True)

    assert page.redirect_chain == [(f"/reviews/?priority=4&saved={view.pk}", 302)]
    assert "this means nothing any more: Reviewer, Status." in page.content.decode()


def test_the_queue_opens_with_the_first_view() -> None:
    person = make.reviewer()
    client = signed_in(person)

    client.post("/reviews/views/save/?overdue=1", {"name": "Late", "first": "on"})
    answer = client.get("/reviews/")

    pk = SavedView.objects.get().pk
    assert (answer.status_code, answer["Location"]) == (302, f"/reviews/?overdue=1&saved={pk}")


def test_a_view_that_is_not_ones_own_is_not_opened() -> None:
    view = saved.save(by=make.reviewer(), now=NOON, name="Mine", query="status=closed")

    page = signed_in(make.editor()).get(f"/reviews/?saved={view.pk}", follow=True)

    assert page.redirect_chain == [("/reviews/?view=open", 302)]
    assert "This view is gone" in page.content.decode()


@pytest.mark.parametrize("asked", ["x", "9" * 30, "-1", ""])
def test_a_number_that_is_none_opens_what_is_open(asked: str) -> None:
    answer = signed_in(make.reviewer()).get(f"/reviews/?saved={asked}")

    assert (answer.status_code, answer["Location"]) == (302, "/reviews/?view=open")


def test_a_view_takes_the_filters_that_are_shown_now() -> None:
    person = make.reviewer()
    view = saved.save(by=person, now=NOON, name="Mine", query="status=closed")
    client = signed_in(person)

    page = client.get(f"/reviews/?status=queued&saved={view.pk}")
    client.post(f"/reviews/views/{view.pk}/?status=queued", {"filters": "1"})

    view.refresh_from_db()
    assert "Keep what is shown in “Mine”" in page.content.decode()
    assert (view.name, view.query) == ("Mine", "status=queued")


def test_views_are_renamed_and_deleted() -> None:
    person = make.reviewer()
    view = saved.save(by=person, now=NOON, name="Mine", query="")
    client = signed_in(person)

    client.post(f"/reviews/views/{view.pk}/", {"name": "Ours"})
    renamed = SavedView.objects.get().name
    client.post(f"/reviews/views/{view.pk}/delete/")

    assert (renamed, SavedView.objects.count()) == ("Ours", 0)


def test_a_name_that_is_taken_is_told_and_the_filters_stay() -> None:
    person = make.reviewer()
    saved.save(by=person, now=NOON, name="Mine", query="")

    page = signed_in(person).post(
        "/reviews/views/save/?status=queued", {"name": "mine"}, follow=True
    )

    assert "There is a view named “mine” already" in page.content.decode()
    assert page.redirect_chain == [("/reviews/?status=queued", 302)]


@pytest.mark.parametrize(("role", "fields"), [(Role.REVIEWER, 1), (Role.EDITOR, 3)])
def test_a_shared_view_is_shown_to_all_and_changed_by_editors(role: Role, fields: int) -> None:
    saved.save(by=make.editor(), now=NOON, name="Ours", query="", shared=True)

    page = signed_in(make.user(role)).get("/reviews/views/")

    assert [len(row["form"].fields) for row in page.context["rows"]] == [fields]


def test_of_a_view_of_others_one_decides_only_whether_it_opens_first() -> None:
    view = saved.save(by=make.editor(), now=NOON, name="Ours", query="", shared=True)
    person = make.reviewer()

    signed_in(person).post(f"/reviews/views/{view.pk}/", {"name": "Theirs", "first": "on"})

    view.refresh_from_db()
    assert (view.name, view.shared, saved.first(person)) == ("Ours", True, view)
