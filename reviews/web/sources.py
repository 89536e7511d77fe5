"""`/sources/`: how the cited pages are doing, which verdicts stand on them, and what to do."""

import itertools
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from factcheck import cells
from factcheck.accounts import access
from factcheck.accounts.models import Role
from reviews.api.source_filters import SourceFilter
from reviews.links import watching
from reviews.models import SourceLink
from reviews.web import source_lists, source_plots, source_rows

Tile = tuple[dict[str, str], Any, str]  # query, label, name of its number
PER_PAGE = 25
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
NARROWING = ("q", "state", "host", "age", "began", "decision")


@access.signed_in
@require_safe
def sources(request: access.DeskRequest) -> HttpResponse:
    chosen = _chosen(request)
    numbers = watching.counts()
    asked = {name: request.GET[name] for name in NARROWING if request.GET.get(name)}
    listed = source_lists.listed(
        chosen, order=request.GET.get("order", ""), known=_known(asked, numbers)
    )
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    context = {
        "filter": chosen.form,
        "narrowed": bool(asked),
        "stats": [_tile(query, label, numbers[name]) for query, label, name in STATS],
        "flagged": numbers["flagged"],
        "views": [
            _tile(query, label, numbers[name]) | {"current": _is_current(request.GET, query)}
            for query, label, name in VIEWS
        ],
        "plots": None if asked or page.number > 1 else source_plots.plots(now=timezone.now()),
        "page": page,
        "sortable": listed.sortable,
        "rows": [source_rows.row(link) for link in rows],
        "changes": source_rows.changes(rows),
        "csv_url": f"{reverse('reviews:sources_export')}?{request.GET.urlencode()}",
        "may_import": request.user.at_least(Role.CONTRIBUTOR),
    }
    status = 200 if chosen.is_valid() else 400
    return render(request, "reviews/sources.html", context, status=status)


@access.signed_in
@require_safe
def export(request: access.DeskRequest) -> StreamingHttpResponse:
    """The rows of the same address as CSV, all pages; sent as they are read."""
    links = watching.detailed(SourceLink.objects.filter(pk__in=_rows(request).values("pk")))
    answer = StreamingHttpResponse(
        _lines(links.order_by("-pk")), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="sources.csv"'
    return answer


def _chosen(request: access.DeskRequest) -> SourceFilter:
    return SourceFilter(request.GET, queryset=SourceLink.objects.visible_to(request.user))


def _rows(request: access.DeskRequest) -> QuerySet[SourceLink]:
    chosen = _chosen(request)
    return source_lists.found(chosen).order_by()


def _known(asked: dict[str, str], numbers: dict[str, int]) -> int | None:
    """How many rows there are, where it need not be counted."""
    if not asked:
        return numbers["watched"]
    return numbers.get(asked["state"]) if set(asked) == {"state"} else None


def _tile(query: dict[str, str], label: Any, number: int) -> dict[str, Any]:
    """A number with its name that leads to the rows behind it."""
    address = reverse("reviews:sources")
    href = f"{address}?{urlencode(query)}" if query else address
    return {"label": label, "value": number, "href": href}


def _is_current(asked: QueryDict, query: dict[str, str]) -> bool:
    return {name: asked[name] for name in NARROWING if asked.get(name)} == query


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
