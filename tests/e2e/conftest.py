"""One desk, one browser and one small web for all browser tests of a process.

They end with the last browser test: until then Playwright keeps an event loop running in this
thread, and no test of asyncio could run.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e import browser as finder
from tests.e2e import mail, running, web


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    found = finder.require()
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=found.executable, env=found.environment, args=finder.FLAGS
        )


@pytest.fixture(scope="module", autouse=True)
def pages_put_away(chromium: Browser) -> Iterator[None]:
    """A page left open goes on asking the desk, and takes its share of two processors."""
    yield
    for context in chromium.contexts:
        context.close()


@pytest.fixture(scope="package")
def office() -> Iterator[mail.Post]:
    """Takes the letters of the desk."""
    with mail.office() as started:
        yield started


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory, office: mail.Post) -> Iterator[running.Desk]:
    with running.desk(tmp_path_factory.mktemp("desk"), mail=office.url) as started:
        yield started


@pytest.fixture(scope="package")
def sample_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.Desk]:
    """With the sample work, as after `make run`."""
    with running.desk(tmp_path_factory.mktemp("samples"), samples=True) as started:
        yield started


@pytest.fixture(scope="package")
def site() -> Iterator[web.Site]:
    with web.serving() as started:
        yield started


@pytest.fixture(scope="package")
def pictures() -> Path:
    """Where screenshots go; the README shows some of them."""
    folder = running.ROOT / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
