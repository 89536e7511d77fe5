"""`/articles/<id>/bulk/`: one decision on many claims, and taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from claims import curation
from claims.models import Article, Change, Claim
from claims.web import forms, outlines, rows
from factcheck.accounts import access
from factcheck.exceptions import DeskError

TOLD = 5  # refusals told one by one


@access.signed_in
@require_POST
def chosen(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Accept or dismiss the ticked candidates; those decided meanwhile are named and left."""
    article = _article(request, pk)
    form = forms.ChosenForm(request.POST, article=article)
    if not form.is_valid():
        messages.error(request, form.first_error())
        return _back(request, article)
    by, now, given = request.user, timezone.now(), form.cleaned_data
    ids = [claim.pk for claim in given["claim"]]
    try:
        if given["act"] == "accept":
            made = curation.accept_all(ids, by=by, now=now)
        else:
            why = curation.Why(ground=given["ground"], reason=given["reason"])
            made = curation.dismiss_all(ids, by=by, now=now, **why)
    except DeskError as refused:
        messages.error(request, str(refused))
        return _back(request, article)
    _tell(request, made, _DONE[given["act"]])
    return _back(request, article, batch=made.id)


@access.signed_in
@require_safe
def above(request: access.DeskRequest, pk: int) -> HttpResponse:
    """What would be accepted from a figure up, to be looked through before it is."""
    article = _article(request, pk)
    form = forms.AboveForm(request.GET)
    ids = curation.open_at_least(pk, form.cleaned_data["at_least"]) if form.is_valid() else []
    context = {
        "article": article,
        "form": form,
        "items": rows.some(ids[: curation.MOST]),
        "left": max(0, len(ids) - curation.MOST),
        "query": outlines.asked(request.GET).query(),
        **rows.setting(request.user),
    }
    return render(request, "claims/above.html", context, status=200 if form.is_valid() else 400)


@access.signed_in
@require_POST
def undo(request: access.DeskRequest, pk: int, batch: UUID) -> HttpResponse:
    article = _article(request, pk)
    try:
        made = curation.undo_batch(batch, by=request.user, now=timezone.now())
    except DeskError as refused:
        messages.error(request, str(refused))
    else:
        _tell(request, made, _reopened)
    return _back(request, article)


def standing(article: Article, batch: str) -> dict[str, Any] | None:
    """The batch that an address names, while there is something of it to take back."""
    try:
        name = UUID(batch) if batch else None
    except ValueError:
        return None
    if name is None:
        return None
    changes = Change.objects.standing().filter(batch=name, claim__article=article)
    count = changes.count()
    return {"id": name, "count": count} if count else None


def _article(request: access.DeskRequest, pk: int) -> Article:
    articles = Article.objects.visible_to(request.user).defer("text")
    return get_object_or_404(articles, pk=pk)


def _back(
    request: access.DeskRequest, article: Article, *, batch: UUID | None = None
) -> HttpResponseRedirect:
    query = outlines.asked(request.GET).query()
    if batch:
        query += f"{'&' if query else '?'}batch={batch}"
    return redirect(f"{reverse('claims:triage', args=[article.pk])}{query}")


def _accepted(n: int) -> str:
    return ngettext(
        "%(n)s claim accepted; its review waits in the queue.",
        "%(n)s claims accepted; their reviews wait in the queue.",
        n,
    )


def _dismissed(n: int) -> str:
    return ngettext("%(n)s claim dismissed.", "%(n)s claims dismissed.", n)


def _reopened(n: int) -> str:
    return ngettext("%(n)s claim is open again.", "%(n)s claims are open again.", n)


_DONE = {"accept": _accepted, "dismiss": _dismissed}


def _tell(request: access.DeskRequest, made: curation.Batch, done: Any) -> None:
    if made.done:
        messages.success(request, done(len(made.done)) % {"n": len(made.done)})
    names = Claim.objects.in_bulk([each.claim_id for each in made.refused[:TOLD]])
    for each in made.refused[:TOLD]:
        words = names[each.claim_id].statement if each.claim_id in names else each.claim_id
        messages.warning(request, _("“%(claim)s”: %(why)s") % {"claim": words, "why": each.error})
    if len(made.refused) > TOLD:
        more = _("%(n)s more were left as they are, for such reasons.")
        messages.warning(request, more % {"n": len(made.refused) - TOLD})
