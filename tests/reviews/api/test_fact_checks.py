"""`/api/v1/fact-checks/`: open to all, cacheable, honest about flags and retractions."""

from datetime import timedelta

import orjson
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reviews import workflow
from reviews.api import public_schema
from reviews.models import Condition, Evidence, Publication
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.published import LATER, publish, retract

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/fact-checks/"


def statements(client: Client, **query: str) -> list[str]:
    return [each["claim"]["statement"] for each in client.get(ROOT, query).json()["results"]]


def test_a_fact_check_is_what_the_schema_says(client: Client) -> None:
    slug = publish().publication.slug

    body = client.get(f"{ROOT}{slug}/").json()

    shape = public_schema.FactCheckFull(data=body)
    assert shape.is_valid(), shape.errors
    assert body.keys() == shape.fields.keys()
    assert body["evidence"][0].keys() == public_schema.PublishedEvidence().fields.keys()


def test_a_row_of_the_list_is_what_the_schema_says(client: Client) -> None:
    publish()

    [row] = client.get(ROOT).json()["results"]

    shape = public_schema.FactCheckSummary(data=row)
    assert shape.is_valid(), shape.errors
    assert row.keys() == shape.fields.keys()


def test_a_fact_check_in_full(client: Client) -> None:
    version = publish(claimant="Ines Duarte", attribution="named")
    slug = version.publication.slug

    body = client.get(f"{ROOT}{slug}/").json()

    assert body["url"] == f"http://127.0.0.1:8000/fact-checks/{slug}/"
    assert body["api_url"] == f"http://127.0.0.1:8000{ROOT}{slug}/"
    assert (body["rating"]["word"], body["rating"]["value"]) == ("Mostly true", 4)
    assert (body["version"], body["states"], body["needs_another_look"]) == (1, [], None)
    assert body["claim"]["claimant"] == "Ines Duarte"
    assert body["digest"] == version.digest
    assert [each["stance"] for each in body["evidence"]] == ["supports", "refutes"]


def test_a_source_in_trouble_and_the_flag_show(client: Client) -> None:
    version = publish()
    first = Evidence.objects.filter(review=version.publication.review)[0]
    Evidence.objects.filter(pk=first.pk).update(condition=Condition.DEAD, condition_since=LATER)
    Publication.objects.update(flagged_at=LATER, flag_reason="A source is gone.", changed_at=LATER)

    body = client.get(f"{ROOT}{version.publication.slug}/").json()

    assert body["states"] == ["needs-another-look"]
    assert body["needs_another_look"] == {
        "since": "2026-03-09T12:00:00Z",
        "why": "A source is gone.",
    }
    assert body["updated_at"] == "2026-03-09T12:00:00Z"
    assert body["evidence"][0]["health"] == {
        "state": "dead",
        "since": "2026-03-09T12:00:00Z",
        "checked_at": None,
        "withdrawn": False,
        "withdrawn_at": None,
    }


def test_work_on_the_next_version_shows(client: Client) -> None:
    version = publish()
    review = version.publication.review
    workflow.move(review.pk, to=Status.IN_REVIEW, by=make.editor(), now=LATER, reason="Look.")

    body = client.get(f"{ROOT}{version.publication.slug}/").json()

    assert body["states"] == ["under-review"]


def test_claimreview_is_the_published_bytes(client: Client) -> None:
    version = publish()

    response = client.get(f"{ROOT}{version.publication.slug}/claimreview")

    assert response["Content-Type"] == "application/ld+json"
    assert response.content.decode() == version.claimreview


@pytest.mark.parametrize("tail", ["/", "/claimreview"])
def test_what_was_retracted_is_gone_with_the_reason(client: Client, tail: str) -> None:
    version = publish()
    publication = version.publication
    retract(version)

    response = client.get(f"{ROOT}{publication.slug}{tail}")

    assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")
    assert orjson.loads(response.content) == {
        "type": "http://127.0.0.1:8000/api/problems/#retracted",
        "title": "Gone",
        "status": 410,
        "code": "retracted",
        "detail": "This verdict was retracted: Wrong harbour.",
    }


@pytest.mark.parametrize(
    "tail", ["nothing-9/", "nothing-9/claimreview", "nothing-9/versions/", "a%00b/"]
)
def test_what_is_not_there_is_a_problem(client: Client, tail: str) -> None:
    response = client.get(f"{ROOT}{tail}")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert orjson.loads(response.content)["code"] == "not-found"


def test_versions_are_kept_word_for_word(client: Client) -> None:
    first = publish()
    publication = first.publication
    retract(first)

    body = client.get(f"{ROOT}{publication.slug}/versions/").json()

    assert [(each["number"], each["kind"], each["reason"]) for each in body] == [
        (2, "retraction", "Wrong harbour."),
        (1, "published", ""),
    ]
    assert (body[1]["digest"], body[1]["document"]) == (first.digest, first.content)


