"""What answers while one types: the rationale as readers see it, and what policy still asks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from factcheck.accounts import access
from reviews import checklist, citations, discussion
from reviews.models import Review, Verdict
from reviews.web import drafts, forms, presenting, talking, workbench

LONGEST = 50_000  # characters of a rationale that are rendered


@access.signed_in
@require_POST
def preview(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The rationale being written as readers will see it; and what in it cites nothing."""
    sheet = presenting.sheet(workbench.review_of(request, pk), request.user)
    words = request.POST.get("rationale", "")[:LONGEST].replace("\r\n", "\n")
    places = discussion.places((talk.thread for talk in sheet.talks), words)
    talks = [talking.moved(talk, places) for talk in sheet.talks]
    numbers = {piece.number for piece in sheet.standing}
    context = {
        "html": presenting.rendered(words, sheet, talks=talks),
        "unknown": citations.listed(citations.unknown(words, standing=numbers)),
    }
    answer = render(request, "reviews/preview.html", context)
    answer[drafts.LOOKED_AT] = "kept"
    return answer


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The checklist of the words as they stand in the form, saved or not; a fragment."""
    review = workbench.review_of(request, pk)
    verdict = unsaved(review, request) if request.method == "POST" else review.verdicts.first()
    items = checklist.items(review, verdict)
    context = {"items": presenting.listed(items), "missing": len(checklist.missing(review, items))}
    answer = render(request, "reviews/checklist.html", context)
    answer[drafts.LOOKED_AT] = "kept"
    return answer


def unsaved(review: Review, request: access.DeskRequest) -> Verdict:
    """The verdict as it would be with the words of the form; nothing is stored."""
    verdict = review.verdicts.first() or Verdict(review=review)
    form = forms.VerdictForm(request.POST)
    form.is_valid()
    words = form.cleaned_data
    verdict.rating = words.get("rating")
    verdict.summary = words.get("summary", "").strip()
    verdict.rationale = words.get("rationale", "").strip()[:LONGEST]
    review.few_sources_reason = words.get("few_sources_reason", "").strip()
    review.one_sided_reason = words.get("one_sided_reason", "").strip()
    return verdict
