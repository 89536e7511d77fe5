"""`/desk/compliance/`: a report for those who assess the desk, made to be printed."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from factcheck import cells
from factcheck.accounts import access
from reviews import compliance
from reviews.models import ChangeKind
from reviews.reader_states import ReportStatus
from reviews.web import desk

PER_PAGE = 50
LONGEST = 500  # of the appendix


@access.signed_in
@require_safe
def report(request: access.DeskRequest) -> HttpResponse:
    of = desk.chosen(request)
    found = compliance.report(of)
    judged = compliance.judged(of).select_related("claim", "publication")
    context = {
        "period": of,
        "periods": desk.periods_offered(of),
        "found": found,
        "now": timezone.now(),
        "principles": [
            {"title": compliance.IFCN[number], "points": results}
            for number, results in sorted(found.results.items())
        ],
        "changes": [
            {"label": kind.label, "number": found.changes.get(kind.value, 0)} for kind in ChangeKind
        ],
        "told": [
            (_("Disputed verdicts"), _lines_of(found.disputes)),
            (_("Suggested claims"), _lines_of(found.suggestions)),
        ],
        "appendix": [_row(review) for review in judged[:LONGEST]],
        "longest": LONGEST,
    }
    return render(request, "reviews/compliance.html", context)


@access.signed_in
@require_safe
def rows(request: access.DeskRequest) -> HttpResponse:
    """The fact-checks that show a point, or with `shown=no` those that do not."""
    point = _point(request)
    shown = request.GET.get("shown") != "no"
    of = desk.chosen(request)
    judged = compliance.judged(of).select_related("claim", "publication")
    page = Paginator(judged.filter(**{point.code: shown}), PER_PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "period": of,
        "point": point,
        "shown": shown,
    }
    return render(request, "reviews/compliance_rows.html", context)


@access.signed_in
@require_safe
def export(request: access.DeskRequest) -> StreamingHttpResponse:
    """Each fact-check with what it shows of every point; sent as it is read."""
    judged = compliance.judged(desk.chosen(request)).select_related("claim", "publication")
    answer = StreamingHttpResponse(
        cells.lines(_lines(judged, request)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="compliance.csv"'
    return answer


def _lines_of(counted: Mapping[ReportStatus, int]) -> list[tuple[str, int]]:
    return [(str(status.label), number) for status, number in counted.items()]


def _point(request: access.DeskRequest) -> compliance.Point:
    asked = request.GET.get("point", "")
    for point in compliance.KNOWN:
        if point.code == asked:
            return point
    raise Http404


def _row(review: Any) -> dict[str, Any]:
    """A fact-check with the points asked of each that it does not show."""
    missing = [
        point for point in compliance.KNOWN if point.asked and not getattr(review, point.code)
    ]
    return {"review": review, "missing": missing}


def _lines(judged: Any, request: access.DeskRequest) -> Iterator[tuple[Any, ...]]:
    codes = [point.code for point in compliance.KNOWN]
    yield ("review", "address", "claim", "first_published", *codes)
    for review in judged.iterator(chunk_size=500):
        page = review.publication
        address = reverse("public:fact_check", args=[page.slug])
        yield (
            review.pk,
            request.build_absolute_uri(address),
            review.claim.statement,
            timezone.localtime(page.first_published_at).isoformat(timespec="seconds"),
            *("yes" if getattr(review, code) else "no" for code in codes),
        )
