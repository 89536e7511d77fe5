"""Pages and files on their way: the list beside the evidence, and one that waits for a person."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck.accounts import access
from factcheck.exceptions import DeskError
from reviews import fetching, tasks
from reviews.models import Evidence, Fetch, Review
from reviews.web import copy_text, evidence_forms, forms, pane, presenting

MOST_ASKED = 60
"""Ids that a poll may ask about: as many as can be under way, and a few more."""


@access.signed_in
@require_safe
def fetches(request: access.DeskRequest, pk: int) -> HttpResponse:
    """What is on its way, for a page that asks every second; nothing where nothing changed.

    `was`: the ids that were under way in the list the page has. Those that became evidence since
    come along, to be put at the end of the evidence.
    """
    review = get_object_or_404(
        Review.objects.visible_to(request.user).select_related("claim__article"), pk=pk
    )
    if not request.htmx:
        return redirect(f"{where(pk)}#fetches")
    stamp = pane.on_their_way(list(review.fetches.open()))["fetch_stamp"]
    if stamp == request.GET.get("seen"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return fragment(request, review, was=_ids(request.GET.get("was", "")))


def fragment(
    request: access.DeskRequest,
    review: Review,
    *,
    was: list[int] | None = None,
    fresh: bool = False,
) -> HttpResponse:
    """The list; `fresh`: with an empty form in the place of the one that was sent."""
    context: dict[str, Any] = pane.on_their_way(list(review.fetches.open()))
    context |= {"review": review, "fresh": fresh}
    if new := _arrived(review, was or []):
        sheet = presenting.sheet(review, request.user)
        pieces = [piece for piece in sheet.standing if piece.evidence.pk in new]
        shown = presenting.context(sheet, request.user)
        context |= shown | {"pieces": pieces, "remarks_form": "remarks"}
    if fresh:
        context["cited"] = forms.EvidenceForm(initial={"stance": "supports"}, auto_id="cite_%s")
    answer = render(request, "reviews/evidence_arriving.html", context)
    if new:
        answer["HX-Trigger-After-Swap"] = "evidence:arrived"
    return answer


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def fetch(request: access.DeskRequest, pk: int) -> HttpResponse:
    """One that waits for a person: its copy, if there is one, and all that was typed."""
    found = _fetch(request, pk)
    if found.evidence is not None:
        return redirect(f"{where(found.review_id)}#evidence-{found.evidence.position}")
    if request.method != "POST":
        return _page(request, found, evidence_forms.fetch_form(found))
    form = evidence_forms.QuoteForm(request.POST, auto_id="quote_%s")
    form.is_valid()
    try:
        made = fetching.choose(pk, by=request.user, now=timezone.now(), **form.said(request.POST))
    except DeskError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _page(request, found, form, status=refused.status)
    messages.success(request, _("Attached."))
    return redirect(f"{where(found.review_id)}#evidence-{made.position}")


@access.signed_in
@require_POST
def retry(request: access.DeskRequest, pk: int) -> HttpResponse:
    def act(found: Fetch) -> None:
        fetching.retry(found.pk, by=request.user, now=timezone.now())
        tasks.hurry_fetch(found.pk)

    return _act(request, pk, act)


@access.signed_in
@require_POST
def cancel(request: access.DeskRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, lambda found: fetching.cancel(found.pk, by=request.user, now=timezone.now())
    )


def where(review_id: int) -> str:
    return reverse("reviews:workbench", args=[review_id])


def _act(request: access.DeskRequest, pk: int, act: Callable[[Fetch], object]) -> HttpResponse:
    found = _fetch(request, pk)
    try:
        act(found)
    except DeskError as refused:
        messages.error(request, str(refused))
    if request.htmx:
        return fragment(request, found.review, was=_ids(request.GET.get("was", "")))
    return redirect(f"{where(found.review_id)}#fetches")


def _page(
    request: access.DeskRequest,
    found: Fetch,
    form: evidence_forms.QuoteForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"fetch": found, "review": found.review, "form": form}
    if found.snapshot is not None:
        context |= copy_text.shown(found.snapshot.text, asked=request.GET)
    return render(request, "reviews/fetch.html", context, status=status)


def _fetch(request: access.DeskRequest, pk: int) -> Fetch:
    parts = ("review__claim__article", "review__assignee", "snapshot", "evidence", "asked_by")
    visible = Fetch.objects.filter(review__in=Review.objects.visible_to(request.user))
    return get_object_or_404(visible.select_related(*parts), pk=pk)


def _ids(words: str) -> list[int]:
    return [int(each) for each in words.split(",") if each.isascii() and each.isdecimal()][
        :MOST_ASKED
    ]


def _arrived(review: Review, was: list[int]) -> set[int]:
    """The evidence that became of fetches which the page last knew as under way."""
    if not was:
        return set()
    return set(Evidence.objects.filter(fetch__in=was, review=review).values_list("pk", flat=True))
