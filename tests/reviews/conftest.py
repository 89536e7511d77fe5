"""Sources to cite, on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.reviews import pages
from tests.reviews.webhooks import receivers


@pytest.fixture
def web(settings: Settings, tmp_path: Path) -> Iterator[pages.Pages]:
    """A local web that the guarded door may visit; copies of it land in a folder of the test."""
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.0/8"]
    settings.OUTBOUND_DEADLINE_SECONDS = 5.0
    settings.MEDIA_ROOT = tmp_path
    with pages.served() as served:
        yield served


@pytest.fixture
def receiver(settings: Settings) -> Iterator[receivers.Receiver]:
    """A receiver of webhooks that the guarded door may send to."""
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.0/8"]
    with receivers.receiving() as served:
        yield served
