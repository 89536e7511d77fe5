"""No screen, in no state, breaks a rule of WCAG 2.2 A or AA that a program can see."""

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import axe, walking
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.xdist_group("browser")]
UNFOLD_ALL = (
    "document.querySelectorAll('details:not(.menu)').forEach((each) => { each.open = true })"
)

EMPTY_OR_REFUSED = (
    "/nowhere/",
    "/articles/?q=zzzz",
    "/fact-checks/?q=zzzz",
    "/reviews/?q=zzzz",
    "/reviews/?status=zzzz",
    "/sources/?q=zzzz",
)


def test_no_screen_breaks_a_rule_in_the_light_or_in_the_dark(
    chromium: Browser, sample_desk: Desk
) -> None:
    context = chromium.new_context(base_url=sample_desk.url, reduced_motion="reduce")
    page = context.new_page()
    walking.sign_in(page, sample_desk)

    found = {path: faults for path in walking.screens(page) if (faults := _both_themes(page))}

    context.close()
    assert found == {}


def test_no_empty_refused_or_opened_state_breaks_a_rule(
    chromium: Browser, sample_desk: Desk
) -> None:
    context = chromium.new_context(base_url=sample_desk.url, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/articles/")
    page.get_by_label("Username").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    found = {"sign-in, refused": _both_themes(page)}
    walking.sign_in(page, sample_desk)
    for path in EMPTY_OR_REFUSED:
        page.goto(path)
        found[path] = _both_themes(page)
    page.goto("/articles/")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    found["help, opened"] = _both_themes(page)
    page.keyboard.press("Escape")
    page.locator("details.menu summary").click()
    found["menu, opened"] = axe.faults(page, within=".menu")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Find claims").click()
    found["inbox, opened"] = _both_themes(page)

    context.close()
    assert {state: faults for state, faults in found.items() if faults} == {}


def _both_themes(page: Page) -> list[str]:
    """Everything unfolded but the menu, which covers what lies under it; the dark differs in
    nothing but colours."""
    page.evaluate(UNFOLD_ALL)
    light = axe.faults(page)
    page.emulate_media(color_scheme="dark")
    dark = axe.faults(page, rules=["color-contrast"])
    page.emulate_media(color_scheme="light")
    return light + dark
