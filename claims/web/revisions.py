"""`/articles/<id>/revisions/`: the texts of an article, and the claims whose place is open."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from claims import curation, revisions
from claims.models import Anchoring, Article, Claim
from claims.web import comparing, forms, highlights, presenting
from factcheck.accounts import access
from factcheck.accounts.models import Role
from factcheck.exceptions import DeskError

SHOWN = 50
"""Waiting claims on one page; settling some brings the next ones."""


WHY = {
    "exact": gettext_lazy("It stands in its place."),
    "moved": gettext_lazy(
        "The same words stand at one place, but what surrounds them is different."
    ),
    "ambiguous": gettext_lazy("The same words stand at several places, or stood there before."),
    "orphaned": gettext_lazy("These words are not in the new text."),
}


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The page of one revision; on POST takes a corrected text of the article."""
    article = _article(request, pk)
    if request.method != "POST":
        return _page(request, article)
    form = forms.RevisionForm(request.POST)
    form.is_valid()
    try:
        done = revisions.revise(
            pk,
            form.cleaned_data["text"],
            by=request.user,
            now=timezone.now(),
            anyway=form.cleaned_data["anyway"],
        )
    except DeskError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _page(request, article, form=form, status=refused.status)
    return _to(request, done)


@access.signed_in
@require_POST
def refetch(request: access.DeskRequest, pk: int) -> HttpResponse:
    article = _article(request, pk)
    anyway = request.POST.get("anyway") == "on"
    try:
        done = revisions.refetch(pk, by=request.user, now=timezone.now(), anyway=anyway)
    except DeskError as refused:
        return _page(request, article, refused=refused, status=refused.status)
    return _to(request, done)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: access.DeskRequest, pk: int) -> HttpResponse:
    """One claim beside the new text; on POST says where it is, or that it is gone."""
    claim = get_object_or_404(
        Claim.objects.visible_to(request.user).select_related("article"), pk=pk
    )
    row = claim.anchorings.select_related("to_article", "from_article", "settled_by").last()
    if row is None:
        return redirect("claims:triage", claim.article_id)
    article = revisions.live(row.to_article_id)
    if request.method != "POST":
        words = {"statement": claim.statement}
        return _settling(request, row, article, forms.SettleForm(initial=words))
    form = forms.SettleForm(request.POST)
    form.is_valid()
    try:
        _settle(request, claim, article, form.cleaned_data)
    except DeskError as refused:
        shown = refused.field if refused.field in ("statement", "reason") else "quote"
        form.add_error(shown, str(refused))
        return _settling(request, row, article, form, status=refused.status)
    return _back(article)


@access.signed_in
@require_POST
def settle_rest(request: access.DeskRequest, pk: int) -> HttpResponse:
    article = _article(request, pk)
    try:
        count = revisions.settle_rest(pk, by=request.user, now=timezone.now())
    except DeskError as refused:
        return _page(request, article, refused=refused, status=refused.status)
    told = ngettext("%(n)s claim was given up.", "%(n)s claims were given up.", count)
    messages.success(request, told % {"n": count})
    return _back(article)


def _settle(
    request: access.DeskRequest, claim: Claim, article: Article, given: dict[str, Any]
) -> None:
    by, now = request.user, timezone.now()
    if given.get("decision") == "gone":
        revisions.settle_gone(claim.pk, by=by, now=now, reason=given["reason"])
        messages.success(request, _("The claim stays with the older text, marked as gone."))
        return
    start, end = given.get("start"), given.get("end")
    if start is None or end is None:
        start, end = curation.located(article, given["quote"])
    revisions.settle_here(
        claim.pk, start=start, end=end, by=by, now=now, statement=given["statement"]
    )
    messages.success(request, _("The claim is anchored in the new text."))


def _page(
    request: access.DeskRequest,
    article: Article,
    *,
    form: forms.RevisionForm | None = None,
    refused: DeskError | None = None,
    status: int = 200,
) -> HttpResponse:
    waiting = revisions.waiting(article.pk)
    previous = article.previous
    rows, more = comparing.rows(previous.text, article.text) if previous else ([], False)
    context = {
        "article": article,
        "direction": presenting.direction(article.language),
        "lineage": revisions.lineage(article.pk),
        "previous": previous,
        "rows": rows,
        "more": more,
        "items": [_item(row, article) for row in waiting[:SHOWN]],
        "waiting": waiting.count(),
        "form": form or forms.RevisionForm(),
        "refused": refused,
        "may_curate": request.user.at_least(Role.REVIEWER),
    }
    return render(request, "claims/revisions.html", context, status=status)


def _settling(
    request: access.DeskRequest,
    row: Anchoring,
    article: Article,
    form: forms.SettleForm,
    *,
    status: int = 200,
) -> HttpResponse:
    marks = [
        highlights.Mark(each["start"], each["end"], n, "candidate", "high", f"#place-{n}")
        for n, each in enumerate(row.suggestions, 1)
    ]
    context = {
        "item": _item(row, article),
        "claim": row.claim,
        "article": article,
        "direction": presenting.direction(article.language),
        "paragraphs": highlights.paragraphs(article.text, marks),
        "form": form,
        "may_curate": request.user.at_least(Role.REVIEWER),
    }
    return render(request, "claims/revision_settle.html", context, status=status)


def _item(row: Anchoring, article: Article) -> dict[str, Any]:
    return {
        "row": row,
        "claim": row.claim,
        "stood": comparing.stood(row, row.from_article),
        "choices": comparing.choices(row, row.from_article, article) if row.waits else [],
        "why": WHY[row.outcome],
    }


def _article(request: access.DeskRequest, pk: int) -> Article:
    articles = Article.objects.visible_to(request.user).select_related("previous")
    return get_object_or_404(articles, pk=pk)


def _to(request: access.DeskRequest, done: revisions.Revised) -> HttpResponseRedirect:
    if not done.created:
        messages.info(request, _("The text is the same as before; nothing was changed."))
        return _back(done.article)
    told = [
        ngettext("%(n)s claim kept its place", "%(n)s claims kept their place", done.carried)
        % {"n": done.carried},
        ngettext("%(n)s waits for you", "%(n)s wait for you", done.waiting) % {"n": done.waiting},
        ngettext("%(n)s candidate is new", "%(n)s candidates are new", done.added)
        % {"n": done.added},
    ]
    messages.success(request, _("New revision: %(what)s.") % {"what": ", ".join(told)})
    return _back(done.article)


def _back(article: Article) -> HttpResponseRedirect:
    return redirect(reverse("claims:revisions", args=[article.pk]))
