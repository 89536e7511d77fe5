"""`/reviews/`: what to do next."""

import csv
import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from factcheck import cells
from factcheck.accounts import access
from factcheck.accounts.models import Role, User
from factcheck.exceptions import DeskError
from reviews import workflow
from reviews.models import Priority, Review
from reviews.web import filters, forms

PER_PAGE = 25
COLUMNS = ("id", "claim", "claimant", "article", "status", "verdict", "priority", "due", "reviewer")
NUMBER = re.compile(r"[0-9]{1,18}")  # of a row; what is longer names none


@access.signed_in
@require_safe
def queue(request: access.DeskRequest) -> HttpResponse:
    chosen = filters.QueueFilter(request.GET, user=request.user, request=request)
    page = Paginator(chosen.chosen, PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "filter": chosen.form,
        "narrowed": chosen.narrowed,
        "views": _views(chosen, request.user),
        "view": chosen.view_name,
        "page": page,
        "rows": [_row(review, today) for review in page],
        "order": request.GET.get("order", ""),
        "may_take": request.user.at_least(Role.REVIEWER),
        "bulk": forms.BulkForm() if request.user.at_least(Role.EDITOR) else None,
        "csv_url": f"{reverse('reviews:export')}?{request.GET.urlencode()}",
    }
    status = 200 if chosen.is_valid() else 400
    return render(request, "reviews/queue.html", context, status=status)


@access.signed_in
@require_safe
def export(request: access.DeskRequest) -> HttpResponse:
    """The rows of the same address as CSV, all pages. The mark at the start tells Excel: UTF-8."""
    chosen = filters.QueueFilter(request.GET, user=request.user, request=request)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="reviews.csv"'
    writer = csv.writer(answer)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(review) for review in chosen.chosen)
    return answer


@access.signed_in
@require_POST
def take_next(request: access.DeskRequest) -> HttpResponse:
    review = workflow.take_next(by=request.user, now=timezone.now())
    if review is None:
        messages.info(request, _("Nothing waits in the queue. Accept claims in the inbox first."))
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


@access.signed_in
@require_POST
def bulk(request: access.DeskRequest) -> HttpResponse:
    """Give the ticked reviews to a person, or set urgency and due date. Each stands for itself."""
    back = f"{reverse('reviews:queue')}?{request.GET.urlencode()}"
    form = forms.BulkForm(request.POST)
    picked = [int(pk) for pk in request.POST.getlist("pick") if NUMBER.fullmatch(pk)]
    if not form.is_valid() or not picked:
        messages.error(
            request, _("Tick some reviews and choose a person, a priority or a due date.")
        )
        return redirect(back)
    done = 0
    reviews = Review.objects.visible_to(request.user).filter(pk__in=picked[:PER_PAGE])
    for pk in reviews.values_list("pk", flat=True):
        try:
            workflow.assign(pk, by=request.user, now=timezone.now(), **form.wanted)
            done += 1
        except DeskError as refused:
            text = _("Review %(number)s: %(why)s") % {"number": pk, "why": refused}
            messages.error(request, text)
    if done:
        text = ngettext("%(n)s review changed.", "%(n)s reviews changed.", done) % {"n": done}
        messages.success(request, text)
    return redirect(back)


def _views(chosen: filters.QueueFilter, user: User) -> list[dict[str, Any]]:
    numbers = filters.counts(user)
    return [
        {
            "name": name,
            "label": label,
            "count": numbers.get(name),
            "current": name == chosen.view_name,
        }
        for name, (label, _condition) in filters.VIEWS.items()
    ]


def _row(review: Any, today: date) -> dict[str, Any]:
    """A review as the table shows it."""
    late = review.due_on is not None and review.due_on < today and review.status in filters.OPEN
    publication = getattr(review, "publication", None)
    return {
        "review": review,
        "claim": review.claim,
        "rating": {"word": review.rating_word, "tone": review.rating_tone},
        "high": review.priority >= Priority.HIGH,
        "late": late,
        "flagged": bool(publication and publication.flagged_at),
    }


def _cells(review: Any) -> list[str]:
    due = review.due_on.isoformat() if review.due_on else ""
    values = (
        str(review.pk),
        review.claim.statement,
        review.claim.claimant,
        review.claim.article.title,
        review.status,
        review.rating_word or "",
        Priority(review.priority).name.lower(),
        due,
        review.assignee.username if review.assignee else "",
    )
    return [cells.safe(value) for value in values]
