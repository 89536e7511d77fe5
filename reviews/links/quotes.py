"""Finding a quote again in the text of a page, and saying what became of it.

From strict to lenient: exact, normalised (see `folding`), in segments between ellipses, fuzzy. A
fuzzy match counts only if numbers and negations are the same.
"""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Iterator

from reviews.links import approximate, figures, folding
from reviews.links.folding import Folded
from reviews.links.matches import MISSING, Kind, Match

SEGMENT_LENGTH = 8
SEGMENT_GAP = 3_000
"""Code points that an ellipsis may stand for."""

MOST_SEGMENTS = 12
"""Parts of a quote with omissions; what is left out more often is no quotation any more."""

EASY = 64 * 1024
"""Code points of text in which a quote that stands there word for word is found at once."""

MOST_CHAINS = 50

MOST_SEARCHES = 20_000
"""Occurrences looked at for all parts of a quote together, whether they make a chain or not."""

MOST_PLACES = 10_000
"""Occurrences looked at: a page that repeats a quote without end is not worth counting through."""

MINUS = "-−–"

_ELLIPSIS = re.compile(r"\s*[\[(]?\s*(?:\.\s?\.\s?\.|\u2026)\s*[\])]?\s*")


def locate(quote: str, text: str) -> Match:
    """Look for `quote` in `text`; never raises. An empty quote is `missing`."""
    wanted = quote.strip()
    if not wanted:
        return MISSING
    return _exact(wanted, text) or _folded(wanted, text) or MISSING


async def located(quote: str, text: str) -> Match:
    """`locate`, without keeping the event loop: what is not easily found is sought beside it."""
    if len(text) <= EASY:
        place = text.find(quote)
        if place >= 0:
            return locate(quote, text)
    return await asyncio.to_thread(locate, quote, text)


def places(quote: str, text: str) -> list[tuple[int, int]]:
    """Every place where `quote` stands, exactly or else normalised, as spans of `text`."""
    wanted = quote.strip()
    exact = [(at, at + len(wanted)) for at in standing(wanted, text)] if wanted else []
    if exact:
        return exact
    joined, wanted = folding.fold(text), folding.fold(quote).text.strip()
    found = standing(wanted, joined.text) if wanted else ()
    return [joined.span(at, at + len(wanted)) for at in found]


def too_broken(quote: str) -> bool:
    """Whether `quote` leaves words out so often that its parts are not looked for one by one."""
    return len(_parts(quote)) > MOST_SEGMENTS


def _exact(quote: str, text: str) -> Match | None:
    places = list(standing(quote, text))
    if not places:
        return None
    return Match(Kind.EXACT, places[0], places[0] + len(quote), 100.0, len(places))


def _folded(quote: str, text: str) -> Match | None:
    joined = folding.fold(text)
    wanted = folding.fold(quote).text.strip()
    if not wanted:
        return None
    return (
        _normalised(wanted, joined)
        or _with_hyphens_kept(quote, text)
        or _segments(quote, joined)
        or approximate.with_other_numbers(wanted, joined)
        or approximate.fuzzy(wanted, joined)
    )


def _normalised(wanted: str, folded: Folded) -> Match | None:
    places = list(standing(wanted, folded.text))
    if not places:
        return None
    start, end = folded.span(places[0], places[0] + len(wanted))
    return Match(Kind.NORMALISED, start, end, 100.0, len(places))


def _with_hyphens_kept(quote: str, text: str) -> Match | None:
    """ "long-\\nterm" may be "long-term" broken at its hyphen."""
    kept = folding.fold(text, join_hyphenated=False)
    wanted = folding.fold(quote, join_hyphenated=False).text.strip()
    return _normalised(wanted, kept) if wanted else None


def standing(
    needle: str,
    text: str,
    start: int = 0,
    stop: int | None = None,
    budget: Iterator[None] | None = None,
) -> Iterator[int]:
    """Where `needle` stands by itself: not as "12" within "120", nor "legal" within "illegal".

    Each occurrence looked at takes one from `budget`, which several searches may share.
    """
    at = text.find(needle, start, stop)
    for _ in itertools.repeat(None, MOST_PLACES) if budget is None else budget:
        if at < 0:
            return
        end = at + len(needle)
        if _cut(text, at) or _cut(text, end):
            at = text.find(needle, at + 1, stop)
        else:
            yield at
            at = text.find(needle, end, stop)


def _cut(text: str, at: int) -> bool:
    """Whether position `at` divides a number, or a word of an alphabet that spaces its words."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isdigit() and (after.isdigit() or after == "^"):
        return True
    if before.isdigit() and after in figures.GROUPERS:
        return text[at + 1 : at + 2].isdigit()
    if after.isdigit() and before in figures.GROUPERS:
        return text[at - 2 : at - 1].isdigit()
    if after.isdigit() and before in MINUS:
        return at == 1 or not (text[at - 2].isalnum() or text[at - 2] in MINUS)
    return before.isalpha() and after.isalpha() and before < "\u0590" and after < "\u0590"


def _segments(quote: str, folded: Folded) -> Match | None:
    """Quotes with omissions: "the minister said … that no one was hurt"."""
    broken = _parts(quote)
    if not 2 <= len(broken) <= MOST_SEGMENTS:
        return None
    parts = [part for part in (folding.fold(part).text.strip() for part in broken) if part]
    if len(parts) < 2 or max(map(len, parts)) < SEGMENT_LENGTH:
        return None
    spans = list(itertools.islice(_chains(parts, folded.text), MOST_CHAINS))
    if not spans:
        return None
    start, end = folded.span(*spans[0])
    return Match(Kind.SEGMENTS, start, end, 100.0, len(spans))


def _parts(quote: str) -> list[str]:
    return [part for part in _ELLIPSIS.split(" ".join(quote.split())) if part]


def _chains(parts: list[str], text: str) -> Iterator[tuple[int, int]]:
    """Each place where all parts follow one another, no gap wider than an omission may be."""
    budget = itertools.repeat(None, MOST_SEARCHES)
    for start in standing(parts[0], text, budget=budget):
        end = start + len(parts[0])
        for part in parts[1:]:
            at = next(standing(part, text, end, end + SEGMENT_GAP + len(part), budget), None)
            if at is None:
                break
            end = at + len(part)
        else:
            yield start, end
