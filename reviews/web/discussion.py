"""Threads: opened at an item or a passage, answered, resolved, reopened."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from factcheck.accounts import access
from factcheck.exceptions import DeskError
from reviews import discussion
from reviews.discussion import Remark
from reviews.exceptions import ReasonNeeded
from reviews.models import Review, Thread
from reviews.web import workbench

ABOUT = "about-"  # and the id of a piece of evidence: what is said about it


@access.signed_in
@require_POST
def open_threads(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Everything that was written into the boxes beside evidence and rationale; all or nothing."""
    get_object_or_404(Review.objects.visible_to(request.user).only("pk"), pk=pk)
    try:
        said = remarks(request.POST)
        if not said:
            raise ReasonNeeded(_("Write the comment first."), field="text")
        opened = discussion.open_threads(pk, remarks=said, by=request.user, now=timezone.now())
    except DeskError as refused:
        return workbench.page(request, pk, refused=refused)
    return _to(opened[-1])


@access.signed_in
@require_POST
def answer(request: access.DeskRequest, pk: int) -> HttpResponse:
    text = request.POST.get("text", "")
    return _on(request, pk, lambda **by: discussion.answer(pk, text=text, **by))


@access.signed_in
@require_POST
def resolve(request: access.DeskRequest, pk: int) -> HttpResponse:
    """With words in the box: they are the last answer."""
    text = request.POST.get("text", "").strip()

    def act(**by: Any) -> Thread:
        return discussion.resolve(pk, text=text, **by)

    return _on(request, pk, act, done=_("Resolved."))


@access.signed_in
@require_POST
def reopen(request: access.DeskRequest, pk: int) -> HttpResponse:
    return _on(request, pk, lambda **by: discussion.reopen(pk, **by), done=_("Open again."))


def remarks(sent: QueryDict) -> list[Remark]:
    """The boxes that somebody wrote into, in the order of the page."""
    words = {name: str(value) for name, value in sent.items()}
    found = [
        Remark(text, evidence=int(name.removeprefix(ABOUT)))
        for name, text in words.items()
        if name.startswith(ABOUT) and text.strip() and name.removeprefix(ABOUT).isdecimal()
    ]
    text, quote = words.get("passage-text", ""), words.get("passage-quote", "")
    if text.strip() or quote.strip():
        number = words.get("passage-number", "")
        nth = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 1
        found.append(Remark(text, quote=quote, number=nth))
    return found


def _on(
    request: access.DeskRequest, pk: int, act: Callable[..., Thread], *, done: str = ""
) -> HttpResponse:
    threads = Thread.objects.filter(review__in=Review.objects.visible_to(request.user))
    thread = get_object_or_404(threads, pk=pk)
    try:
        act(by=request.user, now=timezone.now())
    except DeskError as refused:
        return workbench.page(request, thread.review_id, refused=refused)
    if done:
        messages.success(request, done)
    return _to(thread)


def _to(thread: Thread) -> HttpResponse:
    return redirect(f"{redirect('reviews:workbench', thread.review_id).url}#thread-{thread.pk}")
