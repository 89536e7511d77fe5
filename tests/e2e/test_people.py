"""People: into the desk with codes and a passkey, called by name, told in the bar and by e-mail."""

import re
import time
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.e2e import mail, people
from tests.e2e.running import Desk

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.xdist_group("browser")]
ADDRESS = """
from factcheck.accounts.models import User
User.objects.filter(username="mina").update(email="mina@example.org")
"""
TEXT = "The harbour of Port Almond handled 4,210 containers in May. The mayor praised it."


def test_a_second_factor_a_passkey_and_a_mention(
    chromium: Browser, desk: Desk, office: mail.Post
) -> None:
    people.hire(desk, ("mina", "Mina", "Sol", "reviewer"), ("lena", "Lena", "Ito", "editor"))
    desk.manage("shell", "-v0", "-c", ADDRESS)

    mina = people.member(chromium, _by_name(desk), "mina")
    secret = _add_app(mina)
    _sign_in_with_code(mina, secret)
    _add_passkey(mina)
    _sign_in_with_passkey(mina)
    _set_language(mina)

    lena = people.member(chromium, desk, "lena")
    review = _review(lena)
    _mention(lena, review)

    letter = _wait_for_letter(mina, office)
    _follow_the_bell(mina)
    _stop_letters(mina, letter)


def _by_name(desk: Desk) -> Desk:
    """Browsers make passkeys for names, and `localhost` is one; 127.0.0.1 is not."""
    url = desk.url.replace("127.0.0.1", "localhost")
    return Desk(url, desk.environment, desk.logs)


def _confirm(page: Page) -> None:
    """Security changes ask for the password once more."""
    page.get_by_label("Password").fill(people.PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def _add_app(page: Page) -> str:
    page.goto("/account/security/totp/activate/")
    _confirm(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.get_by_label("Authenticator code").fill(_code(secret))
    page.get_by_role("button", name="Activate").click()
    expect(page.locator(".codes li")).to_have_count(10)
    return secret


def _code(secret: str, *, step: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def _sign_in_with_code(page: Page, secret: str) -> None:
    """A code serves once: the next one is taken, which a clock a little ahead would show."""
    _sign_out(page)
    page.goto("/account/sign-in/")
    page.get_by_label("Username").fill("mina")
    page.get_by_label("Password").fill(people.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(_code(secret, step=1))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()


def _sign_out(page: Page) -> None:
    page.locator(".menu > summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/fact-checks/")


def _add_passkey(page: Page) -> None:
    _virtual_authenticator(page)
    page.goto("/account/security/webauthn/add/")
    _confirm(page)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/account/security/")


def _virtual_authenticator(page: Page) -> None:
    session: Any = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def _sign_in_with_passkey(page: Page) -> None:
    """Neither name nor password nor code."""
    _sign_out(page)
    page.goto("/account/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()


def _set_language(page: Page) -> None:
    page.goto("/account/")
    page.get_by_label("Language").select_option("ar")
    page.locator("button[type=submit].button--primary").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.get_by_role("combobox").first.select_option("en")
    page.locator("button[type=submit].button--primary").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")


def _review(page: Page) -> str:
    """A claim of an article of their own, accepted; returns the address of its review."""
    page.goto("/articles/")
    page.get_by_label("Add an article").fill(TEXT)
    page.get_by_role("button", name="Find claims").click()
    page.get_by_role("button", name="Accept", exact=True).first.click()
    expect(page.locator(".chip", has_text="Accepted").first).to_be_visible()
    page.goto("/reviews/?q=Almond")
    address = page.locator("main a[href^='/reviews/']", has_text="Almond").first
    return urlsplit(str(address.get_attribute("href"))).path


def _mention(page: Page, review: str) -> None:
    page.goto(review)
    fold = page.locator("#comments")
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
    fold.get_by_role("textbox").fill("@mina which register is this?")
    fold.get_by_role("button", name="Comment").click()
    expect(page.get_by_text("which register is this?").first).to_be_visible()


def _follow_the_bell(page: Page) -> None:
    page.goto("/articles/")
    expect(page.locator(".bell .count")).to_contain_text("1")
    page.locator(".bell").click()
    page.get_by_role("link", name=re.compile("Lena Ito")).click()
    expect(page).to_have_url(re.compile(r"/reviews/\d+/#"))
    expect(page.locator(".bell .count")).to_have_count(0)


def _wait_for_letter(page: Page, office: mail.Post) -> EmailMessage:
    """Before it is read on the desk: what was read is not mailed."""
    letter = office.wait_for(
        "mina@example.org", about="mentioned you", idle=lambda: page.wait_for_timeout(200)
    )
    assert "which register is this?" in mail.words(letter)
    return letter


def _stop_letters(page: Page, letter: EmailMessage) -> None:
    page.goto(urlsplit(str(letter["List-Unsubscribe"]).strip(" <>")).path)
    page.get_by_role("button", name="Stop the e-mail").click()
    expect(page.get_by_role("heading", name="You get no more e-mail")).to_be_visible()
