"""Kept copies of a source: two of them compared, all of them as a WARC."""

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from factcheck.accounts import access
from reviews.archives import offered, warc
from reviews.models import Snapshot, SourceLink
from reviews.web import compared


class Choice(forms.Form):
    a = forms.ModelChoiceField(Snapshot.objects.none(), label=_("Then"), empty_label=None)
    b = forms.ModelChoiceField(Snapshot.objects.none(), label=_("Now"), empty_label=None)

    def __init__(self, link: SourceLink, data: object = None, **options: object) -> None:
        super().__init__(data, **options)  # type: ignore[arg-type] # a QueryDict
        for field in self.fields.values():
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = link.snapshots.defer("text", "headers")
            field.label_from_instance = _named  # type: ignore[assignment, method-assign] # as Django has it


@access.signed_in
@require_safe
def choose(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Two copies chosen by a form; without a choice the one that was cited and the newest."""
    link = get_object_or_404(SourceLink.objects.visible_to(request.user), pk=pk)
    form = Choice(link, request.GET)
    if form.is_valid():
        chosen = form.cleaned_data["a"].pk, form.cleaned_data["b"].pk
        return redirect("reviews:source_compare", pk, *chosen)
    default = compared.default(link)
    if default is None or request.GET:
        return redirect("reviews:source", pk)
    return redirect("reviews:source_compare", pk, *default)


@access.signed_in
@require_safe
def compare(request: access.DeskRequest, pk: int, a: int, b: int) -> HttpResponse:
    """`?text` gives plain text, for a terminal or a note."""
    link = get_object_or_404(SourceLink.objects.visible_to(request.user), pk=pk)
    both = compared.pair(link, a, b)
    if "text" in request.GET:
        text = compared.plain(both.text)
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    context = {
        "link": link,
        "both": both,
        "rows": compared.rows(both.text),
        "form": Choice(link, initial={"a": a, "b": b}),
        "elsewhere": [each for each in offered(link) if each.url],
    }
    return render(request, "reviews/copies_compared.html", context)


@access.signed_in
@require_safe
def whole(request: access.DeskRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(SourceLink.objects.visible_to(request.user), pk=pk)
    return download(link)  # type: ignore[return-value] # streamed; Django's classes are siblings


def download(link: SourceLink) -> StreamingHttpResponse:
    """All copies of one source, streamed: nobody holds them all at once."""
    pieces = warc.stream(
        warc.of_source(link), about=f"All copies of {link.url}", now=timezone.now()
    )
    answer = StreamingHttpResponse(pieces, content_type=warc.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="source-{link.pk}.warc.gz"'
    return answer


def _named(copy: Snapshot) -> str:
    at = timezone.localtime(copy.taken_at)
    return f"{date_format(at, 'DATETIME_FORMAT')} · {copy.body_sha256[:8]}"
