"""What editors do with a webhook: pause it, try it out, have it told again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from factcheck.accounts import access
from factcheck.accounts.models import User
from factcheck.exceptions import DeskError
from reviews import tasks
from reviews.web import webhooks
from reviews.web.webhook_forms import SinceForm
from reviews.webhooks import endpoints


@never_cache
@access.signed_in
@require_POST
def rotate(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The new secret is in this answer, and nowhere after."""
    webhooks.visible(request, pk)
    secret = endpoints.rotate(pk, by=request.user, now=timezone.now())
    return webhooks.page(request, webhooks.visible(request, pk), secret=secret)


@access.signed_in
@require_POST
def pause(request: access.DeskRequest, pk: int) -> HttpResponse:
    words = _("Nothing is sent to it until you resume it. What happens meanwhile is kept.")
    return _do(request, pk, endpoints.pause, words)


@access.signed_in
@require_POST
def resume(request: access.DeskRequest, pk: int) -> HttpResponse:
    return _do(request, pk, endpoints.resume, _("It is told again, first of what has waited."))


@access.signed_in
@require_POST
def test(request: access.DeskRequest, pk: int) -> HttpResponse:
    words = _("A test message is on its way; look at the log in a moment.")
    return _do(request, pk, endpoints.test, words)


@access.signed_in
@require_POST
def end(request: access.DeskRequest, pk: int) -> HttpResponse:
    found = webhooks.visible(request, pk)
    endpoints.end(pk, by=request.user, now=timezone.now())
    messages.success(request, _("The webhook “%(name)s” has ended.") % {"name": found.name})
    return redirect("reviews:webhooks")


@access.signed_in
@require_POST
def replay(request: access.DeskRequest, pk: int) -> HttpResponse:
    webhooks.visible_delivery(request, pk)
    try:
        endpoints.replay(pk, by=request.user, now=timezone.now())
    except DeskError as refused:
        messages.error(request, str(refused))
    else:
        tasks.hurry_webhooks()
        messages.success(request, _("It is sent again, under the same id."))
    return redirect("reviews:webhook_delivery", pk)


@access.signed_in
@require_POST
def replay_since(request: access.DeskRequest, pk: int) -> HttpResponse:
    webhooks.visible(request, pk)
    form = SinceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write since when it is to be told again."))
        return redirect("reviews:webhook", pk)
    count = endpoints.replay_since(pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    tasks.hurry_webhooks()
    words = ngettext("%(n)s message is sent again.", "%(n)s messages are sent again.", count)
    messages.success(request, words % {"n": count})
    return redirect("reviews:webhook", pk)


def _do(request: access.DeskRequest, pk: int, what: Callable[..., Any], words: str) -> HttpResponse:
    webhooks.visible(request, pk)
    by: User = request.user
    now: datetime = timezone.now()
    try:
        what(pk, by=by, now=now)
    except DeskError as refused:
        messages.error(request, str(refused))
    else:
        tasks.hurry_webhooks()
        messages.success(request, words)
    return redirect("reviews:webhook", pk)
