"""Outcomes in words, for people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.links import comparing
from reviews.links.matches import Kind

OUTCOMES = {
    "ok": gettext_lazy("the page is there"),
    "redirected": gettext_lazy("the page is there, behind a redirect"),
    "moved": gettext_lazy("the page moved for good"),
    "blocked": gettext_lazy("the site does not show this page to programs"),
    "rate_limited": gettext_lazy("the site asks us to come back later"),
    "gone": gettext_lazy("the page is not there any more"),
    "client_error": gettext_lazy("the site refuses this address"),
    "server_error": gettext_lazy("the site is broken"),
    "dns_dead": gettext_lazy("there is no site of this name any more"),
    "unreachable": gettext_lazy("the site does not answer"),
    "tls_error": gettext_lazy("the site cannot prove who it is"),
    "redirect_error": gettext_lazy("the redirects lead nowhere"),
    "soft_404": gettext_lazy("the site answers with a page that says “not found”"),
    "drifted": gettext_lazy("the cited passage changed"),
    "refused": gettext_lazy("the address leads into a private network"),
    "invalid": gettext_lazy("this is no web address"),
}
REASONS = {
    "exact": gettext_lazy("quote found exactly"),
    "normalised": gettext_lazy("quote found"),
    "segments": gettext_lazy("quote found in parts"),
    "fuzzy": gettext_lazy("quote found with small differences"),
    "body_capped": gettext_lazy("the page is too long to be read whole"),
    "content_type": gettext_lazy("the desk cannot read this kind of file"),
    "js_required": gettext_lazy("the page needs a browser to show its text"),
    "auth": gettext_lazy("asks for a password"),
    "forbidden": gettext_lazy("forbidden to us"),
    "payment": gettext_lazy("asks for payment"),
    "proxy": gettext_lazy("asks for a proxy password"),
    "legal": gettext_lazy("unavailable for legal reasons"),
    "login": gettext_lazy("asks for a login"),
    "paywall": gettext_lazy("behind a paywall"),
    "challenge": gettext_lazy("asks to prove that we are human"),
    "404": gettext_lazy("not found (404)"),
    "410": gettext_lazy("removed for good (410)"),
    "dns": gettext_lazy("its name cannot be looked up"),
    "connect": gettext_lazy("no connection"),
    "reset": gettext_lazy("the connection broke off"),
    "timeout": gettext_lazy("timed out"),
    "truncated": gettext_lazy("the page broke off"),
    "protocol": gettext_lazy("the answer is no HTTP"),
    "expired": gettext_lazy("certificate expired"),
    "not_yet_valid": gettext_lazy("certificate not valid yet"),
    "hostname": gettext_lazy("certificate of another site"),
    "untrusted": gettext_lazy("certificate of an unknown issuer"),
    "self_signed": gettext_lazy("certificate signed by itself"),
    "revoked": gettext_lazy("certificate revoked"),
    "handshake": gettext_lazy("no secure connection"),
    "numbers": gettext_lazy("numbers differ"),
    "negation": gettext_lazy("says the opposite"),
    "missing": gettext_lazy("quote not found"),
}


def outcome(outcome: str, reason: str) -> str:
    """Outcome and reason in a few words; the reason alone where it says it all."""
    if reason in REASONS and outcome != "soft_404":
        return str(REASONS[reason])
    return str(OUTCOMES.get(outcome, ""))


def gone(outcome_: str, reason: str, *, strikes: int) -> str:
    """Why a source counts as dead."""
    return _("The source is gone: %(why)s, %(n)s times in a row.") % {
        "why": outcome(outcome_, reason),
        "n": strikes,
    }


def out_of_reach() -> str:
    return _("The source now leads to an address we never fetch.")


def changed(quote: str, passage: str, *, kind: Kind) -> str:
    """What became of a quote, in the words that left and the words that came."""
    if kind is Kind.MISSING or not passage:
        return _("The quoted words are no longer on the page.")
    parts = comparing.difference(quote, passage)
    said = (
        _("The page now says the opposite: “%(old)s” became “%(new)s”.")
        if kind is Kind.NEGATION
        else _("The page now gives other figures: “%(old)s” became “%(new)s”.")
    )
    return said % {"old": _words(parts, "removed"), "new": _words(parts, "added")}


def _words(parts: list[tuple[str, str]], side: str) -> str:
    return " … ".join(words for kind, words in parts if kind == side) or "–"
