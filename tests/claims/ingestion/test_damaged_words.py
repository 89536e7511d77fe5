"""NUL and halves of characters in what comes in: never in the way of storing or showing it."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from claims import ingestion
from claims.exceptions import UnusableAddress
from claims.ingestion import feeds, imports
from claims.models import Origin
from factcheck.exceptions import InvalidInput
from tests import make
from tests.claims import pages, syndicated
from tests.make import NOON

pytestmark = pytest.mark.django_db
SURROGATE = "\ud800"


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.LINK_HOST_DELAY_SECONDS = 0


def json_feed(*ids: str) -> bytes:
    items = [
        {"id": each, "title": f"T{each}", "content_text": f"{syndicated.LONG} {number}."}
        for number, each in enumerate(ids)
    ]
    about = {"version": "https://jsonfeed.org/version/1.1", "title": "a\0b", "items": items}
    return json.dumps(about).encode()


def judged(*values: dict[str, str], check: bool) -> list[tuple[str, str]]:
    raw = "".join(json.dumps(each) + "\n" for each in values).encode()
    sent = imports.receive(
        io.BytesIO(raw), name=f"a\0{SURROGATE}.jsonl", by=make.contributor(), now=NOON, check=check
    )
    imports.work(worker="w1", clock=lambda: NOON)
    return list(sent.rows.values_list("outcome", "value"))


def test_a_damaged_id_of_a_feed_is_cleaned_or_left_out(site: pages.Site) -> None:
    body = json_feed("a\0b", "\0", f"c{SURROGATE}", "d")
    served = syndicated.serve(site, "/feed", body, **{"Content-Type": "application/feed+json"})

    feed = syndicated.watched(served.url)
    syndicated.sweep()

    assert syndicated.states(feed) == {"ab": "ingested", "d": "ingested"}


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("name", ["url", "title", "author", "language", "published_on"])
def test_a_damaged_row_is_refused_and_written_down(name: str, *, check: bool) -> None:
    row = {"text": "The port handled 4,210 containers.", name: f"a\0b{SURROGATE}"}

    outcomes = judged(row, check=check)

    assert outcomes == [("refused", "a�b�")]


@pytest.mark.parametrize("damage", ["\0", SURROGATE])
def test_a_damaged_tag_can_be_shown(damage: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        ingestion.ingest_text(
            "The port.", by=None, now=NOON, origin=Origin.API, language=f"a{damage}b"
        )

    assert (damage in str(refused.value), refused.value.field) == (False, "language")


@pytest.mark.parametrize(("kind", "coding"), [("caf\xe9/x", "identity"), ("text/html", "caf\xe9")])
def test_headers_that_are_not_ascii_can_be_shown(site: pages.Site, kind: str, coding: str) -> None:
    url = site.put("/a", b"Hello, harbour.", kind=kind, coding=coding)

    with pytest.raises(UnusableAddress) as refused:
        ingestion.ingest_url(url, by=None, now=NOON)

    assert str(refused.value).encode().decode() == str(refused.value)


def test_where_a_damaged_header_leads_is_told_in_words(site: pages.Site) -> None:
    served = syndicated.serve(
        site, "/feed", syndicated.rss(), Location="http://[caf\xe9\xff/", ETag="\xe9"
    )
    feed = syndicated.watched(served.url)
    served.status = 302
    syndicated.sweep(NOON + 10 * feeds.BETWEEN_SWEEPS * 60)

    feed.refresh_from_db()

    assert (feed.etag, feed.failures, bool(feed.last_error)) == ("", 1, True)
