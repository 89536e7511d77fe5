"""`/sources/`: how the cited pages are doing, which verdicts stand on them, and what to do."""

import itertools
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from factcheck import cells
from factcheck.accounts import access
from factcheck.accounts.models import Role
from factcheck.exceptions import DeskError
from reviews import evidence, tasks
from reviews.api.source_filters import SourceFilter
from reviews.links import phrases, registry, watching
from reviews.models import Evidence, Review, Snapshot, SourceLink
from reviews.web import forms, source_rows

Tile = tuple[dict[str, str], Any, str]  # query, label, name of its number
PER_PAGE = 25
CHECKS = 50
COLUMNS = (
    *("id", "url", "title", "host", "state", "outcome", "reason", "since", "last_checked"),
    *("next_check", "evidence", "published"),
)
VIEWS: tuple[Tile, ...] = (
    ({"decision": "yes"}, gettext_lazy("Needs a decision"), "decision"),
    ({"state": "failing"}, gettext_lazy("Failing"), "failing"),
    ({"state": "dead"}, gettext_lazy("Dead"), "dead"),
    ({"state": "drifted"}, gettext_lazy("Passage changed"), "drifted"),
    ({"state": "unverifiable"}, gettext_lazy("Cannot be verified"), "unverifiable"),
    ({}, gettext_lazy("All"), "watched"),
)
STATS: tuple[Tile, ...] = (
    ({}, gettext_lazy("watched"), "watched"),
    ({"state": "healthy"}, gettext_lazy("healthy"), "healthy"),
    ({"state": "failing"}, gettext_lazy("failing"), "failing"),
    ({"state": "dead"}, gettext_lazy("dead"), "dead"),
    ({"state": "drifted"}, gettext_lazy("passage changed"), "drifted"),
)
ORDERS = {"since": "since", "checked": "last_checked_at", "cited": "cited"}


@access.signed_in
@require_safe
def sources(request: access.DeskRequest) -> HttpResponse:
    chosen = _chosen(request)
    page = Paginator(_rows(chosen), PER_PAGE).get_page(request.GET.get("page"))
    numbers = watching.counts()
    narrowed = any(request.GET.get(name) for name in ("q", "state", "host", "decision"))
    context = {
        "filter": chosen.form,
        "narrowed": narrowed,
        "stats": [_tile(query, label, numbers[name]) for query, label, name in STATS],
        "flagged": numbers["flagged"],
        "views": [
            _tile(query, label, numbers[name]) | {"current": _is_current(request.GET, query)}
            for query, label, name in VIEWS
        ],
        "page": page,
        "rows": [source_rows.row(link) for link in page],
        "changes": source_rows.changes(page),
        "csv_url": f"{reverse('reviews:sources_export')}?{request.GET.urlencode()}",
    }
    status = 200 if chosen.is_valid() else 400
    return render(request, "reviews/sources.html", context, status=status)


