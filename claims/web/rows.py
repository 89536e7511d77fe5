"""The rows of the triage list."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.models import Attribution, Change, ChangeKind, Claim, ClaimMatch, Ground, Kind, Status
from claims.models.change import SETTLED
from claims.web import before, moulds, presenting, provenance
from factcheck.accounts.models import Role, User
from factcheck.exceptions import DeskError


@dataclass(frozen=True)
class Item:
    """A claim as the list shows it; `path` is where its actions are, `reasons` are list items."""

    claim: Any
    pk: str
    path: str
    status_label: str
    kind_label: str
    worth_label: str
    figure: str
    attribution_label: str
    reasons: SafeString
    undoable: bool
    version: int
    words: SafeString
    times: list[tuple[str, str]]
    proposed_by: str
    into_path: str
    before: tuple[before.Before, ...]


class _Labels:
    """Translated once a page: Django works out the choices of a field anew for each row."""

    def __init__(self) -> None:
        self.status = {code: capfirst(str(label)) for code, label in Status.choices}
        self.kind = {code: capfirst(str(label)) for code, label in Kind.choices}
        self.worth = {level: capfirst(str(label)) for level, label in presenting.WORTH.items()}
        self.attribution = {code: str(label) for code, label in Attribution.choices}
        self.figure = cache(lambda figure: number_format(figure, 2))
        self.reason = cache(presenting.reason)


class _Setting(NamedTuple):
    """What the rows of one page share."""

    root: SafeString
    labels: _Labels
    before: dict[int, tuple[before.Before, ...]]


class Shape(NamedTuple):
    """What a row is made of: rows that are alike in this differ in words only."""

    status: str
    undoable: bool
    proposed: bool
    said: bool
    decided: bool
    merged: bool
    reasoned: bool

    @property
    def open(self) -> bool:
        return self.status == Status.CANDIDATE


_OPEN = [
    "query", "csrf_token", "pk", "path", "start", "end", "version", "notice", "status_label",
    "worth_label", "figure", "kind_label", "proposed_by", "words", "claimant", "attribution_label",
    "times", "decided_at", "decided_by", "into_path", "into", "reasons", "before", "matched",
]  # fmt: skip


def row(context: Context, item: Item, refused: DeskError | None) -> SafeString:
    """Rows that are alike are rendered once; see `moulds.Mould`."""
    make = _mould.__wrapped__ if settings.DEBUG else _mould  # whoever changes a template sees it
    mould = make(_shape(item), may_curate=context["may_curate"], language=get_language())
    words = _words(item, refused) | {"before": _before(context, item) if item.before else ""}
    page: dict[str, str] = {
        "query": str(context.get("query", "")),
        "csrf_token": str(context.get("csrf_token", "")),
    }
    return mould.filled(words | page)


@lru_cache(maxsize=256)
def _mould(shape: Shape, *, may_curate: bool, language: str | None) -> moulds.Mould:
    """`language` is the one in use."""
    values = {
        "item": shape,
        "grounds": Ground.choices,
        "may_curate": may_curate,
        "sprite": static("img/sprite.svg"),
        "figure_label": _("Check-worthiness, from 0 to 1"),
        "said_label": _("Said by:"),
        "history_label": _("History"),
        "why_label": _("Why proposed"),
    }
    return moulds.Mould("claims/item.html", values, left_open=_OPEN)


def _shape(item: Item) -> Shape:
    claim = item.claim
    return Shape(
        status=claim.status,
        undoable=item.undoable,
        proposed=bool(item.proposed_by),
        said=bool(claim.claimant),
        decided=claim.decided_by_id is not None,
        merged=claim.same_as_id is not None,
        reasoned=bool(item.reasons),
    )


def _words(item: Item, refused: DeskError | None) -> dict[str, str]:
    claim = item.claim
    return {
        "pk": item.pk,
        "path": item.path,
        "start": str(claim.start),
        "end": str(claim.end),
        "version": str(item.version),
        "notice": _notice(refused) if refused else "",
        "status_label": item.status_label,
        "worth_label": item.worth_label,
        "figure": item.figure,
        "kind_label": item.kind_label,
        "proposed_by": item.proposed_by,
        "words": item.words,
        "claimant": claim.claimant,
        "attribution_label": item.attribution_label,
        "times": format_html_join(" ", "<span><bdi>{}</bdi>{}</span>", map(_time, item.times)),
        "decided_at": date_format(localtime(claim.decided_at), "j F Y, H:i:s T")
        if claim.decided_at
        else "",
        "decided_by": str(claim.decided_by or ""),
        "into_path": item.into_path,
        "matched": str(max((each.pk for each in item.before), default=0)),
        "into": claim.same_as.statement if claim.same_as else "",
        "reasons": item.reasons,
    }


def _before(context: Context, item: Item) -> SafeString:
    """What was said before; few rows have it, so that it is rendered for each."""
    wanted = ("query", "sprite", "csrf_token", "may_curate")
    values = {name: context.get(name, "") for name in wanted}
    values |= {"matches": item.before, "open": item.claim.status == Status.CANDIDATE}
    return render_to_string("claims/matches.html", values)


def _notice(refused: DeskError) -> SafeString:
    return render_to_string("components/notice.html", {"level": "error", "text": str(refused)})


def _time(told: tuple[str, str]) -> tuple[str, str]:
    words, days = told
    return words, format_html(': <bdi class="figure">{}</bdi>', days) if days else ""


def some(pks: Iterable[int]) -> list[Item]:
    """The rows of these claims in text order."""
    return items(Claim.objects.filter(pk__in=pks))


def items(asked: QuerySet[Claim], *, changed: bool = True) -> list[Item]:
    """The rows of these claims in text order. Not `changed`: nobody did anything to them yet."""
    alike = Exists(ClaimMatch.objects.filter(claim=OuterRef("pk")))
    claims: list[Any] = list(asked.annotate(alike=alike).order_by("start", "end", "pk"))
    _know_people(claims)
    _know_others(claims)
    undoable, versions = _changed([each.pk for each in claims]) if changed else (set(), {})
    root = escape(reverse("claims:undo", args=[0]).removesuffix("0/undo/"))
    setting = _Setting(root, _Labels(), before.of([each.pk for each in claims if each.alike]))
    return [
        _item(claim, setting, undoable=claim.pk in undoable, version=versions.get(claim.pk, 0))
        for claim in claims
    ]


def setting(user: User) -> dict[str, Any]:
    """What every row needs, worked out, translated and escaped once."""
    return {
        "sprite": static("img/sprite.svg"),
        "may_curate": user.at_least(Role.REVIEWER),
    }


def _know_people(claims: list[Any]) -> None:
    """Fill in who added and who decided: of most candidates nobody did, so no join is made."""
    known = User.objects.in_bulk(
        {pk for each in claims for pk in (each.added_by_id, each.decided_by_id) if pk}
    )
    for claim in claims:
        claim.added_by = known.get(claim.added_by_id)
        claim.decided_by = known.get(claim.decided_by_id)


def _know_others(claims: list[Any]) -> None:
    """Fill in the claims they were merged into: few are merged, so no join is made."""
    merged = {each.same_as_id for each in claims if each.same_as_id}
    others = Claim.objects.only("statement", "article").in_bulk(merged)
    for claim in claims:
        claim.same_as = others.get(claim.same_as_id)


def _changed(pks: list[int]) -> tuple[set[int], dict[int, int]]:
    """The claims with a change to take back, but for halves of a cut that was undone; and the
    newest change of each, so that a page can tell an older row from a newer one."""
    about = Change.objects.filter(Q(claim__in=pks) | Q(other__in=pks, kind=ChangeKind.CUT))
    told = about.annotate(back=Q(undone_by__isnull=False)).order_by("pk")
    found: set[int] = set()
    whole_again: set[int | None] = set()
    versions: dict[int, int] = {}
    for pk, claim, other, kind, back in told.values_list(
        "pk", "claim_id", "other_id", "kind", "back"
    ):
        versions[claim] = pk
        if kind == ChangeKind.CUT:
            versions[other] = pk
        if not back and kind not in SETTLED:
            found.add(claim)
        if back and kind == ChangeKind.CUT:
            whole_again.add(other)
    return found - whole_again, versions


def _item(claim: Any, shared: _Setting, *, undoable: bool, version: int) -> Item:
    pk, labels = str(claim.pk), shared.labels
    return Item(
        claim=claim,
        pk=pk,
        path=mark_safe(f"{shared.root}{pk}/"),  # noqa: S308 - an escaped address and a number
        status_label=labels.status[claim.status],
        kind_label=labels.kind[claim.kind],
        worth_label=labels.worth[presenting.worth(claim.checkworthiness)],
        figure=labels.figure(claim.checkworthiness),
        attribution_label=labels.attribution[claim.attribution],
        reasons=_reasons(claim.signals, labels),
        undoable=undoable,
        version=version,
        words=provenance.html(provenance.pieces(claim)),
        times=provenance.times(claim),
        proposed_by=presenting.proposed_by(claim),
        into_path=_into(claim, shared.root),
        before=shared.before.get(claim.pk, ()),
    )


def _into(claim: Any, root: SafeString) -> str:
    """Where the claim merged into is: a row of this page, or the page of a claim elsewhere."""
    if claim.same_as is None:
        return ""
    if claim.same_as.article_id == claim.article_id:
        return f"#claim-{claim.same_as_id}"
    return mark_safe(f"{root}{claim.same_as_id}/")  # noqa: S308 - an escaped address and a number


def _reasons(signals: list[dict[str, Any]], labels: _Labels) -> SafeString:
    told = presenting.reasons(signals, worded=labels.reason)
    return mark_safe("".join([f"<li>{html.escape(each)}</li>" for each in told]))  # noqa: S308 - escaped
