"""What people do on a review: each one domain call, then the screen again. Refused, the screen
comes back with its status, the reason, and every word that was sent."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from factcheck.accounts import access
from factcheck.exceptions import DeskError, InvalidInput
from reviews import evidence, offers, verdicts, workflow
from reviews.exceptions import StaleDraft
from reviews.links import lookalikes
from reviews.models import ChangeKind, Evidence, Review
from reviews.states import Status
from reviews.web import forms, workbench

DONE = {
    Status.QUEUED: gettext_lazy("Back in the queue."),
    Status.IN_REVIEW: gettext_lazy("In review again."),
    Status.SUBMITTED: gettext_lazy("Submitted. Another person looks at it next."),
    Status.APPROVED: gettext_lazy("Approved. It can be published now."),
    Status.PUBLISHED: gettext_lazy("Published."),
    Status.RETRACTED: gettext_lazy("Retracted. The page stays and says why."),
    Status.CLOSED: gettext_lazy("Closed."),
}


@access.signed_in
@require_POST
def save(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Save the verdict; with `then=submit`, hand it on for the second look."""
    _exists(request, pk)
    form = forms.VerdictForm(request.POST)
    try:
        if not form.is_valid():
            raise InvalidInput(_("Choose one of the ratings that the scale shows."), field="rating")
        verdicts.save_draft(
            pk,
            by=request.user,
            now=timezone.now(),
            revision=form.cleaned_data["revision"],
            **form.words,
        )
    except StaleDraft as refused:
        return workbench.stale(request, pk, refused=refused, sent=form)
    except DeskError as refused:
        if refused.field in form.fields and refused.field not in form.errors:
            form.add_error(refused.field, str(refused))
        return workbench.page(request, pk, refused=refused, verdict=form)
    if request.POST.get("then") == "submit":
        return _go(request, pk, to=Status.SUBMITTED)
    messages.success(request, _("Saved."))
    return redirect("reviews:workbench", pk)


@access.signed_in
@require_POST
def move(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Any move of the table, through the room that owns it."""
    _exists(request, pk)
    form = forms.MoveForm(request.POST)
    if not form.is_valid() or form.cleaned_data["to"] not in Status.values:
        refused = InvalidInput(_("Choose one of the buttons: this is no move of a review."))
        return workbench.page(request, pk, refused=refused)
    given = form.cleaned_data
    kind = ChangeKind(given["kind"]) if given["kind"] else None
    return _go(request, pk, to=Status(given["to"]), reason=given["reason"], kind=kind)


@access.signed_in
@require_POST
def plan(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Why the claim was chosen, and until when it is due."""
    _exists(request, pk)
    form = forms.PlanForm(request.POST, by=request.user)
    try:
        if not form.is_valid():
            raise InvalidInput(_("Write the due date as 2026-03-31."), field="due_on")
        workflow.assign(pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    except DeskError as refused:
        return workbench.page(request, pk, refused=refused)
    messages.success(request, _("Saved."))
    return redirect("reviews:workbench", pk)


@access.signed_in
@require_POST
def attach(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Fetch a page and cite it. What was found is told, above all when it is ambiguous."""
    review = _exists(request, pk)
    form = forms.EvidenceForm(request.POST, auto_id="cite_%s")
    form.is_valid()
    try:
        made = evidence.attach(pk, by=request.user, now=timezone.now(), **_cited(form, request))
    except DeskError as refused:
        if refused.field in form.fields and refused.field not in form.errors:
            form.add_error(refused.field, str(refused))
        return workbench.page(request, pk, refused=refused, cited=form)
    _tell(request, made, evidence.findings(review).get(made.pk))
    return redirect(f"{_where(pk)}#evidence-{made.position}")


@access.signed_in
@require_POST
def comment(request: access.DeskRequest, pk: int) -> HttpResponse:
    _exists(request, pk)
    try:
        workflow.comment(pk, text=request.POST.get("text", ""), by=request.user, now=timezone.now())
    except DeskError as refused:
        return workbench.page(request, pk, refused=refused)
    return redirect(f"{_where(pk)}#comments")


@access.signed_in
@require_POST
def revise(request: access.DeskRequest, pk: int) -> HttpResponse:
    form = forms.RemarksForm(request.POST)

    def act(piece: Evidence) -> None:
        if not form.is_valid():
            raise InvalidInput(_("Choose whether the source supports, refutes or gives context."))
        evidence.revise(piece.pk, by=request.user, now=timezone.now(), **form.cleaned_data)

    return _on_piece(request, pk, act)


@access.signed_in
@require_POST
def withdraw(request: access.DeskRequest, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _on_piece(
        request,
        pk,
        lambda piece: evidence.withdraw(
            piece.pk, by=request.user, now=timezone.now(), reason=reason
        ),
    )


@access.signed_in
@require_POST
def clear(request: access.DeskRequest, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _on_piece(
        request,
        pk,
        lambda piece: evidence.clear(piece.pk, by=request.user, now=timezone.now(), reason=reason),
    )


def _on_piece(
    request: access.DeskRequest, pk: int, act: Callable[[Evidence], object]
) -> HttpResponse:
    pieces = Evidence.objects.filter(review__in=Review.objects.visible_to(request.user))
    piece = get_object_or_404(pieces, pk=pk)
    try:
        act(piece)
    except DeskError as refused:
        return workbench.page(request, piece.review_id, refused=refused)
    messages.success(request, _("Saved."))
    return redirect(f"{_where(piece.review_id)}#evidence")


def _go(
    request: access.DeskRequest,
    pk: int,
    *,
    to: Status,
    reason: str = "",
    kind: ChangeKind | None = None,
) -> HttpResponse:
    try:
        offers.accept(pk, to=to, by=request.user, now=timezone.now(), reason=reason, kind=kind)
    except DeskError as refused:
        return workbench.page(request, pk, refused=refused)
    messages.success(request, str(DONE[to]))
    if to is Status.QUEUED:
        return redirect("reviews:queue")
    return redirect("reviews:workbench", pk)


def _tell(request: access.DeskRequest, made: Evidence, found: evidence.Finding | None) -> None:
    if looks := lookalikes.warning(made.link.host.name):
        told = _("Look twice at the name of this site: it is %(letters)s, in DNS %(ascii)s.")
        messages.warning(request, told % {"letters": looks.letters, "ascii": looks.ascii})
    if made.start is None:
        messages.warning(request, _("Attached with your reason; it counts as not verified."))
    elif found is not None and found.occurrences > 1:
        text = _(
            "Attached. These words stand in %(n)s places on the page; the first one is cited. "
            "If you mean another, withdraw this and quote more words around it."
        )
        messages.warning(request, text % {"n": found.occurrences})
    elif found is not None and found.kind == "exact":
        messages.success(request, _("Attached; the quote stands on the page word for word."))
    else:
        text = _("Attached. The page words it slightly differently; its own words are cited.")
        messages.success(request, text)


def _cited(form: forms.EvidenceForm, request: access.DeskRequest) -> dict[str, Any]:
    """What was sent, for the domain to judge: also a stance that is none."""
    return {**form.cleaned_data, "stance": request.POST.get("stance", "")}


def _exists(request: access.DeskRequest, pk: int) -> Review:
    return get_object_or_404(Review.objects.visible_to(request.user).only("pk"), pk=pk)


def _where(pk: int) -> str:
    return redirect("reviews:workbench", pk).url
