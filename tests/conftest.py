"""What every test may rely on."""

import os
from typing import Any

import hypothesis
import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

# Timing never decides a test; where CI is set, the same examples are tried every time.
hypothesis.settings.register_profile(
    "desk",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("desk")


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_guards() -> Any:
    """Tests with real transactions are cleaned up by TRUNCATE, which our history tables refuse.

    Only a database superuser may switch triggers off for a session, which a test database's is.
    """
    original = DatabaseOperations.sql_flush

    def sql_flush(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        statements = original(self, *args, **kwargs)
        if not statements:
            return []
        return [
            "SET session_replication_role = replica",
            *statements,
            "SET session_replication_role = DEFAULT",
        ]

    patch = pytest.MonkeyPatch()
    patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
    yield
    patch.undo()
