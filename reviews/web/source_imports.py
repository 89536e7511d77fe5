"""`/sources/import/`: thousands of addresses to watch, pasted or in a file."""

import io
import itertools
from typing import Any, BinaryIO, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from factcheck.accounts import access
from factcheck.exceptions import DeskError, InvalidInput
from reviews.links import lists
from reviews.links.lists import Judged
from reviews.links.registry import Became
from reviews.web.source_forms import ListForm

SHOWN = 200
LABELS = {
    Became.NEW: gettext_lazy("newly watched"),
    Became.KNOWN: gettext_lazy("watched already"),
    Became.REPEATED: gettext_lazy("the same page again"),
    Became.REFUSED: gettext_lazy("refused"),
}


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: access.DeskRequest) -> HttpResponse:
    """Checked first: nothing is watched before “Watch them” is pressed."""
    if request.method != "POST":
        return render(request, "reviews/source_import.html", {"form": ListForm()})
    form = ListForm(request.POST, request.FILES)
    form.is_valid()
    rehearsal = request.POST.get("do") != "watch"
    try:
        judged = _judged(request, form, dry_run=rehearsal)
    except DeskError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        context: dict[str, Any] = {"form": form}
        return render(request, "reviews/source_import.html", context, status=refused.status)
    return render(request, "reviews/source_import.html", _told(judged, rehearsal=rehearsal))


def _judged(request: access.DeskRequest, form: ListForm, *, dry_run: bool) -> list[Judged]:
    sent = request.FILES.get("file")
    file: BinaryIO
    if sent is not None:
        file = cast("BinaryIO", sent.file)
    else:
        file = io.BytesIO(form.cleaned_data.get("pasted", "").encode("utf-8", "replace"))
        if not file.getvalue().strip():
            raise InvalidInput(_("Paste addresses, or choose a file."), field="pasted")
    lines = list(itertools.islice(lists.read(file), lists.MOST + 1))
    if len(lines) > lists.MOST:
        raise InvalidInput(
            _("At most %(n)s addresses are taken at once; send the rest afterwards.")
            % {"n": f"{lists.MOST:,}"},
            field="file" if sent is not None else "pasted",
        )
    return list(lists.watch(lines, by=request.user, now=timezone.now(), dry_run=dry_run))


def _told(judged: list[Judged], *, rehearsal: bool) -> dict[str, Any]:
    """The addresses that can be used come back in the form, also those that were in a file."""
    numbers = lists.counts(judged)
    usable = [each.url for each in judged if each.became in (Became.NEW, Became.KNOWN)]
    refused = [each for each in judged if each.became is Became.REFUSED]
    return {
        "form": ListForm(initial={"pasted": "\n".join(usable)} if rehearsal else None),
        "rehearsal": rehearsal,
        "judged": True,
        "can_watch": rehearsal and numbers[Became.NEW] > 0,
        "tiles": [{"label": label, "value": numbers[word]} for word, label in LABELS.items()],
        "refused": refused[:SHOWN],
        "more": max(len(refused) - SHOWN, 0),
    }
