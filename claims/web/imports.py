"""`/articles/import/`: articles or claims from one file: checked, confirmed, added, reported."""

import itertools
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import permissions, tasks
from claims.ingestion import columns, progress
from claims.ingestion import imports as domain
from claims.models import Import, ImportState, ListKind, Outcome
from factcheck import cells
from factcheck.accounts import access
from factcheck.exceptions import DeskError

PER_PAGE = 50
RECENT = 10
COLUMNS = ("line", "outcome", "article", "claim", "field", "why", "value")


class ImportForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What the rows are"),
        choices=ListKind.choices,
        initial=ListKind.ARTICLES,
        required=False,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or JSON Lines, at most 50 MB or 100,000 rows."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"class": "file", "accept": ".csv,.tsv,.txt,.jsonl,.ndjson"}),
    )


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: access.DeskRequest) -> HttpResponse:
    """The form and what was sent lately; on POST a file is kept and checked."""
    if request.method != "POST":
        return _page(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=400)
    upload = form.cleaned_data["file"]
    try:
        sent = domain.receive(
            upload.file,
            name=upload.name,
            by=request.user,
            now=timezone.now(),
            kind=ListKind(form.cleaned_data["kind"] or ListKind.ARTICLES),
        )
    except DeskError as refused:
        form.add_error("file", str(refused))
        return _page(request, form, status=refused.status)
    tasks.hurry_imports()
    return redirect("claims:import", sent.pk)


@access.signed_in
@require_safe
def show(request: access.DeskRequest, pk: int) -> HttpResponse:
    """How far it is, then what came of it; htmx asks for the part that changes."""
    found = _visible(request, pk)
    asked = request.GET.get("outcome", "")
    outcome = Outcome(asked) if asked in Outcome.values else Outcome.REFUSED
    rows = found.rows.filter(outcome=outcome).select_related("article", "claim")
    context = {
        "import": found,
        "stall": progress.stalled(found, now=timezone.now()),
        "tiles": _tiles(found),
        "outcome": outcome,
        "outcome_label": outcome.label,
        "page": Paginator(rows.defer("article__text"), PER_PAGE).get_page(request.GET.get("page")),
        "is_checked": found.state == ImportState.CHECKED,
        "may_decide": permissions.may_decide_on(found, by=request.user),
        "can_add": any(found.counts.get(each) for each in ("would_add", "would_fetch")),
    }
    name = "claims/import_state.html" if request.htmx else "claims/import.html"
    return render(request, name, context)


@access.signed_in
@require_POST
def confirm(request: access.DeskRequest, pk: int) -> HttpResponse:
    domain.confirm(_visible(request, pk).pk, by=request.user, now=timezone.now())
    tasks.hurry_imports()
    return redirect("claims:import", pk)


@access.signed_in
@require_POST
def cancel(request: access.DeskRequest, pk: int) -> HttpResponse:
    domain.cancel(_visible(request, pk).pk, by=request.user, now=timezone.now())
    messages.info(request, _("Given up. What was added stays."))
    return redirect("claims:imports")


@access.signed_in
@require_safe
def report(request: access.DeskRequest, pk: int) -> HttpResponse:
    """What became of every row, as CSV."""
    found = _visible(request, pk)
    lines = cells.lines(itertools.chain([COLUMNS], _values(found)))
    answer = HttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="import-{found.pk}.csv"'
    return answer


def _values(found: Import) -> Iterator[tuple[Any, ...]]:
    names = ("line", "outcome", "article_id", "claim_id", "field", "why", "value")
    return iter(found.rows.values_list(*names).iterator(chunk_size=1000))


def _visible(request: access.DeskRequest, pk: int) -> Import:
    return get_object_or_404(Import.objects.visible_to(request.user), pk=pk)


def _page(request: access.DeskRequest, form: ImportForm, *, status: int = 200) -> HttpResponse:
    found = Import.objects.visible_to(request.user).select_related("added_by")
    context = {
        "form": form,
        "lists": [_described(kind) for kind in ListKind],
        "recent": [{"import": each, "tiles": _tiles(each)} for each in found[:RECENT]],
    }
    return render(request, "claims/imports.html", context, status=status)


def _described(kind: ListKind) -> dict[str, Any]:
    """What the columns of such a list may be called."""
    return {
        "kind": kind.value,
        "label": kind.label,
        "columns": [
            {"field": field, "names": ", ".join(names.split())}
            for field, names in columns.COLUMNS[kind].items()
        ],
    }


def _tiles(found: Import) -> list[dict[str, Any]]:
    """How many rows of each outcome, in the order of `Outcome`."""
    return [
        {"outcome": each.value, "label": each.label, "value": found.counts[each]}
        for each in Outcome
        if found.counts.get(each)
    ]
