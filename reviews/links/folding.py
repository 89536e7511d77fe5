"""Text as two careful readers would call the same, with the way back to the original.

Unicode NFKC, one kind of quotation mark, one kind of dash, one space for any run of white space;
zero-width and bidirectional control characters, tatweel and variation selectors vanish; words
hyphenated at a line end are joined. Case stays: "US" is not "us".
"""

from __future__ import annotations

import functools
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import regex as re  # possessive quantifiers of `re` are wrong before Python 3.11.5

DOUBLE_QUOTES = "“”„‟«»‹›〝〞〟″＂「」『』"
SINGLE_QUOTES = "‘’‚‛′`´ʼʹ＇"
DASHES = "‐‑‒–—―−﹘﹣－⸺⸻"
VANISHING = "\u0640\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"

RAISED = dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", "^") | dict.fromkeys("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", " ")
"""What is put before these where they follow a figure: "10²" is not "102", "2½" not "21/2"."""

_UNIFIED = str.maketrans(
    {
        **dict.fromkeys(DOUBLE_QUOTES, '"'),
        **dict.fromkeys(SINGLE_QUOTES, "'"),
        **dict.fromkeys(DASHES, "-"),
        **dict.fromkeys(VANISHING, ""),
        "\u2044": "/",
    }
)

# Characters that fold to themselves in any company: ASCII but for hyphen and grave accent, and the
# common letters of Latin, Greek, Cyrillic, Arabic, Japanese, Chinese and Korean.
PLAIN = (
    "!-,.-_a-z{-~À-ÖØ-öø-ÿΑ-Ρα-ωА-яё\u0621-\u063a\u0641-\u064a\u0660-\u066f\u0671-\u0674"
    "\u0679-\u06d3\u06f0-\u06f9\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3"
)

# Runs that fold to themselves; a word hyphenated at a line end; white space; anything else.
# The quantifiers are possessive: a page of nothing but line feeds must not cost its square.
_PARTS = re.compile(
    rf"(?P<plain>(?:[{PLAIN}]|-(?![^\S\n]*+\n))(?:[{PLAIN}]|-(?![^\S\n]*+\n)| (?=[{PLAIN}]))*+)"
    r"|(?P<hyphen>[-‐\u00ad](?=[^\S\n]*+\n\s*+[^\W\d_])\s++)"
    r"|(?P<space>\s++)"
    r"|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded form; `origin` maps its code points back.

    `starts` and `origins` are the places where folded and original text run apart: folded position
    `starts[i]` comes from original position `origins[i]`, and from there on both advance together.
    `ends` tells where the original cluster at a break ends.
    """

    text: str
    starts: list[int]
    origins: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original code points behind the folded `text[start:end]` (end > start)."""
        return self._origin(start)[0], self._origin(end - 1)[1]

    def _origin(self, position: int) -> tuple[int, int]:
        """First and one-past-last original code point of one folded code point."""
        index = bisect_right(self.starts, position) - 1
        end = self.ends[index]
        if end:  # a cluster: all of it stands behind each of its folded code points
            return self.origins[index], end
        at = self.origins[index] + position - self.starts[index]
        return at, at + 1


def fold(text: str, *, join_hyphenated: bool = True) -> Folded:
    """Fold `text`. With `join_hyphenated` off, "long-\\nterm" keeps its hyphen instead."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    ends: list[int] = []
    length = 0
    for piece, start, end in _clusters(text, "" if join_hyphenated else "-"):
        if pieces and pieces[-1][-1] == " ":
            piece = piece.removeprefix(" ")  # also that of "¨", which unfolds into space and mark
        if not piece:
            continue
        starts.append(length)
        origins.append(start)
        ends.append(end)
        pieces.append(piece)
        length += len(piece)
    return Folded("".join(pieces), starts, origins, ends)


def _clusters(text: str, hyphen: str) -> Iterator[tuple[str, int, int]]:
    """Folded pieces with their place in `text`; an end of 0 says "piece for piece the same"."""
    position = 0
    while position < len(text):
        found = _PARTS.match(text, position)
        assert found is not None  # the last alternative takes anything
        end = found.end()
        kind = found.lastgroup
        if kind == "plain":
            end = _before_marks(text, end)
            if end > position:
                yield text[position:end], position, 0
        if kind == "hyphen":
            yield _joint(hyphen, text[end]), position, end
        elif kind == "space":
            yield " ", position, end
        elif kind == "other" or end == position:
            end = _cluster_end(text, position)
            folded = _folded_cluster(text[position:end])
            if text[position] in RAISED and text[position - 1 : position].isdecimal():
                folded = RAISED[text[position]] + folded
            yield folded, position, end
        position = end


def _joint(hyphen: str, following: str) -> str:
    """What stands for a hyphen at a line end; a half letter is not joined to the line before."""
    return "-" if _vanishes(following) or _joins(following) else hyphen


def _before_marks(text: str, end: int) -> int:
    """Leave the last letter of a plain run to the mark that follows it ("e" + U+0301)."""
    return end - 1 if _cluster_end(text, end - 1) > end else end


def _cluster_end(text: str, start: int) -> int:
    """Where the marks that join the character at `start` end, looking past what vanishes."""
    end = at = start + 1
    if _vanishes(text[start]):  # nothing to join, and a long run of these is walked only once
        return end
    while at < len(text) and ((joins := _joins(text[at])) or _vanishes(text[at])):
        at += 1
        end = at if joins else end
    return end


@functools.lru_cache(maxsize=20_000)
def _joins(character: str) -> bool:
    """Whether NFKC may join what this folds to to the one before: marks and Hangul jamo."""
    if character < "\u0300" or _vanishes(character):
        return False
    first = _folded_cluster(character)[:1]
    return "\u1160" <= first <= "\u11ff" or unicodedata.category(first)[0] == "M"


@functools.lru_cache(maxsize=20_000)
def _folded_cluster(cluster: str) -> str:
    """Marks are unified before and after NFKC, which tears some of them apart (´ and ″).

    What vanished last (the tatweel in U+FE77) stood between marks: NFKC then puts them in order.
    """
    kept = "".join(character for character in cluster if not _vanishes(character))
    composed = unicodedata.normalize("NFKC", kept.translate(_UNIFIED))
    return unicodedata.normalize("NFKC", composed.translate(_UNIFIED))


def _vanishes(character: str) -> bool:
    if character < "\u00ad":
        return False
    return (
        character in VANISHING
        or "\ufe00" <= character <= "\ufe0f"
        or unicodedata.category(character) == "Cf"
    )
