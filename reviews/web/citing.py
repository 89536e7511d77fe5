"""Attach evidence from the web, and change what is said of it. Each one domain call; refused, the
screen comes back with every word that was sent."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from factcheck.accounts import access
from factcheck.exceptions import DeskError, InvalidInput
from reviews import evidence, fetching, tasks
from reviews.exceptions import Overtaken
from reviews.links import lookalikes, registry
from reviews.models import Evidence, Review
from reviews.web import fetches, forms, overtaken, workbench

PARTS = ("link__host", "snapshot", "review__claim", "review__assignee")


@access.signed_in
@require_POST
def attach(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Have a page read and cited, in the background. What was typed is kept with the fetch."""
    review = get_object_or_404(Review.objects.visible_to(request.user), pk=pk)
    form = forms.EvidenceForm(request.POST, auto_id="cite_%s")
    form.is_valid()
    said: dict[str, Any] = {**form.cleaned_data, "stance": request.POST.get("stance", "")}
    try:
        made = fetching.ask(pk, by=request.user, now=timezone.now(), **said)
    except DeskError as refused:
        if refused.field in form.fields and refused.field not in form.errors:
            form.add_error(refused.field, str(refused))
        if request.htmx:
            return _refused(request, review, refused, form)
        return workbench.page(request, pk, refused=refused, cited=form)
    tasks.hurry_fetch(made.pk)
    _warn(request, made.url)
    if request.htmx:
        return fetches.fragment(request, review, fresh=True)
    messages.success(request, _("The page is being read. Go on working; it appears by itself."))
    return redirect(f"{fetches.where(pk)}#fetches")


@access.signed_in
@require_safe
def edit(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The forms of one piece; the workbench fetches them from here when they are opened."""
    piece = _piece(request, pk)
    stored = {name: getattr(piece, name) for name in ("stance", "primary", "note", "interest")}
    context = {
        "piece": piece,
        "number": {each.pk: n for n, each in evidence.numbered(piece.review)}[pk],
        "form": forms.RemarksForm(initial=stored, auto_id=f"e{pk}_%s"),
    }
    return render(request, "reviews/evidence_edit.html", context)


@access.signed_in
@require_POST
def revise(request: access.DeskRequest, pk: int) -> HttpResponse:
    form = forms.RemarksForm(request.POST)

    def act(piece: Evidence) -> None:
        if not form.is_valid():
            raise InvalidInput(_("Choose whether the source supports, refutes or gives context."))
        evidence.revise(piece.pk, by=request.user, now=timezone.now(), **form.cleaned_data)

    try:
        return _on_piece(request, pk, act)
    except Overtaken as refused:
        again = forms.RemarksForm(initial=refused.stored, auto_id=f"e{pk}_%s")
        return overtaken.page(request, _piece(request, pk).review, refused, again)


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
    piece = _piece(request, pk)
    try:
        act(piece)
    except Overtaken:
        raise
    except DeskError as refused:
        return workbench.page(request, piece.review_id, refused=refused)
    messages.success(request, _("Saved."))
    return redirect(f"{fetches.where(piece.review_id)}#evidence-{piece.position}")


def _piece(request: access.DeskRequest, pk: int) -> Evidence:
    pieces = Evidence.objects.filter(review__in=Review.objects.visible_to(request.user))
    return get_object_or_404(pieces.select_related(*PARTS), pk=pk)


def _refused(
    request: access.DeskRequest, review: Review, refused: DeskError, form: forms.EvidenceForm
) -> HttpResponse:
    """The form again, in its own place, with what was typed and what is wrong with it."""
    context = {"review": review, "cited": form, "cite_open": True, "cite_refused": refused}
    answer = render(request, "reviews/attach_form.html", context, status=refused.status)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#attach", "outerHTML"
    return answer


def _warn(request: access.DeskRequest, url: str) -> None:
    if looks := lookalikes.warning(registry.read(url).host):
        told = _("Look twice at the name of this site: it is %(letters)s, in DNS %(ascii)s.")
        messages.warning(request, told % {"letters": looks.letters, "ascii": looks.ascii})
