"""Every screen at 200 % and on a telephone, in Arabic: nothing has to be scrolled sideways."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.e2e import walking
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.xdist_group("browser")]
ZOOMED: ViewportSize = {"width": 640, "height": 450}  # 1280 × 900 at 200 %, as browsers zoom
TELEPHONE: ViewportSize = {"width": 400, "height": 800}
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
TURNED = "document.documentElement.dir === 'rtl' && document.documentElement.lang === 'ar'"


def test_every_screen_reflows_from_right_to_left(chromium: Browser, sample_desk: Desk) -> None:
    context = chromium.new_context(
        base_url=sample_desk.url, locale="ar", viewport=ZOOMED, device_scale_factor=2
    )
    page = context.new_page()
    walking.sign_in(page, sample_desk)

    found = {path: faults for path in walking.screens(page) if (faults := _faults(page))}

    context.close()
    assert found == {}


def _faults(page: Page) -> list[str]:
    page.set_viewport_size(TELEPHONE)
    narrow = page.evaluate(WIDE)
    page.set_viewport_size(ZOOMED)
    faults = {
        "wider than a telephone": narrow,
        "wider than the window at 200 %": page.evaluate(WIDE),
        "not in Arabic": not page.evaluate(TURNED),
    }
    return [fault for fault, is_so in faults.items() if is_so]
