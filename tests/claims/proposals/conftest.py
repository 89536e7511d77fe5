from collections.abc import Iterator

import pytest

from tests.claims.proposals import stand_in


@pytest.fixture
def model(settings) -> Iterator[stand_in.Model]:
    """A desk with a language model, which stands on this machine."""
    with stand_in.serve() as found:
        settings.LLM_URL, settings.LLM_MODEL, settings.LLM_KEY = found.address, "tiny", "secret-key"
        settings.LLM_SECONDS = 20.0
        yield found
