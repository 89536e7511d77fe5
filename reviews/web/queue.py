"""`/reviews/`: what to do next."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from factcheck import cells
from factcheck.accounts import access
from factcheck.accounts.models import Role, User
from reviews import workflow
from reviews.models import Review
from reviews.web import bulk, filters, queue_rows, saved_views

PER_PAGE = 25


@access.signed_in
@require_safe
def queue(request: access.DeskRequest) -> HttpResponse:
    """Without a word in the address, the view that the person opens the queue with."""
    elsewhere = saved_views.elsewhere(request)
    if elsewhere:
        return redirect(elsewhere)
    chosen = filters.QueueFilter(request.GET, user=request.user, request=request)
    numbers = filters.counts(request.user)
    pks = chosen.chosen.values_list("pk", flat=True)
    page = Paginator(pks, PER_PAGE).get_page(request.GET.get("page"))
    context = toolbar(request, chosen) | {
        "views": _views(chosen, numbers),
        "view": chosen.view_name,
        "page": page,
        "rows": [queue_rows.row(review, chosen.today) for review in queue_rows.of(page)],
        "columns": queue_rows.columns(chosen),
        "shown": chosen.columns_shown,
        "order": request.GET.get("order", ""),
        "may_take": request.user.at_least(Role.REVIEWER),
        "bulk": bulk.BulkForm() if request.user.at_least(Role.EDITOR) else None,
        "account": bulk.account(request),
        **saved_views.beside(request, chosen),
    }
    status = 200 if chosen.is_valid() else 400
    return render(request, "reviews/queue.html", context, status=status)


def toolbar(request: access.DeskRequest, chosen: filters.QueueFilter) -> dict[str, Any]:
    """The filters above a list; those that hold, but are rarely used, are not folded away."""
    fields = [chosen.form[name] for name in filters.NARROWING]
    rare = [field for field in fields if field.name not in filters.ALWAYS]
    return {
        "filter": chosen.form,
        "always": [field for field in fields if field.name in filters.ALWAYS],
        "rare": rare,
        "rare_used": any(request.GET.get(field.name) for field in rare),
        "narrowed": chosen.narrowed,
        "csv_url": f"{reverse('reviews:export')}?{request.GET.urlencode()}",
    }


@access.signed_in
@require_safe
def export(request: access.DeskRequest) -> StreamingHttpResponse:
    """The rows of the same address as CSV, all pages and columns; sent as they are read."""
    chosen = filters.QueueFilter(request.GET, user=request.user, request=request)
    lines = cells.lines(queue_rows.table(chosen.chosen))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="reviews.csv"'
    return answer


@access.signed_in
@never_cache
@require_safe
def numbers(request: access.DeskRequest) -> JsonResponse:
    """How many rows each view holds now: one query, asked again while somebody looks."""
    return JsonResponse(filters.counts(request.user))


@access.signed_in
@require_POST
def take_next(request: access.DeskRequest) -> HttpResponse:
    review = workflow.take_next(by=request.user, now=timezone.now())
    if review is None:
        messages.info(request, _nothing(request.user))
        return redirect("reviews:queue")
    messages.success(request, _("This one is yours now."))
    return redirect("reviews:workbench", review.pk)


@access.signed_in
@require_POST
def take(request: access.DeskRequest, pk: int) -> HttpResponse:
    get_object_or_404(Review.objects.visible_to(request.user).only("pk"), pk=pk)
    workflow.take(pk, by=request.user, now=timezone.now())
    messages.success(request, _("This one is yours now."))
    return redirect("reviews:workbench", pk)


def _nothing(user: User) -> str:
    if Review.objects.visible_to(user).waiting().exists():
        return _("All that is queued waits for other people. An editor can give you some of it.")
    return _("Nothing waits in the queue. Accept claims in the inbox first.")


def _views(chosen: filters.QueueFilter, numbers: dict[str, int]) -> list[dict[str, Any]]:
    kept = chosen.data.get("saved")
    return [
        {
            "name": name,
            "label": label,
            "count": numbers.get(name),
            "current": name == chosen.view_name and not kept,
        }
        for name, (label, _condition) in filters.VIEWS.items()
    ]
