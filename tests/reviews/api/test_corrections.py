"""`/api/v1/corrections/`, `/api/v1/topics/`, and what programs say led to a change."""

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from factcheck.accounts.models import Scope
from reviews.models import Rating, Topic, Trigger
from reviews.states import Status
from tests import make, published
from tests.reviews.api import calls
from tests.reviews.readers import told

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def test_a_correction_tells_all_of_itself() -> None:
    first = published.publish()
    report = told.dispute(first).pk
    second = published.correct(
        first.publication.review,
        {"trigger": Trigger.READER, "report": report},
        rating=Rating.objects.get(word="False"),
    )

    status, body = calls.get(APIClient(), "corrections/")

    page = f"{SITE}/fact-checks/{first.publication.slug}/"
    assert status == 200
    assert body["results"] == [
        {
            "slug": first.publication.slug,
            "url": page,
            "version_url": f"{page}v/2/",
            "version": 2,
            "kind": "correction",
            "reason": "The full year is out.",
            "trigger": "reader",
            "report": report,
            "published_at": "2026-03-09T12:00:00Z",
            "claim": first.content["claim"]["statement"],
            "rating_before": "Mostly true",
            "rating_after": "False",
            "changes": [
                {
                    "field": "rating",
                    "number": 0,
                    "pieces": [["removed", "Mostly true"], ["added", "False"]],
                }
            ],
            "digest": second.digest,
        }
    ]


def test_the_list_is_narrowed() -> None:
    published.correct(published.publish("One.").publication.review)
    published.retract(published.publish("Two."), days=9)

    kinds = [
        [row["claim"] for row in calls.get(APIClient(), "corrections/", **query)[1]["results"]]
        for query in ({}, {"kind": "retraction"}, {"since": "2026-03-10T00:00:00Z"})
    ]

    assert kinds == [["Two.", "One."], ["Two."], ["Two."]]
    assert calls.get(APIClient(), "corrections/", kind="lie")[0] == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_one_question(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        published.correct(published.publish().publication.review)

    with django_assert_num_queries(1):
        calls.get(APIClient(), "corrections/")


def test_a_program_says_what_led_to_a_retraction() -> None:
    version = published.publish()
    client = calls.with_key(make.editor(), Scope.PUBLISH)

    status, _ = calls.post(
        client,
        f"reviews/{version.publication.review_id}/retract/",
        reason="Forged.",
        trigger="source",
    )

    latest = version.publication.versions.all()[0]
    assert (status, latest.trigger) == (200, "source")


@pytest.mark.parametrize("sent", [{"trigger": "mood"}, {"trigger": "own", "report": 3}])
def test_what_cannot_have_led_to_it_is_refused(sent: dict[str, object]) -> None:
    version = published.publish()
    client = calls.with_key(make.editor(), Scope.PUBLISH)

    status, body = calls.post(
        client, f"reviews/{version.publication.review_id}/retract/", reason="Forged.", **sent
    )

    assert (status, body["errors"][0]["field"]) == (400, "trigger")


def test_topics_are_put_and_listed() -> None:
    person = make.reviewer()
    review = make.review(Status.IN_REVIEW, by=person)
    client = calls.with_key(person, Scope.REVIEWS, Scope.READ)

    answer = client.put(
        f"/api/v1/reviews/{review.pk}/topics/", {"topics": ["Ports", "Money"]}, format="json"
    )

    assert [topic["name"] for topic in answer.json()] == ["Ports", "Money"]
    assert calls.get(client, f"reviews/{review.pk}/topics/")[0] == 200
    listed = calls.get(APIClient(), "topics/")[1]["results"]
    assert [topic["slug"] for topic in listed] == ["ports", "money"]


def test_editors_rename_topics() -> None:
    topic = Topic.objects.create(name="Harbors", slug="harbors")
    client = calls.with_key(make.editor(), Scope.REVIEWS)

    answer = client.patch(f"/api/v1/topics/{topic.pk}/", {"name": "Harbours"}, format="json")

    assert answer.json() == {"id": topic.pk, "slug": "harbors", "name": "Harbours"}


def test_contributors_choose_no_topics() -> None:
    review = make.review(Status.IN_REVIEW)
    client = calls.with_key(make.contributor(), Scope.REVIEWS)

    answer = client.put(f"/api/v1/reviews/{review.pk}/topics/", {"topics": ["x"]}, format="json")

    assert answer.status_code == 403
