"""A throwaway desk for measuring: PostgreSQL, broker and Django, gone when the block ends."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck import embedded
from factcheck.embedded.state import State


@contextmanager
def running(*, durable: bool = False) -> Iterator[None]:
    """Within the block Django is set up on an empty, migrated database.

    `durable`: PostgreSQL waits for the disk as it does in production, where writing is measured.
    """
    directory = Path(tempfile.mkdtemp(prefix="factcheck-bench-", dir="/tmp"))
    directory.chmod(0o711)
    with embedded.running(State(directory), throwaway=not durable) as place:
        os.environ |= {
            "DATABASE_URL": place.database_url(),
            "CELERY_BROKER_URL": place.broker_url(),
            "FACTCHECK_SECRET_KEY": "only-for-benchmarks",
            "FACTCHECK_DB_POOL": "0",
            "FACTCHECK_MEDIA": str(directory / "media"),
            "FACTCHECK_STATICFILES": "django.contrib.staticfiles.storage.StaticFilesStorage",
            "FACTCHECK_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        }
        _set_up()
        yield
    shutil.rmtree(directory, ignore_errors=True)


def _set_up() -> None:
    import django  # noqa: PLC0415 - settings exist from here on
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
