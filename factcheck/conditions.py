"""Conditional requests (RFC 9110, section 13): nothing is sent twice, or overwritten unseen."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from factcheck.exceptions import Conflict, InvalidInput

PREFIX = "/api/v1/"


class PreconditionFailed(Conflict):
    """It was changed since it was read; nothing was overwritten. `stands` is how it is now."""

    status = HTTPStatus.PRECONDITION_FAILED
    code = "precondition-failed"

    def __init__(self, message: str = "", *, stands: Any = None, etag: str = "") -> None:
        super().__init__(
            message
            or _("It was changed since you read it. Read it again, then decide what to send.")
        )
        self.stands, self.etag = stands, etag

    def members(self) -> dict[str, Any]:
        return {"current": self.stands, "etag": self.etag}


def tag(data: Any) -> str:
    """The strong ETag of what a serializer made."""
    return f'"{hashlib.sha256(repr(data).encode()).hexdigest()[:32]}"'


IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag you read, in its quotes."
)


def check(request: Request, stands: Any) -> None:
    """Call it while the thing is locked; `stands` is how it would be answered to a GET now.

    `If-Match: *` is true of whatever is there; weak tags match nothing (RFC 9110, 13.1.1).
    Raises PreconditionFailed (412), InvalidInput.
    """
    header = request.headers.get("If-Match")
    if header is None:
        return
    sent = parse_etags(header)
    if not sent:
        raise InvalidInput(
            _('Send the ETag you read as If-Match, in its quotes, such as "3".'), field="If-Match"
        )
    etag = tag(stands)
    if sent != ["*"] and etag not in sent:
        raise PreconditionFailed(stands=stands, etag=etag)


def tagged(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: an ETag for each answer to a GET that brings none of its own; 304 where the
    caller has it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not _is_read(request, response):
            return response
        assert isinstance(response, HttpResponse)
        etag = response.get("ETag")
        if etag is None:
            etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
            response["ETag"] = etag
        if "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_cache=True)
        return get_conditional_response(request, etag=etag, response=response) or response

    return middleware


def _is_read(request: HttpRequest, response: HttpResponseBase) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and request.path.startswith(PREFIX)
        and response.status_code == 200
        and not response.streaming
    )
