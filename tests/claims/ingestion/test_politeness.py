"""One host is asked again after a pause, whichever work asks."""

import io
import time
from pathlib import Path
from typing import Any

import pytest

from claims.ingestion import imports, politeness
from tests import make
from tests.claims import pages, syndicated
from tests.make import NOON

PAUSE = 0.3


@pytest.fixture(autouse=True)
def _settings(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.LINK_HOST_DELAY_SECONDS = PAUSE


def seconds(*urls: str) -> float:
    before = time.monotonic()
    for url in urls:
        politeness.wait_for(url)
    return time.monotonic() - before


def test_a_host_is_asked_again_after_its_pause() -> None:
    assert seconds("https://one.example/a", "https://ONE.example:8443/b") >= PAUSE


def test_other_hosts_are_not_kept_waiting(settings: Any) -> None:
    settings.LINK_HOST_DELAY_SECONDS = 600

    assert seconds("https://two.example/a", "https://three.example/a") < 600


@pytest.mark.django_db
def test_rows_of_one_host_are_fetched_with_a_pause(site: pages.Site) -> None:
    urls = [site.put(f"/a/{number}", syndicated.page(number)) for number in range(3)]
    raw = "\n".join(["url", *urls]).encode()
    imports.receive(io.BytesIO(raw), name="x", by=make.contributor(), now=NOON, check=False)
    before = time.monotonic()

    imports.work(worker="w1", clock=lambda: NOON)

    assert (time.monotonic() - before >= 2 * PAUSE, len(site.requests)) == (True, 3)
