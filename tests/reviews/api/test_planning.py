"""Planning through the API: many reviews at once, who has how much, views under a name."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from factcheck.accounts.models import Role
from reviews import saved
from reviews.models import Priority, Publication, Rating, Review, SavedView
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"overdue": "1"}, ["late"]),
        ({"claimant": "ines duarte"}, ["waiting"]),
        ({"claimant": "ines"}, []),
        ({"rating": "Mostly true"}, ["published", "submitted"]),
        ({"rating": "False"}, []),
        ({"opened_after": "2026-03-03"}, ["waiting"]),
        ({"opened_before": "2026-03-02"}, ["late", "published", "submitted"]),
        (
            {"opened_after": "2026-03-02", "opened_before": "2026-03-02", "status": "queued"},
            ["late"],
        ),
        ({"decided_after": "2026-03-02", "decided_before": "2026-03-02"}, ["published"]),
        ({"decided_after": "2026-03-03"}, []),
        ({"due_after": "2026-03-01", "due_before": "2026-03-01"}, ["late"]),
        ({"opened_before": "9999-12-31", "status": "queued"}, ["late", "waiting"]),
        ({"opened_after": "0001-01-01", "status": "queued"}, ["late", "waiting"]),
    ],
)
def test_the_list_is_narrowed_by(query: dict[str, str], found: list[str]) -> None:
    duarte = make.claim(claimant="Ines Duarte")
    reviews = {
        "waiting": make.review(claim=duarte, created_at=NOON + timedelta(days=1)),
        "late": make.review(due_on=date(2026, 3, 1)),
        "submitted": make.review(Status.SUBMITTED),
        "published": make.review(Status.PUBLISHED, due_on=date(2026, 3, 2)),
    }
    if "rating" in query:
        query["rating"] = str(Rating.objects.get(word=query["rating"]).pk)

    _status, body = calls.get(calls.signed_in(make.reviewer()), "reviews/", **query)

    names = {review.pk: name for name, review in reviews.items()}
    assert sorted(names[row["id"]] for row in body["results"]) == found


@pytest.mark.parametrize(
    "query", [{"rating": "x"}, {"opened_after": "yesterday"}, {"overdue": "maybe"}]
)
def test_a_filter_that_means_nothing_is_refused_by_its_name(query: dict[str, str]) -> None:
    status, body = calls.get(calls.signed_in(make.reviewer()), "reviews/", **query)

    assert (status, next(iter(query)) in str(body)) == (400, True)


def test_the_newest_verdict_is_the_one_that_counts() -> None:
    review = make.review(Status.PUBLISHED)
    first = review.verdicts.get().rating
    assert review.assignee is not None
    make.verdict(review, by=review.assignee, rating=Rating.objects.get(word="False"))

    found = [
        len(calls.get(calls.signed_in(make.reviewer()), "reviews/", rating=pk)[1]["results"])
        for pk in (first and first.pk, Rating.objects.get(word="False").pk)
    ]

    assert (found, Publication.objects.count()) == ([0, 1], 1)


def test_many_are_given_at_once_and_each_is_accounted_for() -> None:
    person = make.reviewer()
    waiting, done = make.review(), make.review(Status.SUBMITTED)

    status, body = calls.post(
        calls.signed_in(make.editor()),
        "reviews/bulk/",
        ids=[waiting.pk, done.pk, 999_999],
        to=person.username,
    )

    waiting.refresh_from_db()
    assert (status, waiting.assignee, body["changed"]) == (200, person, [waiting.pk])
    assert [each["id"] for each in body["refused"]] == [done.pk, 999_999]


def test_all_that_match_are_changed_if_they_are_as_many_as_expected() -> None:
    queued = [make.review() for _ in range(2)]
    make.review(Status.IN_REVIEW)
    client = calls.signed_in(make.editor())
    path, plan = "reviews/bulk/?status=queued", {"all": True, "priority": Priority.URGENT}

    refused, told = calls.post(client, path, expected=3, **plan)
    status, body = calls.post(client, path, expected=2, **plan)

    assert (refused, told["code"]) == (409, "count-changed")
    assert (status, sorted(body["changed"])) == (200, sorted(each.pk for each in queued))
    assert Review.objects.filter(priority=Priority.URGENT).count() == 2


@pytest.mark.parametrize(
    "sent",
    [
        {"priority": 4},
        {"ids": [1]},
        {"ids": [1], "all": True, "expected": 1, "priority": 4},
        {"all": True, "priority": 4},
        {"ids": list(range(1, 1_002)), "priority": 4},
    ],
)
def test_a_change_that_is_not_clear_is_refused(sent: dict[str, object]) -> None:
    status, _body = calls.post(calls.signed_in(make.editor()), "reviews/bulk/", **sent)

    assert status == 400


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER])
def test_only_editors_plan_many(role: Role) -> None:
    review = make.review()

    status, _body = calls.post(
        calls.signed_in(make.user(role)), "reviews/bulk/", ids=[review.pk], priority=4
    )

    assert status == 403


def test_a_queued_review_is_given_and_taken_away_again() -> None:
    person, review = make.reviewer(), make.review()
    client = calls.signed_in(make.editor())

    _status, given = calls.post(client, f"reviews/{review.pk}/assign/", to=person.username)
    _status, free = calls.post(client, f"reviews/{review.pk}/assign/", to=None)

    assert (given["assignee"], given["status"]) == (person.username, "queued")
    assert free["assignee"] is None


def test_what_waits_for_another_is_not_among_the_moves() -> None:
    review = make.review(assignee=make.reviewer())
    client = calls.signed_in(make.reviewer())

    _status, body = calls.get(client, f"reviews/{review.pk}/")
    status, _refused = calls.post(client, f"reviews/{review.pk}/take/")

    assert ([move["to"] for move in body["moves"]], status) == (["closed"], 403)


def test_the_workload_names_people_and_what_nobody_has() -> None:
    person = make.reviewer()
    make.review(Status.IN_REVIEW, by=person, due_on=timezone.localdate() - timedelta(days=1))
    make.review()

    _status, body = calls.get(calls.signed_in(make.contributor()), "workload/")

    loads = {row["person"]: row for row in body}
    assert (loads[None]["queued"], loads[None]["active"]) == (1, True)
    mine = loads[person.username]
    assert (mine["open"], mine["in_review"], mine["overdue"]) == (1, 1, 1)


def test_views_are_saved_read_changed_and_deleted() -> None:
    client = calls.signed_in(make.reviewer())

    status, made = calls.post(
        client, "views/", name="Late", query="?overdue=1&order=-due&nonsense=1", first=True
    )
    path = f"/api/v1/views/{made['id']}/"
    changed = client.patch(path, {"name": "Later", "first": False}, format="json").json()
    _status, listed = calls.get(client, "views/")
    gone = client.delete(path).status_code

    assert (status, made["query"], made["first"]) == (201, "overdue=1&order=-due", True)
    assert (changed["name"], changed["query"], changed["first"]) == (
        "Later",
        "overdue=1&order=-due",
        False,
    )
    assert ([row["id"] for row in listed], gone) == ([made["id"]], 204)
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"name": "", "query": ""}, 400),
        ({"name": "Odd", "query": "status=lost"}, 400),
        ({"name": "Odd", "query": "q=%00"}, 400),
        ({"name": "Odd", "query": "q=" + "x" * 3_000}, 400),
        ({"name": "Ours", "query": "", "shared": True}, 403),
        ({"name": "TAKEN", "query": ""}, 409),
    ],
)
def test_a_view_that_cannot_be_kept_is_refused(sent: dict[str, object], status: int) -> None:
    person = make.reviewer()
    saved.save(by=person, now=NOON, name="Taken", query="")

    found, _body = calls.post(calls.signed_in(person), "views/", **sent)

    assert (found, SavedView.objects.count()) == (status, 1)


def test_views_of_others_are_not_there_and_shared_ones_not_changed() -> None:
    editor = make.editor()
    theirs = saved.save(by=editor, now=NOON, name="Theirs", query="")
    ours = saved.save(by=editor, now=NOON, name="Ours", query="", shared=True)
    client = calls.signed_in(make.reviewer())

    found = [
        client.patch(f"/api/v1/views/{view.pk}/", {"name": "Mine"}, format="json").status_code
        for view in (theirs, ours)
    ]

    assert found == [404, 403]
