"""`/feeds/`: what comes in by itself, how it is doing, and what became of each entry."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import tasks
from claims.ingestion import feeds as domain
from claims.models import EntryState, Feed
from claims.web.forms import RawText
from factcheck.accounts import access
from factcheck.accounts.models import Role
from factcheck.exceptions import DeskError

PER_PAGE = 25


class FeedForm(forms.Form):
    url = RawText(
        label=gettext_lazy("Watch a feed"),
        help_text=gettext_lazy(
            "The address of an RSS, Atom or JSON feed, or of a page that has one."
        ),
        widget=forms.URLInput(attrs={"placeholder": "https://…", "dir": "ltr"}),
    )


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: access.DeskRequest) -> HttpResponse:
    """The list; on POST a feed is watched."""
    if request.method != "POST":
        return _page(request, FeedForm())
    form = FeedForm(request.POST)
    form.is_valid()
    url = form.cleaned_data.get("url", "").strip()
    try:
        watched = domain.watch(_with_scheme(url), by=request.user, now=timezone.now())
    except DeskError as refused:
        form.add_error("url", str(refused))
        return _page(request, form, status=refused.status)
    if watched.created:
        tasks.hurry_feed(watched.feed.pk)
        messages.success(request, _("It is watched from now on; its entries are being read."))
    else:
        messages.info(request, _("This feed is watched already; here it is."))
    return redirect("claims:feed", watched.feed.pk)


@access.signed_in
@require_safe
def feed(request: access.DeskRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_counted(Feed.objects.visible_to(request.user)), pk=pk)
    state = request.GET.get("state", "")
    entries = found.entries.select_related("article").defer("content", "article__text")
    if state in EntryState.values:
        entries = entries.filter(state=state)
    context = {
        "feed": found,
        "health": _health(found),
        "views": _views(found, state),
        "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("page")),
        "may_watch": request.user.at_least(Role.REVIEWER),
    }
    return render(request, "claims/feed.html", context)


@access.signed_in
@require_POST
def check(request: access.DeskRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    domain.hasten(found.pk, by=request.user, now=timezone.now())
    tasks.hurry_feed(found.pk)
    messages.success(request, _("It is being fetched; look again in a moment."))
    return redirect("claims:feed", pk)


@access.signed_in
@require_POST
def pause(request: access.DeskRequest, pk: int) -> HttpResponse:
    domain.pause(_visible(request, pk).pk, by=request.user)
    messages.success(request, _("It is not fetched any more. What came in stays."))
    return redirect("claims:feed", pk)


@access.signed_in
@require_POST
def resume(request: access.DeskRequest, pk: int) -> HttpResponse:
    domain.resume(_visible(request, pk).pk, by=request.user, now=timezone.now())
    tasks.hurry_feed(pk)
    messages.success(request, _("It is watched again."))
    return redirect("claims:feed", pk)


def _visible(request: access.DeskRequest, pk: int) -> Feed:
    return get_object_or_404(Feed.objects.visible_to(request.user).only("pk"), pk=pk)


def _page(request: access.DeskRequest, form: FeedForm, *, status: int = 200) -> HttpResponse:
    found = _counted(Feed.objects.visible_to(request.user)).select_related("added_by")
    page = Paginator(found.order_by("-active", "title", "pk"), PER_PAGE)
    shown = page.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": shown,
        "rows": [{"feed": each, "health": _health(each)} for each in shown],
        "may_watch": request.user.at_least(Role.REVIEWER),
    }
    return render(request, "claims/feeds.html", context, status=status)


def _counted(found: QuerySet[Feed]) -> QuerySet[Feed]:
    """With how many entries there are in each state; one join, so the counts are true."""
    counts = {
        f"{state}_count": Count("entries", filter=Q(entries__state=state)) for state in EntryState
    }
    return found.annotate(entry_count=Count("entries"), **counts)


def _health(feed: Feed) -> dict[str, Any]:
    """The chip of a feed: its look and its word."""
    if not feed.active and feed.last_error:
        return {"look": "dead", "label": _("stopped")}
    if not feed.active:
        return {"look": "unchecked", "label": _("paused")}
    if feed.failures:
        return {"look": "failing", "label": _("failing")}
    return {"look": "healthy", "label": _("working")}


def _views(feed: Any, chosen: str) -> list[dict[str, Any]]:
    """Tabs over the entries, each with its number."""
    every = [{"label": _("All"), "state": "", "value": feed.entry_count}]
    return [
        {**view, "current": view["state"] == chosen}
        for view in every
        + [
            {"label": state.label, "state": state, "value": getattr(feed, f"{state}_count")}
            for state in EntryState
        ]
    ]


def _with_scheme(url: str) -> str:
    return url if not url or "://" in url else f"https://{url}"
