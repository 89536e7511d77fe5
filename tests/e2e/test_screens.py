"""What only a browser can show: keys, a selection, kept drafts, and the desk without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e import people
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TEXT = """🚢⚓ Notes from the quay {number}

👩‍👩‍👧 قالت الهيئة: the ferry «Estrella» carried 397,400 passengers in 2024, the company said. \
Its tickets cost 12 crowns, twice as much as in 2019.

The port authority said on Tuesday that it employs 312 people.
"""
SELECT = """words => {
  const walker = document.createTreeWalker(
    document.querySelector("[data-article-text]"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    return true;
  }
  return false;
}"""
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"

Signed = Callable[..., Page]


@pytest.fixture(scope="module")
def sami(chromium: Browser, desk: Desk) -> Signed:
    """A page on which a reviewer is signed in; options as of `people.member`."""
    people.hire(desk, ("sami", "Sami", "Okoye", "reviewer"))
    return lambda **look: people.member(chromium, desk, "sami", **look)


def test_a_list_of_candidates_is_decided_with_keys_alone(sami: Signed) -> None:
    page = sami()
    _paste(page, 1)
    first, second = page.locator("[data-item]").nth(0), page.locator("[data-item]").nth(1)

    _press(page, "j", first, "candidate")
    _press(page, "a", first, "accepted")
    expect(second).to_have_attribute("aria-current", "true")
    _press(page, "x", second, "dismissed")
    page.keyboard.press("k")
    expect(second).to_have_attribute("aria-current", "true")
    _press(page, "u", second, "candidate")
    page.keyboard.press("k")
    expect(first).to_have_attribute("aria-current", "true")
    _press(page, "u", first, "candidate")

    mark = page.locator(f"#{first.get_attribute('data-mark')}")
    expect(mark).to_have_attribute("data-status", "candidate")
    expect(page.locator("#triage-progress")).to_contain_text("0 of")


@pytest.mark.parametrize("words", ["carried 397,400 passengers", "قالت الهيئة: the ferry"])
def test_selected_words_become_a_claim_though_emoji_and_arabic_come_before(
    words: str, sami: Signed
) -> None:
    page = sami()
    _paste(page, len(words))

    assert page.evaluate(SELECT, words)
    page.keyboard.press("Shift")
    page.get_by_role("button", name="Add claim").click()

    made = page.locator(".item:target")
    expect(made.locator(".item__text")).to_have_text(words)
    pieces = page.locator(f"#{made.get_attribute('data-mark')}")
    expect(pieces).to_have_text(words)


def test_words_typed_into_a_verdict_are_still_there_after_a_reload(sami: Signed) -> None:
    page = sami()
    _paste(page, 3)
    _accept_and_take(page)
    page.get_by_label("Summary").fill("The company’s report gives the same number.")
    expect(page.locator("[data-draft-state]")).to_contain_text("Draft kept")

    page.reload()
    expect(page.get_by_label("Summary")).to_have_value("")
    page.get_by_role("button", name="Bring them back").click()

    expect(page.get_by_label("Summary")).to_have_value(
        "The company’s report gives the same number."
    )


def test_a_claim_is_accepted_taken_and_given_a_draft_without_any_script(sami: Signed) -> None:
    page = sami(script=False)
    _paste(page, 4)

    _accept_and_take(page)
    page.get_by_label("Summary").fill("The report gives another number.")
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_label("Summary")).to_have_value("The report gives another number.")
    expect(page.get_by_text("Version 1, draft")).to_be_visible()


def test_the_pages_of_one_claim_fit_on_a_telephone(sami: Signed) -> None:
    page = sami(width=400)
    _paste(page, 5)
    paths = [
        link.get_attribute("href") or ""
        for link in page.locator("[data-item]").first.locator(".item__actions a").all()
    ]

    wide = [path for path in [page.url, *paths] if not _fits(page, path)]

    assert len(paths) == 4  # edit, move, cut, merge
    assert wide == []


def _paste(page: Page, number: int) -> None:
    """Put an article into the inbox; its triage opens."""
    page.get_by_label("Add an article").fill(TEXT.format(number=number))
    page.get_by_role("button", name="Find claims").click()
    expect(page.locator("[data-item]").first).to_be_visible()


def _press(page: Page, key: str, row: Locator, status: str) -> None:
    page.keyboard.press(key)
    expect(row).to_have_attribute("data-status", status)


def _accept_and_take(page: Page) -> None:
    """Accept the first candidate of the triage that is open, and take its review."""
    statement = page.locator(".item__text").first.inner_text()
    page.get_by_role("button", name="Accept").first.click()
    expect(page.locator("[data-status=accepted].item").first).to_be_visible()
    page.goto("/reviews/?view=waiting")
    page.get_by_role("link", name=statement).first.click()
    page.get_by_role("button", name="Take this review").click()
    expect(page.get_by_text("In review").first).to_be_visible()


def _fits(page: Page, path: str) -> bool:
    page.goto(path)
    return bool(page.evaluate(FITS))
