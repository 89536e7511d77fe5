"""The first look at a cited page: fetched through the guarded door, the quote looked up in it."""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz

from factcheck import door, keeping
from reviews import links
from reviews.links import approximate, fragments, matches, quotes, registry

READABLE = frozenset({"ok", "redirected", "moved", "drifted"})
NEAR_ENOUGH = 55.0
"""Similarity (rapidfuzz partial ratio, 0 to 100) from which a passage is worth showing."""

MOST_COMPARED = 100_000_000_000
"""The cost up to which the nearest passage is looked for: 2 s on a page made to be slow."""

TROUBLES = {
    "gone": gettext_lazy("This page does not exist there (HTTP %(status)s)."),
    "soft_404": gettext_lazy("The site answers this address with a page that says “not found”."),
    "client_error": gettext_lazy("The site refuses this address (HTTP %(status)s)."),
    "server_error": gettext_lazy("The site is broken at the moment (HTTP %(status)s)."),
    "rate_limited": gettext_lazy("The site asks us to come back later (HTTP 429)."),
    "blocked": gettext_lazy("The site does not show this page to programs (%(reason)s)."),
    "dns_dead": gettext_lazy(
        "There is no site of this name; check the address for a typing error."
    ),
    "unreachable": gettext_lazy("The site did not answer in full (%(reason)s)."),
    "tls_error": gettext_lazy("The site could not prove who it is (certificate: %(reason)s)."),
    "redirect_error": gettext_lazy("This address redirects in a way that leads nowhere."),
    "refused": gettext_lazy(
        "This address leads into a private network or to a service that is no web site; "
        "the desk does not go there."
    ),
    "invalid": gettext_lazy("This is not a web address. Write it in full, starting with https://."),
}

UNQUOTED = gettext_lazy("It was read. Choose the words that matter in the copy of it.")


@dataclass(frozen=True)
class Look:
    """`text` is what a copy of the page holds; `trouble` says, where the quote was not located,
    why, to the person who cites it; `field` is the input it is about."""

    observation: links.Observation
    text: str
    match: matches.Match
    trouble: str = ""
    field: str = "url"

    @property
    def readable(self) -> bool:
        return self.observation.outcome in READABLE and bool(self.text)


def at(url: str, *, quote: str) -> Look:
    """Fetch `url` (up to the deadline of the settings) and look for `quote`.

    Where it stands several times, a text fragment of `url` decides which place is meant.

    Raises UnusableSource where no page can stand behind `url`. Call it outside any transaction.
    """
    address = registry.read(url)
    seen = links.inspect_now(address.href, quote=quote, **door.options())
    text = keeping.storable(seen.text)
    if seen.outcome not in READABLE:
        return Look(seen, text, matches.MISSING, trouble=_trouble(seen))
    if not text:
        return Look(seen, text, matches.MISSING, trouble=_unread(seen))
    return within(seen, text, quote=quote, url=url)


def within(seen: links.Observation, text: str, *, quote: str, url: str = "") -> Look:
    """Look for `quote` in a `text` that was read; a fragment of `url` helps."""
    if not quote:
        return Look(seen, text, matches.MISSING, trouble=str(UNQUOTED), field="quote")
    match = fragments.located(quote, text, url=url)
    if match.found:
        return Look(seen, text, match)
    return Look(seen, text, match, trouble=not_found(quote, text, match), field="quote")


def nearest(quote: str, text: str) -> str | None:
    """The passage of `text` most like `quote`, in whole words; empty where nothing is.

    None where the two are too long to be compared while somebody waits.
    """
    if approximate.cost(quote, text) > MOST_COMPARED:
        return None
    aligned = fuzz.partial_ratio_alignment(quote, text, score_cutoff=NEAR_ENOUGH)
    if aligned is None:
        return ""
    start = text.rfind(" ", 0, aligned.dest_start + 1) + 1
    stop = text.find(" ", aligned.dest_end)
    passage = text[start : stop if stop >= 0 else len(text)]
    return " ".join(passage.split())


def _trouble(seen: links.Observation) -> str:
    words = {"status": seen.http_status or "?", "reason": str(seen.reason).replace("_", " ")}
    return str(TROUBLES[seen.outcome] % words)


def _unread(seen: links.Observation) -> str:
    if seen.media_type and "html" not in seen.media_type:
        return _("The desk cannot read the text of this kind of file (%(type)s).") % {
            "type": seen.media_type
        }
    return _("This page shows no text to a program; it may need a browser.")


def not_found(quote: str, text: str, match: matches.Match) -> str:
    if quotes.too_broken(quote):
        return _(
            "These words are not on the page. A quote with omissions is looked for in up to "
            "%(most)s parts; cite it in several pieces."
        ) % {"most": quotes.MOST_SEGMENTS}
    if match.kind is matches.Kind.NUMBERS:
        said = _("The page gives other figures: “%(passage)s”.")
    elif match.kind is matches.Kind.NEGATION:
        said = _("The page says the opposite: “%(passage)s”.")
    else:
        said = _("These words are not on the page. The nearest passage is: “%(passage)s”.")
    passage = text[match.start : match.end] if match.start >= 0 else nearest(quote, text)
    if passage is None:
        return _(
            "These words are not on the page. Cite fewer of them to be shown the nearest passage."
        )
    if not passage:
        return _("These words are not on the page, and nothing like them is.")
    return said % {"passage": Truncator(" ".join(passage.split())).chars(400)}
