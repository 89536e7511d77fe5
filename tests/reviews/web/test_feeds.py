"""Feeds: well-formed, rightly dated, and telling of what happened to a verdict since."""

from datetime import timedelta

import feedparser
import orjson
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reviews.models import Publication
from tests.published import LATER, correct, publish, retract

pytestmark = pytest.mark.django_db


def test_the_atom_feed_is_well_formed_and_dated(client: Client) -> None:
    first = publish()

    response = client.get("/fact-checks/feed.atom")

    feed = feedparser.parse(response.content)
    entry = feed.entries[0]
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert entry.link == orjson.loads(first.claimreview)["url"]
    assert entry.title == f"Mostly true: “{first.content['claim']['statement']}”"
    assert (entry.published, entry.updated) == ("2026-03-02T12:00:00+00:00",) * 2
    assert entry.summary == "The port's own ledger gives 4,198."


@pytest.mark.parametrize("rows", [1, 3])
def test_the_feed_asks_one_question(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        publish()

    with django_assert_num_queries(1):
        client.get("/fact-checks/feed.atom")


def test_the_feed_tells_of_flags_corrections_and_retractions(client: Client) -> None:
    flagged, corrected, retracted = (publish(f"Claim number {n}.") for n in (1, 2, 3))
    Publication.objects.filter(pk=flagged.publication_id).update(
        flagged_at=LATER, flag_reason="Gone.", changed_at=LATER + timedelta(days=2)
    )
    correct(corrected.publication.review)
    retract(retracted, days=8)

    feed = feedparser.parse(client.get("/fact-checks/feed.atom").content)

    assert [(entry.title, [tag.term for tag in entry.tags]) for entry in feed.entries] == [
        (
            "Needs another look: Mostly true: “Claim number 1.”",
            ["Mostly true", "needs-another-look"],
        ),
        ("Retracted: “Claim number 3.”", ["Mostly true", "retracted"]),
        ("Corrected: Mostly true: “Claim number 2.”", ["Mostly true", "corrected"]),
    ]
    assert [entry.updated[:10] for entry in feed.entries] == [
        "2026-03-11",
        "2026-03-10",
        "2026-03-09",
    ]
    assert feed.feed.updated[:10] == "2026-03-11"


def test_the_data_feed_holds_the_markup_of_live_checks(client: Client) -> None:
    version = publish()
    retract(publish("Another claim."))

    feed = client.get("/fact-checks/feed.json").json()

    [element] = feed["dataFeedElement"]
    publisher = element["item"][0].pop("sdPublisher")
    assert element["item"] == [orjson.loads(version.claimreview)]
    assert publisher["@type"] == "Organization"
    assert feed["dateModified"] == "2026-03-02T12:00:00Z"


def test_control_characters_in_one_fact_check_keep_no_reader_from_the_others(
    client: Client,
) -> None:
    publish("The mayor said \x01\x08\x1b[31m\ufffe so.")

    feed = feedparser.parse(client.get("/fact-checks/feed.atom").content)

    assert (feed.bozo, feed.entries[0].title) == (False, "Mostly true: “The mayor said [31m so.”")
