"""`/sources/<id>/evidence/<id>/replace/`: another source in the place of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from factcheck.accounts import access
from factcheck.exceptions import DeskError
from reviews import evidence, offers
from reviews.models import Evidence, Review
from reviews.states import Status
from reviews.web import forms, source_forms


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: access.DeskRequest, pk: int, evidence_id: int) -> HttpResponse:
    """The form holds what can be carried over; refused, it comes back as it was sent."""
    old = _piece(request, pk, evidence_id)
    if request.method != "POST":
        return _page(request, old, source_forms.replace_form(old))
    form = source_forms.ReplaceForm(request.POST, auto_id="replace_%s")
    form.is_valid()
    given: dict[str, Any] = form.cleaned_data | {"stance": request.POST.get("stance", "")}
    try:
        made = evidence.replace(old.pk, by=request.user, now=timezone.now(), **given)
    except DeskError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _page(request, old, form, status=refused.status)
    messages.success(request, _("Replaced. The history keeps both, and your reason."))
    where = reverse("reviews:workbench", args=[made.review_id])
    return redirect(f"{where}#evidence-{made.position}")


@access.signed_in
@require_POST
def reopen(request: access.DeskRequest, pk: int, evidence_id: int) -> HttpResponse:
    """Reopen the published verdict for correction, then replace its source."""
    old = _piece(request, pk, evidence_id)
    form = forms.ReasonForm(request.POST, auto_id="reopen_%s")
    form.is_valid()
    try:
        offers.accept(
            old.review_id,
            to=Status.IN_REVIEW,
            by=request.user,
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
    except DeskError as refused:
        form.add_error("reason" if refused.field == "reason" else None, str(refused))
        blank = source_forms.replace_form(old)
        return _page(request, old, blank, reopening=form, status=refused.status)
    messages.success(request, _("Reopened. Readers see the old version until you publish."))
    return redirect("reviews:source_replace", pk, evidence_id)


def _page(
    request: access.DeskRequest,
    old: Evidence,
    form: source_forms.ReplaceForm,
    *,
    reopening: forms.ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    refusal = evidence.refusal(old.review)
    context = {
        "old": old,
        "link": old.link,
        "form": form,
        "refusal": refusal,
        "reopening": reopening or forms.ReasonForm(auto_id="reopen_%s"),
        "may_reopen": bool(refusal) and old.review.state is Status.PUBLISHED,
    }
    return render(request, "reviews/source_replace.html", context, status=status)


def _piece(request: access.DeskRequest, pk: int, evidence_id: int) -> Evidence:
    pieces = Evidence.objects.filter(review__in=Review.objects.visible_to(request.user), link=pk)
    return get_object_or_404(
        pieces.select_related("link__host", "review__claim", "withdrawn_by"), pk=evidence_id
    )
