"""`/reviews/<id>/`: evidence and verdict, and, once submitted, the second look."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from factcheck.accounts import access
from factcheck.exceptions import DeskError
from reviews import verdicts
from reviews.exceptions import StaleDraft
from reviews.models import Review
from reviews.states import Status
from reviews.web import differences, forms, presenting

SECOND = (Status.SUBMITTED, Status.APPROVED)
WRITTEN = ("text", "reason", "note", "interest", "why")  # fields of the forms that come back empty


@access.signed_in
@require_safe
def workbench(request: access.DeskRequest, pk: int) -> HttpResponse:
    return page(request, pk)


@access.signed_in
@require_POST
def preview(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The rationale being written as readers will see it; a fragment for htmx."""
    sheet = presenting.sheet(_review(request, pk), request.user)
    html = presenting.rendered(request.POST.get("rationale", "")[:50_000], sheet)
    return HttpResponse(html)


def page(
    request: access.DeskRequest,
    pk: int,
    *,
    refused: DeskError | None = None,
    verdict: forms.VerdictForm | None = None,
    cited: forms.EvidenceForm | None = None,
) -> HttpResponse:
    """The whole screen; `refused` is told above it, and forms come back as they were sent."""
    review = _review(request, pk)
    sheet = presenting.sheet(review, request.user)
    context = presenting.context(sheet, request.user)
    context |= {
        "refused": refused,
        "unsaved": _unsaved(request) if refused and verdict is None and cited is None else "",
        "form": verdict or forms.verdict_form(sheet.words, sheet.verdict),
        "cited": cited or forms.EvidenceForm(initial={"stance": "supports"}, auto_id="cite_%s"),
        "cite_open": cited is not None,
        "show_form": sheet.may_work or verdict is not None,
        "show_cite": sheet.may_cite or cited is not None,
    }
    asked_for = request.GET.get("view") != "workbench"
    second = review.state in SECOND and asked_for and verdict is None and cited is None
    if second:
        context |= _differences(sheet)
    template = "reviews/second_look.html" if second else "reviews/workbench.html"
    return render(request, template, context, status=refused.status if refused else 200)


def stale(
    request: access.DeskRequest, pk: int, *, refused: StaleDraft, sent: forms.VerdictForm
) -> HttpResponse:
    """Both texts side by side, and a form that holds ours on top of theirs: nothing is lost."""
    form = forms.VerdictForm(refused.sent | {"revision": refused.revision})
    context = {
        "review": _review(request, pk),
        "refused": refused,
        "form": form,
        "rows": differences.rows(refused.stored, refused.sent),
        "sent": sent,
    }
    return render(request, "reviews/stale.html", context, status=refused.status)


def _unsaved(request: access.DeskRequest) -> str:
    """What somebody wrote into a form that was refused, to copy it from."""
    written = (request.POST.get(name, "").strip() for name in WRITTEN)
    return "\n\n".join(words for words in written if words)


def _review(request: access.DeskRequest, pk: int) -> Review:
    reviews = Review.objects.visible_to(request.user)
    parts = ("claim__article", "assignee", "publication__latest")
    return get_object_or_404(reviews.select_related(*parts), pk=pk)


def _differences(sheet: presenting.Sheet) -> dict[str, Any]:
    """What changed since the last look; empty where this is the first."""
    assert sheet.verdict is not None
    earlier = verdicts.before_this_look(sheet.review, sheet.verdict)
    if earlier is None:
        return {"earlier": None, "rows": []}
    return {
        "earlier": earlier,
        "rows": differences.rows(earlier.words, sheet.words.as_data()),
    }
