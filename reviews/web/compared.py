"""Two copies of one source for people and for programs: what is compared, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reviews.archives import comparing
from reviews.archives.comparing import Comparison, Kind, Part, Row, Span
from reviews.links import quotes
from reviews.models import Evidence, Snapshot, SourceLink

MOST_CITED = 20
"""Pieces of evidence whose quotes are looked for in both copies, those that stand first."""

MARKS = {Kind.GONE: ("<del>", "</del>"), Kind.NEW: ("<ins>", "</ins>"), Kind.SAME: ("", "")}
SIGNS = {Kind.SAME: "  ", Kind.GONE: "- ", Kind.NEW: "+ "}


@dataclass(frozen=True)
class Compared:
    before: Snapshot
    after: Snapshot
    text: Comparison

    @property
    def facts(self) -> list[tuple[str, str, str]]:
        """What else changed, each with its name, then and now; empty values are shown as a dash."""
        named = [
            (_("Title"), self.before.title, self.after.title),
            (_("Final address"), self.before.final_url, self.after.final_url),
            (_("HTTP status"), str(self.before.http_status), str(self.after.http_status)),
            (_("Kind of file"), self.before.media_type, self.after.media_type),
            (_("Encoding"), self.before.charset, self.after.charset),
        ]
        return [(name, old or "–", new or "–") for name, old, new in named if old != new]


def pair(link: SourceLink, before: int, after: int) -> Compared:
    """Raises Http404 where one of them is no copy of `link`."""
    found = link.snapshots.in_bulk([before, after])
    if not {before, after} <= found.keys():
        raise Http404
    old, new = found[before], found[after]
    evidence = list(link.evidence.watched().order_by("-start", "pk")[:MOST_CITED])
    text = comparing.compare(
        old.text, new.text, cited_before=_cited(evidence, old), cited_after=_cited(evidence, new)
    )
    return Compared(old, new, text)


def default(link: SourceLink) -> tuple[int, int] | None:
    """The copy that was cited first, and the newest (or, if that is the same, the oldest other);
    None where there are not two."""
    copies = list(link.snapshots.order_by("taken_at", "pk").values_list("pk", flat=True))
    if len(copies) < 2:
        return None
    cited = link.evidence.watched().filter(snapshot__isnull=False).order_by("pk").first()
    first = cited.snapshot_id if cited else copies[0]
    assert first is not None, "filtered"
    return (first, copies[-1]) if first != copies[-1] else (copies[-2], first)


def rows(text: Comparison) -> list[dict[str, Any]]:
    return [
        {
            "kind": row.kind.value,
            "count": row.count,
            "before": _html(row.before),
            "after": _html(row.after),
        }
        for row in text.rows
    ]


def plain(text: Comparison) -> str:
    """One paragraph a line: two spaces, - or + before it, as programmers know it."""
    return "".join(f"{line}\n" for row in text.rows for line in _lines(row))


def _lines(row: Row) -> Iterable[str]:
    if row.kind is Kind.SKIPPED:
        yield f"@ {row.count}"
    elif row.kind is Kind.SAME:
        yield SIGNS[Kind.SAME] + _text(row.after)
    else:
        if row.before:
            yield SIGNS[Kind.GONE] + _text(row.before)
        if row.after:
            yield SIGNS[Kind.NEW] + _text(row.after)


def _text(parts: Iterable[Part]) -> str:
    return "".join(part.text for part in parts)


def _html(parts: Iterable[Part]) -> SafeString:
    return format_html_join("", "{}", ((_part(part),) for part in parts))


def _part(part: Part) -> SafeString:
    inner = format_html("<mark>{}</mark>", part.text) if part.cited else escape(part.text)
    opening, closing = MARKS[part.kind]
    return format_html("{}{}{}", mark_safe(opening), inner, mark_safe(closing))  # noqa: S308 - ours


def _cited(evidence: Iterable[Evidence], copy: Snapshot) -> list[Span]:
    """Where the quotes stand in `copy`: as anchored in the cited one, as found in another."""
    spans = []
    for each in evidence:
        if each.snapshot_id == copy.pk and each.start is not None and each.end is not None:
            spans.append((each.start, each.end))
        else:
            match = quotes.locate(each.quote, copy.text)
            if match.found:
                spans.append((match.start, match.end))
    return spans
