"""Two people at one verdict, a session that ends, another machine: nobody's words are lost."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import people, reviews
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module", autouse=True)
def _people(desk: Desk) -> None:
    people.hire(
        desk,
        ("wendy", "Wendy", "Ruiz", "reviewer"),
        ("elias", "Elias", "Park", "editor"),
    )


def test_two_people_at_one_verdict_are_told_and_keep_their_words(
    chromium: Browser, desk: Desk
) -> None:
    review = reviews.make(desk, "in_review", author="wendy")
    wendy = people.member(chromium, desk, "wendy")
    wendy.goto(review)

    _type(wendy, "The ledger says otherwise.")
    wendy.get_by_role("button", name="[1]").click()
    expect(wendy.get_by_label("Rationale")).to_have_value("[1]")
    expect(wendy.locator("#checklist")).to_contain_text("Evidence not cited in the rationale: [2]")
    wendy.get_by_label("Rationale").press("Alt+2")
    wendy.get_by_label("Rationale").press_sequentially(" and [9]")
    asked = wendy.locator("#checklist")
    expect(asked).to_contain_text("[9] in the rationale cites no evidence that stands")

    elias = people.member(chromium, desk, "elias")
    elias.goto(review)
    expect(elias.locator("#writing-now")).to_contain_text("Wendy Ruiz is writing this verdict now")
    _type(elias, "The mayor is right.")
    _save(elias)
    expect(elias.get_by_text("Version 1, draft")).to_be_visible()
    wendy.get_by_role("button", name="Save draft").click()

    expect(wendy.get_by_role("heading", name="Two people wrote")).to_be_visible()
    expect(wendy.locator("del", has_text="mayor")).to_be_visible()
    expect(wendy.get_by_label("Summary")).to_have_value("The ledger says otherwise.")
    wendy.get_by_label("Summary").fill("The ledger says otherwise; the mayor is nearly right.")
    wendy.get_by_label("Rationale").fill("So it is [1] [2].")
    wendy.get_by_role("button", name="Save this").click()
    expect(wendy.get_by_label("Summary")).to_have_value(
        "The ledger says otherwise; the mayor is nearly right."
    )


def test_words_follow_their_writer_to_another_machine_and_beside_a_newer_verdict(
    chromium: Browser, desk: Desk
) -> None:
    review = reviews.make(desk, "in_review", author="wendy")
    here = people.member(chromium, desk, "wendy")
    here.goto(review)
    _type(here, "Typed at the desk.")

    there = people.member(chromium, desk, "wendy")
    there.goto(review)
    there.get_by_role("button", name="Bring them back").click()
    expect(there.get_by_label("Summary")).to_have_value("Typed at the desk.")

    elias = people.member(chromium, desk, "elias")
    elias.goto(review)
    elias.get_by_label("Summary").fill("Saved by somebody else.")
    _save(elias)
    there.reload()
    there.get_by_role("link", name="Show both texts side by side").click()
    expect(there.locator("del", has_text="Saved by somebody else")).to_be_visible()
    expect(there.get_by_label("Summary")).to_have_value("Typed at the desk.")


def test_a_session_that_ends_in_the_middle_takes_no_word_along(
    chromium: Browser, desk: Desk
) -> None:
    review = reviews.make(desk, "in_review", author="wendy")
    wendy = people.member(chromium, desk, "wendy")
    wendy.goto(review)
    wendy.context.clear_cookies(name="sessionid")

    wendy.get_by_label("Summary").fill("Written after the session had ended.")
    expect(wendy.locator("[data-draft-state]")).to_contain_text("Kept in this browser only")
    _save(wendy)
    wendy.get_by_label("Username").fill("wendy")
    wendy.get_by_label("Password").fill(people.PASSWORD)
    wendy.get_by_role("button", name="Sign in", exact=True).click()
    wendy.get_by_role("button", name="Send it now").click()
    expect(wendy.get_by_label("Summary")).to_have_value("Written after the session had ended.")

    wendy.locator("h1").click()
    wendy.keyboard.press("s")
    ask = wendy.get_by_role("dialog", name="Submit for a second look?")
    expect(ask).to_be_visible()
    ask.get_by_role("button", name="Not yet").click()
    expect(wendy.get_by_text("In review").first).to_be_visible()


def _type(page: Page, words: str) -> None:
    page.get_by_label("Summary").fill(words)
    expect(page.locator("[data-draft-state]")).to_contain_text("Draft kept")


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save draft").click()
