"""Pages are served from bytes that were made before, and never from stale ones."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reviews import publishing
from reviews.models import Publication
from reviews.states import Status
from tests import make
from tests.make import NOON
from tests.published import LATER, correct, publish
from tests.reviews.web.test_public import page_of

pytestmark = pytest.mark.django_db


def test_a_reader_who_has_the_page_is_not_sent_it_again(client: Client) -> None:
    version = publish()
    first = client.get(page_of(version.publication))

    again = client.get(page_of(version.publication), headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == "no-cache"


def test_a_flag_reaches_a_reader_who_has_the_page(client: Client) -> None:
    version = publish()
    first = client.get(page_of(version.publication))
    Publication.objects.update(flagged_at=LATER, flag_reason="The ledger is gone")

    again = client.get(page_of(version.publication), headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200


@pytest.mark.parametrize("extra", [0, 2])
def test_a_page_asks_one_question_however_much_evidence(
    client: Client, extra: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    review = make.review(Status.APPROVED)
    for _ in range(extra):
        make.evidence(review, by=make.editor())
    version = publishing.publish(review.pk, by=make.editor(), now=NOON)
    client.get(page_of(version.publication))

    with django_assert_num_queries(1):
        client.get(page_of(version.publication))


@pytest.mark.parametrize(
    ("name", "arguments"), [("evidence", [1]), ("version", [1]), ("version_evidence", [1, 1])]
)
def test_what_belongs_to_a_page_asks_one_question_too(
    client: Client,
    name: str,
    arguments: list[int],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    url = page_of(publish().publication, name, *arguments)
    first = client.get(url).content

    with django_assert_num_queries(1):
        again = client.get(url).content

    assert (first, first == b"") == (again, False)


def test_each_language_has_bytes_of_its_own(client: Client) -> None:
    url = page_of(publish().publication)

    pages = [
        client.get(url, headers={"accept-language": language}).content.decode()
        for language in ("en", "ar", "en")
    ]

    assert [re.findall(r'<html lang="(\w+)"', page)[0] for page in pages] == ["en", "ar", "en"]
    assert pages[0] == pages[2]


def test_whoever_asks_first_leaves_nothing_of_theirs_on_the_page(client: Client) -> None:
    url = page_of(publish().publication)
    client.force_login(make.admin())
    known = client.get(url).content

    assert Client().get(url).content == known


def test_a_later_version_has_another_tag_and_page(client: Client) -> None:
    version = publish()
    url = page_of(version.publication)
    first = client.get(url)
    correct(version.publication.review)

    again = client.get(url, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again["Surrogate-Key"].split()[1][-4:]) == (200, "/v/2")
