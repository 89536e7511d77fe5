"""A published fact-check whose claim its article has no longer: readers and programs are told."""

import pytest
from django.test import Client

from claims import revisions
from reviews.models import PublishedVersion
from tests import make
from tests.published import LATER, publish, text

pytestmark = pytest.mark.django_db
REWRITTEN = "Nothing of what stood here before is left. The ferry to the islands sails at noon."
TOLD = "No longer in the article, as of 9 March 2026"


def changed() -> PublishedVersion:
    """Published, and then its article was rewritten: the claim waits for a person."""
    version = publish()
    article, by = version.publication.review.claim.article, make.reviewer()
    revisions.revise(article.pk, REWRITTEN, by=by, now=LATER, anyway=True)
    return version


def gone() -> PublishedVersion:
    version = changed()
    claim = version.publication.review.claim
    revisions.settle_gone(claim.pk, by=make.reviewer(), now=LATER)
    return version


def page(version: PublishedVersion) -> str:
    answer = Client().get(f"/fact-checks/{version.publication.slug}/")
    return text(answer.content.decode())


def test_readers_are_told_once_a_person_has_said_so() -> None:
    version = changed()
    waits = page(version)
    claim = version.publication.review.claim
    revisions.settle_gone(claim.pk, by=make.reviewer(), now=LATER, reason="Among colleagues.")

    settled = page(version)

    assert (TOLD in waits, TOLD in settled, "Among colleagues" in settled) == (False, True, False)


def test_programs_are_told_and_asked_to_look_again(client: Client) -> None:
    version = changed()
    where = f"/api/v1/fact-checks/{version.publication.slug}/"
    before = client.get(where)
    claim = version.publication.review.claim
    revisions.settle_gone(claim.pk, by=make.reviewer(), now=LATER)

    after = client.get(where, headers={"If-None-Match": before["ETag"]})

    [row] = client.get("/api/v1/fact-checks/", {"since": "2026-03-09T12:00:00Z"}).json()["results"]
    told = "2026-03-09T12:00:00Z"
    assert (before.json()["gone_from_article"], after.status_code) == (None, 200)
    assert [each["gone_from_article"] for each in (after.json(), row)] == [told, told]


def test_a_claim_found_again_is_not_told_to_be_gone() -> None:
    version = gone()
    claim = version.publication.review.claim
    revisions.settle_here(claim.pk, start=0, end=42, by=make.reviewer(), now=LATER)

    assert (TOLD in page(version)) is False


def test_what_was_published_stays_as_it_was() -> None:
    version = gone()
    document, digest = version.document, version.digest

    version.refresh_from_db()

    assert (version.document, version.digest) == (document, digest)
