from collections.abc import Iterator
from typing import Any

import pytest

from tests.claims import pages


@pytest.fixture
def site(settings: Any) -> Iterator[pages.Site]:
    """A local web server that the desk is allowed to fetch from."""
    settings.OUTBOUND_ALLOW_NETWORKS = ["127.0.0.0/8"]
    settings.OUTBOUND_DEADLINE_SECONDS = 5.0
    with pages.serve() as running:
        yield running