@pytest.mark.parametrize("tail", ["/", "/claimreview", "/versions/"])
def test_an_unchanged_answer_is_not_sent_again(client: Client, tail: str) -> None:
    url = f"{ROOT}{publish().publication.slug}{tail}"
    first = client.get(url)

    again = client.get(url, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_a_flag_changes_the_tag(client: Client) -> None:
    url = f"{ROOT}{publish().publication.slug}/"
    first = client.get(url)
    Publication.objects.update(flagged_at=LATER, flag_reason="A source is gone.", changed_at=LATER)

    again = client.get(url, headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200


def test_the_list_holds_the_latest_change_first(client: Client) -> None:
    publish("One.", days=0)
    publish("Two.", days=1)
    flagged = publish("Three.", days=-1).publication
    Publication.objects.filter(pk=flagged.pk).update(
        flagged_at=NOON, flag_reason="Gone.", changed_at=NOON + timedelta(days=2)
    )

    found = statements(client)

    assert found == ["Three.", "Two.", "One."]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "rents"}, ["Rents rose."]),
        ({"q": "nothing"}, []),
        ({"q": "!"}, ["Rents rose.", "The ferry is full."]),
        ({"rating": "Mostly true"}, ["Rents rose.", "The ferry is full."]),
        ({"rating": "False"}, []),
        ({"claimant": "duarte"}, ["The ferry is full."]),
        ({"language": "en"}, ["Rents rose.", "The ferry is full."]),
        ({"language": "ar"}, []),
        ({"since": "2026-03-03T12:00:00Z"}, ["Rents rose."]),
        ({"since": "2026-03-03T12:00:01Z"}, []),
    ],
)
def test_the_list_is_narrowed(client: Client, query: dict[str, str], found: list[str]) -> None:
    publish("The ferry is full.", claimant="Ines Duarte")
    publish("Rents rose.", days=1, claimant="")

    assert statements(client, **query) == found


def test_the_best_match_comes_first(client: Client) -> None:
    publish("The ferry carried more passengers in winter.")
    publish("The ferry carried fewer dogs.", days=1)

    found = statements(client, q="ferry passengers in winter dogs")

    assert found == [
        "The ferry carried more passengers in winter.",
        "The ferry carried fewer dogs.",
    ]


@pytest.mark.parametrize(
    ("state", "found"),
    [("", ["Live."]), ("live", ["Live."]), ("retracted", ["Gone."]), ("all", ["Gone.", "Live."])],
)
def test_retracted_ones_are_listed_when_asked_for(
    client: Client, state: str, found: list[str]
) -> None:
    publish("Live.")
    retract(publish("Gone."))

    assert statements(client, state=state) == found


@pytest.mark.parametrize(
    ("name", "value"),
    [("since", "yesterday"), ("state", "draft"), ("q", "a\0b"), ("claimant", "\0")],
)
def test_a_filter_that_cannot_be_used_is_named(client: Client, name: str, value: str) -> None:
    response = client.get(ROOT, {name: value})

    body = orjson.loads(response.content)
    assert (response.status_code, body["code"]) == (400, "invalid-input")
    assert [each["field"] for each in body["errors"]] == [name]


def test_pages_follow_each_other_by_link_header(client: Client) -> None:
    for number in range(5):
        publish(f"Claim {number}.", days=number)

    seen, url = [], f"{ROOT}?limit=2"
    while url:
        response = client.get(url)
        body = response.json()
        seen += [each["claim"]["statement"] for each in body["results"]]
        url = body["next"]
        assert (f'<{url}>; rel="next"' in response.get("Link", "")) is bool(url)

    assert seen == [f"Claim {number}." for number in (4, 3, 2, 1, 0)]


def test_pages_of_a_search_follow_each_other(client: Client) -> None:
    for number in range(5):
        publish(f"The ferry made trip {number}.")

    seen, url = set(), f"{ROOT}?limit=2&q=ferry+trip+made"
    while url:
        body = client.get(url).json()
        seen |= {each["claim"]["statement"] for each in body["results"]}
        url = body["next"]

    assert len(seen) == 5


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_one_question(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        publish()

    with django_assert_num_queries(1):
        client.get(ROOT)


def test_nothing_is_written_here(client: Client) -> None:
    client.force_login(make.admin())

    response = client.post(ROOT, {"slug": "x"}, content_type="application/json")

    assert response.status_code == 405


def test_programs_learn_when_evidence_was_withdrawn_and_not_why(client: Client) -> None:
    version = publish()
    Evidence.objects.filter(review=version.publication.review).update(
        withdrawn_by=make.editor(), withdrawn_at=LATER, withdrawn_reason="A forgery."
    )

    answer = client.get(f"{ROOT}{version.publication.slug}/")

    health = answer.json()["evidence"][0]["health"]
    assert (health["withdrawn"], health["withdrawn_at"]) == (True, "2026-03-09T12:00:00Z")
    assert b"forgery" not in answer.content
