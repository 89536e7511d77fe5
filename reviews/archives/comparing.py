"""Two copies of a page side by side: paragraphs aligned first, then words within those that differ.

Pure text, and bounded: pages of 2 MB are compared in seconds whatever they hold. What is the same
for long is left out, but never a passage that is cited.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from reviews.archives import aligning

WORD = re.compile(r"\s+|\d+(?:[.,]\d+)*|\w+|[^\w\s]")
END = re.compile(r"(?<=[.!?。؟])\s+")
LONGEST = 1_200
"""Characters; a longer paragraph is taken apart at its sentences, else anywhere."""

MOST_ROWS = 300
MOST_PARAGRAPHS = 50_000
"""Of either text; one that has more is a table without end, and its beginning is compared."""

CONTEXT = 1
"""Paragraphs that are shown before and after one that differs."""

Span = tuple[int, int]


class Kind(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Part:
    """`kind`: same, gone or new; `cited`: it belongs to a passage that is cited."""

    text: str
    kind: Kind
    cited: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph then and now; `count` paragraphs that are the same where it is `SKIPPED`."""

    kind: Kind
    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """`rows` in order; `differing` paragraphs differ; `cut`: there is more that differs."""

    rows: tuple[Row, ...]
    differing: int
    cut: bool


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    spans: Sequence[Span]
    keys: Sequence[str]
    cited: Sequence[Span]

    def parts(self, number: int, edges: Iterable[tuple[int, Kind]]) -> tuple[Part, ...]:
        """`edges`: lengths from the start of the paragraph on, each with its kind."""
        at = self.spans[number][0]
        found: list[Part] = []
        for length, kind in edges:
            found += self._marked(at, at + length, kind)
            at += length
        return tuple(found)

    def whole(self, number: int, kind: Kind) -> tuple[Part, ...]:
        start, end = self.spans[number]
        return self.parts(number, [(end - start, kind)])

    def is_cited(self, number: int) -> bool:
        start, end = self.spans[number]
        return any(s < end and start < e for s, e in self.cited)

    def _marked(self, start: int, end: int, kind: Kind) -> Iterator[Part]:
        inside = [(max(s, start), min(e, end)) for s, e in self.cited if s < end and start < e]
        for s, e in inside:
            if start < s:
                yield Part(self.text[start:s], kind)
            if max(s, start) < e:
                yield Part(self.text[max(s, start) : e], kind, cited=True)
            start = max(start, e)
        if start < end:
            yield Part(self.text[start:end], kind)


def compare(
    before: str,
    after: str,
    *,
    cited_before: Iterable[Span] = (),
    cited_after: Iterable[Span] = (),
) -> Comparison:
    """`cited_before`, `cited_after`: spans of code points, end exclusive."""
    old, new = _read(before, cited_before), _read(after, cited_after)
    pairs = _paired(old, new)
    rows: list[Row] = []
    cut = max(len(old.spans), len(new.spans)) >= MOST_PARAGRAPHS
    skipped = 0
    for (i, j), show in zip(pairs, _shown(pairs, old, new), strict=True):
        full = len(rows) >= MOST_ROWS and show is not Shown.CITED
        cut = cut or (full and show is Shown.YES)
        if full or show is Shown.NO:
            skipped += 1
            continue
        if skipped:
            rows.append(Row(Kind.SKIPPED, count=skipped))
            skipped = 0
        rows.append(_row(old, new, i, j))
    if skipped:
        rows.append(Row(Kind.SKIPPED, count=skipped))
    return Comparison(tuple(rows), sum(_differ(old, new, *pair) for pair in pairs), cut)


def _read(text: str, cited: Iterable[Span]) -> _Text:
    spans = list(itertools.islice(_paragraphs(text), MOST_PARAGRAPHS))
    return _Text(text, spans, [text[start:end] for start, end in spans], sorted(cited))


