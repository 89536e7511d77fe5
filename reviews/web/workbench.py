"""`/reviews/<id>/`: evidence and verdict, and, once submitted, the second look."""

from dataclasses import replace
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.web import before
from factcheck.accounts import access
from factcheck.exceptions import DeskError
from reviews import drafts, verdicts
from reviews.exceptions import StaleDraft
from reviews.models import Review
from reviews.states import Status
from reviews.web import differences, forms, looking, presenting, votes

SECOND = (Status.SUBMITTED, Status.APPROVED)
# Fields of the forms that come back empty.
WRITTEN = ("text", "reason", "note", "interest", "why", "topics")


@access.signed_in
@require_safe
def workbench(request: access.DeskRequest, pk: int) -> HttpResponse:
    return page(request, pk)


def page(
    request: access.DeskRequest,
    pk: int,
    *,
    refused: DeskError | None = None,
    verdict: forms.VerdictForm | None = None,
    cited: forms.EvidenceForm | None = None,
) -> HttpResponse:
    """The whole screen; `refused` is told above it, and forms come back as they were sent."""
    review = review_of(request, pk)
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
    context |= looking.changes(sheet, context["events"], request.user)
    asked_for = request.GET.get("view") != "workbench"
    second = review.state in SECOND and asked_for and verdict is None and cited is None
    template = "reviews/second_look.html" if second else "reviews/workbench.html"
    context["votes"] = votes.panel(review, request.user)
    context["said_before"] = before.of([review.claim_id]).get(review.claim_id, ())
    context["remarks_form"] = "decide" if second else "remarks"
    return render(request, template, context, status=refused.status if refused else 200)


def stale(
    request: access.DeskRequest,
    pk: int,
    *,
    refused: StaleDraft,
    sent: forms.VerdictForm,
    status: HTTPStatus = StaleDraft.status,
) -> HttpResponse:
    """Both texts side by side, and a form that holds ours on top of theirs: nothing is lost."""
    form = forms.VerdictForm(refused.sent | {"revision": refused.revision})
    context = {
        "review": review_of(request, pk),
        "refused": refused,
        "form": form,
        "rows": differences.rows(refused.stored, refused.sent),
        "sent": sent,
    }
    return render(request, "reviews/stale.html", context, status=status)


def _unsaved(request: access.DeskRequest) -> str:
    """What somebody wrote into a form that was refused, to copy it from."""
    said = [name for name in request.POST if name.startswith(("about-", "passage-q", "passage-t"))]
    written = (request.POST.get(name, "").strip() for name in [*WRITTEN, *said])
    return "\n\n".join(words for words in written if words)


@access.signed_in
@require_safe
def beside(request: access.DeskRequest, pk: int) -> HttpResponse:
    """A draft whose verdict moved on: both texts, as when a save comes too late."""
    review = review_of(request, pk)
    verdict = verdicts.current(review)
    found = drafts.kept(request.user, [f"review-{pk}-verdict"])
    if not found:
        return redirect("reviews:workbench", pk)
    sent = forms.VerdictForm(forms.flat(found[0].words))
    sent.is_valid()
    given = {name: str(sent.words.get(name) or "") for name in forms.WRITTEN_WORDS}
    words = replace(verdicts.Words(), rating=sent.words.get("rating"), **given)
    refused = StaleDraft(
        _("Your words were kept. The verdict was saved by %(name)s since you wrote them.")
        % {"name": verdict.last_editor if verdict else _("somebody")},
        stored=verdicts.words_of(review, verdict).as_data(),
        sent=words.as_data(),
        revision=verdict.revision if verdict else 0,
    )
    return stale(request, pk, refused=refused, sent=sent, status=HTTPStatus.OK)


def review_of(request: access.DeskRequest, pk: int) -> Review:
    reviews = Review.objects.visible_to(request.user)
    parts = ("claim__article", "assignee", "publication__latest")
    return get_object_or_404(reviews.select_related(*parts), pk=pk)
