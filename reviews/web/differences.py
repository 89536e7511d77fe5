"""Two texts side by side, word by word, as HTML in which only our marks are mark-up."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reviews.links import comparing

NO_MARK = (mark_safe(""), mark_safe(""))
GONE = (mark_safe("<del>"), mark_safe("</del>"))
NEW = (mark_safe("<ins>"), mark_safe("</ins>"))
Marks = tuple[SafeString, SafeString]


def sides(before: str, after: str) -> tuple[SafeString, SafeString]:
    """`before` with what went as <del>, `after` with what came as <ins>.

    Texts too long to be compared are marked whole.
    """
    pieces = comparing.pieces(before, after)
    return (
        _html([(piece.before, NO_MARK if piece.same else GONE) for piece in pieces]),
        _html([(piece.after, NO_MARK if piece.same else NEW) for piece in pieces]),
    )


def rows(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a verdict that differ, for `components/diff.html`."""
    names = {
        "rating_word": _("Rating"),
        "summary": _("Summary"),
        "rationale": _("Rationale"),
        "few_sources_reason": _("Why fewer sources"),
        "one_sided_reason": _("Why one side only"),
    }
    return named(names, before, after)


def named(
    names: Mapping[str, str], before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """As `rows`, for the fields of `names`: field → label."""
    found = []
    for name, label in names.items():
        old, new = str(before.get(name) or ""), str(after.get(name) or "")
        if old != new:
            left, right = sides(old, new)
            found.append({"label": label, "before": left, "after": right})
    return found


def _html(parts: list[tuple[str, Marks]]) -> SafeString:
    """White space before what changed stays outside the mark."""
    told = ((text, text.lstrip() or text, *mark) for text, mark in parts if text)
    return format_html_join(
        "",
        "{}{}{}{}",
        ((text[: len(text) - len(words)], start, words, end) for text, words, start, end in told),
    )
