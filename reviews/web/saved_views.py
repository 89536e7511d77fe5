"""Views of the queue under a name. What was kept is read anew each time, as if it were typed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from claims.web.forms import RawText
from factcheck.accounts import access
from factcheck.accounts.models import Role
from factcheck.exceptions import DeskError
from reviews import saved
from reviews.models import SavedView
from reviews.web import filters

MOST_DIGITS = 18


class ViewForm(forms.Form):
    name = RawText(label=gettext_lazy("Name"))
    shared = forms.BooleanField(label=gettext_lazy("Shared with everybody"), required=False)
    first = forms.BooleanField(label=gettext_lazy("The queue opens with it"), required=False)

    def __init__(self, *args: Any, shares: bool, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "view_%s"} | kwargs))
        if not shares:
            del self.fields["shared"]


def elsewhere(request: access.DeskRequest) -> str:
    """Where a short address leads: `?saved=3`, or nothing at all for whoever chose a first view.

    A view that is gone, or a word in it that means nothing any more, is told.
    """
    if not request.GET:
        view = saved.first(request.user)
    elif list(request.GET) == ["saved"]:
        view = _asked_for(request)
        if view is None:
            messages.error(request, _("This view is gone, or no longer shared."))
            return f"{reverse('reviews:queue')}?view=open"
    else:
        return ""
    return _address(request, view) if view else ""


def beside(request: access.DeskRequest, chosen: filters.QueueFilter) -> dict[str, Any]:
    """What the queue shows of saved views: the links, and the forms for the one that is open."""
    views = list(SavedView.objects.visible_to(request.user).select_related("owner"))
    kept = request.GET.get("saved", "")
    current = next((view for view in views if str(view.pk) == kept), None)
    by = request.user
    return {
        "saved": views,
        "current": current,
        "moved_on": current is not None and chosen.query != current.query,
        "may_change": current is not None and saved.may_change(current, by),
        "view_form": ViewForm(shares=by.at_least(Role.EDITOR)),
    }


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def views(request: access.DeskRequest) -> HttpResponse:
    """The saved views, to rename, share and delete; a POST saves the filters of the address."""
    if request.method == "POST":
        return _save(request)
    first = saved.first(request.user)
    rows = [
        {
            "view": view,
            "first": view == first,
            "may_change": saved.may_change(view, request.user),
            "form": _form(view, request, first=view == first),
        }
        for view in SavedView.objects.visible_to(request.user).select_related("owner")
    ]
    return render(request, "reviews/saved_views.html", {"rows": rows})


@access.signed_in
@require_POST
def change(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Rename or share a view, open the queue with it, or (`filters`) give it those shown now."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    back = reverse("reviews:views")
    try:
        if "filters" in request.POST:
            query = _query(request)
            saved.change(pk, by=request.user, query=query)
            back = f"{reverse('reviews:queue')}?{query}&saved={pk}"
        else:
            _rename(request, view)
    except DeskError as refused:
        messages.error(request, str(refused))
        return redirect(back)
    messages.success(request, _("Saved."))
    return redirect(back)


@access.signed_in
@require_POST
def delete(request: access.DeskRequest, pk: int) -> HttpResponse:
    get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    try:
        name = saved.delete(pk, by=request.user)
    except DeskError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The view “%(name)s” is deleted.") % {"name": name})
    return redirect("reviews:views")


def _save(request: access.DeskRequest) -> HttpResponse:
    form = ViewForm(request.POST, shares=request.user.at_least(Role.EDITOR))
    query = _query(request)
    form.is_valid()
    given = form.cleaned_data
    try:
        view = saved.save(
            by=request.user,
            now=timezone.now(),
            name=given.get("name", ""),
            query=query,
            shared=given.get("shared", False),
        )
    except DeskError as refused:
        messages.error(request, str(refused))
        return redirect(f"{reverse('reviews:queue')}?{query or 'view=open'}")
    if given.get("first"):
        saved.open_with(view, by=request.user)
    messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
    return redirect(f"{reverse('reviews:queue')}?saved={view.pk}")


def _rename(request: access.DeskRequest, view: SavedView) -> None:
    """The form of one view. Whose it is not may still open the queue with it."""
    form = ViewForm(request.POST, shares=request.user.at_least(Role.EDITOR))
    form.is_valid()
    given = form.cleaned_data
    if saved.may_change(view, request.user):
        kept: saved.Kept = {"name": given.get("name", "")}
        if "shared" in form.fields:
            kept["shared"] = given["shared"]
        saved.change(view.pk, by=request.user, **kept)
    if given["first"]:
        saved.open_with(view, by=request.user)
    elif saved.first(request.user) == view:
        saved.open_with(None, by=request.user)


def _form(view: SavedView, request: access.DeskRequest, *, first: bool) -> ViewForm:
    stored = {"name": view.name, "shared": view.shared, "first": first}
    shares = request.user.at_least(Role.EDITOR)
    form = ViewForm(initial=stored, shares=shares, auto_id=f"view_{view.pk}_%s")
    if not saved.may_change(view, request.user):
        for name in ("name", "shared"):
            form.fields.pop(name, None)
    return form


def _query(request: access.DeskRequest) -> str:
    """The filters of the address, as far as they mean something."""
    return filters.QueueFilter(request.GET, user=request.user, request=request).query


def _asked_for(request: access.DeskRequest) -> SavedView | None:
    number = request.GET["saved"]
    if not (number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS):
        return None
    return SavedView.objects.visible_to(request.user).filter(pk=int(number)).first()


def _address(request: access.DeskRequest, view: SavedView) -> str:
    """The filters of a view as they are understood today, and which view it is."""
    read = filters.QueueFilter(QueryDict(view.query), user=request.user, request=request)
    if read.unknown:
        text = _("Of the view “%(name)s” this means nothing any more: %(filters)s.")
        messages.warning(request, text % {"name": view.name, "filters": ", ".join(read.unknown)})
    query = read.query or "view=open"
    return f"{reverse('reviews:queue')}?{query}&saved={view.pk}"
