from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.reviews.archives import standin


@pytest.fixture
def archive(settings: Settings) -> Iterator[standin.Archive]:
    """An archive on loopback that the settings name for both protocols, without pauses."""
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.0/8"]
    settings.LINK_HOST_DELAY_SECONDS = 0.0
    settings.ARCHIVES = ["memento", "wayback"]
    with standin.served() as served:
        settings.MEMENTO_TIMEGATE = served.timegate
        settings.WAYBACK_API = served.api
        yield served
