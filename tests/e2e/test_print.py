"""A fact-check on paper: everything a reader needs to check it, and no controls."""

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.xdist_group("browser")]


def test_a_printed_fact_check_holds_its_evidence_with_addresses_and_no_controls(
    chromium: Browser, sample_desk: Desk
) -> None:
    page = chromium.new_context(base_url=sample_desk.url, color_scheme="dark").new_page()
    page.goto("/fact-checks/")
    page.locator("main a[href^='/fact-checks/']", has_text="4,210 containers").first.click()
    statement = page.locator("h1").inner_text()

    page.emulate_media(media="print")
    text = _printed(page)
    ground = page.evaluate("getComputedStyle(document.documentElement).colorScheme")

    expect(page.locator(".masthead__nav")).to_be_hidden()
    assert ground == "light"
    assert [words for words in (statement, "Evidence", "Method") if words not in text] == []
    assert {each for each in _addresses(page) if _plain(each) not in _plain(text)} == set()
    page.context.close()


def _printed(page: Page) -> str:
    """Words of the PDF that the browser makes of the page; lines are joined."""
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as document:
        pages = [
            document[number].get_textpage().get_text_bounded() for number in range(len(document))
        ]
    return " ".join(" ".join(pages).split())


def _plain(words: str) -> str:
    """Without what a line that is broken in an address adds to it, or takes from it."""
    return "".join(letter for letter in words if letter.isalnum() or letter in "<>:/.")


def _addresses(page: Page) -> set[str]:
    """Of the pages that evidence cites, as they are written behind the links."""
    links = page.locator("main .evidence a[href^='http']")
    return {f"<{link.get_attribute('href')}>" for link in links.all()}
