"""What comes in by itself and in bulk, with a real worker: a feed is watched, a list is added."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.claims import pages, syndicated
from tests.e2e import people
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
WITHIN = 30_000  # milliseconds


@pytest.fixture(scope="module")
def dunya(chromium: Browser, desk: Desk) -> Page:
    people.hire(desk, ("dunya", "Dunya", "Reyes", "reviewer"))
    return people.member(chromium, desk, "dunya")


def look(page: Page, name: str, pictures: Path) -> None:
    """Pictures in light, dark and narrow; nothing may stick out sideways."""
    page.screenshot(path=pictures / f"{name}-light.png", full_page=True)
    page.emulate_media(color_scheme="dark")
    page.screenshot(path=pictures / f"{name}-dark.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 400, "height": 900})
    page.screenshot(path=pictures / f"{name}-narrow.png", full_page=True)
    assert page.evaluate(FITS), f"{name} is wider than a phone"
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_feed_is_watched_and_its_entries_come_in(dunya: Page, pictures: Path) -> None:
    with pages.serve() as site:
        links = [site.put(f"/a/{n}", syndicated.page(n)) for n in (1, 2)]
        links.append(site.put("/a/3", b"no", status=404))
        items = [syndicated.item(n, link=link) for n, link in enumerate(links, start=1)]
        syndicated.serve(site, "/feed", syndicated.rss(*items))
        head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
        home = site.put("/", pages.article(head=head))
        dunya.goto("/feeds/")
        look(dunya, "feeds-empty", pictures)
        dunya.get_by_label("Watch a feed").fill(home)
        dunya.get_by_role("button", name="Watch").click()
        expect(dunya.get_by_role("heading", level=1)).to_have_text("Almond Gazette")

        for _reload in range(60):
            if dunya.locator(".views__link").nth(3).inner_text().endswith("1"):
                break
            dunya.wait_for_timeout(500)
            dunya.reload()

    expect(dunya.locator(".views__link")).to_have_text(
        ["All 3", "Waiting 0", "Added 2", "Refused 1", "Known before 0"]
    )
    look(dunya, "feed", pictures)
    dunya.get_by_role("link", name="Feeds").click()
    expect(dunya.locator("tbody tr")).to_have_count(1)
    look(dunya, "feeds", pictures)


@pytest.mark.parametrize("script", [True, False])
def test_a_list_is_checked_confirmed_and_added(
    chromium: Browser, desk: Desk, dunya: Page, pictures: Path, script: bool
) -> None:
    rows = [
        {"text": f"The port of Almond handled {script:d}{n},210 containers in May of that year."}
        for n in range(12)
    ]
    bad = [{"text": "x", "language": "no such tag!"}, {"title": "Neither address nor text"}]
    raw = "".join(json.dumps(row) + "\n" for row in [*rows, *bad, rows[0]])
    page = dunya if script else people.member(chromium, desk, "dunya", script=False)
    page.goto("/articles/import/")
    look(page, "imports", pictures)
    file = FilePayload(name="almond.jsonl", mimeType="application/x-ndjson", buffer=raw.encode())
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Check the list").click()
    add = page.get_by_role("button", name="Add them")
    expect(add).to_be_visible(timeout=WITHIN)
    look(page, f"import-checked-{script:d}", pictures)

    add.click()

    expect(page.get_by_text("Done.")).to_be_visible(timeout=WITHIN)
    expect(page.locator(".stat")).to_have_text(["12 added", "1 on the desk already", "2 refused"])
    look(page, f"import-done-{script:d}", pictures)
