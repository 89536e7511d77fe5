"""ClaimReview as the Duke Reporters' Lab takes it, at both addresses."""

from typing import Any

import jsonschema
import orjson
import pytest
from django.test import Client
from pytest_django import Settings

from reviews.publishing import duke
from tests import published
from tests.published import publish

TEXT = {"type": "string", "minLength": 1}


def thing(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["@type", *required],
        "additionalProperties": False,
        "properties": {"@type": TEXT} | properties,
    }


PERSON = thing(["name"], name=TEXT, jobTitle=TEXT, url=TEXT, sameAs={"type": "array"})
WORK = thing(["url"], url=TEXT)
CLAIM = thing([], author=PERSON, datePublished=TEXT, appearance={"type": "array", "items": WORK})
RATING = thing(
    ["alternateName"],
    alternateName=TEXT,
    ratingExplanation=TEXT,
    **dict.fromkeys(("ratingValue", "bestRating", "worstRating"), TEXT),
)
SCHEMA = thing(
    ["@context", "url", "claimReviewed", "datePublished", "author", "itemReviewed", "reviewRating"],
    **dict.fromkeys(("@context", "url", "claimReviewed", "datePublished"), TEXT),
    author=PERSON,
    itemReviewed=CLAIM,
    reviewRating=RATING,
)
"""What is known of theirs: these properties and no other, and ratings in quotes."""


def address(slug: str) -> str:
    return f"/api/v1/fact-checks/{slug}/claimreview"


@pytest.mark.django_db
def test_a_corrected_fact_check_fits_their_schema(client: Client) -> None:
    first = publish(article={"url": "https://news.example/a"})
    version = published.correct(first.publication.review)

    answer = client.get(address(first.publication.slug), {"profile": "duke"})

    made = answer.json()
    jsonschema.validate(made, SCHEMA)
    assert answer["Content-Type"] == "application/ld+json"
    assert made == duke.claimreview(orjson.loads(version.claimreview))
    assert made["reviewRating"]["ratingValue"] == str(version.content["rating"]["value"])


@pytest.mark.django_db
def test_both_forms_have_entity_tags_of_their_own(client: Client) -> None:
    slug = publish().publication.slug

    whole, theirs = client.get(address(slug)), client.get(address(slug), {"profile": "duke"})

    assert whole["ETag"] != theirs["ETag"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/fact-checks/feed.json", "/api/v1/fact-checks/{}/claimreview"])
def test_another_profile_is_refused(client: Client, path: str) -> None:
    slug = publish().publication.slug

    assert client.get(path.format(slug), {"profile": "other"}).status_code == 400


@pytest.mark.django_db
def test_the_feed_has_their_form_and_tells_its_maker_beside_the_items(
    client: Client, settings: Settings
) -> None:
    settings.LICENSE = "https://licence.example/by"
    publish()

    theirs = client.get("/fact-checks/feed.json", {"profile": "duke"}).json()
    ours = client.get("/fact-checks/feed.json").json()

    [element] = theirs["dataFeedElement"]
    [item] = element["item"]
    jsonschema.validate(item, SCHEMA)
    assert (theirs["sdLicense"], theirs["sdPublisher"]["name"]) == (
        "https://licence.example/by",
        "Factcheck",
    )
    assert ours["dataFeedElement"][0]["item"][0]["sdLicense"] == "https://licence.example/by"


def test_what_is_retracted_has_no_markup_in_any_form() -> None:
    assert duke.claimreview({}) == {}
