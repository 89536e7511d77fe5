"""`/notices/`: what a person is told; and the number in the bar."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from factcheck.accounts import access
from reviews.models import Notice
from reviews.notices import inbox, phrasing

PER_PAGE = 25


def bell(request: HttpRequest) -> dict[str, Any]:
    """Counted only where a page shows it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"unread_notices": SimpleLazyObject(lambda: inbox.unread_count(user))}


@never_cache
@access.signed_in
@require_safe
def notices(request: access.DeskRequest) -> HttpResponse:
    """All, or with `?show=unread` those that wait."""
    mine = Notice.objects.visible_to(request.user)
    unread_only = request.GET.get("show") == "unread"
    shown = mine.unread() if unread_only else mine
    page = Paginator(shown.with_what_they_tell(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "entries": [_entry(notice) for notice in page],
        "unread_only": unread_only,
        "newest": mine.order_by("-pk").values_list("pk", flat=True).first() or 0,
    }
    return render(request, "reviews/notices.html", context)


@never_cache
@access.signed_in
@require_safe
def notice(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Go to what it is about. That it was opened is noted: opening it twice changes nothing."""
    return redirect(phrasing.place(_read(request, pk)))


@access.signed_in
@require_POST
def notice_read(request: access.DeskRequest, pk: int) -> HttpResponse:
    _read(request, pk)
    return redirect("reviews:notices")


@access.signed_in
@require_POST
def notices_read(request: access.DeskRequest) -> HttpResponse:
    until = request.POST.get("until", "")
    if until.isascii() and until.isdecimal() and len(until) < 19:
        inbox.read_all(request.user, until=int(until), now=timezone.now())
        messages.success(request, _("All are marked as read."))
    return redirect("reviews:notices")


def _read(request: access.DeskRequest, pk: int) -> Notice:
    try:
        return inbox.read(request.user, pk, now=timezone.now())
    except Notice.DoesNotExist:
        raise Http404 from None


def _entry(notice: Notice) -> dict[str, Any]:
    return {
        "notice": notice,
        "headline": phrasing.headline(notice),
        "detail": phrasing.detail(notice),
    }
