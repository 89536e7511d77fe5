"""Where the words and the times of a claim are from, as a person reads it."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Claim

OWN, CARRIED, SUPPLIED = "", "carried", "supplied"
SMALL = frozenset({"space", "capital", "stop"})
"""Rules that change how a statement is set, and nothing that it says."""
ORIGINS = {
    CARRIED: gettext_lazy("from elsewhere in the article"),
    SUPPLIED: gettext_lazy("not in the article: supplied so that the claim stands alone"),
}


@dataclass(frozen=True)
class Piece:
    """Words of a statement in a row that are from one place: `OWN`, `CARRIED` or `SUPPLIED`."""

    text: str
    source: str
    start: int | None = None
    end: int | None = None

    @property
    def title(self) -> str:
        return str(ORIGINS.get(self.source, ""))


def pieces(claim: Claim) -> list[Piece]:
    """The statement in pieces; one piece of its own where a person worded it."""
    parts = claim.statement_parts
    if "".join(part["text"] for part in parts) != claim.statement:
        return [Piece(claim.statement, OWN)]
    told = [_piece(claim, part) for part in parts]
    made: list[Piece] = []
    for source, run in itertools.groupby(told, key=lambda each: each.source):
        made.append(_joined(source, list(run)))
    return made


def html(told: Iterable[Piece]) -> SafeString:
    """The statement with what is not its own words marked, and why in a title."""
    return mark_safe("".join(map(_marked, told)))  # noqa: S308 - escaped in _marked


def by_hand(claim: Claim) -> bool:
    """Whether a person worded the statement, so that nothing says where its words are from."""
    return not claim.statement_parts


def times(claim: Claim) -> list[tuple[str, str]]:
    """The words of each time and the days that they name."""
    return [(time["text"], days(time)) for time in claim.times]


def days(time: dict[str, Any]) -> str:
    """“1–30 September 2017”; or what it takes to know them."""
    earliest, latest = _date(time["earliest"]), _date(time["latest"])
    if earliest is None or latest is None:
        return _("not known: the article has no date") if not time["anchor"] else ""
    return _range(earliest, latest)


def anchor(time: dict[str, Any]) -> str:
    """What the days were worked out from."""
    if time["anchor"] == "article":
        return _("counted from the date of the article")
    return _("as the text says") if time["anchor"] == "text" else ""


def _marked(piece: Piece) -> str:
    if not piece.source:
        return escape(piece.text)
    span = '<span class="{}" title="{}">{}</span>'
    return format_html(span, piece.source, piece.title, piece.text)


def _piece(claim: Claim, part: dict[str, Any]) -> Piece:
    start, end = part.get("start"), part.get("end")
    if start is None or end is None:
        return Piece(part["text"], OWN if part.get("rule") in SMALL else SUPPLIED)
    inside = claim.start <= start and end <= claim.end
    return Piece(part["text"], OWN if inside else CARRIED, start, end)


def _joined(source: str, run: list[Piece]) -> Piece:
    placed = [each for each in run if each.start is not None and each.end is not None]
    start = min((each.start for each in placed if each.start is not None), default=None)
    end = max((each.end for each in placed if each.end is not None), default=None)
    return Piece("".join(each.text for each in run), source, start, end)


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _range(earliest: date, latest: date) -> str:
    if earliest == latest:
        return date_format(earliest, "j F Y")
    if earliest.year != latest.year:
        return f"{date_format(earliest, 'j F Y')} – {date_format(latest, 'j F Y')}"
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        return str(earliest.year)
    if earliest.month != latest.month:
        return f"{date_format(earliest, 'j F')} – {date_format(latest, 'j F Y')}"
    return f"{earliest.day}–{date_format(latest, 'j F Y')}"


@dataclass(frozen=True)
class Excerpt:
    """Words of the article with some of the words around them; `line` is where theirs begins."""

    line: int
    start: int
    end: int
    before: str
    words: str
    after: str


AROUND = 90  # code points on either side


def excerpts(claim: Claim, spans: Iterator[tuple[int, int]]) -> list[Excerpt]:
    """These places of the article, each once, in its order."""
    return [_excerpt(claim.article.text, *span) for span in sorted(set(spans))]


def _excerpt(text: str, start: int, end: int) -> Excerpt:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Excerpt(
        text.rfind("\n", 0, start) + 1,
        start,
        end,
        f"…{before.partition(' ')[2]}" if start > AROUND else before,
        text[start:end],
        f"{after.rpartition(' ')[0]}…" if end + AROUND < len(text) else after,
    )
