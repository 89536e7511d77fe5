"""The whole street, from an article to a published fact-check, walked with any kind of hands."""

import time
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.e2e import people
from tests.e2e.hands import Hands
from tests.e2e.web import Site

STATEMENT = "The harbour of {town} handled 4,210 containers in May 2025"
RATIONALE = (
    "The register lists 4,210 of them by name [1]. A second count, made by another office with "
    "another method, arrives at a figure one lower and explains the difference [2]."
)
READ_WITHIN = 60  # seconds for the worker to read a page
SUBMIT = "Submit for a second look"


@dataclass(frozen=True)
class Street:
    """`town` keeps the article apart from those of other tests."""

    hands: Hands
    town: str

    def sign_in(self, page: Page, name: str) -> None:
        page.goto("/articles/")
        self.hands.write(page.get_by_label("Username"), name)
        self.hands.write(page.get_by_label("Password"), people.PASSWORD)
        self.hands.press(page.get_by_role("button", name="Sign in", exact=True))
        expect(page.get_by_role("heading", name="Inbox")).to_be_visible()

    def triage(self, page: Page) -> None:
        """Paste an article and accept its claim."""
        statement = STATEMENT.format(town=self.town)
        self.hands.write(
            page.get_by_label("Add an article"),
            f"Notes from {self.town}\n\n{statement}, the port authority said.\n",
        )
        self.hands.press(page.get_by_role("button", name="Find claims"))
        item = page.locator("[data-item]", has_text=statement).first
        self.hands.press(item.get_by_role("button", name="Accept", exact=True))
        expect(page.locator(".item[data-status=accepted]").first).to_be_visible()
        # the row shows it before the desk has answered; this comes with the answer
        expect(page.locator("#triage-progress")).to_contain_text("1 of")

    def take(self, page: Page) -> str:
        """From the list of what waits; returns the address of the review."""
        page.goto("/reviews/?view=waiting")
        self.hands.press(page.get_by_role("link", name=STATEMENT.format(town=self.town)).first)
        self.hands.press(page.get_by_role("button", name="Take this review"))
        expect(page.get_by_text("In review").first).to_be_visible()
        return page.url

    def attach(self, page: Page, site: Site) -> None:
        """One piece for and one against."""
        found = "The register lists 4,210 of them by name"
        register = site.put(f"/{self.town}/register", "The register", f"{found}.")
        self._attach(page, register, found, "Supports")
        found = "By our method there is one fewer"
        count = site.put(f"/{self.town}/count", "A second count", f"{found}.")
        self._attach(page, count, found, "Refutes")

    def _attach(self, page: Page, url: str, words: str, stance: str) -> None:
        fold = page.locator("#attach")
        if fold.get_attribute("open") is None:
            self.hands.press(fold.locator("summary").first)
        form = page.locator("#attach-form")
        self.hands.write(form.get_by_label("Address"), url)
        self.hands.write(form.get_by_role("textbox", name="Quote"), words)
        self.hands.choose(form.get_by_role("radio", name=stance))
        self.hands.press(form.get_by_role("button", name="Fetch and attach"))
        _wait_for(page, page.locator("blockquote, q", has_text=words))

    def write_and_submit(self, page: Page) -> None:
        form = page.locator("#verdict-form")
        self.hands.choose(form.get_by_role("radio", name="Mostly true"))
        self.hands.write(form.get_by_label("Summary"), "Two counts agree but for one.")
        self.hands.write(form.get_by_label("Rationale"), RATIONALE)
        self.hands.press(form.get_by_text("Reasons where policy asks for more"))
        self.hands.write(form.get_by_label("Why fewer sources"), "Both offices share one site.")
        self.hands.press(page.get_by_role("button", name=SUBMIT))
        asked = page.get_by_role("dialog", name=SUBMIT)
        if asked.count():
            self.hands.press(asked.get_by_role("button", name="Submit", exact=True))
        expect(page.get_by_text("Waiting for a second look").first).to_be_visible()

    def approve_and_publish(self, page: Page, review: str) -> None:
        page.goto(review)
        self.hands.press(page.get_by_role("button", name="Approve", exact=True))
        expect(page.get_by_text("It can be published now").first).to_be_visible()
        self.hands.press(page.get_by_role("button", name="Publish", exact=True))
        expect(page.get_by_text("Published").first).to_be_visible()

    def read(self, page: Page) -> str:
        """As a reader without an account; returns the address."""
        page.goto("/fact-checks/")
        statement = STATEMENT.format(town=self.town)
        self.hands.press(page.locator("main a[href^='/fact-checks/']", has_text=statement).first)
        expect(page.get_by_text("Mostly true").first).to_be_visible()
        expect(page.get_by_text("By our method there is one fewer").first).to_be_visible()
        return page.url


def _wait_for(page: Page, what: Locator) -> None:
    """It appears by itself; without scripts the page is loaded again."""
    deadline = time.monotonic() + READ_WITHIN
    while not what.count():
        assert time.monotonic() < deadline, page.locator("#fetches").inner_text()
        page.wait_for_timeout(300)
        if not page.evaluate("'htmx' in window"):
            page.goto(page.url.partition("#")[0])
