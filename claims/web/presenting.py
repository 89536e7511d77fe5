"""Numbers and codes as a person reads them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from claims import curation, splitting
from claims.models import Claim
from claims.splitting.weights import WEIGHTS

HIGH, MEDIUM = 0.6, 0.35
WORTH = {
    "high": gettext_lazy("most worth checking"),
    "medium": gettext_lazy("maybe worth checking"),
    "low": gettext_lazy("less worth checking"),
}


def worth(checkworthiness: float) -> str:
    """The level of a figure from 0 to 1; the limits are where reviewers' choices thin out."""
    if checkworthiness >= HIGH:
        return "high"
    return "medium" if checkworthiness >= MEDIUM else "low"


def direction(language: str) -> str:
    """The value of a `dir` attribute: from the language where it is known, else from the text."""
    info = _info(language)
    if info is None:
        return "auto"
    return "rtl" if info["bidi"] else "ltr"


def language_name(language: str) -> str:
    info = _info(language)
    return str(info["name_translated"]).capitalize() if info else language or _("Unknown")


def proposed_by(claim: Claim) -> str:
    """Who found a candidate, where it was not the splitter of today."""
    if claim.origin == splitting.VERSION:
        return ""
    if claim.origin == curation.PERSON:
        return str(claim.added_by) if claim.added_by else _("a person")
    return claim.origin


def origin_name(origin: str) -> str:
    return _("people") if origin == curation.PERSON else origin


def reason(code: str, against: bool) -> str:  # noqa: FBT001 - hashed by its place in `cache`
    """A signal's reason, told as one against where it lowers the figure."""
    why = _(WEIGHTS[code].reason)
    return _("against: %(why)s") % {"why": why} if against else why


def reasons(
    signals: Iterable[dict[str, Any]], *, worded: Callable[[str, bool], str] = reason
) -> list[str]:
    """Why a candidate was proposed, each reason with the words behind it.

    `worded` may remember reasons for many rows.
    """
    return [_reason(signal, worded) for signal in signals if signal.get("code") in WEIGHTS]


def _reason(signal: dict[str, Any], worded: Callable[[str, bool], str]) -> str:
    code = signal["code"]
    told = worded(code, signal.get("weight", WEIGHTS[code].weight) < 0)
    return f"“{signal['text']}”: {told}" if signal.get("text") else told


def _info(language: str) -> Any:
    try:
        return get_language_info(language) if language else None
    except KeyError:
        return None
