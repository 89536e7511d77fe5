"""What a lost session held back: carried through all steps of signing in, then offered again."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from factcheck import errors
from factcheck.accounts import access

KEPT = "resume"


def carried(request: HttpRequest) -> str:
    """The packed words of this sign-in, whichever of its steps this is."""
    packed: str = request.POST.get(KEPT, "") or request.session.get(KEPT, "")
    return packed


def keep(request: HttpRequest) -> None:
    """Put the words by while a second factor is asked for, which is another request."""
    if packed := request.POST.get(KEPT):
        request.session[KEPT] = packed


def offer(request: HttpRequest, packed: str) -> HttpResponse:
    """The page that sends the words again; whatever was altered or is too old is refused (400)."""
    request.session.pop(KEPT, None)
    try:
        words = access.unpack(packed)
    except signing.BadSignature:
        message = _("What was carried along is too old or was changed. Open the page again.")
        return errors.page(request, status=400, message=message)
    return render(request, "registration/resume.html", words)
