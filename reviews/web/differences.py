"""Two texts side by side, word by word, as HTML in which only our marks are mark-up."""

import difflib
import re
from typing import Any

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

WORDS = re.compile(r"\s+|\d+(?:[.,]\d+)*|\w+|[^\w\s]")
LONGEST = 20_000  # words; beyond that the texts stand side by side without marks
OPEN = {"same": "", "gone": mark_safe("<del>"), "new": mark_safe("<ins>")}
CLOSE = {"same": "", "gone": mark_safe("</del>"), "new": mark_safe("</ins>")}


def sides(before: str, after: str) -> tuple[SafeString, SafeString]:
    """`before` with what went as <del>, `after` with what came as <ins>."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > LONGEST:
        return escape(before), escape(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    left: list[tuple[str, str]] = []
    right: list[tuple[str, str]] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if i < j:
            left.append(("same" if tag == "equal" else "gone", "".join(old[i:j])))
        if k < m:
            right.append(("same" if tag == "equal" else "new", "".join(new[k:m])))
    return _html(left), _html(right)


def rows(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a verdict that differ, for `components/diff.html`."""
    names = {
        "rating_word": _("Rating"),
        "summary": _("Summary"),
        "rationale": _("Rationale"),
        "few_sources_reason": _("Why fewer sources"),
        "one_sided_reason": _("Why one side only"),
    }
    found = []
    for name, label in names.items():
        old, new = str(before.get(name) or ""), str(after.get(name) or "")
        if old != new:
            left, right = sides(old, new)
            found.append({"label": label, "before": left, "after": right})
    return found


def _html(parts: list[tuple[str, str]]) -> SafeString:
    return format_html_join("", "{}{}{}", ((OPEN[kind], text, CLOSE[kind]) for kind, text in parts))
