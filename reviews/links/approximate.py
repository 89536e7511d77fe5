"""Passages that are nearly the quote, and whether the difference matters."""

from __future__ import annotations

import difflib
import itertools

import regex as re  # possessive quantifiers of `re` are wrong before Python 3.11.5
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from reviews.links import figures, negating
from reviews.links.folding import Folded
from reviews.links.matches import Kind, Match

FUZZY_SCORE = 88.0
"""Least similarity (rapidfuzz partial ratio, 0 to 100) at which a passage is the same one."""

FUZZY_LENGTH = 30
"""Shorter quotes resemble too much by chance."""

LONGEST = 4_000
"""Longer quotes must be found by stricter means: comparing costs the square of their words."""

MOST_COMPARED = 100_000_000_000
"""What the windows compared with one quote may cost together: some 2 s, on a page made so that
every window is nearly the quote. On others most windows are skipped."""

WINDOW = 30_000
"""What comparing the shortest window costs, on the scale of `cost`."""

MOST_TRIED = 100_000_000
"""Numbers of the quote times code points of the text: 2 s where the text is nothing but numbers."""

MARGIN = 60
"""Code points read beyond the aligned window: an added word pushes the end of a passage out."""

FEWEST_LETTERS = 8
"""Letters besides its numbers that a quote must have to be recognised without them."""

MOST_PLACES = 50

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ANY_NUMBER = r"(?<!\d)\d++(?:[.,]\d++)*+"
_TOKEN = re.compile(r"[\w\p{M}]+(?:[-'.,][\w\p{M}]+)*|[^\w\s]")


def cost(quote: str, text: str) -> int:
    """What comparing a quote with all of a text may take: it was measured to grow so where both
    repeat themselves, at some 17 s for 1e12."""
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
    found = re.finditer(pattern, folded.text, concurrent=True)
    first = None
    for place in itertools.islice(found, MOST_PLACES):
        match = _judged(wanted, folded, place.span())
        if match.found:
            return match
        first = first or match
    return first


def fuzzy(wanted: str, folded: Folded) -> Match | None:
    """The passage most like the quote, if it is like enough; judged by what differs."""
    if not FUZZY_LENGTH <= len(wanted) <= LONGEST or len(folded.text) < len(wanted) // 2:
        return None
    at = _most_alike(wanted, folded.text)
    if at is None:
        return None
    span = _fitted(wanted, folded.text, at, min(at + len(wanted), len(folded.text)))
    match = _judged(wanted, folded, span)
    return match if match.score >= FUZZY_SCORE or not match.found else None


def _most_alike(wanted: str, text: str) -> int | None:
    """Where the window of the quote's length begins that is most like it.

    None if no window reaches `FUZZY_SCORE`, or if too many had to be compared to tell. A window
    one further on differs by two edits at most, so that unlike ones are passed over in strides.
    Each comparison is short: other threads have their turn between them.
    """
    length, left, at = len(wanted), MOST_COMPARED, 0
    best, least = None, int((100 - FUZZY_SCORE) / 100 * 2 * length)
    while at <= max(0, len(text) - length) and least >= 0:
        left -= length**2 + WINDOW
        if left < 0:
            return None
        edits = Indel.distance(wanted, text[at : at + length])
        if edits <= least:
            best, least = at, edits - 1
        at += max(1, (edits - least + 1) // 2)
    return best


def _judged(wanted: str, folded: Folded, span: tuple[int, int]) -> Match:
    passage = folded.text[slice(*span)]
    changes = _changes(wanted, passage)
    if figures.numbers(wanted) != figures.numbers(passage) or _exchanged(changes):
        kind = Kind.NUMBERS
    elif _turned(wanted, passage, changes):
        kind = Kind.NEGATION
    else:
        kind = Kind.FUZZY
    start, end = folded.span(*span)
    return Match(kind, start, end, fuzz.ratio(wanted, passage), 1)


Changes = list[tuple[list[str], list[str]]]


def _changes(wanted: str, passage: str) -> Changes:
    """The words that left and those that came, place by place."""
    old, new = _TOKEN.findall(wanted), _TOKEN.findall(passage)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [(old[i:j], new[k:m]) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]


def _exchanged(changes: Changes) -> bool:
    return any(
        figures.exchanged(one, two)
        for old, new in changes
        for one, two in zip(old, new, strict=False)
    )


def _turned(wanted: str, passage: str, changes: Changes) -> bool:
    """Whether a negation came, went, or moved to another part of the sentence."""
    if negating.count(wanted) != negating.count(passage):
        return True
    return any(
        negating.count(" ".join(old)) != negating.count(" ".join(new))
        or any(negating.opposed(one, two) for one, two in zip(old, new, strict=False))
        for old, new in changes
    )


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
