"""Triage by keyboard alone, the article and the list always in view."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e import people, selecting
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TEXT = """Notes from the quay, by keyboard

The ferry «Estrella» carried 397,400 passengers in 2024, the company said. \
Its tickets cost 12 crowns, twice as much as in 2019.

👩‍👩‍👧 قالت الهيئة إن الاستهلاك انخفض بمقدار الثلث في عام 2024.

The port authority said on Tuesday that it employs 312 people.
"""


@pytest.fixture(scope="module")
def page(chromium: Browser, desk: Desk) -> Page:
    people.hire(desk, ("kai", "Kai", "Brandt", "reviewer"))
    page = people.member(chromium, desk, "kai")
    page.get_by_label("Add an article").fill(TEXT)
    page.get_by_role("button", name="Find claims").click()
    expect(page.locator("[data-item]").first).to_be_visible()
    return page


def in_hand(page: Page) -> Locator:
    return page.locator("[data-item][aria-current=true]")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_candidate_is_edited_moved_and_merged_in_its_row(page: Page, desk: Desk) -> None:
    address = page.url
    press(page, "j", "e")
    words = page.locator("[data-slot] textarea")
    expect(words).to_be_focused()
    words.fill("The Estrella carried 397,400 people.")
    press(page, "Enter")  # a line break in a text: the form is sent from its button
    words.fill("The Estrella carried 397,400 people.")
    page.get_by_role("button", name="Save").press("Enter")
    expect(in_hand(page).locator(".item__text")).to_have_text(
        "The Estrella carried 397,400 people."
    )

    press(page, "b")
    expect(page.locator("[data-slot] textarea")).to_be_focused()
    page.get_by_role("button", name="Move").focus()
    press(page, "v", "Shift+ArrowLeft", "Shift+ArrowLeft", "Enter")
    expect(page.get_by_role("button", name="Move")).to_be_focused()
    quote = page.locator("[data-slot] textarea").input_value()
    press(page, "Enter")
    expect(page.locator("[data-slot]")).to_have_count(0)
    assert (quote,) in selecting.stored(desk, page, "quote")

    press(page, "m")
    page.locator("[data-slot] button[name=into]").first.press("Enter")
    expect(page.locator("[data-item][data-status=merged]")).to_have_count(1)
    press(page, "Shift+U")
    expect(page.locator("[data-item][data-status=merged]")).to_have_count(0)
    assert page.url == address


@pytest.mark.parametrize(
    ("to_the_line", "forward", "words"),
    [
        (1, "ArrowRight", "ferry «Estrella» carried"),
        (2, "ArrowLeft", "قالت الهيئة إن الاستهلاك انخفض"),
    ],
)
def test_words_are_selected_with_the_arrows_in_the_direction_of_their_script(
    page: Page, desk: Desk, to_the_line: int, forward: str, words: str
) -> None:
    page.goto(page.url.split("#")[0])
    expect(page.locator("[data-item]").first).to_be_visible()

    press(page, "v", *["ArrowUp"] * 4, *["ArrowDown"] * to_the_line)
    press(page, forward, *[f"Shift+{forward}"] * 4, "Enter")
    expect(page.get_by_role("button", name="Add claim")).to_be_focused()
    press(page, "Enter")

    expect(page.locator(".item:target .item__text")).to_have_text(words)
    assert selecting.stored(desk, page, "quote")[-1] == (words,)


def test_shortcuts_of_one_key_are_off_where_the_person_wants_none(page: Page) -> None:
    page.goto(page.url.split("#")[0])
    expect(page.locator("[data-item]").first).to_be_visible()

    page.evaluate("document.body.dataset.shortcuts = 'off'")
    press(page, "j", "a", "?", "v")

    expect(in_hand(page)).to_have_count(0)
    expect(page.locator("#keyboard-help")).to_be_hidden()
    assert page.evaluate("getSelection().isCollapsed") is True
