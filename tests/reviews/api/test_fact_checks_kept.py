"""Fact-checks for programs, as caches and historians ask for them."""

import hashlib
from datetime import timedelta

import orjson
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from factcheck.accounts.models import Scope
from reviews import publishing, topics
from reviews.api import public_schema
from reviews.models import PublishedVersion
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.published import LATER, correct, publish, retract

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/fact-checks/"
SHORTLY_BEFORE = "2026-03-09T11:59:59Z"
FOR_EVER = "public, max-age=31536000, immutable"


def then(client: Client, slug: str, moment: str, tail: str = "/") -> tuple[int, bytes]:
    answer = client.get(f"{ROOT}{slug}{tail}", {"as_of": moment})
    return answer.status_code, answer.content


def statements(client: Client, **query: str) -> list[str]:
    return [each["claim"]["statement"] for each in client.get(ROOT, query).json()["results"]]


def both() -> tuple[str, PublishedVersion, PublishedVersion]:
    """Published on 2 March at noon, corrected a week later."""
    first = publish()
    second = correct(first.publication.review)
    return first.publication.slug, first, second


@pytest.mark.parametrize("tail", ["", "/", "/versions/", "/versions/1/", "/claimreview"])
def test_one_question_a_request(
    client: Client, tail: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = f"{ROOT}{publish().publication.slug}{tail}" if tail else ROOT
    client.get(url)

    with django_assert_num_queries(1):
        client.get(url)


@pytest.mark.parametrize("tail", ["", "/", "/versions/", "/versions/1/", "/claimreview"])
def test_nobody_is_known_here_and_no_cookie_is_read(
    client: Client, tail: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = f"{ROOT}{publish().publication.slug}{tail}" if tail else ROOT
    client.get(url)
    client.force_login(make.editor())

    with django_assert_num_queries(1):
        answer = client.get(url)

    assert (answer.status_code, dict(answer.cookies), answer.get("Vary", "")) == (200, {}, "")


def test_a_stranger_and_a_key_read_the_same(client: Client) -> None:
    url = f"{ROOT}{publish().publication.slug}/"
    key = make.api_key(make.reviewer(), Scope.READ)

    known = client.get(url, headers={"authorization": f"Api-Key {key}"})

    stranger = client.get(url)
    assert (known.content, known["ETag"]) == (stranger.content, stranger["ETag"])


def test_a_wrong_key_is_refused_even_for_what_is_public(client: Client) -> None:
    url = f"{ROOT}{publish().publication.slug}/"

    assert client.get(url, headers={"authorization": "Api-Key wrong"}).status_code in (401, 403)


def test_a_stranger_is_counted(client: Client, settings: Settings) -> None:
    answer = client.get(f"{ROOT}{publish().publication.slug}/")

    assert answer["RateLimit-Policy"].startswith('"anon";')


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_at_these_addresses(client: Client, method: str) -> None:
    url = f"{ROOT}{publish().publication.slug}/"

    assert getattr(client, method)(url).status_code in (401, 403, 405)


def test_a_refusal_is_in_the_language_of_the_reader(client: Client) -> None:
    answer = client.get(f"{ROOT}nothing-9/", headers={"accept-language": "ar"})

    assert (answer.status_code, answer["Content-Language"], answer["Vary"]) == (
        404,
        "ar",
        "Accept-Language",
    )


def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    answer = client.get(ROOT, headers={"host": "elsewhere.example"})

    assert answer.status_code == 400


def test_an_unchanged_list_is_not_sent_again(client: Client) -> None:
    publish()
    first = client.get(ROOT)

    again = client.get(ROOT, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content, again["Surrogate-Key"]) == (304, b"", "fact-checks")


def test_caches_learn_what_they_may_keep_and_by_which_name(client: Client) -> None:
    slug = publish().publication.slug

    answer = client.get(f"{ROOT}{slug}/")

    assert answer["Cache-Control"] == "no-cache"
    assert answer["Surrogate-Key"] == f"fact-check/{slug} fact-check/{slug}/v/1"
    assert answer["Cache-Tag"] == f"fact-check/{slug},fact-check/{slug}/v/1"


def test_a_proxy_that_is_purged_may_answer_alone(client: Client, settings: Settings) -> None:
    settings.PROXY_SECONDS = 60

    answer = client.get(f"{ROOT}{publish().publication.slug}/")

    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate, s-maxage=60"


def test_a_numbered_version_is_its_bytes_for_ever(client: Client) -> None:
    slug, first, _ = both()

    answer = client.get(f"{ROOT}{slug}/versions/1/")

    assert (answer.content.decode(), answer["ETag"]) == (first.document, f'"{first.digest}"')
    assert answer["Cache-Control"] == FOR_EVER
    assert hashlib.sha256(answer.content).hexdigest() == first.digest


def test_a_version_is_what_the_schema_says(client: Client) -> None:
    slug, _, _ = both()

    body = client.get(f"{ROOT}{slug}/versions/2/").json()

    shape = public_schema.PublishedDocument(data=body)
    assert shape.is_valid(), shape.errors
    assert shape.fields.keys() - body.keys() == set()


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999"])
def test_there_is_no_other_version(client: Client, number: str) -> None:
    slug, _, _ = both()

    assert client.get(f"{ROOT}{slug}/versions/{number}/").status_code == 404


def test_a_moment_gives_the_document_that_was_public(client: Client) -> None:
    slug, first, second = both()

    assert then(client, slug, "2026-03-02T12:00:00Z") == (200, first.document.encode())
    assert then(client, slug, SHORTLY_BEFORE) == (200, first.document.encode())
    assert then(client, slug, "2026-03-09T12:00:00Z") == (200, second.document.encode())
    assert then(client, slug, "2026-03-09T14:00:00+02:00") == (200, second.document.encode())


def test_a_moment_is_counted_in_whole_seconds_as_it_is_told(client: Client) -> None:
    review = make.review(Status.APPROVED)
    half_past = NOON + timedelta(milliseconds=500)
    slug = publishing.publish(review.pk, by=make.editor(), now=half_past).publication.slug

    [told] = [each["published_at"] for each in client.get(f"{ROOT}{slug}/versions/").json()]

    assert then(client, slug, told)[0] == 200


def test_a_moment_gives_the_claimreview_that_was_public(client: Client) -> None:
    slug, first, second = both()

    assert then(client, slug, SHORTLY_BEFORE, "/claimreview") == (200, first.claimreview.encode())
    assert then(client, slug, "2026-03-10T00:00:00Z", "/claimreview") == (
        200,
        second.claimreview.encode(),
    )


@pytest.mark.parametrize("tail", ["/", "/claimreview"])
def test_before_the_first_and_after_the_last_moment_there_is_nothing(
    client: Client, tail: str
) -> None:
    slug = publish().publication.slug

    assert then(client, slug, "2026-03-02T11:59:59Z", tail)[0] == 404
    assert then(client, slug, "9999-12-31T23:59:59Z", tail)[0] == 404
    assert then(client, slug, "0001-01-01T00:00:00+14:00", tail)[0] == 404
    assert then(client, "nothing-9", "2026-03-02T12:00:00Z", tail)[0] == 404


@pytest.mark.parametrize("tail", ["/", "/claimreview"])
def test_what_was_retracted_then_is_gone_and_what_was_not_is_there(
    client: Client, tail: str
) -> None:
    version = publish()
    slug = version.publication.slug
    retract(version)

    status, body = then(client, slug, "2026-03-09T12:00:00Z", tail)
    assert (status, orjson.loads(body)["detail"]) == (
        410,
        "This verdict was retracted: Wrong harbour.",
    )
    assert then(client, slug, SHORTLY_BEFORE, tail)[0] == 200


@pytest.mark.parametrize("tail", ["/", "/claimreview"])
@pytest.mark.parametrize("moment", ["", "yesterday", "2026-03-02", "2026-03-02T12:00:00", "a\0b"])
def test_a_moment_that_is_none_is_refused(client: Client, moment: str, tail: str) -> None:
    status, body = then(client, publish().publication.slug, moment, tail)

    refused = orjson.loads(body)
    assert (status, [each["field"] for each in refused["errors"]]) == (400, ["as_of"])


def test_the_tag_of_a_moment_is_the_digest(client: Client) -> None:
    slug, first, _ = both()
    url = f"{ROOT}{slug}/?as_of={SHORTLY_BEFORE}"

    again = client.get(url, headers={"if-none-match": f'"{first.digest}"'})

    assert (again.status_code, again["ETag"]) == (304, f'"{first.digest}"')


def test_the_list_is_narrowed_to_a_kind_of_change(client: Client) -> None:
    publish("As it was.", days=30)
    correct(publish("Put right.").publication.review)

    kinds = {
        kind: statements(client, change=kind) for kind in ("published", "correction", "update")
    }

    assert kinds == {"published": ["As it was."], "correction": ["Put right."], "update": []}


def test_the_list_is_narrowed_to_a_topic(client: Client) -> None:
    about = publish("About ports.").publication
    publish("About rents.", days=1)
    topics.put(about.review_id, names=["Ports and harbours"], by=make.editor(), now=LATER)

    found = statements(client, topic="ports-and-harbours")

    assert found == ["About ports."]


def test_a_later_version_is_served_at_once(client: Client) -> None:
    first = publish()
    url = f"{ROOT}{first.publication.slug}/"
    before = client.get(url)

    correct(first.publication.review)

    after = client.get(url, headers={"if-none-match": before["ETag"]})
    assert (before.json()["version"], after.json()["version"]) == (1, 2)
    assert after.json()["published_at"] == (NOON + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M:%SZ")