def _paragraphs(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            yield from _sentences(text, at, end)
        at = end + 1


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        breaks = [each.end() for each in END.finditer(text, start + LONGEST // 2, start + LONGEST)]
        stop = breaks[0] if breaks else text.rfind(" ", start + 1, start + LONGEST) + 1
        stop = stop or start + LONGEST
        yield start, stop
        start = stop
    yield start, end


Pair = tuple[int | None, int | None]


def _paired(old: _Text, new: _Text) -> list[Pair]:
    """Every paragraph of both, in order, beside its counterpart where it has one."""
    pairs: list[Pair] = []
    i = j = 0
    for a, b in [*aligning.equal(old.keys, new.keys), (len(old.keys), len(new.keys))]:
        pairs += _gap(old, new, (i, a), (j, b))
        if a < len(old.keys):
            pairs.append((a, b))
        i, j = a + 1, b + 1
    return pairs


def _gap(old: _Text, new: _Text, here: Span, there: Span) -> list[Pair]:
    """Paragraphs that are equal to none: each beside the one it became, if there is one."""
    (i, a), (j, b) = here, there
    pairs: list[Pair] = []
    became = [(i + n, j + m) for n, m in aligning.alike(old.keys[i:a], new.keys[j:b])]
    for n, m in [*became, (a, b)]:
        pairs += [(left, None) for left in range(i, n)]
        pairs += [(None, right) for right in range(j, m)]
        if n < a:
            pairs.append((n, m))
        i, j = n + 1, m + 1
    return pairs


class Shown(Enum):
    NO = 0
    YES = 1
    CITED = 2


def _shown(pairs: Sequence[Pair], old: _Text, new: _Text) -> list[Shown]:
    """What differs, its neighbours, and what is cited; nothing is left out for one paragraph."""
    shown = [Shown.NO] * len(pairs)
    for number, (i, j) in enumerate(pairs):
        if _differ(old, new, i, j):
            for near in range(max(0, number - CONTEXT), min(len(pairs), number + CONTEXT + 1)):
                shown[near] = Shown.YES
    for number in range(1, len(pairs) - 1):
        if Shown.NO not in (shown[number - 1], shown[number + 1]):
            shown[number] = Shown.YES
    for number, (i, j) in enumerate(pairs):
        if (i is not None and old.is_cited(i)) or (j is not None and new.is_cited(j)):
            shown[number] = Shown.CITED
    return shown


def _differ(old: _Text, new: _Text, i: int | None, j: int | None) -> bool:
    return i is None or j is None or old.keys[i] != new.keys[j]


def _row(old: _Text, new: _Text, i: int | None, j: int | None) -> Row:
    if i is None:
        assert j is not None, "a row has at least one side"
        return Row(Kind.NEW, after=new.whole(j, Kind.NEW))
    if j is None:
        return Row(Kind.GONE, before=old.whole(i, Kind.GONE))
    if not _differ(old, new, i, j):
        return Row(Kind.SAME, old.whole(i, Kind.SAME), new.whole(j, Kind.SAME))
    if fuzz.ratio(old.keys[i], new.keys[j]) < aligning.ALIKE:
        return Row(Kind.CHANGED, old.whole(i, Kind.GONE), new.whole(j, Kind.NEW))
    left, right = _words(old.keys[i], new.keys[j])
    return Row(Kind.CHANGED, old.parts(i, left), new.parts(j, right))


def _words(before: str, after: str) -> tuple[list[tuple[int, Kind]], list[tuple[int, Kind]]]:
    """The words of both sides as lengths and kinds."""
    old, new = WORD.findall(before), WORD.findall(after)
    left: list[tuple[int, Kind]] = []
    right: list[tuple[int, Kind]] = []
    for code in Indel.opcodes(old, new):
        same = code.tag == "equal"
        _add(left, old[code.src_start : code.src_end], Kind.SAME if same else Kind.GONE)
        _add(right, new[code.dest_start : code.dest_end], Kind.SAME if same else Kind.NEW)
    return left, right


def _add(edges: list[tuple[int, Kind]], words: Sequence[str], kind: Kind) -> None:
    """A space between two words that differ differs too: one mark instead of many."""
    text = "".join(words)
    if not text:
        return
    if kind is not Kind.SAME and len(edges) > 1 and edges[-2][1] is kind and edges[-1][0] == 1:
        space = edges.pop()[0]
        edges[-1] = (edges[-1][0] + space + len(text), kind)
    elif edges and edges[-1][1] is kind:
        edges[-1] = (edges[-1][0] + len(text), kind)
    else:
        edges.append((len(text), kind))
