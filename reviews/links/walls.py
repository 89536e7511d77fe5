"""Pages that stand between us and the page: bot checks, sign-in forms, paywalls, empty shells."""

from __future__ import annotations

import re

from factcheck.outbound import Address, Response
from factcheck.outbound.reading import Page
from reviews.links.outcomes import Reason

SHORT_PAGE = 2_500
SHELL = 200
"""Code points of text below which a page with scripts is a shell that a browser must fill."""

_CHALLENGE_TITLE = re.compile(
    r"just a moment|attention required|checking your browser|are you (?:a )?(?:human|robot)|"
    r"access denied|security check|verify(?:ing)? you are human|ddos-guard|bot verification|"
    r"pardon our interruption|human verification",
    re.IGNORECASE,
)
_CHALLENGE_SOURCE = re.compile(
    r"/cdn-cgi/challenge-platform|captcha-delivery\.com|/_Incapsula_Resource|px-captcha|"
    r"perimeterx\.net|kasada",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(
    r"(?:^|[/_.-])(?:log-?in|sign-?in|sso|oauth2?|authenticate|auth|account/login|wp-login\.php)"
    r"(?:$|[/_.?-])",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"subscribe (?:now )?to (?:continue|read|keep)|to continue reading|subscribers[- ]only|"
    r"(?:already|become) a (?:subscriber|member)|this (?:article|content) is for subscribers|"
    r"réservé aux abonnés|nur für abonnenten|exclusivo para suscriptores",
    re.IGNORECASE,
)


def is_challenge(response: Response, page: Page | None) -> bool:
    """A bot check. It says nothing about the page behind it, whatever status it comes with."""
    if response.headers.get("cf-mitigated", "").lower() == "challenge":
        return True
    if page is None or len(page.text) > SHORT_PAGE:
        return False
    return bool(_CHALLENGE_TITLE.search(page.title)) or any(
        _CHALLENGE_SOURCE.search(source) for source in page.script_sources
    )


def standing_before(page: Page, *, asked: Address, answered: Address) -> Reason | None:
    """`login` or `paywall`, if the page is one; ask only after looking for the quote."""
    redirected = asked.dedup_key != answered.dedup_key
    if redirected and _LOGIN_PATH.search(answered.path) and not _LOGIN_PATH.search(asked.path):
        return Reason.LOGIN
    if page.password_fields and len(page.text) <= SHORT_PAGE:
        return Reason.LOGIN
    return None


def is_paywalled(page: Page) -> bool:
    return page.behind_paywall or bool(_PAYWALL.search(page.text))


def needs_scripts(page: Page) -> bool:
    return page.scripts > 0 and len(page.text) < SHELL
