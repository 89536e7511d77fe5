"""Drafts on the server, for js/drafts.js: kept as one types, read back when a form is opened."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.accounts import access
from factcheck.exceptions import DeskError, InvalidInput
from reviews import drafts


@access.signed_in
@require_safe
def kept(request: access.DeskRequest) -> HttpResponse:
    """`?places=review-8-verdict,review-8-decide`: what the reader has there, by place."""
    found = drafts.kept(request.user, request.GET.get("places", "").replace("\0", "").split(","))
    shown = {
        each.place: {"at": each.kept_at.isoformat(), "version": each.upon, "values": each.words}
        for each in found
    }
    return JsonResponse(shown)


@access.signed_in
@require_http_methods(["POST", "DELETE"])
def draft(request: access.DeskRequest, place: str) -> HttpResponse:
    """Keep `values` (JSON of field → list of words), written upon `version`; or forget them."""
    if request.method == "DELETE" or request.POST.get("forget"):
        drafts.forget(request.user, place=place)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    try:
        made = drafts.keep(
            request.user,
            place=place,
            words=_words(request.POST.get("values", "")),
            upon=request.POST.get("version", ""),
            now=timezone.now(),
        )
    except DeskError as refused:
        return JsonResponse({"detail": str(refused)}, status=refused.status)
    return JsonResponse({"at": made.kept_at.isoformat()})


LOOKED_AT = "X-Draft"
"""On an answer to words that were only looked at, and that are a draft still."""


def forget_when_saved(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """What was sent and taken is no draft any more.

    A form that keeps drafts names its place in the field `draft`. A refusal leaves the draft: its
    status says so. After a session that ended, the words come again with that field, and this sees
    them then.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        taken = response.status_code < HTTPStatus.BAD_REQUEST and LOOKED_AT not in response
        if request.method == "POST" and taken and not request.path.startswith("/api/"):
            place = request.POST.get("draft", "")
            if place and request.user.is_authenticated:
                drafts.forget(request.user, place=place)
                _tell_taken(request, response, place)
        return response

    return middleware


def _tell_taken(request: HttpRequest, response: HttpResponse, place: str) -> None:
    """The browser keeps a copy, too, and learns in this way that it can go."""
    if drafts.PLACE.fullmatch(place):
        secure = request.is_secure()
        response.set_cookie("draft-taken", place, max_age=600, samesite="Lax", secure=secure)


def _words(written: str) -> dict[str, Any]:
    try:
        words = json.loads(written)
    except ValueError:
        words = None
    if not isinstance(words, dict):
        raise InvalidInput(_("A draft is an object of names and words."), field="values")
    return words
