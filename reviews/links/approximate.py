"""Passages that are nearly the quote, and whether the difference matters."""

from __future__ import annotations

import difflib
import itertools

import regex as re  # possessive quantifiers of `re` are wrong before Python 3.11.5
from rapidfuzz import fuzz

from reviews.links import figures
from reviews.links.folding import Folded
from reviews.links.matches import Kind, Match

FUZZY_SCORE = 88.0
"""Least similarity (rapidfuzz partial ratio, 0 to 100) at which a passage is the same one."""

FUZZY_LENGTH = 30
"""Shorter quotes resemble too much by chance."""

LONGEST = 4_000
"""Longer quotes must be found by stricter means: comparing costs the square of their words."""

MOST_COMPARED = 400_000_000_000
"""The `cost` up to which a quote is compared: 7 s on a page made to be slow, hundredths otherwise.
A quote of 1,000 code points is compared with texts of up to 400,000."""

MOST_TRIED = 100_000_000
"""Numbers of the quote times code points of the text: 2 s where the text is nothing but numbers."""

MARGIN = 60
"""Code points read beyond the aligned window: an added word pushes the end of a passage out."""

FEWEST_LETTERS = 8
"""Letters besides its numbers that a quote must have to be recognised without them."""

MOST_PLACES = 50

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ANY_NUMBER = r"(?<!\d)\d++(?:[.,]\d++)*+"
_TOKEN = re.compile(r"\w+(?:[-'.,]\w+)*|[^\w\s]")


def cost(quote: str, text: str) -> int:
    """What aligning the two may take: it was measured to grow so where both repeat themselves,
    at some 17 s for 1e12."""
    return len(quote) ** 2 * len(text)


def with_other_numbers(wanted: str, folded: Folded) -> Match | None:
    """The quote word for word, but for its figures. Works for short quotes too."""
    parts = _NUMBER.split(wanted)
    if (
        len(parts) < 2
        or len(wanted) > LONGEST
        or len(parts) * len(folded.text) > MOST_TRIED
        or sum(map(str.isalpha, "".join(parts))) < FEWEST_LETTERS
    ):
        return None
    pattern = _ANY_NUMBER.join(re.escape(part) for part in parts)
    found = itertools.islice(re.finditer(pattern, folded.text), MOST_PLACES)
    spans = [place.span() for place in found]
    if not spans:
        return None
    matches = [_judged(wanted, folded, span) for span in spans]
    return next((match for match in matches if match.found), matches[0])


def fuzzy(wanted: str, folded: Folded) -> Match | None:
    """The passage most like the quote, if it is like enough; judged by what differs."""
    if cost(wanted, folded.text) > MOST_COMPARED:
        return None
    if not FUZZY_LENGTH <= len(wanted) <= LONGEST or len(folded.text) < len(wanted) // 2:
        return None
    aligned = fuzz.partial_ratio_alignment(wanted, folded.text, score_cutoff=FUZZY_SCORE)
    if aligned is None:
        return None
    span = _fitted(wanted, folded.text, aligned.dest_start, aligned.dest_end)
    match = _judged(wanted, folded, span)
    return match if match.score >= FUZZY_SCORE or not match.found else None


def _judged(wanted: str, folded: Folded, span: tuple[int, int]) -> Match:
    passage = folded.text[slice(*span)]
    if figures.numbers(wanted) != figures.numbers(passage):
        kind = Kind.NUMBERS
    elif _turned(wanted, passage):
        kind = Kind.NEGATION
    else:
        kind = Kind.FUZZY
    start, end = folded.span(*span)
    return Match(kind, start, end, fuzz.ratio(wanted, passage), 1)


def _turned(wanted: str, passage: str) -> bool:
    if figures.negations(wanted) != figures.negations(passage):
        return True
    old, new = _TOKEN.findall(wanted), _TOKEN.findall(passage)
    replaced = (
        pair
        for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag == "replace"
        for pair in zip(old[i:j], new[k:m], strict=False)
    )
    return any(figures.opposed(one, two) for one, two in replaced)


def _fitted(wanted: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The aligned window, widened to whole words, then trimmed to those the quote accounts for.

    The alignment is as long as the quote. Where the page gained words in the middle, the last
    words of the passage lie beyond it; where it lost some, foreign words hang on at the edges.
    """
    low, high = max(0, start - MARGIN), min(len(text), end + MARGIN)
    tokens = [found.span() for found in _TOKEN.finditer(text, low, high)]
    tokens = _whole(tokens, text, low, high)
    quoted = _TOKEN.findall(wanted)
    words = [text[slice(*token)] for token in tokens]
    blocks = [
        block
        for block in difflib.SequenceMatcher(
            None, quoted, words, autojunk=False
        ).get_matching_blocks()
        if block.size
    ]
    if not blocks:
        return start, end
    first, last = blocks[0], blocks[-1]
    # As many words before the first common one as the quote has there, and after the last.
    begin = max(0, first.b - first.a)
    stop = min(len(words), last.b + len(quoted) - last.a)
    return tokens[begin][0], tokens[stop - 1][1]


def _whole(tokens: list[tuple[int, int]], text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Without the words that the margins cut through."""
    if len(tokens) > 1 and low and not text[low - 1].isspace():
        tokens = tokens[1:]
    if len(tokens) > 1 and high < len(text) and not text[high].isspace():
        tokens = tokens[:-1]
    return tokens
