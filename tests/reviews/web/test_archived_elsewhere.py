"""Readers of a fact-check are offered copies by others, and our passage in its context."""

import pytest
from django.test import Client

from reviews.models import ArchiveLookup, Evidence, PublishedVersion
from tests.make import NOON
from tests.published import publish, text

pytestmark = pytest.mark.django_db
COPY = "https://archive.example/2026/https://ports.example/"


def found() -> PublishedVersion:
    version = publish()
    for piece in Evidence.objects.filter(review=version.publication.review)[:1]:
        ArchiveLookup.objects.create(
            link=piece.link, service="wayback", asked_at=NOON, wanted_at=NOON,
            outcome="found", url=COPY, captured_at=NOON,
        )  # fmt: skip
    return version


def test_a_page_offers_the_copies_that_archives_have(client: Client) -> None:
    version = found()

    answer = client.get(f"/fact-checks/{version.publication.slug}/")

    assert answer.content.decode().count(f'href="{COPY}"') == 1
    assert "Wayback Machine, 2 March 2026" in text(answer.content.decode())


def test_programs_are_told_of_ours_and_theirs_and_the_digest_stays(client: Client) -> None:
    version = found()

    body = client.get(f"/api/v1/fact-checks/{version.publication.slug}/").json()

    assert [each["kind"] for each in body["evidence"][0]["archived"]] == ["own", "wayback"]
    assert body["evidence"][0]["archived"][1]["url"] == COPY
    assert body["digest"] == version.digest


def test_a_copy_that_is_found_changes_the_tag_of_the_page(client: Client) -> None:
    version = publish()
    where = f"/fact-checks/{version.publication.slug}/"
    before = client.get(where).headers["ETag"]
    piece = Evidence.objects.filter(review=version.publication.review)[0]
    ArchiveLookup.objects.create(
        link=piece.link, service="memento", asked_at=NOON, wanted_at=NOON,
        outcome="found", url=COPY, captured_at=NOON,
    )  # fmt: skip

    assert client.get(where, headers={"if-none-match": before}).status_code == 200
