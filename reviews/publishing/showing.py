"""What changed between versions, as HTML in which only our marks are mark-up."""

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.models import Trigger
from reviews.publishing.claimreview import Json

FIELDS: dict[str, Promise] = {
    "rating": gettext_lazy("Rating"),
    "claim": gettext_lazy("Claim"),
    "claimant": gettext_lazy("Who said it"),
    "summary": gettext_lazy("Summary"),
    "rationale": gettext_lazy("Reasoning"),
    "few_sources_reason": gettext_lazy("Why fewer sources"),
    "one_sided_reason": gettext_lazy("Why one side only"),
    "replies": gettext_lazy("Right of reply"),
}
MARKS = {
    "same": (mark_safe(""), mark_safe("")),
    "removed": (mark_safe("<del>"), mark_safe("</del>")),
    "added": (mark_safe("<ins>"), mark_safe("</ins>")),
}


def rows(document: Json) -> list[Json]:
    """[{label, html}] of what `document` changed; versions from before it was kept have none."""
    return [
        {"label": _label(each), "html": _html(each["pieces"])}
        for each in document.get("changes", [])
    ]


def html(document: Json) -> SafeString:
    """The same as one text, for feeds."""
    told = ((row["label"], row["html"]) for row in rows(document))
    return format_html_join("", "<p><strong>{}:</strong> {}</p>", told)


def trigger(code: str) -> str:
    """What led to a version, in words; empty where it was not said."""
    return str(Trigger(code).label) if code in Trigger.values else ""


def _label(change: Json) -> str:
    if change["field"] == "evidence":
        return _("Evidence %(number)s") % {"number": change["number"]}
    return str(FIELDS.get(change["field"], change["field"]))


def _html(pieces: list[list[str]]) -> SafeString:
    """White space before what changed stays outside the mark; what came stands apart from what
    went, also where a text begins with them."""
    told, before = [], ""
    for kind, text in pieces:
        start, end = MARKS[kind]
        words = text.lstrip() or text
        gap = text[: len(text) - len(words)]
        if kind == "added" and before == "removed":
            gap = gap or " "
        told.append((gap, start, words, end))
        before = kind
    return format_html("{}", format_html_join("", "{}{}{}{}", told))
