"""What people do on a review: each one domain call, then the screen again. Refused, the screen
comes back with its status, the reason, and every word that was sent."""

from typing import Unpack

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from factcheck.accounts import access
from factcheck.exceptions import DeskError, InvalidInput
from reviews import discussion, offers, publishing, verdicts, workflow
from reviews.exceptions import Overtaken, StaleDraft
from reviews.models import Review
from reviews.states import Status
from reviews.web import discussion as discussing
from reviews.web import forms, looking, overtaken, workbench

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
    return _go(request, pk, to=Status(form.cleaned_data["to"]), **form.change)


@access.signed_in
@require_POST
def looked(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Everything that this page showed counts as seen from now on."""
    review = _exists(request, pk)
    seq = request.POST.get("seq", "")
    number = int(seq) if seq.isascii() and seq.isdecimal() and len(seq) < 9 else 0
    try:
        looking.remember(review, by=request.user, seq=number)
    except DeskError as refused:
        return workbench.page(request, pk, refused=refused)
    return redirect("reviews:workbench", pk)


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
    except Overtaken as refused:
        again = forms.PlanForm(initial=refused.stored, by=request.user)
        return overtaken.page(request, workbench.review_of(request, pk), refused, again)
    except DeskError as refused:
        return workbench.page(request, pk, refused=refused)
    messages.success(request, _("Saved."))
    return redirect("reviews:workbench", pk)


@access.signed_in
@require_POST
def comment(request: access.DeskRequest, pk: int) -> HttpResponse:
    _exists(request, pk)
    try:
        workflow.comment(pk, text=request.POST.get("text", ""), by=request.user, now=timezone.now())
    except DeskError as refused:
        return workbench.page(request, pk, refused=refused)
    return redirect(f"{_where(pk)}#comments")


def _go(
    request: access.DeskRequest, pk: int, *, to: Status, **change: Unpack[publishing.Change]
) -> HttpResponse:
    by, now, reason = request.user, timezone.now(), change.get("reason", "")
    try:
        remarks = discussing.remarks(request.POST)
        if to is Status.IN_REVIEW and remarks:
            discussion.send_back(pk, remarks=remarks, reason=reason, by=by, now=now)
        else:
            with transaction.atomic():
                discussion.open_threads(pk, remarks=remarks, by=by, now=now)
                offers.accept(pk, to=to, by=by, now=now, **change)
    except DeskError as refused:
        return workbench.page(request, pk, refused=refused)
    looking.remember(_exists(request, pk), by=by)
    messages.success(request, str(DONE[to]))
    if to is Status.QUEUED:
        return redirect("reviews:queue")
    return redirect("reviews:workbench", pk)


def _exists(request: access.DeskRequest, pk: int) -> Review:
    return get_object_or_404(Review.objects.visible_to(request.user).only("pk"), pk=pk)


def _where(pk: int) -> str:
    return redirect("reviews:workbench", pk).url
