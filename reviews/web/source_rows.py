"""Sources as the screens show them: what is wrong, since when, and what changed in which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reviews import events
from reviews.links import comparing, phrases
from reviews.models import Condition, Event, Evidence, SourceLink

MOST = 5


@dataclass(frozen=True)
class Change:
    """A cited passage then and now; `evidence` waits for a decision."""

    evidence: Evidence
    before: SafeString
    after: SafeString

    @property
    def rows(self) -> list[dict[str, Any]]:
        """For `components/diff.html`."""
        return [{"label": "", "before": self.before, "after": self.after}]


def row(link: Any) -> dict[str, Any]:
    """A link with what `watching.detailed` added, for the table."""
    return {
        "link": link,
        "title": link.title or link.host.name,
        "why": phrases.outcome(link.outcome, link.reason),
    }


def changes(links: Iterable[SourceLink], *, most: int = MOST) -> list[Change]:
    """What changed in the passages cited from `links`, the newest first. Two queries."""
    drifted = Evidence.objects.watched().filter(
        link__in=[link.pk for link in links], condition=Condition.DRIFTED
    )
    found = list(
        drifted.select_related("link", "review__claim", "snapshot").order_by(
            "-condition_since", "-pk"
        )[:most]
    )
    passages = _passages(found)
    return [_change(each, passages.get(each.pk, "")) for each in found]


def _change(evidence: Evidence, passage: str) -> Change:
    if passage:
        parts = comparing.difference(evidence.quote, passage)
        return Change(evidence, _side(parts, "removed"), _side(parts, "added"))
    lost = format_html("<del>{}</del>", evidence.quote)
    return Change(evidence, lost, format_html("{}", _("These words are not on the page any more.")))


def _side(parts: list[tuple[str, str]], kind: str) -> SafeString:
    """One side word by word, so that a changed figure is marked whole."""
    mark = "<del>{}</del>" if kind == "removed" else "<ins>{}</ins>"
    return format_html_join(
        " ",
        "{}",
        (
            (format_html(mark, words) if part == kind else words,)
            for part, words in parts
            if part in ("same", kind)
        ),
    )


def _passages(evidence: Iterable[Evidence]) -> dict[int, str]:
    """What stood in each quote's place when the desk was told last."""
    reviews = {each.review_id for each in evidence}
    told = Event.objects.filter(review__in=reviews, kind=events.Kind.SOURCE_TROUBLED).order_by(
        "review_id", "seq"
    )
    return {
        data["evidence"]: data.get("passage", "") for data in told.values_list("data", flat=True)
    }
