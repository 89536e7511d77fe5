"""Every screen of the desk with the sample work, found by following links as a person would.

One address per view, more where the same view shows several states; a new screen is walked as soon
as a link leads to it.
"""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page, expect

from tests.e2e.running import Desk

STARTS = ("/articles/", "/fact-checks/", "/reviews/", "/sources/", "/feeds/", "/method/")
STATES = {"reviews:workbench": 8, "public:fact_check": 4, "claims:triage": 4, "reviews:queue": 3}
LINKS = "[...document.querySelectorAll('a[href]:not([download])')].map((each) => each.href)"
ELSEWHERE = ("/admin/", "/api/", "/v1alpha1/", "/media/")  # screens of other packages


def sign_in(page: Page, desk: Desk, name: str = "ada") -> None:
    """As the admin, who sees every screen."""
    lines = (desk.logs / "accounts.txt").read_text().splitlines()
    role = {"ada": "admin"}.get(name, name)
    password = next(line.split("\t")[2] for line in lines if line.startswith(role))
    page.goto("/articles/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(password)
    page.locator("main form [type=submit]").first.click()
    expect(page.locator("#main h1")).to_be_visible()


def screens(page: Page) -> Iterator[str]:
    """Leaves the page at each address it yields."""
    seen: Counter[str] = Counter()
    known = set(STARTS)
    waiting = list(STARTS)
    while waiting:
        path = waiting.pop(0)
        name = _name(path)
        if seen[name] >= STATES.get(name, 1):
            continue
        seen[name] += 1
        if not _opens(page, path):
            continue
        yield path
        for found in _links(page):
            if found not in known:
                known.add(found)
                waiting.append(found)


def _opens(page: Page, path: str) -> bool:
    """Whether it is a page; a feed or a file is none."""
    try:
        answer = page.goto(path)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return False
    return answer is not None and "text/html" in answer.headers.get("content-type", "")


def _links(page: Page) -> list[str]:
    """Addresses of this desk that open as pages."""
    page_links = (
        "[...document.querySelectorAll('a[href]:not([download])')].map((each) => each.href)"
    )
    here = urlsplit(page.url).netloc
    split = [urlsplit(urldefrag(each).url) for each in page.evaluate(page_links)]
    return [
        each._replace(scheme="", netloc="").geturl()
        for each in split
        if each.netloc == here and _name(each.path) and not each.path.startswith(ELSEWHERE)
    ]


def _name(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