@access.signed_in
@require_safe
def export(request: access.DeskRequest) -> HttpResponse:
    """The rows of the same address as CSV, all pages."""
    answer = HttpResponse(_lines(_rows(_chosen(request))), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sources.csv"'
    return answer


@access.signed_in
@require_safe
def source(request: access.DeskRequest, pk: int) -> HttpResponse:
    return page_of(request, pk)


@access.signed_in
@require_POST
def check(request: access.DeskRequest, pk: int) -> HttpResponse:
    get_object_or_404(SourceLink.objects.visible_to(request.user).only("pk"), pk=pk)
    registry.hasten(pk, by=request.user, now=timezone.now())
    tasks.hurry(pk)
    messages.success(request, _("It is being checked; look again in a moment."))
    return redirect("reviews:source", pk)


@access.signed_in
@require_POST
def accept(request: access.DeskRequest, pk: int, evidence_id: int) -> HttpResponse:
    """The verdict stands although its source changed or died; then the page is checked again."""
    cited = Evidence.objects.filter(review__in=Review.objects.visible_to(request.user), link=pk)
    get_object_or_404(cited.only("pk"), pk=evidence_id)
    form = forms.ReasonForm(request.POST)
    form.is_valid()
    try:
        evidence.clear(
            evidence_id,
            by=request.user,
            now=timezone.now(),
            reason=form.cleaned_data.get("reason", ""),
        )
    except DeskError as refused:
        form.add_error("reason" if refused.field == "reason" else None, str(refused))
        return page_of(request, pk, refused=(evidence_id, form), status=refused.status)
    messages.success(request, _("Accepted. The history keeps your reason."))
    return redirect("reviews:source", pk)


@access.signed_in
@require_POST
def host(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Editors: stop visiting the host of this source, or take it up again."""
    link = get_object_or_404(SourceLink.objects.visible_to(request.user), pk=pk)
    out = request.POST.get("opted_out") == "yes"
    changed = registry.set_opt_out(link.host_id, opted_out=out, by=request.user)
    text = _("%(host)s is not visited any more.") if out else _("%(host)s is visited again.")
    messages.success(request, text % {"host": changed.name})
    return redirect("reviews:source", pk)


@access.signed_in
@require_safe
def copy(request: access.DeskRequest, pk: int, copy_id: int) -> HttpResponse:
    """The text of a kept copy, as plain text: nothing in it can run."""
    kept = get_object_or_404(Snapshot, pk=copy_id, link=pk)
    return HttpResponse(kept.text, content_type="text/plain; charset=utf-8")


def page_of(
    request: access.DeskRequest,
    pk: int,
    *,
    refused: tuple[int, forms.ReasonForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one source; `refused`: the form that was sent for a piece of evidence."""
    links = watching.detailed(SourceLink.objects.visible_to(request.user))
    link = get_object_or_404(links, pk=pk)
    context = {
        "link": link,
        "row": source_rows.row(link),
        "pieces": _pieces(link, refused),
        "publications": watching.publications_on(link),
        "checks": [
            {"check": check, "why": phrases.outcome(check.outcome, check.reason)}
            for check in link.checks.all()[:CHECKS]
        ],
        "copies": link.snapshots.defer("text")[:CHECKS],
        "may_clear": request.user.at_least(Role.REVIEWER),
        "may_opt_out": request.user.at_least(Role.EDITOR),
    }
    return render(request, "reviews/source.html", context, status=status)


def _pieces(link: SourceLink, refused: tuple[int, forms.ReasonForm] | None) -> list[dict[str, Any]]:
    """Evidence that stands or is public, with the form to decide, those in trouble first."""
    standing = link.evidence.watched().select_related("link", "review__claim", "added_by")
    changes = {change.evidence.pk: change for change in source_rows.changes([link], most=100)}
    pieces = [
        {
            "evidence": each,
            "troubled": each.troubled,
            "change": changes.get(each.pk),
            "form": refused[1]
            if refused and refused[0] == each.pk
            else forms.ReasonForm(auto_id=f"e{each.pk}_%s"),
        }
        for each in standing
    ]
    return sorted(pieces, key=lambda piece: not piece["troubled"])


def _chosen(request: access.DeskRequest) -> SourceFilter:
    links = watching.detailed(SourceLink.objects.visible_to(request.user))
    return SourceFilter(request.GET, queryset=_ordered(links, request.GET.get("order", "")))


def _rows(chosen: SourceFilter) -> QuerySet[SourceLink]:
    """None where the address holds a filter that means nothing."""
    found: QuerySet[SourceLink] = chosen.qs if chosen.is_valid() else chosen.queryset.none()
    return found


def _ordered(links: QuerySet[SourceLink], order: str) -> QuerySet[SourceLink]:
    """By a column, or what waits for a decision first, then the longest in its state."""
    column = ORDERS.get(order.removeprefix("-"))
    if column is None:
        return links.order_by(F("troubled").desc(), F("since").desc(nulls_last=True), "-pk")
    field = F(column)
    down = order.startswith("-")
    return links.order_by(field.desc(nulls_last=True) if down else field.asc(), "-pk")


def _tile(query: dict[str, str], label: Any, number: int) -> dict[str, Any]:
    """A number with its name that leads to the rows behind it."""
    address = reverse("reviews:sources")
    href = f"{address}?{urlencode(query)}" if query else address
    return {"label": label, "value": number, "href": href}


def _is_current(asked: QueryDict, query: dict[str, str]) -> bool:
    names = ("state", "decision")
    return {name: asked[name] for name in names if asked.get(name)} == query


def _lines(links: QuerySet[SourceLink]) -> Iterator[str]:
    found = (_values(link) for link in links.iterator(chunk_size=500))
    return cells.lines(itertools.chain([COLUMNS], found))


def _values(link: Any) -> list[Any]:
    return [
        *(link.pk, link.url, link.title or "", link.host.name, link.state, link.outcome),
        *(link.reason, _time(link.since), _time(link.last_checked_at), _time(link.next_check_at)),
        *(link.cited, link.published),
    ]


def _time(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""
