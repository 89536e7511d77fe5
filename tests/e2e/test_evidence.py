"""Evidence as people gather it: from slow pages, dead pages, files and calls, while they write."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e import people, reviews
from tests.e2e.running import Desk
from tests.e2e.web import Site
from tests.reviews.files import pdf

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.xdist_group("browser")]
WORDS = "The crane 🏗 cost nine million crowns."
REPORT = pdf("The auditors write that", "the crane has not paid for itself.")
ARRIVES = 30_000  # milliseconds until a worker has read a page, on a busy machine


@pytest.fixture
def gate(site: Site) -> Iterator[threading.Event]:
    """What the page /slow waits for."""
    site.slow["/slow"] = threading.Event()
    yield site.slow["/slow"]
    site.slow.pop("/slow").set()


@pytest.fixture(scope="module")
def _iris(desk: Desk) -> None:
    people.hire(desk, ("iris", "Iris", "Kaya", "reviewer"))


@pytest.mark.usefixtures("_iris")
def test_evidence_is_gathered_while_one_goes_on_writing(
    chromium: Browser, desk: Desk, site: Site, gate: threading.Event, tmp_path: Path
) -> None:
    page = people.member(chromium, desk, "iris")
    review = reviews.make(desk, "in_review", author="iris")
    page.goto(review)

    _ask_and_go_on_writing(page, site.put("/slow", "Slow", "Before it.", WORDS, "After it."), gate)
    _choose_the_words(page)
    _ask_for_a_page_that_is_gone(page, f"{site.put('/x', 'X', 'x')}-gone")
    _send_a_file(page, tmp_path)
    _put_in_order(page)
    _note_a_reply(page)
    _withdraw(page)


@pytest.mark.usefixtures("_iris")
def test_the_same_without_script(chromium: Browser, desk: Desk, site: Site) -> None:
    page = people.member(chromium, desk, "iris", script=False)
    page.goto(reviews.make(desk, "in_review", author="iris"))

    _open(page).get_by_label("Address").fill(site.put("/plain", "Plain", "Twelve ships came."))
    page.locator("#attach").locator("[name=quote]").fill("Twelve ships")
    page.get_by_role("button", name="Fetch and attach").click()
    expect(page.get_by_text("The page is being read")).to_be_visible()
    _reload_until(page, page.locator("#evidence-3"))
    page.locator("#evidence-3").get_by_role("button", name="Move evidence 3 up").click()
    expect(page.locator("#evidence-items > li").nth(1)).to_have_id("evidence-3")
    page.locator("#evidence-3").get_by_role("link", name="Cite other words").click()
    page.locator("[name=quote]").fill("ships came")
    page.get_by_role("button", name="Attach").click()

    expect(page.locator("#evidence-4 blockquote")).to_have_text("ships came")


def _open(page: Page) -> Locator:
    fold = page.locator("#attach")
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
    return fold


def _ask_and_go_on_writing(page: Page, url: str, gate: threading.Event) -> None:
    """The page takes its time; what is typed meanwhile stays, and so does the place in it."""
    _open(page).get_by_label("Address").fill(url)
    page.get_by_role("button", name="Fetch and attach").click()
    expect(page.locator("#fetches progress")).to_be_visible()
    rationale = page.get_by_label("Rationale")
    rationale.press_sequentially("While it is")
    gate.set()
    choose = page.get_by_role("link", name="Choose the words")
    expect(choose).to_be_visible(timeout=ARRIVES)
    expect(rationale).to_be_focused()
    rationale.press_sequentially(" read.")
    expect(rationale).to_have_value("While it is read.")


def _choose_the_words(page: Page) -> None:
    """A line is chosen as people do, by three clicks; the emoji in it counts once."""
    page.get_by_role("link", name="Choose the words").click()
    page.locator("[data-article-text] p", has_text="nine million").click(click_count=3)
    expect(page.locator("[name=quote]")).to_have_value(WORDS)
    page.get_by_role("radio", name="Refutes").check()
    page.get_by_role("button", name="Attach").click()
    expect(page.locator("#evidence-3 blockquote")).to_have_text(WORDS)


def _ask_for_a_page_that_is_gone(page: Page, url: str) -> None:
    """It fails in words; what was typed waits beside them."""
    _open(page).get_by_label("Address").fill(url)
    page.locator("#attach").locator("[name=quote]").fill("It was here.")
    page.get_by_role("button", name="Fetch and attach").click()
    expect(page.locator("#fetches")).to_contain_text("HTTP 410", timeout=ARRIVES)
    expect(page.locator("#attach-form").get_by_label("Address")).to_have_value("")
    page.get_by_role("link", name="Give a reason").click()
    expect(page.locator("[name=quote]")).to_have_value("It was here.")
    page.get_by_label("Why it counts").fill("Printed on Monday.")
    page.get_by_role("button", name="Attach").click()
    expect(page.locator("#evidence-4")).to_contain_text("Printed on Monday.")


def _send_a_file(page: Page, tmp_path: Path) -> None:
    """A PDF is sent from where one is, and arrives without reloading."""
    (tmp_path / "audit.pdf").write_bytes(REPORT)
    _open(page).get_by_role("link", name="Send a file").click()
    form = page.locator("#attach-other form")
    form.get_by_label("File").set_input_files(tmp_path / "audit.pdf")
    form.get_by_label("What it is").fill("Audit report")
    form.locator("[name=quote]").fill("the crane has not paid for itself")
    form.get_by_role("button", name="Send and attach").click()
    expect(page.locator("#evidence-5")).to_contain_text("Audit report", timeout=ARRIVES)


def _put_in_order(page: Page) -> None:
    """By the key, and by dragging a number; the numbers stay what they are."""
    shown = page.locator("#evidence-items > li")
    with page.expect_response("**/order/"):
        page.get_by_role("button", name="Move evidence 5 up").press("Enter")
    expect(shown.nth(3)).to_have_id("evidence-5")
    expect(page.get_by_role("button", name="Move evidence 5 up")).to_be_focused()
    expect(page.locator("#order-told")).to_have_text("Moved to place 4 of 5")
    page.set_viewport_size({"width": 1440, "height": 2400})  # all of it in view, as a hand has it
    with page.expect_response("**/order/"):
        page.locator("#evidence-3 [data-drag]").drag_to(page.locator("#evidence-1"))
    expect(shown.first).to_have_id("evidence-3")
    page.reload()
    ids = [each.get_attribute("id") for each in shown.all()]
    assert ids == [f"evidence-{number}" for number in (3, 1, 2, 5, 4)]


def _note_a_reply(page: Page) -> None:
    log = page.locator("#replies")
    log.locator("summary").click()
    log.get_by_role("link", name="Note who was asked").click()
    log.get_by_label("Who was asked").fill("Port Almond")
    log.get_by_label("What they were asked").fill("How many in May?")
    log.get_by_role("button", name="Note it").click()
    log.get_by_role("link", name="Note their answer").click()
    log.get_by_label("Their answer").fill("4,198.")
    log.get_by_role("button", name="Note it").click()
    expect(log.locator("blockquote")).to_have_text("4,198.")


def _withdraw(page: Page) -> None:
    """The forms of a piece come when they are asked for."""
    piece = page.locator("#evidence-4")
    piece.get_by_text("Edit", exact=True).click()
    piece.get_by_label("Withdraw, because").fill("A second print says otherwise.")
    piece.get_by_role("button", name="Withdraw").click()
    expect(page.locator("#evidence-4")).to_have_count(0)


def _reload_until(page: Page, there: Locator) -> None:
    """Without script a person reloads the page."""
    for _ in range(60):
        if there.count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError("It did not arrive.")
