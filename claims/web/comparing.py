"""Two texts side by side, as HTML in which only our marks are mark-up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims import anchoring
from claims.anchoring import Piece, Side
from claims.models import Anchoring, Article

AROUND = 120
"""Code points of the article shown on either side of a claim."""
MOST_ROWS = 200


@dataclass(frozen=True)
class Row:
    """One or more paragraphs of both texts; `same` counts paragraphs left out as unchanged."""

    before: str = ""
    after: str = ""
    same: int = 0


@dataclass(frozen=True)
class Choice:
    """A place in the new text where a claim may be, beside its old one."""

    start: int
    end: int
    similarity: float
    before: SafeString
    after: SafeString


def sides(pieces: Iterable[Piece]) -> tuple[SafeString, SafeString]:
    """The old text with what went as <del>, the new one with what came as <ins>.

    Both say so in words too, for whoever hears the page.
    """
    gone, came = _("gone:"), _("new:")
    kept = list(pieces)
    left = (_marked(each, "del", gone) for each in kept if each.side is not Side.NEW)
    right = (_marked(each, "ins", came) for each in kept if each.side is not Side.GONE)
    return (
        format_html_join("", "{}", ((html,) for html in left)),
        format_html_join("", "{}", ((html,) for html in right)),
    )


def rows(old: str, new: str) -> tuple[list[Row], bool]:
    """The paragraphs that differ, and whether there are more of them than can be shown."""
    made: list[Row] = []
    for pieces in _paragraphs(anchoring.differences(old, new)):
        if all(each.side is Side.SAME for each in pieces):
            same = sum(bool(line.strip()) for each in pieces for line in each.text.split("\n"))
            if same and made and made[-1].same:
                same += made.pop().same
            if same:
                made.append(Row(same=same))
        elif any(each.text.strip() for each in pieces if each.side is not Side.SAME):
            made.append(Row(*sides(_trimmed(pieces))))
        if len(made) > MOST_ROWS:
            return made[:MOST_ROWS], True
    return made, False


def choices(row: Anchoring, old: Article, new: Article) -> list[Choice]:
    """The suggested places, each beside the words where the claim stood."""
    found = []
    for each in row.suggestions:
        start, end = each["start"], each["end"]
        before, after = _in_context(old.text, row.from_start, row.from_end, new.text, start, end)
        found.append(Choice(start, end, each["similarity"], before, after))
    return found


def stood(row: Anchoring, old: Article) -> SafeString:
    """Where the claim stood, in the words around it."""
    before, quote, after = _around(old.text, row.from_start, row.from_end)
    return _set(before, format_html("{}", quote), after)


def _in_context(old: str, i: int, j: int, new: str, k: int, m: int) -> tuple[Any, Any]:
    pairs = zip(_around(old, i, j), _around(new, k, m), strict=True)
    before, quote, after = (sides(anchoring.differences(*pair)) for pair in pairs)
    return _set(before[0], quote[0], after[0]), _set(before[1], quote[1], after[1])


def _set(before: str, quote: SafeString, after: str) -> SafeString:
    return format_html(
        '{}<mark class="claim" data-status="candidate" data-worth="high">{}</mark>{}',
        before,
        quote,
        after,
    )


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words before, of, and after a span, within its lines."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if "\n" in before:
        before = before.rpartition("\n")[2]
    elif start > AROUND:
        before = "…" + (before.partition(" ")[2] or before)
    if "\n" in after:
        after = after.partition("\n")[0]
    elif end + AROUND < len(text):
        after = (after.rpartition(" ")[0] or after) + "…"
    return before, text[start:end], after


def _marked(piece: Piece, tag: str, words: str) -> SafeString:
    if piece.side is Side.SAME:
        return format_html("{}", piece.text)
    html = '<{}><span class="visually-hidden">{} </span>{}</{}>'
    return format_html(html, tag, words, piece.text, tag)


def _paragraphs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Cut at the line ends that both texts have; a run of unchanged lines stays together."""
    row: list[Piece] = []
    for piece in pieces:
        if piece.side is not Side.SAME or "\n" not in piece.text:
            row.append(piece)
            continue
        first, _end, rest = piece.text.partition("\n")
        middle, _end, last = rest.rpartition("\n")
        row.append(Piece(Side.SAME, first))
        yield row
        if middle.strip():
            yield [Piece(Side.SAME, middle)]
        row = [Piece(Side.SAME, last)] if last else []
    if row:
        yield row


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without the empty lines around a paragraph."""
    first, last = pieces[0], pieces[-1]
    kept = [Piece(first.side, first.text.lstrip("\n")), *pieces[1:]]
    return [*kept[:-1], Piece(last.side, kept[-1].text.rstrip("\n"))]
