"""`/evidence/<id>/copy/` and `…/quote/`: what was kept, and other words chosen in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.accounts import access
from factcheck.accounts.models import Role
from factcheck.exceptions import DeskError
from reviews import evidence
from reviews.models import Evidence, Review
from reviews.states import Status
from reviews.web import copy_text, evidence_forms, fetches


@access.signed_in
@require_safe
def copy(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The kept text of a cited source, with the quote marked."""
    return _page(request, _piece(request, pk), None)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def quote(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Cite other words of the copy: selected in it, or pasted."""
    piece = _piece(request, pk)
    if request.method != "POST":
        return _page(request, piece, evidence_forms.quote_form(piece))
    form = evidence_forms.QuoteForm(request.POST, auto_id="quote_%s")
    form.is_valid()
    try:
        made = evidence.quote(pk, by=request.user, now=timezone.now(), **form.said(request.POST))
    except DeskError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _page(request, piece, form, status=refused.status)
    messages.success(request, _("Attached."))
    return redirect(f"{fetches.where(piece.review_id)}#evidence-{made.position}")


def _page(
    request: access.DeskRequest,
    piece: Evidence,
    form: evidence_forms.QuoteForm | None,
    *,
    status: int = 200,
) -> HttpResponse:
    assert piece.snapshot is not None
    context = copy_text.shown(
        piece.snapshot.text, asked=request.GET, start=piece.start, end=piece.end
    )
    in_work = piece.review.state is Status.IN_REVIEW
    context |= {
        "piece": piece,
        "form": form,
        "may_quote": in_work and request.user.at_least(Role.CONTRIBUTOR),
    }
    return render(request, "reviews/copy.html", context, status=status)


def _piece(request: access.DeskRequest, pk: int) -> Evidence:
    pieces = Evidence.objects.filter(review__in=Review.objects.visible_to(request.user))
    pieces = pieces.select_related("snapshot", "link__host", "review__claim")
    return get_object_or_404(pieces, pk=pk, snapshot__isnull=False)
