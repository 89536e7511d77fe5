"""A receiver that the guarded door may send to."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.reviews.webhooks import receivers


@pytest.fixture
def receiver(settings: Settings) -> Iterator[receivers.Receiver]:
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.0/8"]
    with receivers.receiving() as served:
        yield served
