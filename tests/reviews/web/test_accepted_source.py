"""What readers and programs learn of a source that a person accepted although it changed."""

import pytest
from django.test import Client
from django.urls import reverse

from reviews import evidence
from reviews.models import Condition, Evidence, PublishedVersion
from tests import make
from tests.make import NOON
from tests.published import LATER, publish, text

pytestmark = pytest.mark.django_db


def accepted() -> PublishedVersion:
    version = publish()
    first = Evidence.objects.filter(review=version.publication.review)[0]
    Evidence.objects.filter(pk=first.pk).update(
        condition=Condition.DRIFTED, condition_since=NOON, condition_note="Changed."
    )
    evidence.clear(first.pk, by=make.editor(), now=LATER, reason="Ines says it is fine.")
    return version


def test_readers_learn_that_it_changed_and_when_the_desk_looked(client: Client) -> None:
    slug = accepted().publication.slug

    shown = text(client.get(reverse("public:fact_check", args=[slug])).content.decode())

    assert "Changed since; the desk looked on 9 March 2026" in shown
    assert "Ines says" not in shown


def test_programs_learn_it_too(client: Client) -> None:
    slug = accepted().publication.slug

    body = client.get(f"/api/v1/fact-checks/{slug}/").json()

    health = body["evidence"][0]["health"]
    assert (health["state"], health["since"]) == ("accepted", "2026-03-09T12:00:00Z")
    assert "Ines says" not in str(body)


def test_the_desk_sees_when_and_why(client: Client) -> None:
    review = accepted().publication.review
    client.force_login(make.editor())

    shown = text(client.get(reverse("reviews:workbench", args=[review.pk])).content.decode())

    assert "Changed since; the desk looked on" in shown
    assert "Ines says it is fine." in shown
    assert "Does the verdict still stand?" not in shown
