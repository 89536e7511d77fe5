"""Set a text into lines of a known width, in every script. Pure: no Django.

The widths are estimates: what is drawn is shaped by resvg, which tells none. They lean to the wide
side, so that a line rather ends early than leaves the picture.
"""

import unicodedata
from dataclasses import dataclass

import regex as re

CLUSTER = re.compile(r"\X")
# Closing marks may not begin a line (JIS X 4051); white space is where other scripts break.
CLOSING = set("、。，．！？）」』】〉》〕］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ”’…")
NARROW = set("iljtfrI.,:;'’‘|!()[]{} -")
WIDE_LETTERS = set("mwMWQ@%—…")
RTL = ("R", "AL")
WORDS = re.compile(r"\s+")


@dataclass(frozen=True)
class Lines:
    size: int
    lines: list[str]
    cut: bool = False


def fit(text: str, *, width: float, height: float, sizes: tuple[int, ...], leading: float) -> Lines:
    """The largest of `sizes` (px) at which `text` fits; cut with “…” where none does."""
    for size in sizes:
        lines = wrap(text, width=width / size)
        if len(lines) * size * leading <= height:
            return Lines(size, lines)
    most = max(1, int(height / (sizes[-1] * leading)))
    kept = wrap(text, width=width / sizes[-1] - 1)[:most]
    return Lines(sizes[-1], [*kept[:-1], f"{kept[-1]}…"], cut=True)


def wrap(text: str, *, width: float) -> list[str]:
    """`width` in em. A word longer than a line is broken where it must be."""
    lines, line, used = [], "", 0.0
    for piece, before in _pieces(text):
        gap = 0.3 if before and line else 0.0
        room = advance(piece)
        if line and used + gap + room > width:
            lines.append(line)
            line, used, gap = "", 0.0, 0.0
        for part in _parts(piece, width) if room > width else [piece]:
            if used and used + advance(part) > width:
                lines.append(line)
                line, used = "", 0.0
            line += (" " if gap else "") + part
            used += gap + advance(part)
            gap = 0.0
    return [*lines, line] if line else lines or [""]


def advance(text: str) -> float:
    """About how wide `text` is in Noto Sans Bold, in em."""
    return sum(_width(cluster) for cluster in CLUSTER.findall(text))


def is_rtl(text: str) -> bool:
    """The direction of the first strong letter (Unicode bidi algorithm, P2 and P3)."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in RTL for kind in kinds if kind in ("L", *RTL)), False)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """What may not be broken, and whether white space stood before it."""
    found: list[tuple[str, bool]] = []
    for word in WORDS.split(text.strip()):
        started = False
        for cluster in CLUSTER.findall(word):
            if started and _may_break(found[-1][0][-1], cluster[0]):
                found.append((cluster, False))
            elif started:
                found[-1] = (found[-1][0] + cluster, found[-1][1])
            else:
                found.append((cluster, True))
                started = True
    return found


def _parts(word: str, width: float) -> list[str]:
    parts, used = [""], 0.0
    for cluster in CLUSTER.findall(word):
        room = _width(cluster)
        if used + room > width and parts[-1]:
            parts.append("")
            used = 0.0
        parts[-1] += cluster
        used += room
    return parts


def _may_break(before: str, after: str) -> bool:
    return (_is_ideograph(before) or _is_ideograph(after)) and after not in CLOSING


def _is_ideograph(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF" and not "\uac00" <= letter <= "\ud7a3"


def _width(cluster: str) -> float:
    letter = cluster[0]
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.category(letter) in ("Mn", "Cf"):
        return 0.0
    if letter in NARROW:
        return 0.38
    if letter in WIDE_LETTERS:
        return 1.0
    return 0.72 if letter.isupper() else 0.62
