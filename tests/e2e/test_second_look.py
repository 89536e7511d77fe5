"""A second person talks about a passage, sends the verdict back, and sees what became of it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import people, reviews
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PASSAGE = "explained by late paperwork"
SELECT = """words => {
  const walker = document.createTreeWalker(
    document.querySelector("[data-passages]"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    return true;
  }
  return false;
}"""


def test_a_comment_on_a_passage_travels_with_the_verdict_until_it_is_resolved(
    chromium: Browser, desk: Desk
) -> None:
    people.hire(
        desk,
        ("nadia", "Nadia", "Berg", "reviewer"),
        ("oscar", "Oscar", "Hale", "editor"),
    )
    review = reviews.make(desk, "submitted", author="nadia")
    oscar = people.member(chromium, desk, "oscar")
    nadia = people.member(chromium, desk, "nadia")

    _send_back(oscar, review)
    _answer_and_rewrite(nadia, review)
    _see_what_changed(oscar, review)


def _send_back(page: Page, review: str) -> None:
    """Select the words, say what is wrong beside them and beside a piece, send it all back."""
    page.goto(review)
    assert page.evaluate(SELECT, PASSAGE)
    page.keyboard.press("Shift")
    expect(page.get_by_label("The passage", exact=True)).to_have_value(PASSAGE)
    page.get_by_label("Comment on the passage").fill("Whose paperwork?")
    evidence = page.locator("#evidence-2")
    evidence.locator("summary", has_text="Comment").click()
    evidence.get_by_label("Comment on evidence [2]").fill("Which page?")
    page.get_by_role("button", name="Request changes").click()
    expect(page.get_by_text("Asked for changes").first).to_be_visible()
    expect(page.locator("#threads summary")).to_contain_text("2 comments to resolve")


def _answer_and_rewrite(page: Page, review: str) -> None:
    """From the list to the comment, from there to its words; answer, rewrite, submit by key."""
    page.goto(review)
    page.locator("#threads a", has_text="Whose paperwork?").click()
    thread = page.locator(".thread", has_text="Whose paperwork?")
    expect(thread).to_be_focused()
    thread.get_by_role("link", name="on this passage").click()
    expect(page.locator("mark.passage").first).to_be_focused()
    thread.locator("summary").click()
    thread.get_by_label("Answer").fill("The port’s. It says so now.")
    thread.get_by_role("button", name="Answer").click()
    expect(page.locator(".thread__said", has_text="It says so now")).to_be_visible()

    rationale = page.get_by_label("Rationale")
    rationale.fill(rationale.input_value().replace("late paperwork", "the port’s late paperwork"))
    page.get_by_text("Reasons where policy asks for more").click()
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".thread", has_text="a passage that is gone")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("s")
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_text("Waiting for a second look").first).to_be_visible()


def _see_what_changed(page: Page, review: str) -> None:
    """Words marked, the answer among the news; resolve both, have seen it, approve."""
    page.goto(review)
    since = page.locator("#since")
    expect(since.locator("ins")).to_contain_text("port’s")
    since.get_by_role("link", name="Answer to a comment").click()
    _resolve(page, "Whose paperwork?")
    expect(page.get_by_text("1 comment is not resolved.").first).to_be_visible()
    _resolve(page, "Which page?")
    page.get_by_role("button", name="I have seen this").click()
    expect(page.locator("#since")).to_contain_text("Not a word of the verdict changed")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Approved by Oscar Hale")).to_be_visible()


def _resolve(page: Page, said: str) -> None:
    thread = page.locator(".thread", has_text=said)
    thread.locator("summary").click()
    thread.get_by_role("button", name="Resolve").click()
    expect(thread).to_contain_text("Resolved by Oscar Hale")
    page.wait_for_load_state()  # a click on a page that is still growing may miss
