"""Evidence that is no page: a file that is sent, a source that is noted; and the file again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.accounts import access
from factcheck.exceptions import DeskError, InvalidInput
from reviews import evidence, fetching, tasks
from reviews.evidence import files
from reviews.links import snapshots
from reviews.models import Evidence, EvidenceKind, Fetch, Review
from reviews.web import evidence_forms, fetches

SHOWN = frozenset(files.SUFFIXES) - {files.PDF}
"""What a browser may show in place: pictures whose type their bytes told, never the sender."""


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Send a PDF or a picture. It is kept at once and read by a worker."""
    review = _review(request, pk)
    if request.method != "POST":
        return _form(request, review, evidence_forms.FileForm(auto_id="file_%s"))
    form = evidence_forms.FileForm(request.POST, request.FILES, auto_id="file_%s")
    try:
        made = _send(request, pk, form)
    except DeskError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _form(request, review, form, status=refused.status)
    tasks.hurry_fetch(made.pk)
    messages.success(request, _("The file is kept and is being read. Go on working."))
    return redirect(f"{fetches.where(pk)}#fetches")


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: access.DeskRequest, pk: int) -> HttpResponse:
    """Note a book, an interview, or what was seen: with how one knows."""
    review = _review(request, pk)
    if request.method != "POST":
        return _form(request, review, evidence_forms.HandForm(auto_id="hand_%s"))
    form = evidence_forms.HandForm(request.POST, auto_id="hand_%s")
    form.is_valid()
    try:
        made = evidence.note(pk, by=request.user, now=timezone.now(), **form.said(request.POST))
    except DeskError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _form(request, review, form, status=refused.status)
    messages.success(request, _("Attached with how you know; it counts as not verified."))
    return redirect(f"{fetches.where(pk)}#evidence-{made.position}")


@access.signed_in
@require_safe
def original(request: access.DeskRequest, pk: int) -> HttpResponse:
    """The file that was sent: a picture to be looked at, anything else as a download.

    Its type is what its bytes said; no script runs in it, and nothing it refers to is loaded.
    Raises DamagedCopy, StorageAway.
    """
    pieces = Evidence.objects.filter(review__in=Review.objects.visible_to(request.user))
    pieces = pieces.filter(kind=EvidenceKind.FILE, snapshot__isnull=False)
    copy = get_object_or_404(pieces.select_related("snapshot"), pk=pk).snapshot
    assert copy is not None
    body = snapshots.body(copy)
    shown = copy.media_type in SHOWN
    name = f"evidence-{pk}-{copy.body_sha256[:8]}.{files.SUFFIXES.get(copy.media_type, 'bin')}"
    headers = {
        "Content-Disposition": f'{"inline" if shown else "attachment"}; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    media_type = copy.media_type if shown else "application/octet-stream"
    return HttpResponse(body, content_type=media_type, headers=headers)


def _send(request: access.DeskRequest, pk: int, form: evidence_forms.FileForm) -> Fetch:
    form.is_valid()
    said: dict[str, Any] = form.said(request.POST)
    upload = said.pop("file", None)
    if upload is None:
        raise InvalidInput(_("Choose a file to send."), field="file")
    body = upload.read(files.LARGEST + 1)
    return fetching.ask_file(pk, body=body, by=request.user, now=timezone.now(), **said)


def _form(
    request: access.DeskRequest,
    review: Review,
    form: evidence_forms.NamedForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"review": review, "form": form, "sends": isinstance(form, evidence_forms.FileForm)}
    return render(request, "reviews/evidence_new.html", context, status=status)


def _review(request: access.DeskRequest, pk: int) -> Review:
    reviews = Review.objects.visible_to(request.user).select_related("claim")
    return get_object_or_404(reviews, pk=pk)
