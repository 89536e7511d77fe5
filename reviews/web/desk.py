"""`/desk/`: how the desk is doing. Plots first; each point leads to its rows."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from factcheck import cells
from factcheck.accounts import access
from reviews.figures import ages, agreeing, durations, intake, mix, periods, tables
from reviews.figures.periods import Period
from reviews.links import watching
from reviews.models import RatingScale, Review
from reviews.web import agreement, desk_plots, source_plots

PER_PAGE = 50
USUAL = "90"
PERIODS = {
    "30": gettext_lazy("30 days"),
    "90": gettext_lazy("90 days"),
    "365": gettext_lazy("12 months"),
    "all": gettext_lazy("All time"),
}


@access.signed_in
@require_safe
def desk(request: access.DeskRequest) -> HttpResponse:
    now = timezone.now()
    of = chosen(request)
    found = agreeing.measure(RatingScale.objects.get(active=True), within=of.within)
    days = watching.history(now=now, days=(of.last - of.first).days + 1)
    context = {
        "period": of,
        "periods": periods_offered(of),
        "flow": desk_plots.flow(intake.flow(of)),
        "waiting": desk_plots.waiting(ages.waiting(now=now)),
        "times": desk_plots.times(durations.times(of), of),
        "mix": desk_plots.verdicts(mix.verdicts(of), of),
        "agreed": agreement.overall(found) if found.rounds else [],
        "on_ratings": _on_ratings(found, of),
        "health": source_plots.health(days),
        "any": Review.objects.exists(),
    }
    return render(request, "reviews/desk.html", context)


@access.signed_in
@require_safe
def rows(request: access.DeskRequest) -> HttpResponse:
    """The verdicts of one step of “time to verdict”, the slowest first."""
    of = chosen(request)
    asked = request.GET.get("since", "")
    steps = {str(days): days for days in durations.DAYS}
    if asked not in steps:
        raise Http404
    behind = durations.behind(of, steps[asked]).select_related("claim", "publication")
    page = Paginator(behind, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reviews/desk_rows.html", {"page": page, "period": of})


@access.signed_in
@require_safe
def export(request: access.DeskRequest, name: str) -> StreamingHttpResponse:
    """One figure as CSV."""
    if name not in tables.NAMES:
        raise Http404
    found = tables.table(name, of=chosen(request), now=timezone.now())
    lines = cells.lines([found.columns, *found.rows])
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def chosen(request: access.DeskRequest) -> Period:
    """The one of the address; the usual one where it names none."""
    asked = request.GET.get("period", "")
    name = asked if asked in periods.NAMES else USUAL
    return intake.stretch(name, now=timezone.now())


def periods_offered(of: Period) -> list[dict[str, Any]]:
    return [
        {"name": name, "label": label, "current": name == of.name}
        for name, label in PERIODS.items()
    ]


def _on_ratings(found: agreeing.Agreement, of: Period) -> list[Any]:
    """Ratings that were voted, as dots that lead to their rounds."""
    asked = {"after": of.first.isoformat(), "before": of.last.isoformat()}
    return [row["dot"] for row in agreement.on_ratings(found, asked) if row["chosen"]]
