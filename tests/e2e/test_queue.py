"""A morning at the queue: an editor plans, a reviewer takes, cards move, numbers lead to rows."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import people, reviews
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
CLAIMS = (
    "The old pier is 412 metres long.",
    "The old pier cost 9 million.",
    "The old pier opened in 1961.",
)
OPEN = """
article = make.article({text!r}, title="The old pier")
for quote in {claims!r}:
    make.review(claim=make.claim(article, quote=quote))
"""


def test_a_morning_at_the_queue(chromium: Browser, desk: Desk) -> None:
    people.hire(desk, ("ebba", "Ebba", "Lund", "editor"), ("rosa", "Rosa", "Peters", "reviewer"))
    reviews.run(desk, OPEN.format(text=" ".join(CLAIMS), claims=CLAIMS))
    editor = people.member(chromium, desk, "ebba")
    reviewer = people.member(chromium, desk, "rosa")

    _plans_all_that_match_for_one_person(editor)
    _keeps_and_shares_what_is_shown(editor)
    _takes_the_next_one_with_a_key(reviewer)
    _sees_numbers_change_while_looking(editor)
    _drags_the_card_back(reviewer)
    _takes_it_again_without_any_script(people.member(chromium, desk, "rosa", script=False))
    _follows_a_number_to_its_rows(editor)


def _plans_all_that_match_for_one_person(page: Page) -> None:
    page.goto("/reviews/?view=waiting")
    page.get_by_label("Search claims").fill("The old pier")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("[data-item]")).to_have_count(3)

    page.get_by_label("All 3 that match").check()
    page.get_by_label("Assign to").select_option(label="Rosa Peters")
    page.get_by_label("Priority").last.select_option(label="urgent")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("Give it to Rosa Peters")).to_be_visible()
    page.get_by_role("button", name="Change them").click()

    expect(page.get_by_text("3 reviews changed.")).to_be_visible()
    expect(page.get_by_text("waits for Rosa Peters")).to_have_count(3)


def _keeps_and_shares_what_is_shown(page: Page) -> None:
    page.locator("summary", has_text="Columns").click()
    page.get_by_label("Chosen because").check()
    page.get_by_role("button", name="Show these columns").click()
    expect(page.get_by_text("Widely shared.")).to_have_count(3)

    page.get_by_text("Save as a view").click()
    page.get_by_label("Name", exact=True).fill("The old pier")
    page.get_by_label("Shared with everybody").check()
    page.get_by_role("button", name="Save view").click()

    expect(page.get_by_role("link", name="The old pier shared")).to_have_attribute(
        "aria-current", "page"
    )


def _takes_the_next_one_with_a_key(page: Page) -> None:
    page.goto("/reviews/")
    page.get_by_role("link", name="The old pier shared").click()
    expect(page.get_by_text("Widely shared.")).to_have_count(3)

    page.keyboard.press("t")

    expect(page.get_by_text("This one is yours now.")).to_be_visible()
    expect(page.get_by_text("The old pier", exact=False).first).to_be_visible()


def _sees_numbers_change_while_looking(page: Page) -> None:
    waiting = page.locator("[data-number=waiting]")
    before = int(waiting.inner_text())

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(waiting).to_have_text(str(before - 1))
    expect(page.get_by_text("The queue has changed since.")).to_be_visible()


def _drags_the_card_back(page: Page) -> None:
    page.goto("/reviews/board/?q=The+old+pier")
    card = page.locator("[data-lane=in_review] [data-card]")
    expect(card).to_have_count(1)

    card.locator(".card__facts").drag_to(page.locator("[data-lane=queued] h2"))

    expect(page.get_by_text("Back in the queue.")).to_be_visible()
    expect(page.locator("[data-lane=queued] [data-card]")).to_have_count(3)


def _takes_it_again_without_any_script(page: Page) -> None:
    page.goto("/reviews/board/?q=The+old+pier&assignee=nobody")
    card = page.locator("[data-lane=queued] [data-card]")

    card.locator("summary").click()
    card.get_by_label("What to do").select_option(label="Take")
    card.get_by_role("button", name="Move").click()

    expect(page.get_by_text("This one is yours now.")).to_be_visible()


def _follows_a_number_to_its_rows(page: Page) -> None:
    page.goto("/reviews/workload/")
    page.get_by_role("row", name="Rosa Peters").get_by_role("link", name="Queued: 2").click()

    expect(page.locator("[data-item]")).to_have_count(2)
