"""Every screen with the sample work, as after `make run`: opened, measured, and photographed.

The pictures lie in `var/screenshots`; `make pictures` copies those of the README to `docs/img`.
"""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import walking
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.xdist_group("browser")]
LOOKS: dict[str, Any] = {
    "light": {"viewport": {"width": 1440, "height": 900}},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 400, "height": 900}},
    "rtl": {"viewport": {"width": 1440, "height": 900}, "locale": "ar"},
}
DESK_PAGES = {
    "inbox": "/articles/",
    "triage": "/articles/1/",
    "triage-arabic": "/articles/3/",
    "queue": "/reviews/",
    "workbench": "/reviews/8/",
    "second-look": "/reviews/5/",
    "flagged-review": "/reviews/3/",
    "sources": "/sources/",
    "source": "/sources/5/",
    "source-replace": "/sources/5/evidence/5/replace/",
    "source-import": "/sources/import/",
    "feeds": "/feeds/",
    "import": "/articles/import/",
    "claim": "/claims/1/",
    "bounds": "/claims/1/move/",
    "revisions": "/articles/4/revisions/",
    "resplit": "/articles/1/resplit/",
    "language-model": "/articles/1/language-model/",
    "board": "/reviews/board/",
    "workload": "/reviews/workload/",
    "agreement": "/desk/agreement/",
    "desk": "/desk/",
    "compliance": "/desk/compliance/",
    "notices": "/notices/",
    "settings": "/account/",
    "admin": "/admin/",
}
CLAIMS = {
    "fact-check": "handled 4,210 containers",
    "fact-check-flagged": "burned 1,204 tonnes",
    "fact-check-dead": "voted unanimously",
    "fact-check-arabic": "85 ألف",
}
REST_PAGES = {"archive": "/fact-checks/", "method": "/method/", "api": "/api/"}


@pytest.mark.parametrize("look", LOOKS)
def test_each_screen_opens_without_an_error_and_fits(
    look: str, chromium: Browser, sample_desk: Desk, pictures: Path
) -> None:
    context = chromium.new_context(base_url=sample_desk.url, **LOOKS[look])
    faults: list[str] = []
    page = context.new_page()
    page.on("response", lambda answer: _note(faults, answer.status, answer.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    walking.sign_in(page, sample_desk)

    wide = [
        name
        for name, path in (DESK_PAGES | REST_PAGES | _fact_checks(page)).items()
        if not _fits(page, path, pictures / f"{name}-{look}.png") and name not in ("admin", "api")
    ]

    context.close()
    assert (faults, wide) == ([], [])


def _fact_checks(page: Page) -> dict[str, str]:
    """Name of a picture → address of the fact-check, found as a reader finds it."""
    page.goto("/fact-checks/")
    found = {}
    for name, words in CLAIMS.items():
        link = page.locator("main a[href^='/fact-checks/']", has_text=words).first
        found[name] = link.get_attribute("href") or ""
    return found


def _fits(page: Page, path: str, picture: Path) -> bool:
    """Whether nothing has to be scrolled sideways."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=picture)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return not page.evaluate(wide)


def _note(faults: list[str], status: int, url: str) -> None:
    if status >= 400:
        faults.append(f"{status} {url}")
