"""The admin of the claims rooms: everything can be looked up there, and nothing changed."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims.ingestion import feeds, imports
from claims.models import FeedEntry, ImportRow, Original, ProposalRun
from tests import make
from tests.claims import pages, syndicated
from tests.make import NOON

pytestmark = pytest.mark.django_db
MODELS = ["feed", "feedentry", "import", "importrow", "original", "proposalrun"]
TEXT = "The port of Almond handled {n},210 containers in May of that year."


@pytest.fixture(autouse=True)
def _settings(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.LINK_HOST_DELAY_SECONDS = 0


@pytest.fixture
def admins() -> Client:
    client = Client()
    client.force_login(make.admin())
    return client


def fill(site: pages.Site, number: int) -> dict[str, int]:
    """A row of each model."""
    items = syndicated.articles(site, number)
    feed = syndicated.watched(syndicated.serve(site, f"/feed{number}", syndicated.rss(*items)).url)
    feeds.sweep(worker="w", clock=lambda: NOON)
    raw = io.BytesIO(f'text\n"{TEXT.format(n=number)}"\n'.encode())
    sent = imports.receive(raw, name="list.csv", by=make.contributor(), now=NOON, check=False)
    imports.work(worker="w", clock=lambda: NOON)
    run = ProposalRun.objects.create(
        article=make.article(f"Text {number}."), splitter="llm:x", created_at=NOON
    )
    return {
        "feed": feed.pk,
        "feedentry": FeedEntry.objects.get(feed=feed).pk,
        "import": sent.pk,
        "importrow": ImportRow.objects.get(of=sent).pk,
        "original": Original.objects.latest("pk").pk,
        "proposalrun": run.pk,
    }


def test_each_row_can_be_looked_at_and_not_changed(site: pages.Site, admins: Client) -> None:
    rows = fill(site, 1)

    for model in MODELS:
        listed = admins.get(f"/admin/claims/{model}/")
        shown = admins.get(f"/admin/claims/{model}/{rows[model]}/change/")
        answers = [
            admins.get(f"/admin/claims/{model}/add/"),
            admins.post(f"/admin/claims/{model}/{rows[model]}/change/", {}),
            admins.post(f"/admin/claims/{model}/{rows[model]}/delete/", {"post": "yes"}),
        ]
        assert (model, listed.status_code, shown.status_code) == (model, 200, 200)
        assert (model, [answer.status_code for answer in answers]) == (model, [403, 403, 403])


@pytest.mark.parametrize(("model", "rows"), [("feed", "feedentry"), ("import", "importrow")])
def test_a_feed_and_a_list_lead_to_their_rows(
    site: pages.Site, admins: Client, model: str, rows: str
) -> None:
    pk = fill(site, 1)[model]
    fill(site, 2)
    shown = LexborHTMLParser(admins.get(f"/admin/claims/{model}/{pk}/change/").content)

    (where,) = [
        str(link.attributes["href"])
        for link in shown.css("a[href]")
        if f"/claims/{rows}/?" in str(link.attributes["href"])
    ]

    assert len(LexborHTMLParser(admins.get(where).content).css("#result_list tbody tr")) == 1


@pytest.mark.parametrize("model", MODELS)
def test_a_longer_list_asks_no_more_questions(site: pages.Site, admins: Client, model: str) -> None:
    counts = []
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            fill(site, number)
        with CaptureQueriesContext(connection) as asked:
            admins.get(f"/admin/claims/{model}/")
        counts.append(len(asked))

    assert counts[0] == counts[1]
