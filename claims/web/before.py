"""What was said before, as rows and pages show it: the earlier claim, why, and what came of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import checked
from claims.models import Claim, ClaimMatch

REASONS = {
    "same_words": gettext_lazy("the same words"),
    "other_words": gettext_lazy("here “%(one)s”, there “%(other)s”"),
    "more_here": gettext_lazy("only here: “%(one)s”"),
    "more_there": gettext_lazy("only there: “%(other)s”"),
    "more_figures": gettext_lazy("a figure that only one of them gives"),
    "other_figure": gettext_lazy("other figure: here %(one)s, there %(other)s"),
    "opposite": gettext_lazy("here “%(one)s”, there “%(other)s”"),
    "denied": gettext_lazy("one of them denies it"),
    "other_times": gettext_lazy("about another time"),
    "other_years": gettext_lazy("about another time: here %(one)s, there %(other)s"),
    "said_by_another": gettext_lazy("said by another: here %(one)s, there %(other)s"),
}
"""Codes of `likeness` in words."""
_LONGEST = 60  # characters of a word list


@dataclass(frozen=True)
class Before:
    """An earlier claim that a row's claim is like; `pk` is that of the match."""

    pk: int
    kind: str
    kind_label: str
    earlier: Claim
    checked: checked.Checked | None
    reasons: list[str]
    decided: bool


def of(claims: Collection[int]) -> dict[int, tuple[Before, ...]]:
    """By claim, the likeliest first; two queries and those of the rooms that know of verdicts."""
    if not claims:
        return {}
    matches = ClaimMatch.objects.offered().filter(claim__in=claims).select_related("earlier")
    kept = list(matches.only("claim", "kind", "reasons", "decision", "score", "earlier__statement"))
    told = checked.of({each.earlier_id for each in kept})
    found: dict[int, tuple[Before, ...]] = {}
    for each in kept:
        shown = _shown(each, told.get(each.earlier_id))
        found[each.claim_id] = (*found.get(each.claim_id, ()), shown)
    return found


def _shown(match: ClaimMatch, told: checked.Checked | None) -> Before:
    return Before(
        pk=match.pk,
        kind=match.kind,
        kind_label=capfirst(match.get_kind_display()),
        earlier=match.earlier,
        checked=told,
        reasons=[worded for each in match.reasons if (worded := reason(each))],
        decided=bool(match.decision),
    )


def reason(told: Mapping[str, str]) -> str:
    """One reason in words; "" for one of another version of the comparison."""
    if told["code"] not in REASONS:
        return ""
    words = {name: _quoted(told.get(name, "")) for name in ("one", "other")}
    return str(REASONS[told["code"]]) % words


def _quoted(words: str) -> str:
    return str(Truncator(words).chars(_LONGEST)) or _("nothing")
