"""`/reports/`: what readers told the desk, and what the desk makes of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from factcheck.accounts import access
from factcheck.exceptions import DeskError, InvalidInput
from reviews import readers
from reviews.models import ReaderReport
from reviews.models.reader import ReaderReportQuerySet
from reviews.reader_states import ANSWERED, ReportStatus
from reviews.web import reader_forms, report_page

PER_PAGE = 25


@access.signed_in
@require_safe
def reports(request: access.DeskRequest) -> HttpResponse:
    """Open ones first, oldest first: who has waited longest is answered first."""
    mine = ReaderReport.objects.visible_to(request.user)
    show = request.GET.get("show", "open")
    chosen = reader_forms.ReportFilter(request.GET)
    found = _narrowed(_view(mine, show, request), chosen)
    page = Paginator(found.with_what_they_are_about(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "views": [
            {"name": name, "label": label, "current": name == show}
            for name, label in reader_forms.VIEWS.items()
        ],
        "show": show,
        "filter": chosen,
        "filtered": any(request.GET.get(name) for name in ("q", "kind", "status")),
        "held": mine.filter(status=ReportStatus.HELD).count(),
    }
    return render(request, "reviews/reports.html", context, status=_status(chosen))


def _view(found: ReaderReportQuerySet, show: str, request: access.DeskRequest) -> Any:
    if show == "open":
        return found.open().order_by("received_at", "pk")
    if show == "mine":
        return found.open().filter(assignee=request.user).order_by("received_at", "pk")
    if show == "answered":
        return found.filter(status__in=ANSWERED)
    if show == "spam":
        return found.filter(status=ReportStatus.HELD)
    return found


def _narrowed(found: ReaderReportQuerySet, chosen: reader_forms.ReportFilter) -> Any:
    if not chosen.is_valid():
        return found.none()
    asked = chosen.cleaned_data
    if words := asked["q"]:
        fields = ("what", "seen_at", "relies_on", "answer")
        matching = Q()
        for name in fields:
            matching |= Q(**{f"{name}__icontains": words})
        found = found.filter(matching)
    for name in ("kind", "status"):
        if asked[name]:
            found = found.filter(**{name: asked[name]})
    return found


def _status(chosen: reader_forms.ReportFilter) -> int:
    return 200 if chosen.is_valid() else 400


@access.signed_in
@require_safe
def report(request: access.DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@access.signed_in
@require_POST
def move(request: access.DeskRequest, pk: int) -> HttpResponse:
    """`do` names the move; each is one of the domain."""
    act = _MOVES.get(request.POST.get("do", ""))
    if act is None:
        raise Http404
    return _done(request, pk, lambda: act(request, pk), _("Done."))


@access.signed_in
@require_POST
def give(request: access.DeskRequest, pk: int) -> HttpResponse:
    form = reader_forms.GiveForm(request.POST)
    form.is_valid()

    def act() -> object:
        person = form.cleaned_data.get("to")
        if person is None:
            raise InvalidInput(_("Choose a person of the desk."), field="to")
        return readers.give(pk, to=person, by=request.user, now=timezone.now())

    return _done(request, pk, act, _("Given."), give_form=form)


@access.signed_in
@require_POST
def decide(request: access.DeskRequest, pk: int) -> HttpResponse:
    form = reader_forms.DecideForm(request.POST, auto_id="decide_%s")
    form.is_valid()

    def act() -> object:
        outcome = request.POST.get("outcome", "")
        if outcome not in ReportStatus.values:
            raise InvalidInput(_("Choose how you decide."), field="outcome")
        return readers.decide(
            pk,
            outcome=ReportStatus(outcome),
            answer=form.cleaned_data["answer"],
            reopen=form.cleaned_data.get("reopen", False),
            by=request.user,
            now=timezone.now(),
        )

    return _done(request, pk, act, _("Answered. The reader sees it now."), decide_form=form)


@access.signed_in
@require_POST
def take_up(request: access.DeskRequest, pk: int) -> HttpResponse:
    """`how`: the page it was seen on, the reader's words, a claim there is, or not at all."""
    how = request.POST.get("how", "")
    by: dict[str, Any] = {"by": request.user, "now": timezone.now()}
    if how == "page":
        return _page_taken(request, pk)
    if how == "words":
        told = _("Taken up. It waits in the queue.")
        return _done(request, pk, lambda: readers.take_up_words(pk, **by), told)
    if how == "claim":
        form = reader_forms.ClaimForm(request.POST, auto_id="claim_%s")
        form.is_valid()
        number = form.cleaned_data.get("claim") or 0
        told = _("Taken up. The reader sees how far its review is.")
        act = lambda: readers.take_up(pk, claim_id=number, **by)  # noqa: E731 - one of four acts
        return _done(request, pk, act, told, claim_form=form)
    declining = reader_forms.DeclineForm(request.POST, auto_id="decline_%s")
    declining.is_valid()
    answer = declining.cleaned_data["answer"]
    told = _("Answered. The reader sees it now.")
    return _done(
        request, pk, lambda: readers.decline(pk, answer=answer, **by), told, decline_form=declining
    )


def _page_taken(request: access.DeskRequest, pk: int) -> HttpResponse:
    """From the page it was seen on to its claims; the reader's one is named afterwards."""
    _found(request, pk)
    try:
        article = readers.as_article(pk, by=request.user, now=timezone.now())
    except DeskError as refused:
        messages.error(request, str(refused))
        return _page(request, pk, status=refused.status)
    messages.success(
        request, _("The page is here. Accept its claim, then name it on report %(n)s.") % {"n": pk}
    )
    return redirect("claims:triage", article.pk)


def _look_again(request: access.DeskRequest, pk: int) -> object:
    reason = request.POST.get("note", "")
    return readers.look_again(pk, reason=reason, by=request.user, now=timezone.now())


def _merge(request: access.DeskRequest, pk: int) -> object:
    form = reader_forms.MergeForm(request.POST)
    form.is_valid()
    into = form.cleaned_data.get("into") or 0
    return readers.merge(pk, into=into, by=request.user, now=timezone.now())


def _plain(act: Callable[..., object]) -> Callable[[access.DeskRequest, int], object]:
    return lambda request, pk: act(pk, by=request.user, now=timezone.now())


_MOVES: dict[str, Callable[[access.DeskRequest, int], object]] = {
    "look_at": _plain(readers.look_at),
    "put_back": _plain(readers.put_back),
    "hold": _plain(readers.hold),
    "release": _plain(readers.release),
    "take_apart": _plain(readers.take_apart),
    "forget": _plain(readers.forget),
    "look_again": _look_again,
    "merge": _merge,
}


def _found(request: access.DeskRequest, pk: int) -> ReaderReport:
    reports = ReaderReport.objects.visible_to(request.user).with_what_they_are_about()
    return get_object_or_404(reports.select_related("version__verdict"), pk=pk)


def _done(
    request: access.DeskRequest, pk: int, act: Callable[[], object], told: str, **forms: Any
) -> HttpResponse:
    """Do it and go back; refused, the page comes back with the words that were sent."""
    _found(request, pk)
    try:
        act()
    except DeskError as refused:
        form = next(iter(forms.values()), None)
        if form is None:
            messages.error(request, str(refused))
        else:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _page(request, pk, status=refused.status, **forms)
    messages.success(request, told)
    return redirect("reviews:report", pk)


def _page(request: access.DeskRequest, pk: int, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = report_page.context(_found(request, pk), request.user) | forms
    return render(request, "reviews/report.html", context, status=status)
