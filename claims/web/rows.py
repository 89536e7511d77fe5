"""The rows of the triage list."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims.models import Attribution, Change, ChangeKind, Claim, Ground, Kind, Status
from claims.web import presenting, provenance
from factcheck.accounts.models import Role, User


@dataclass(frozen=True)
class Item:
    """A claim as the list shows it; `path` is where its actions are, `reasons` are list items."""

    claim: Any
    pk: str
    path: str
    status_label: str
    kind_label: str
    worth_label: str
    attribution_label: str
    reasons: SafeString
    undoable: bool
    words: SafeString
    times: list[tuple[str, str]]
    proposed_by: str


class _Labels:
    """Translated once a page: Django works out the choices of a field anew for each row."""

    def __init__(self) -> None:
        self.status = {code: capfirst(str(label)) for code, label in Status.choices}
        self.kind = {code: capfirst(str(label)) for code, label in Kind.choices}
        self.worth = {level: capfirst(str(label)) for level, label in presenting.WORTH.items()}
        self.attribution = {code: str(label) for code, label in Attribution.choices}


class Actions:
    """The forms of the rows. They differ in two words, so that each kind is rendered once a page.

    Rendered for each of thirty rows they were half of the time of the whole page.
    """

    _PATH, _PK = "/row-path/", "row-pk"

    def __init__(self) -> None:
        self._made: dict[tuple[bool, bool], str] = {}
        self._grounds = [(code, escape(label)) for code, label in Ground.choices]

    def of(self, context: Context, item: Item) -> SafeString:
        kind = item.claim.status == Status.CANDIDATE, item.undoable
        if kind not in self._made:
            values = {
                "open": kind[0], "undoable": kind[1], "path": self._PATH, "pk": self._PK,
                "grounds": self._grounds,
            }  # fmt: skip
            outer = {name: context.get(name, "") for name in ("query", "sprite", "csrf_token")}
            self._made[kind] = render_to_string("claims/item_actions.html", outer | values)
        form = self._made[kind].replace(self._PATH, item.path).replace(self._PK, item.pk)
        return mark_safe(form)  # noqa: S308 - rendered above; a path and a number are put in


def items(pks: list[int]) -> list[Item]:
    """The rows of these claims in text order."""
    standing = Change.objects.standing().filter(claim=OuterRef("pk"))
    whole_again = Change.objects.filter(
        other=OuterRef("pk"), kind=ChangeKind.CUT, undone_by__isnull=False
    )
    claims = (
        Claim.objects.filter(pk__in=pks)
        .select_related("decided_by", "added_by")
        .annotate(undoable=Exists(standing) & ~Exists(whole_again), into=F("same_as__statement"))
        .order_by("start", "end", "pk")
    )
    root = escape(reverse("claims:undo", args=[0]).removesuffix("0/undo/"))
    labels = _Labels()
    return [_item(claim, root, labels) for claim in claims]


def setting(user: User) -> dict[str, Any]:
    """What every row needs, worked out, translated and escaped once."""
    return {
        "sprite": static("img/sprite.svg"),
        "figure_label": _("Check-worthiness, from 0 to 1"),
        "said_label": _("Said by:"),
        "history_label": _("History"),
        "why_label": _("Why proposed"),
        "actions": Actions(),
        "may_curate": user.at_least(Role.REVIEWER),
    }


def _item(claim: Any, root: SafeString, labels: _Labels) -> Item:
    return Item(
        claim=claim,
        pk=str(claim.pk),
        path=format_html("{}{}/", root, str(claim.pk)),
        status_label=labels.status[claim.status],
        kind_label=labels.kind[claim.kind],
        worth_label=labels.worth[presenting.worth(claim.checkworthiness)],
        attribution_label=labels.attribution[claim.attribution],
        reasons=format_html_join("", "<li>{}</li>", zip(presenting.reasons(claim.signals))),
        undoable=claim.undoable,
        words=provenance.html(provenance.pieces(claim)),
        times=provenance.times(claim),
        proposed_by=presenting.proposed_by(claim),
    )
