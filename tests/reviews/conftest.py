"""Sources to cite, on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.reviews import pages


@pytest.fixture
def web(settings: Settings, tmp_path: Path) -> Iterator[pages.Pages]:
    """A local web that the guarded door may visit; copies of it land in a folder of the test."""
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.0/8"]
    settings.OUTBOUND_DEADLINE_SECONDS = 5.0
    settings.MEDIA_ROOT = tmp_path
    with pages.served() as served:
        yield served
