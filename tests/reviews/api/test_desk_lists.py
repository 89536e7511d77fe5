"""Lists over all reviews: events, verdicts, evidence, scales."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.accounts.models import Role, Scope
from reviews.events import Kind
from reviews.models import RatingScale
from reviews.states import Status
from tests import make
from tests.reviews.api import calls

pytestmark = pytest.mark.django_db
LISTS = ["events/", "verdicts/", "evidence/"]


@pytest.mark.parametrize("path", LISTS)
def test_strangers_read_none_of_it(path: str, client: Any) -> None:
    assert client.get(f"/api/v1/{path}").status_code == 401


@pytest.mark.parametrize("path", [*LISTS, "scales/"])
def test_a_longer_list_asks_no_more_questions(path: str) -> None:
    client = calls.signed_in(make.reviewer())
    counts = []
    for number in (1, 2):
        for _ in range(number):
            make.evidence(make.review(Status.SUBMITTED))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            calls.get(client, path)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_events_are_narrowed_to_a_review_a_kind_a_person_and_a_time() -> None:
    review, other = make.review(Status.IN_REVIEW), make.review()
    client = calls.with_key(make.reviewer(), Scope.READ)
    moved = review.events.filter(kind=Kind.MOVED).get()

    def found(**query: Any) -> list[int]:
        return [row["id"] for row in calls.get(client, "events/", **query)[1]["results"]]

    every = sorted([*review.events.all(), *other.events.all()], key=lambda each: -each.pk)
    assert found() == [each.pk for each in every]
    assert found(review=review.pk, kind="moved") == [moved.pk]
    assert found(review=other.pk) == [each.pk for each in other.events.order_by("-pk")]
    assert found(actor="nobody-here") == []
    assert found(since=(max(each.at for each in every) + timedelta(1)).isoformat()) == []


def test_an_event_tells_its_review_and_its_place_in_the_chain() -> None:
    event = make.review().events.get()

    status, body = calls.get(calls.signed_in(make.reviewer()), f"events/{event.pk}/")

    assert (status, body["review"], body["seq"], body["hash"]) == (
        *(200, event.review_id),
        *(1, event.hash),
    )


def test_verdicts_are_narrowed_to_a_state() -> None:
    submitted = make.review(Status.SUBMITTED).verdicts.get()
    make.review(Status.APPROVED)
    client = calls.signed_in(make.user(Role.CONTRIBUTOR))

    _, body = calls.get(client, "verdicts/", state=submitted.state)

    assert [(row["id"], row["review"]) for row in body["results"]] == [
        (submitted.pk, submitted.review_id)
    ]


def test_evidence_of_all_reviews_has_the_numbers_it_is_cited_by() -> None:
    first, second = make.review(Status.IN_REVIEW), make.review(Status.IN_REVIEW)
    pieces = [make.evidence(first), make.evidence(second), make.evidence(first)]
    client = calls.signed_in(make.reviewer())

    _, body = calls.get(client, "evidence/")
    _, narrowed = calls.get(client, "evidence/", review=second.pk)

    assert [(row["id"], row["number"]) for row in body["results"]] == [
        (pieces[2].pk, 2),
        (pieces[1].pk, 1),
        (pieces[0].pk, 1),
    ]
    assert [row["id"] for row in narrowed["results"]] == [pieces[1].pk]


def test_anybody_reads_every_scale(client: Any) -> None:
    RatingScale.objects.create(name="Old", active=False)

    body = client.get("/api/v1/scales/").json()
    inuse = client.get("/api/v1/scales/?active=true").json()["results"]

    assert body["results"][0]["name"] == "Old"
    assert [len(row["ratings"]) > 1 for row in inuse] == [True]


@pytest.mark.parametrize(
    ("since", "status"),
    [("2026-01-01T00:00:00-17:07", 200), ("9999-12-31T23:59:59-17:07", 400), ("soon", 400)],
)
def test_a_moment_of_any_offset_is_one_or_is_refused(since: str, status: int) -> None:
    client = calls.with_key(make.reviewer(), Scope.READ)

    assert calls.get(client, "events/", since=since)[0] == status


@pytest.mark.parametrize(("sent", "status"), [("true", 200), ("False", 200), ("1e306", 400)])
def test_a_flag_is_true_or_false(sent: str, status: int) -> None:
    client = calls.with_key(make.reviewer(), Scope.READ)

    statuses = [
        calls.get(client, path, **{name: sent})[0]
        for path, name in [("scales/", "active"), ("evidence/", "primary")]
    ]

    assert statuses == [status, status]
