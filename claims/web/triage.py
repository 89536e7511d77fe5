"""`/articles/<id>/`: from candidates to claims, with the article in view."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims import curation
from claims.models import Article, Claim
from claims.web import bulk, forms, highlights, outlines, presenting, proposals, rows
from factcheck.accounts import access
from factcheck.exceptions import DeskError


@access.signed_in
@require_safe
def triage(request: access.DeskRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    return page(request, article)


@access.signed_in
@require_POST
def propose(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Make a claim of selected or quoted words."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    form = forms.ProposalForm(request.POST)
    form.is_valid()
    given = form.cleaned_data
    start, end = given.get("start"), given.get("end")
    try:
        if start is None or end is None:
            start, end = curation.located(article, given["quote"])
        claim = curation.propose(
            article.pk, start=start, end=end, by=request.user, now=timezone.now()
        )
    except DeskError as refused:
        form.add_error("quote", str(refused))
        return page(request, article, proposal=form, status=refused.status)
    return to(request, claim)


def page(
    request: access.DeskRequest,
    article: Article,
    *,
    proposal: forms.ProposalForm | None = None,
    refused: DeskError | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole screen; `refused` is told above it."""
    seen = curation.newest(article.pk, now=timezone.now())  # first: what comes now is told again
    claims = outlines.of(article.pk, outlines.asked(request.GET))
    shown = Paginator(claims.shown, outlines.PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "article": article,
        "direction": presenting.direction(article.language),
        "paragraphs": highlights.paragraphs(article.text, claims.marks(shown.number)),
        "page": shown,
        "items": rows.items(_shown(article, claims, list(shown)), changed=bool(seen)),
        "narrowed": claims.narrowed,
        "query": claims.narrowed.query(),
        "here": claims.narrowed.query(page=shown.number),
        "seen": seen,
        "filter": forms.TriageFilter(claims),
        "proposal": proposal or forms.ProposalForm(),
        "refused": refused,
        "batch": bulk.standing(article, request.GET.get("batch", "")),
        "worth_labels": presenting.WORTH.items(),
        **rows.setting(request.user),
        **counts(claims),
        **proposals.setting(article),
    }
    status = refused.status if refused else status
    return render(request, "claims/triage.html", context, status=status)


def _shown(article: Article, claims: outlines.Outline, pks: list[int]) -> QuerySet[Claim]:
    """Where all claims of an article are shown, it is quicker not to name each of them."""
    if len(pks) == len(claims.rows):
        return Claim.objects.filter(article=article)
    return Claim.objects.filter(pk__in=pks)


def counts(claims: outlines.Outline) -> dict[str, int]:
    return {
        "total": len(claims.rows),
        "waiting": len(claims.open),
        "decided": len(claims.rows) - len(claims.open),
    }


def to(request: access.DeskRequest, claim: Claim) -> HttpResponseRedirect:
    """The screen again, at the row of this claim."""
    claims = outlines.of(claim.article_id, outlines.asked(request.GET))
    if claim.pk not in claims.shown:
        claims = outlines.Outline(claims.rows, outlines.ALL)
    number = claims.shown.index(claim.pk) // outlines.PER_PAGE + 1
    where = reverse("claims:triage", args=[claim.article_id])
    return redirect(f"{where}{claims.narrowed.query(page=number)}#claim-{claim.pk}")


def after(claim: Claim) -> Claim:
    """The next candidate to decide on, else this claim."""
    waiting = Claim.objects.candidates().filter(article=claim.article_id)
    later = waiting.filter(start__gte=claim.start).exclude(pk=claim.pk)
    return later.order_by("start", "end", "pk").first() or claim
