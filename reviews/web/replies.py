"""The right of reply: note who was asked, and what came of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from factcheck.accounts import access
from factcheck.exceptions import DeskError, InvalidInput
from reviews import replies
from reviews.models import ReplyAsked, Review
from reviews.web import evidence_forms, fetches


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: access.DeskRequest, pk: int) -> HttpResponse:
    reviews = Review.objects.visible_to(request.user).select_related("claim")
    review = get_object_or_404(reviews, pk=pk)
    form = evidence_forms.AskForm(
        request.POST if request.method == "POST" else None,
        initial={"asked_at": timezone.localtime()},
        auto_id="ask_%s",
    )

    def act() -> None:
        replies.ask(pk, by=request.user, now=timezone.now(), **_given(form, request))

    return _answer(request, review, None, form, act)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: access.DeskRequest, pk: int) -> HttpResponse:
    rows = ReplyAsked.objects.filter(review__in=Review.objects.visible_to(request.user))
    asked = get_object_or_404(rows.select_related("review__claim"), pk=pk)
    form = evidence_forms.ReceiveForm(
        request.POST if request.method == "POST" else None,
        initial={"received_at": timezone.localtime()},
        auto_id="receive_%s",
    )

    def act() -> None:
        replies.receive(pk, by=request.user, now=timezone.now(), **_given(form, request))

    return _answer(request, asked.review, asked, form, act)


def _given(
    form: evidence_forms.AskForm | evidence_forms.ReceiveForm, request: access.DeskRequest
) -> dict[str, Any]:
    """What was sent, for the domain to judge; moments have to be moments first."""
    form.is_valid()
    for name in ("asked_at", "deadline", "received_at"):
        if name in form.errors:
            del form.errors[name]
            raise InvalidInput(_("Write day and time as 2026-03-31T14:30."), field=name)
    chosen: dict[str, Any] = {
        name: request.POST.get(name, "") for name in ("channel", "outcome") if name in form.fields
    }
    return {**form.cleaned_data, **chosen}


def _answer(
    request: access.DeskRequest,
    review: Review,
    asked: ReplyAsked | None,
    form: evidence_forms.AskForm | evidence_forms.ReceiveForm,
    act: Callable[[], None],
) -> HttpResponse:
    context = {"review": review, "asked": asked, "form": form}
    if request.method != "POST":
        return render(request, "reviews/replies_new.html", context)
    try:
        act()
    except DeskError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return render(request, "reviews/replies_new.html", context, status=refused.status)
    messages.success(request, _("Noted."))
    return redirect(f"{fetches.where(review.pk)}#replies")
