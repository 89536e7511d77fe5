"""Text fragments: an address that says which words of its page are meant.

`#:~:text=[prefix-,]start[,end][,-suffix]`, as browsers make it from a selection
(https://wicg.github.io/scroll-to-text-fragment/). The fragment is a hint for finding the quote; it
is never sent to the site.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import unquote

from reviews.links import folding, quotes
from reviews.links.folding import Folded
from reviews.links.matches import MISSING, Kind, Match

DELIMITER = ":~:"
DIRECTIVE = "text="
MOST_HINTS = 10
"""Directives of one address that are looked for."""

OMISSION = " … "


@dataclass(frozen=True, slots=True)
class Hint:
    """The words of a page from `start` to `end` (just `start` if there is none), where `prefix`
    stands before and `suffix` behind them."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""


def hints(url: str) -> tuple[Hint, ...]:
    """The text directives of an address, in order; those that are malformed are left out."""
    directives = url.partition("#")[2].partition(DELIMITER)[2].split("&")
    texts = (each[len(DIRECTIVE) :] for each in directives if each.startswith(DIRECTIVE))
    read = (_read(text) for text in texts)
    return tuple(hint for hint in read if hint)[:MOST_HINTS]


def words(url: str) -> str:
    """The words that an address names, as a quote; empty if it names none.

    Of a range only the two ends are known: they are joined by an omission mark.
    """
    found = hints(url)
    if not found:
        return ""
    return OMISSION.join(filter(None, (found[0].start.strip(), found[0].end.strip())))


def located(quote: str, text: str, *, url: str) -> Match:
    """`quotes.locate`, where the fragment of `url` decides between several places.

    Words that came out of the fragment itself are also found in other case, as browsers do.
    """
    match = quotes.locate(quote, text)
    if match.found and match.occurrences == 1:
        return match
    meant = [found for found in (place(hint, text) for hint in hints(url)) if found.found]
    if not meant:
        return match
    if not match.found:
        return meant[0] if quote.strip() == words(url) else match
    spans = quotes.places(quote, text)
    nearest = max(spans, key=lambda span: _nearness(span, meant), default=None)
    if nearest is None:
        return match
    return replace(match, start=nearest[0], end=nearest[1], occurrences=1)


def place(hint: Hint, text: str) -> Match:
    """Where a hint leads in `text`: the first place, without regard to case."""
    folded = folding.fold(text)
    page = _lowered(folded.text)
    start, end, prefix, suffix = (
        _lowered(folding.fold(each).text).strip()
        for each in (hint.start, hint.end, hint.prefix, hint.suffix)
    )
    if not start:
        return MISSING
    for at in quotes.standing(start, page):
        if prefix and not page[:at].rstrip().endswith(prefix):
            continue
        stop = _end(page, at + len(start), end=end, suffix=suffix)
        if stop >= 0:
            return _match(folded, at, stop)
    return MISSING


def _end(page: str, after: int, *, end: str, suffix: str) -> int:
    """Where the range ends that begins before `after`; -1 if it does nowhere."""
    if not end:
        return after if _is_followed(page, after, suffix) else -1
    for at in quotes.standing(end, page, after):
        if _is_followed(page, at + len(end), suffix):
            return at + len(end)
    return -1


def _is_followed(page: str, at: int, suffix: str) -> bool:
    return not suffix or page.startswith(suffix, at) or page.startswith(f" {suffix}", at)


def _match(folded: Folded, start: int, stop: int) -> Match:
    first, last = folded.span(start, stop)
    return Match(Kind.NORMALISED, first, last, 100.0, 1)


def _lowered(text: str) -> str:
    """Lower case, code point by code point, so that places stay the same."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := each.lower()) == 1 else each for each in text)


def _nearness(span: tuple[int, int], meant: list[Match]) -> tuple[int, int]:
    """How much of `span` is meant, then how near it is to what is."""
    shared = max(min(span[1], each.end) - max(span[0], each.start) for each in meant)
    return shared, -span[0]


def _read(directive: str) -> Hint | None:
    """One directive by the standard's steps ("parse a text directive")."""
    terms = directive.split(",")
    if len(terms) > 4:
        return None
    prefix = terms.pop(0)[:-1] if terms[0].endswith("-") else ""
    suffix = terms.pop()[1:] if terms and terms[-1].startswith("-") else ""
    if len(terms) not in (1, 2) or not all(terms):
        return None
    start, end = map(unquote, (*terms, "")[:2])
    return Hint(start, end, unquote(prefix), unquote(suffix))
