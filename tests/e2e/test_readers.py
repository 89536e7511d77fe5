"""A reader reports an error with a telephone, is answered by an editor, and sees it corrected."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import axe, people, reviews
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.xdist_group("browser")]
PUBLISHED = """
from factcheck.accounts.models import User
from reviews import publishing
from reviews.states import Status
author = User.objects.get(username="romy")
made = make.review(Status.APPROVED, by=author)
print(publishing.publish(made.pk, by=make.editor(), now=make.NOON).publication.slug)
"""
BEGUN = """
from datetime import timedelta
from django.utils import timezone
from reviews.web import telling_forms
print(telling_forms.begun(timezone.now() - timedelta(minutes=2)))
"""
WRONG = "The ledger says 4,198 containers, not 4,210."
ANSWER = "You are right: we misread the ledger. A corrected version follows."


def test_a_reader_is_answered_with_reasons(chromium: Browser, desk: Desk) -> None:
    people.hire(desk, ("romy", "Romy", "Lind", "reviewer"), ("eino", "Eino", "Aho", "editor"))
    slug = reviews.run(desk, PUBLISHED)

    reader = people.reader(chromium, desk, width=400)
    address = _report(reader, slug, began=reviews.run(desk, BEGUN))
    editor = people.member(chromium, desk, "eino")
    _answer(editor)

    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Upheld")
    expect(reader.get_by_text(ANSWER)).to_be_visible()
    expect(reader.get_by_text("The fact-check is being corrected")).to_be_visible()
    _check(reader)


def test_an_editor_writes_a_page_and_readers_read_it(chromium: Browser, desk: Desk) -> None:
    people.hire(desk, ("olga", "Olga", "Berg", "editor"))
    editor = people.member(chromium, desk, "olga")

    editor.goto("/desk/pages/funding/?language=en")
    editor.get_by_label("Title").fill("Who pays for this desk")
    editor.get_by_label("Text").fill("# Our readers\n\nNobody **else**.")
    editor.get_by_role("button", name="Preview").click()
    expect(editor.get_by_role("heading", name="Our readers")).to_be_visible()
    _check(editor)
    editor.get_by_role("button", name="Publish").click()

    expect(editor.get_by_role("heading", level=1)).to_have_text("Who pays for this desk")
    expect(editor.get_by_role("heading", name="Our readers")).to_be_visible()
    _check(editor)


def _report(page: Page, slug: str, *, began: str) -> str:
    """As if the form had been open for two minutes. Returns the address of the reader's page."""
    page.goto(f"/fact-checks/{slug}/")
    page.locator("a[href^='/report/?about=']").first.click()
    page.get_by_label("What is wrong?").fill(WRONG)
    page.locator("[name=began]").evaluate("(field, token) => { field.value = token }", began)
    _check(page)
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Received")
    return page.url


def _answer(page: Page) -> None:
    page.get_by_role("link", name="Readers").click()
    _check(page)
    page.get_by_role("link", name=WRONG).click()
    page.get_by_role("button", name="Look at it").click()
    page.get_by_label("Upheld: the reader is right").check()
    page.get_by_label("Answer", exact=True).fill(ANSWER)
    _check(page)
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("Answered. The reader sees it now.")).to_be_visible()


def _check(page: Page) -> None:
    """No rule broken in the light or in the dark, and nothing wider than the screen."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert axe.faults(page) == []
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert page.evaluate(wide) is False
