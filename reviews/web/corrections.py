"""`/corrections/`: what we got wrong, what we took back, what was brought up to date. For good."""

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from factcheck import cells
from reviews.publishing import corrections, desk

PER_PAGE = 20


class LogForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("Any")), *((kind.value, kind.label) for kind in corrections.KINDS)],
    )
    after = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Each page begins after a version: it stays the same while newer ones are added."""
    form = LogForm(request.GET)
    if form.is_valid():
        asked = form.cleaned_data
        found = list(corrections.log(kind=asked["kind"], after=asked["after"])[: PER_PAGE + 1])
        status = 200
    else:
        asked, found, status = {"kind": "", "after": None}, [], 400
    context = {
        "form": LogForm({"kind": asked["kind"]}) if form.is_valid() else form,
        "changes": corrections.told(found[:PER_PAGE]),
        "older": found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None,
        "kind": asked["kind"],
        "newest": not asked["after"],
    }
    return render(request, "public/corrections.html", context, status=status)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    form = LogForm(request.GET)
    if not form.is_valid():
        return log(request)
    found = corrections.log(kind=form.cleaned_data["kind"]).iterator(chunk_size=200)
    answer = StreamingHttpResponse(
        cells.lines(corrections.lines(found, site=desk.site())),
        content_type="text/csv; charset=utf-8",
    )
    answer["Content-Disposition"] = 'attachment; filename="corrections.csv"'
    return answer
