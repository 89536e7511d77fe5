"""What `/api/schema/` promises, the API keeps: generated requests, sensible and senseless ones.

The same requests each time; `benchmarks.contract` asks for longer, and others each time.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from schemathesis.generation import GenerationMode

from factcheck.accounts.models import Role, Scope
from factcheck.wsgi import application
from tests import contract, make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BOUNDS = contract.bounded(3, again=True)  # of each operation, caller and mode: a minute of CPU


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A request of WSGI ends by closing its connection, and with it the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(
    ("role", "mode"),
    [
        (None, GenerationMode.POSITIVE),
        (Role.CONTRIBUTOR, GenerationMode.POSITIVE),
        (Role.REVIEWER, GenerationMode.POSITIVE),
        (Role.EDITOR, GenerationMode.POSITIVE),
        (Role.EDITOR, GenerationMode.NEGATIVE),
        (Role.ADMIN, GenerationMode.POSITIVE),
    ],
)
def test_the_api_keeps_its_word(role: Role | None, mode: GenerationMode) -> None:
    caches["quotas"].clear()  # of what other tests counted against the limits
    addressed, headers = contract.desk(), dict[str, str]()
    if role is not None:
        headers["Authorization"] = f"Api-Key {make.api_key(make.user(role), *Scope)}"
    document: Any = schemathesis.openapi.from_wsgi("/api/schema/?format=json", application)

    broken = [
        each
        for one in contract.operations(document)
        for each in contract.broken(one, mode, addressed=addressed, headers=headers, bounds=BOUNDS)
    ]

    assert broken == [], "\n\n".join(broken)
