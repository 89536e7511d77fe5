"""Two people triage the same article, each in a browser of their own."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import people
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TEXT = """Notes from the quay, read by two

The ferry «Estrella» carried 397,400 passengers in 2024, the company said. \
Its tickets cost 12 crowns, twice as much as in 2019.

The port authority said on Tuesday that it employs 312 people.
"""


def test_each_sees_what_the_other_decides_and_loses_nothing(chromium: Browser, desk: Desk) -> None:
    people.hire(desk, ("amal", "Amal", "Haddad", "reviewer"), ("tove", "Tove", "Lind", "reviewer"))
    amal, tove = (people.member(chromium, desk, name) for name in ("amal", "tove"))
    amal.get_by_label("Add an article").fill(TEXT)
    amal.get_by_role("button", name="Find claims").click()
    expect(amal.locator("[data-item]").first).to_be_visible()
    tove.goto(amal.url)
    ids = [row.get_attribute("id") or "" for row in amal.locator("[data-item]").all()]
    first, second = ids[:2]

    _decisions_arrive(amal, tove, first)
    _a_row_that_is_written_in_waits(amal, tove, second)
    _halves_of_a_cut_arrive(amal, tove, ids[2])
    _ones_last_step_is_undone(amal, tove, second)


def _decisions_arrive(amal: Page, tove: Page, row: str) -> None:
    tove.keyboard.press("j")
    amal.keyboard.press("j")
    amal.keyboard.press("a")

    theirs = tove.locator(f"#{row}")
    expect(theirs).to_have_attribute("data-status", "accepted")
    expect(theirs).to_have_attribute("aria-current", "true")
    expect(tove.locator(f"mark#{row.replace('claim-', 'c')}")).to_have_attribute(
        "data-status", "accepted"
    )
    expect(tove.locator("[data-told]")).to_contain_text("Amal Haddad: accepted.")
    expect(tove.locator("#triage-progress")).to_contain_text("1 of")


def _a_row_that_is_written_in_waits(amal: Page, tove: Page, row: str) -> None:
    """Tove words the claim while Amal dismisses it: Tove's words stay, and she is told."""
    tove.keyboard.press("j")
    tove.keyboard.press("e")
    words = tove.locator(f"#{row} [data-slot] textarea")
    words.fill("A ticket of the ferry costs 12 crowns.")
    amal.keyboard.press("x")

    expect(tove.locator(f"#{row} [data-held-note]")).to_contain_text("Somebody changed this claim")
    expect(words).to_have_value("A ticket of the ferry costs 12 crowns.")
    expect(tove.locator(f"#{row}")).to_have_attribute("data-status", "candidate")
    words.press("Escape")
    expect(tove.locator(f"#{row}")).to_have_attribute("data-status", "dismissed")


def _halves_of_a_cut_arrive(amal: Page, tove: Page, row: str) -> None:
    count = tove.locator("[data-item]").count()
    amal.locator(f"#{row}").get_by_role("link", name="Cut").click()
    slot = amal.locator(f"#{row} [data-slot]")
    slot.get_by_role("button", name="on", exact=True).click()

    for page in (amal, tove):
        expect(page.locator("[data-item]")).to_have_count(count + 1)
        marks = page.locator("mark.claim[id]").evaluate_all("all => all.map(each => each.id)")
        items = page.locator("[data-item]").evaluate_all(
            "all => all.map(each => each.dataset.mark)"
        )
        assert marks == items


def _ones_last_step_is_undone(amal: Page, tove: Page, row: str) -> None:
    """Twice: the cut, then the dismissal before it, though other rows are in hand."""
    for page in (amal, tove):
        expect(page.locator(f"#{row}")).to_have_attribute("data-status", "dismissed")
    amal.keyboard.press("Shift+U")
    expect(amal.locator("[data-item][data-status=merged]")).to_have_count(1)
    amal.keyboard.press("Shift+U")

    for page in (amal, tove):
        expect(page.locator(f"#{row}")).to_have_attribute("data-status", "candidate")
