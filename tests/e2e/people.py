"""Persons who use the desk with a browser: each in a context of their own, as on a computer."""

from playwright.sync_api import Browser, Page, expect

from tests.e2e.running import Desk

PASSWORD = "harbour crane 77"
FIELDS = ("username", "first_name", "last_name", "role")
MAKE = """
from factcheck.accounts.models import User
for fields in {people!r}:
    if not User.objects.filter(**fields).exists():
        User.objects.create_user(password={password!r}, **fields)
"""


def hire(desk: Desk, *people: tuple[str, str, str, str]) -> None:
    """`people`: (user name, first name, last name, role); who is there already stays.

    Somebody else of the same user name is refused: every story has people of its own.
    """
    fields = [dict(zip(FIELDS, person, strict=True)) for person in people]
    desk.manage("shell", "-v0", "-c", MAKE.format(people=fields, password=PASSWORD))


def reader(chromium: Browser, desk: Desk, *, script: bool = True, width: int = 1440) -> Page:
    """A page of a fresh browser; fails the test on any script error or refused resource."""
    context = chromium.new_context(
        base_url=desk.url,
        viewport={"width": width, "height": 900},
        java_script_enabled=script,
    )
    page = context.new_page()
    page.on("pageerror", lambda error: _fail(f"script error: {error}"))
    page.on(
        "console", lambda entry: _fail(entry.text) if "Content Security" in entry.text else None
    )
    return page


def member(
    chromium: Browser, desk: Desk, name: str, *, script: bool = True, width: int = 1440
) -> Page:
    """A page on which `name` is signed in."""
    page = reader(chromium, desk, script=script, width=width)
    page.goto("/articles/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    return page


def _refuse_blocked(message: str) -> None:
    if "Content Security" in message:
        _fail(message)


def _fail(message: str) -> None:
    raise AssertionError(message)
