"""Google's client, pointed at the live server."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.reviews.api import google_client


@pytest.fixture
def service(live_server: LiveServer) -> Iterator[Any]:
    with google_client.pointed_at(live_server.url) as made:
        yield made
