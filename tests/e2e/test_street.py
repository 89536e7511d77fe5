"""The whole street in a real browser: contributor, reviewer, editor, then a reader."""

import json
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote

import feedparser
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import people
from tests.e2e.running import ROOT, Desk
from tests.e2e.web import Site

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.xdist_group("browser")]
REAL = ROOT.parent / "shared" / "articles" / "deir-ez-zor.txt"
OWN = ROOT / "reviews" / "samples" / "articles" / "harbour.txt"
ARTICLE, CLAIM, NUMBER, OTHER = (
    (REAL, "captured 22 areas", "22", "27")
    if REAL.exists()
    else (OWN, "handled 4,210 containers", "4,210", "4,120")
)
FOUND_WITHIN = 60  # seconds for the worker to read or check a source
RATIONALE = (
    f"The register lists {NUMBER} of them by name [1]. A second count, made by another office with "
    "another method, arrives at a figure one lower and explains the difference [2]."
)


def test_from_an_article_to_a_verdict_that_comes_back_when_its_source_changes(
    chromium: Browser, desk: Desk, site: Site, pictures: Path
) -> None:
    people.hire(
        desk,
        ("casey", "Casey", "Lind", "contributor"),
        ("rowan", "Rowan", "Adeyemi", "reviewer"),
        ("edda", "Edda", "Marsh", "editor"),
    )
    register = site.put("/register", "The register", f"It lists {NUMBER} of them by name.")
    count = site.put("/count", "A second count", "By our method there is one fewer.")

    article = _contribute(people.member(chromium, desk, "casey"), pictures)
    rowan = people.member(chromium, desk, "rowan")
    statement = _accept(rowan, article, pictures)
    review = _take(rowan, statement)
    _attach(rowan, register, f"It lists {NUMBER} of them by name", "Supports")
    _attach(rowan, count, "By our method there is one fewer", "Refutes")
    _write_and_submit(rowan, pictures)
    address = _approve_and_publish(people.member(chromium, desk, "edda"), review, pictures)

    reader = people.reader(chromium, desk)
    _read(reader, address, pictures)
    _ask_the_apis(desk, address, statement)

    site.put("/register", "The register", f"It lists {OTHER} of them by name.")
    _check_now(rowan, register, pictures)
    _read_the_warning(reader, address, desk, pictures)


def _contribute(page: Page, pictures: Path) -> str:
    """Paste the article into the inbox; returns the address of its triage page."""
    page.get_by_label("Add an article").fill(ARTICLE.read_text())
    page.get_by_role("button", name="Find claims").click()
    expect(page.locator("mark").first).to_be_visible()
    page.screenshot(path=pictures / "triage.png")
    return page.url


def _accept(page: Page, article: str, pictures: Path) -> str:
    """Accept the claim about the number, with a click; returns its statement."""
    page.goto(article)
    item = page.locator("[data-item]", has_text=CLAIM).first
    statement = item.locator(".item__text").inner_text()
    item.get_by_role("button", name="Accept").click()
    expect(item.locator(".chip")).to_have_text("Accepted")
    return statement


def _take(page: Page, statement: str) -> str:
    """By its words: other stories leave reviews in the queue that come before it."""
    page.goto(f"/reviews/?q={quote(CLAIM)}")
    page.locator("a.table__title", has_text=statement[:40]).first.click()
    page.get_by_role("button", name="Take this review").click()
    expect(page.get_by_role("heading", name="Evidence", exact=True)).to_be_visible()
    return page.url


def _attach(page: Page, url: str, words: str, stance: str) -> None:
    """Attach evidence by its address, with its exact words."""
    fold = page.locator("#attach")
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
    fold.get_by_label("Address").fill(url)
    fold.get_by_role("textbox", name="Quote").fill(words)
    fold.get_by_role("radio", name=stance).check()
    fold.get_by_role("button", name="Fetch and attach").click()
    read = page.locator("blockquote, q", has_text=words).first
    expect(read).to_be_visible(timeout=FOUND_WITHIN * 1000)


def _write_and_submit(page: Page, pictures: Path) -> None:
    form = page.locator("#verdict-form")
    form.get_by_role("radio", name="Mostly true").check()
    form.get_by_label("Summary").fill("Two counts agree but for one.")
    form.get_by_label("Rationale").fill(RATIONALE)
    form.get_by_text("Reasons where policy asks for more").click()
    form.get_by_label("Why fewer sources").fill("Both offices publish on one site.")
    page.screenshot(path=pictures / "workbench.png")
    page.get_by_role("button", name="Submit for a second look").click()
    expect(page.get_by_text("Waiting for a second look").first).to_be_visible()


def _approve_and_publish(page: Page, review: str, pictures: Path) -> str:
    """A second person approves and publishes; returns the public address."""
    page.goto(review)
    page.screenshot(path=pictures / "second-look.png")
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Publish").click()
    page.goto("/fact-checks/")
    page.locator("main a[href^='/fact-checks/']").first.click()
    expect(page.get_by_text("Mostly true").first).to_be_visible()
    return page.url


def _read(page: Page, address: str, pictures: Path) -> None:
    """What the page shows is what its markup says."""
    page.goto(address)
    markup = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    expect(page.get_by_text(markup["reviewRating"]["alternateName"]).first).to_be_visible()
    assert (markup["@type"], markup["url"], markup["reviewRating"]["ratingValue"]) == (
        "ClaimReview",
        address,
        4,
    )
    page.screenshot(path=pictures / "fact-check.png", full_page=True)


def _ask_the_apis(desk: Desk, address: str, statement: str) -> None:
    """The same verdict in the REST API, in Google's format and in the feed, the newest first: other
    stories publish on this desk too."""
    own = _json(f"{desk.url}/api/v1/fact-checks/")["results"]
    found = _json(f"{desk.url}/v1alpha1/claims:search?query={quote(CLAIM)}")["claims"]
    feed = feedparser.parse(_get(f"{desk.url}/fact-checks/feed.atom"))

    urls = [each["url"] for each in own]
    assert (urls[0], urls.count(address)) == (address, 1)
    assert [(each["text"], each["claimReview"][0]["textualRating"]) for each in found] == [
        (statement, "Mostly true")
    ]
    links = [entry["link"] for entry in feed["entries"]]
    assert (links[0], links.count(address)) == (address, 1)


def _check_now(page: Page, url: str, pictures: Path) -> None:
    """Ask the worker to look again; its result is on the page within moments."""
    page.goto("/sources/")
    page.locator("tr", has_text=url).get_by_role("button", name="Check now").click()
    deadline = time.monotonic() + FOUND_WITHIN
    while "Changed" not in _row(page, url):
        assert time.monotonic() < deadline, _row(page, url)
        page.wait_for_timeout(300)
    page.screenshot(path=pictures / "sources.png")


def _row(page: Page, url: str) -> str:
    page.goto("/sources/")
    return page.locator("tr", has_text=url).inner_text()


def _read_the_warning(page: Page, address: str, desk: Desk, pictures: Path) -> None:
    page.goto(address)
    expect(page.get_by_text("needs another look", exact=False).first).to_be_visible()
    page.screenshot(path=pictures / "fact-check-flagged.png")
    flagged = _json(f"{desk.url}/api/v1/fact-checks/")["results"][0]["needs_another_look"]
    assert OTHER in flagged["why"]


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        body: bytes = answer.read()
        return body


def _json(url: str) -> Any:
    return json.loads(_get(url))
