"""`/claims/<id>/`: one claim, where its words are from, and everything that was done to it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import number_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from claims import anchoring, curation
from claims.models import Attribution, Change, ChangeKind, Claim, ClaimMatch, Kind, Status
from claims.web import claims, comparing, presenting, provenance, rows
from factcheck.accounts import access

TOLD = {
    "statement": gettext_lazy("Statement"),
    "quote": gettext_lazy("Words of the article"),
    "kind": gettext_lazy("Kind"),
    "claimant": gettext_lazy("Said by"),
    "attribution": gettext_lazy("Attributed to"),
    "checkworthiness": gettext_lazy("Check-worthiness"),
    "origin": gettext_lazy("Proposed by"),
}
"""Fields whose change is told; the others follow from these."""
AROUND = 400  # code points of the article shown on either side of the claim
MOST = 20  # later claims listed
LONGEST = 2_000  # code points of a value that are shown and compared


@access.signed_in
@require_safe
def claim(request: access.DeskRequest, pk: int) -> HttpResponse:
    found = Claim.objects.visible_to(request.user).select_related(
        "article", "decided_by", "added_by", "same_as"
    )
    shown = get_object_or_404(found, pk=pk)
    pieces = provenance.pieces(shown)
    context = {
        "claim": shown,
        "item": rows.some([pk])[0],
        "query": "",
        "refused": None,
        "carried": _excerpts(shown, pieces),
        "supplied": [each.text for each in pieces if each.source == provenance.SUPPLIED],
        "by_hand": provenance.by_hand(shown),
        "times": [(t["text"], provenance.days(t), provenance.anchor(t)) for t in shown.times],
        "sayings": provenance.excerpts(shown, ((a, b) for a, b in shown.attribution_spans)),
        "merged": list(shown.duplicates.order_by("start", "pk")),
        "is_open": shown.status == Status.CANDIDATE,
        "repeated": _repeated(shown),
        "entries": [_entry(each) for each in reversed(curation.history(shown))],
        "paragraphs": claims.passage(shown, near=AROUND),
        "direction": presenting.direction(shown.article.language),
        **rows.setting(request.user),
    }
    return render(request, "claims/claim.html", context)


def _repeated(shown: Claim) -> QuerySet[ClaimMatch]:
    """What was said like it later on: the likeliest first."""
    found = ClaimMatch.objects.offered().filter(earlier=shown).select_related("claim")
    return found.order_by("-score", "pk")[:MOST]


def _excerpts(shown: Claim, pieces: list[provenance.Piece]) -> list[provenance.Excerpt]:
    spans: Iterator[tuple[int, int]] = (
        (each.start, each.end)
        for each in pieces
        if each.source == provenance.CARRIED and each.start is not None and each.end is not None
    )
    return provenance.excerpts(shown, spans)


def _entry(entry: curation.Entry) -> dict[str, Any]:
    change = entry.change
    return {
        "change": change,
        "what": capfirst(_what(change)),
        "why": ". ".join(filter(None, [capfirst(change.get_ground_display()), change.reason])),
        "undone_by": getattr(change, "undone_by", None),
        "undoes": change.undoes.get_kind_display() if change.undoes else "",
        "rows": list(rows_of(change.before, entry.after)),
    }


def _what(change: Change) -> str:
    """A claim that was given up took no new place, so nothing of it changed."""
    if change.kind == ChangeKind.REANCHORED and not change.before:
        return gettext("no longer in the article")
    return str(change.get_kind_display())


def rows_of(before: dict[str, Any], after: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The fields that differ, for `components/diff.html`."""
    for name, label in TOLD.items():
        old, new = _shown(name, before.get(name)), _shown(name, after.get(name))
        if old != new:
            left, right = comparing.sides(anchoring.differences(old, new))
            yield {"label": label, "before": left, "after": right}


def _shown(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name == "kind":
        return str(dict(Kind.choices).get(value, value))
    if name == "attribution":
        return str(dict(Attribution.choices).get(value, value))
    if isinstance(value, float):
        return number_format(value, decimal_pos=2)
    return str(Truncator(str(value)).chars(LONGEST))
