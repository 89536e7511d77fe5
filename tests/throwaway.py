"""Starts a throwaway PostgreSQL and Valkey before the settings load; xdist's processes share them.

A keeper process owns them and removes them when this process ends, however it ends.
"""

import contextlib
import os
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from factcheck import embedded
from factcheck.embedded import environment
from factcheck.embedded.state import State

ENVIRONMENT = {
    "FACTCHECK_DB_POOL": "0",  # connections kept in a pool hold up DROP DATABASE
    "FACTCHECK_SECRET_KEY": "only-for-tests",
    "FACTCHECK_STATICFILES": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
NO_BROWSER = "NO BROWSER"  # how the reason begins, see tests/e2e/browser.py
_services = contextlib.ExitStack()


@pytest.hookimpl(wrapper=True)  # a wrapper runs before pytest-django's own hook loads the settings
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    if environment.services_needed():
        _start_services()
    _choose_broker_database()
    return (yield)


def pytest_unconfigure() -> None:
    _services.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A missing browser must not drown among other skips."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(NO_BROWSER in str(report.longrepr) for report in skipped):
        terminalreporter.write_sep("!", f"{NO_BROWSER}: browser tests DID NOT RUN", red=True)


def _start_services() -> None:
    # In /tmp and not $TMPDIR: root's database account must reach it.
    directory = Path(tempfile.mkdtemp(prefix="factcheck-test-", dir="/tmp"))
    directory.chmod(0o711)
    place = _services.enter_context(embedded.running(State(directory), throwaway=True))
    os.environ.setdefault("FACTCHECK_STATE", str(directory))
    os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or place.database_url()
    os.environ["CELERY_BROKER_URL"] = os.environ.get("CELERY_BROKER_URL") or place.broker_url()


def _choose_broker_database() -> None:
    """Give each xdist process a numbered database of the shared broker: no stolen messages."""
    process = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
    url = os.environ["CELERY_BROKER_URL"]
    if process.isdigit() and url.startswith("redis+socket"):
        os.environ["CELERY_BROKER_URL"] = f"{url}?virtual_host={int(process) + 1}"
