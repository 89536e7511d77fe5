"""`/claims/<id>/…/`: one decision each, then back to the article."""

import itertools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from claims import curation
from claims.exceptions import InvalidSpan
from claims.models import Claim, Status
from claims.web import forms, highlights, live, outlines, presenting, rows, triage
from factcheck.accounts import access
from factcheck.exceptions import DeskError

NEAR = 1_500  # characters of the article to choose new bounds from, on either side
AROUND = 300  # characters of the article shown on either side of a claim
LONGEST_TO_CUT = 400  # words offered as places; a claim is a sentence


@access.signed_in
@require_POST
def accept(request: access.DeskRequest, pk: int) -> HttpResponse:
    return decide(request, pk, lambda: curation.accept(pk, by=request.user, now=timezone.now()))


@access.signed_in
@require_POST
def dismiss(request: access.DeskRequest, pk: int) -> HttpResponse:
    why = curation.Why(ground=request.POST.get("ground", ""), reason=request.POST.get("reason", ""))
    return decide(
        request, pk, lambda: curation.dismiss(pk, by=request.user, now=timezone.now(), **why)
    )


@access.signed_in
@require_POST
def undo(request: access.DeskRequest, pk: int) -> HttpResponse:
    return decide(request, pk, lambda: curation.undo(pk, by=request.user, now=timezone.now()))


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: access.DeskRequest, pk: int) -> HttpResponse:
    claim = _claim(request, pk)
    if request.method != "POST":
        names = ("statement", "claimant", "attribution", "kind")
        words = {name: getattr(claim, name) for name in names}
        seen = curation.latest_change(claim)
        form = forms.WordingForm(initial=words | {"seen": seen}, auto_id=_ids(pk))
        return _form(request, claim, form)
    form = forms.WordingForm(request.POST, auto_id=_ids(pk))
    if not form.is_valid():
        return _form(request, claim, form, status=400)
    try:
        claim = curation.edit(pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    except DeskError as refused:
        form.add_error(refused.field or None, str(refused))
        return _form(request, claim, form, status=refused.status)
    return _done(request, claim, about=claim)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: access.DeskRequest, pk: int) -> HttpResponse:
    """New bounds: selected in the words around, or copied from them."""
    claim = _claim(request, pk)
    if request.method != "POST":
        now_there = {"quote": claim.quote, "seen": curation.latest_change(claim)}
        form = forms.BoundsForm(initial=now_there, auto_id=_ids(pk))
        return _form(request, claim, form, template="claims/move.html")
    form = forms.BoundsForm(request.POST, auto_id=_ids(pk))
    form.is_valid()
    given = form.cleaned_data
    start, end, seen = (given.get(name) for name in ("start", "end", "seen"))
    try:
        if start is None or end is None:
            here = (claim.start, claim.end)
            start, end = curation.located(claim.article, given["quote"], near=here)
        by, now = request.user, timezone.now()
        claim = curation.move(pk, start=start, end=end, by=by, now=now, seen=seen)
    except DeskError as refused:
        form.add_error("quote", str(refused))
        return _form(request, claim, form, template="claims/move.html", status=refused.status)
    return _done(request, claim, about=claim)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def cut(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Each word is a button that cuts before it."""
    claim = _claim(request, pk)
    if request.method != "POST":
        return _places(request, claim)
    try:
        at = _number(request.POST.get("at", ""))
        first, _second = curation.cut(pk, at=at, by=request.user, now=timezone.now())
    except DeskError as refused:
        return _places(request, claim, refused=refused)
    return _done(request, first, about=claim)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: access.DeskRequest, pk: int) -> HttpResponse:
    claim = _claim(request, pk)
    form = forms.TargetForm(request.POST or None, auto_id=_ids(pk))
    form.fields["into"].queryset = (  # type: ignore[attr-defined]  # a ModelChoiceField
        _standing(claim).exclude(pk=pk)
    )
    if request.method != "POST":
        return _form(request, claim, form, template="claims/merge.html")
    try:
        if form.is_valid():
            target = form.cleaned_data["into"]
            curation.merge(pk, into=target.pk, by=request.user, now=timezone.now())
            return _done(request, target, about=claim)
    except DeskError as refused:
        form.add_error(None, str(refused))
        return _form(request, claim, form, template="claims/merge.html", status=refused.status)
    return _form(request, claim, form, template="claims/merge.html", status=400)


def _done(request: access.DeskRequest, shown: Claim, *, about: Claim) -> HttpResponse:
    """Back to the screen at `shown`; a form in its row has the row brought up to date."""
    return live.changed(about.pk) if request.htmx else triage.to(request, shown)


def _ids(pk: int) -> str:
    """Forms of several claims may stand on one page."""
    return f"claim-{pk}-%s"


def _standing(claim: Claim) -> QuerySet[Claim]:
    """The claims of its article that others may be merged into."""
    lasting = [Status.CANDIDATE, Status.ACCEPTED]
    claims = Claim.objects.filter(article=claim.article_id, status__in=lasting)
    return claims.order_by("start", "end", "pk")


def _neighbours(claim: Claim) -> dict[str, Claim | None]:
    """The claims next to this one that it may say the same as."""
    pks = list(_standing(claim).values_list("pk", flat=True))
    if claim.pk not in pks:
        return {}
    at = pks.index(claim.pk)
    found = Claim.objects.in_bulk(pks[max(0, at - 1) : at + 2])
    return {
        "earlier": found.get(pks[at - 1]) if at else None,
        "later": found.get(pks[at + 1]) if at + 1 < len(pks) else None,
    }


def _claim(request: access.DeskRequest, pk: int) -> Claim:
    claims = Claim.objects.visible_to(request.user).select_related("article")
    return get_object_or_404(claims, pk=pk)


def decide(request: access.DeskRequest, pk: int, act: Callable[[], Claim]) -> HttpResponse:
    """Do it; answer htmx with the row as it stands now, others with the screen."""
    claim = _claim(request, pk)
    refused = None
    try:
        claim = act()
    except DeskError as error:
        refused = error
    if request.htmx:
        return _row(request, claim, refused)
    if refused:
        return triage.page(request, claim.article, refused=refused)
    if claim.status == Status.ACCEPTED:
        messages.success(request, _("Accepted. Its review waits in the queue."))
    return triage.to(request, triage.after(claim) if claim.status != Status.CANDIDATE else claim)


def _row(request: access.DeskRequest, claim: Claim, refused: DeskError | None) -> HttpResponse:
    claims = outlines.of(claim.article_id, outlines.asked(request.GET))
    context = {
        "item": rows.some([claim.pk])[0],
        "query": claims.narrowed.query(),
        "refused": refused,
        **rows.setting(request.user),
        **triage.counts(claims),
    }
    status = refused.status if refused else 200
    return render(request, "claims/row.html", context, status=status)


def _form(
    request: access.DeskRequest,
    claim: Claim,
    form: forms.WordingForm | forms.BoundsForm | forms.TargetForm,
    *,
    template: str = "claims/edit.html",
    status: int = 200,
) -> HttpResponse:
    context = {"claim": claim, "form": form, **_around(claim)}
    if isinstance(form, forms.TargetForm):
        context |= _neighbours(claim)
    return _shown(request, template, context, status=status)


def _shown(
    request: access.DeskRequest, template: str, context: dict[str, Any], *, status: int
) -> HttpResponse:
    """The page; for htmx its form alone, which stands in the row of the claim."""
    if request.htmx:
        template = template.replace(".html", "_form.html")
    context["inplace"] = bool(request.htmx)
    return render(request, template, context, status=status)


def _places(
    request: access.DeskRequest, claim: Claim, *, refused: DeskError | None = None
) -> HttpResponse:
    found = curation.words(claim.article.text, claim.start, claim.end)
    words = list(itertools.islice(found, LONGEST_TO_CUT))
    context = {"claim": claim, "words": words, "refused": refused, **_around(claim)}
    status = refused.status if refused else 200
    return _shown(request, "claims/cut.html", context, status=status)


def _around(claim: Claim) -> dict[str, Any]:
    """The words before and after, so that nobody edits without the text in view."""
    text = claim.article.text
    return {
        "paragraphs": passage(claim),
        "before": _from_a_word(text[max(0, claim.start - AROUND) : claim.start], claim.start),
        "after": _to_a_word(text[claim.end : claim.end + AROUND], len(text) - claim.end),
        "direction": presenting.direction(claim.article.language),
    }


def passage(claim: Claim, *, near: int = NEAR) -> list[highlights.Paragraph]:
    """The lines of the article on which a claim stands and those near it, with their places."""
    mark = highlights.Mark(claim.start, claim.end, claim.pk, claim.status, "high", "")
    around = range(claim.start - near, claim.end + near)
    found = highlights.paragraphs(claim.article.text, [mark])
    return [each for each in found if each.start in around or f'id="c{claim.pk}"' in each.html]


def _from_a_word(words: str, available: int) -> str:
    if available <= AROUND:
        return words
    return f"…{words.partition(' ')[2] or words}"


def _to_a_word(words: str, available: int) -> str:
    if available <= AROUND:
        return words
    return f"{words.rpartition(' ')[0] or words}…"


def _number(value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise InvalidSpan(_("Choose the word that the second half begins with.")) from None
