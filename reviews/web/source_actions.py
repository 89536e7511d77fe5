"""What people do about a source: each one domain call, then its page again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.accounts import access
from factcheck.exceptions import DeskError
from reviews import evidence, tasks
from reviews.links import registry
from reviews.models import Evidence, Review, SourceLink
from reviews.web import forms, source_forms, source_pages


@access.signed_in
@require_POST
def check(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The page then waits for the result of this check, and shows it by itself."""
    get_object_or_404(SourceLink.objects.visible_to(request.user).only("pk"), pk=pk)
    now = timezone.now()
    registry.hasten(pk, by=request.user, now=now)
    tasks.hurry(pk)
    return redirect(f"{reverse('reviews:source', args=[pk])}?asked={now.timestamp():.3f}")


@access.signed_in
@require_POST
def accept(request: access.DeskRequest, pk: int, evidence_id: int) -> HttpResponse:
    """The verdict stands although its source changed or died: the warning goes."""
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
        return source_pages.page_of(request, pk, refused=(evidence_id, form), status=refused.status)
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
@require_POST
def delay(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Editors: how many seconds lie between two requests to the host."""
    link = get_object_or_404(SourceLink.objects.visible_to(request.user), pk=pk)
    form = source_forms.HostForm(request.POST)
    if not form.is_valid():
        return source_pages.page_of(request, pk, host_form=form, status=400)
    try:
        registry.set_delay(link.host_id, seconds=form.cleaned_data["crawl_delay"], by=request.user)
    except DeskError as refused:
        form.add_error("crawl_delay", str(refused))
        return source_pages.page_of(request, pk, host_form=form, status=refused.status)
    messages.success(request, _("Saved."))
    return redirect("reviews:source", pk)
