"""Two people vote without seeing each other; an editor adjudicates; the desk plots it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import people, reviews
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SUBMITTED = """
from reviews.states import Status
print(make.review(Status.SUBMITTED).pk)
"""
SECRET = "The ledger counts papers, not boxes."


def test_two_people_vote_blind_and_an_editor_adjudicates(chromium: Browser, desk: Desk) -> None:
    people.hire(
        desk,
        ("vera", "Vera", "Olsen", "reviewer"),
        ("milo", "Milo", "Okafor", "reviewer"),
        ("ines", "Ines", "Brandt", "editor"),
    )
    review = reviews.run(desk, SUBMITTED)
    editor = people.member(chromium, desk, "ines")
    vera = people.member(chromium, desk, "vera")
    milo = people.member(chromium, desk, "milo", script=False)

    _ask(editor, review)
    _vote(vera, review, "False", SECRET)
    expect(vera.get_by_text("1 of 2 votes are cast")).to_be_visible()
    _sees_nothing_yet(editor, review)
    _sees_nothing_yet(milo, review)
    _vote(milo, review, "Mostly true", "")
    expect(milo.get_by_text(SECRET)).to_be_visible()
    _adjudicate(editor, review)
    _plotted(editor)


def _ask(page: Page, review: str) -> None:
    page.goto(f"/reviews/{review}/")
    panel = page.locator("#votes")
    panel.get_by_text("Ask others for their vote").click()
    panel.get_by_label("How many people").fill("2")
    panel.get_by_role("button", name="Ask for votes").click()
    expect(page.get_by_text("Votes are asked for.").first).to_be_visible()


def _vote(page: Page, review: str, word: str, why: str) -> None:
    page.goto(f"/reviews/{review}/votes/")
    expect(page.get_by_text("explained by late paperwork")).to_have_count(0)  # of the rationale
    page.get_by_role("radio", name=word, exact=False).first.check()
    page.get_by_label("Why", exact=True).fill(why)
    page.get_by_role("button", name="Cast vote").click()
    expect(page.get_by_role("button", name="Cast vote")).to_have_count(0)


def _sees_nothing_yet(page: Page, review: str) -> None:
    for path in (f"/reviews/{review}/", f"/reviews/{review}/votes/", "/desk/agreement/"):
        page.goto(path)
        assert SECRET not in page.content()


def _adjudicate(page: Page, review: str) -> None:
    page.goto(f"/reviews/{review}/")
    panel = page.locator("#votes")
    expect(panel.get_by_text("The votes differ.")).to_be_visible()
    panel.get_by_role("link", name="Adjudicate").click()
    page.get_by_role("radio", name="Mostly true").first.check()
    page.get_by_label("Why this rating stands").fill(
        "The difference is explained in the rationale."
    )
    page.get_by_role("button", name="Adjudicate").click()
    expect(page.get_by_text("Adjudicated by")).to_be_visible()


def _plotted(page: Page) -> None:
    """Each number of the page leads to the round it was taken from."""
    page.goto("/desk/")
    page.get_by_role("link", name="All about agreement").click()
    page.get_by_role("link", name="Milo Okafor and Vera Olsen").or_(
        page.get_by_role("link", name="Vera Olsen and Milo Okafor")
    ).first.click()
    expect(page.locator("#rounds tbody tr")).to_have_count(1)
    expect(page.locator("#rounds")).to_contain_text("Adjudicated:")
