"""Pages that stand between us and the page: bot checks, sign-in forms, paywalls, empty shells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcheck.outbound import Address, Response
from factcheck.outbound.reading import Page
from reviews.links import titles

SHORT_PAGE = 2_500
SHELL = 200
"""Code points of text below which a page with scripts is a shell that a browser must fill."""

_CHALLENGE_TITLE = re.compile(
    r"""(?:
      just\ a\ moment | one\ moment(?:,?\ please)? | attention\ required
      | (?:checking|verifying)\ your\ browser(?:\ before\ accessing.*)?
      | (?:please\ )?(?:verify|confirm|prove)(?:\ that)?
        \ you(?:\ are|'re)\ (?:a\ )?(?:human|not\ a\ (?:ro)?bot)
      | verifying\ (?:that\ )?you\ are\ human.* | making\ sure\ you're\ not\ a\ (?:ro)?bot
      | are\ you\ (?:a\ )?(?:human|(?:ro)?bot) | i(?:'m|\ am)\ not\ a\ robot
      | access\ (?:is\ |was\ )?denied | access\ to\ this\ page\ has\ been\ denied
      | (?:vercel\ )?security\ (?:check|checkpoint|verification)(?:\ required)? | ddos-guard
      | (?:bot|human|robot)\ (?:check|verification|challenge) | pardon\ our\ interruption
      | sucuri\ website\ firewall | request\ unsuccessful.* | captcha
      | un\ momento(?:,?\ por\ favor)? | um\ momento(?:,?\ por\ favor)? | un\ instant
      | (?:nur\ )?einen\ moment(?:,?\ bitte)? | е[щш]е\ момент | ещё\ момент
      | bir\ dakika(?:\ lütfen)? | لحظة(?:\ من\ فضلك)? | 请稍候 | 請稍候
      | しばらくお待ちください | 百度安全验证
    )[.…!?\s]*""",
    re.IGNORECASE | re.VERBOSE,
)
# What a page holds while it asks, and only then: Cloudflare, DataDome, HUMAN, AWS, SiteGround,
# Radware, Sucuri. Cloudflare puts `/scripts/jsd/` of the same folder into pages it lets pass.
_CHALLENGE_MARK = re.compile(
    rb"_cf_chl_opt|/cdn-cgi/challenge-platform/(?!(?:h/\w/)?scripts/jsd/)|captcha-delivery\.com|"
    rb"px-captcha|awswafintegration|/\.well-known/sgcaptcha|validate\.perfdrive\.com|"
    rb"sucuri_cloudproxy_js|/showcaptcha",
    re.IGNORECASE,
)
# What the same kind of guard puts into every page: a wall only where there is no page beside it.
_GUARD_MARK = re.compile(
    rb"/_incapsula_resource|perimeterx\.net|kasada|kpsdk|awswaf\.com|datadome|rbzns",
    re.IGNORECASE,
)
_CHALLENGE_HEADERS = {
    "cf-mitigated": ("challenge",),  # Cloudflare
    "x-amzn-waf-action": ("challenge", "captcha"),  # AWS
    "x-vercel-mitigated": ("challenge",),
}
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
    if says_challenge(response):
        return True
    if page is None or len(page.text) > SHORT_PAGE:
        return False
    return (
        is_challenge_title(titles.parts(page.title))
        or _CHALLENGE_MARK.search(response.body) is not None
        or (len(page.text) < SHELL and _GUARD_MARK.search(response.body) is not None)
    )


def says_challenge(response: Response) -> bool:
    """Whether the headers alone say so."""
    return any(
        response.headers.get(name, "").lower() in values
        for name, values in _CHALLENGE_HEADERS.items()
    )


def is_challenge_title(parts: Iterable[str]) -> bool:
    """Whether a title, or a part of it, is one that bot checks bear."""
    return any(_CHALLENGE_TITLE.fullmatch(part) for part in parts)


def leads_to_login(asked: Address, answered: Address) -> bool:
    """Whether we were sent to a page for signing in."""
    if asked.dedup_key == answered.dedup_key:
        return False
    return bool(_LOGIN_PATH.search(answered.path)) and not _LOGIN_PATH.search(asked.path)


def asks_password(page: Page) -> bool:
    """Whether the page is a form for signing in; ask only after looking for the quote."""
    return page.password_fields > 0 and len(page.text) <= SHORT_PAGE


def is_paywalled(page: Page) -> bool:
    return page.behind_paywall or bool(_PAYWALL.search(page.text))


def needs_scripts(page: Page) -> bool:
    return page.scripts > 0 and len(page.text) < SHELL
