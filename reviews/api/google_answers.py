"""How Google's own services answer: pretty JSON, and errors as AIP-193 has them.

https://google.aip.dev/193; a `BadRequest` detail names the field that is wrong.
"""

import math
from http import HTTPStatus

import orjson
from django.http import HttpRequest, HttpResponse

from reviews.publishing.claimreview import Json

BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"
STATUS = {
    HTTPStatus.BAD_REQUEST: "INVALID_ARGUMENT",
    HTTPStatus.UNAUTHORIZED: "UNAUTHENTICATED",
    HTTPStatus.FORBIDDEN: "PERMISSION_DENIED",
    HTTPStatus.NOT_FOUND: "NOT_FOUND",
    HTTPStatus.TOO_MANY_REQUESTS: "RESOURCE_EXHAUSTED",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "INVALID_ARGUMENT",
}
"""Canonical codes of google.rpc by HTTP status; a conflict is one of two, and says which."""


class Refusal(Exception):
    """What is answered instead; `word` is the canonical code where the status leaves a doubt."""

    def __init__(
        self, status: HTTPStatus, message: str, *, field: str = "", word: str = ""
    ) -> None:
        super().__init__(message)
        self.status, self.field, self.word = status, field, word or STATUS[status]


class BadParameter(Refusal):
    """The text says what is wrong with `field` of what was asked or sent."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(HTTPStatus.BAD_REQUEST, message, field=field)


def answer(body: Json, *, pretty: bool = True, status: int = HTTPStatus.OK) -> HttpResponse:
    option = orjson.OPT_INDENT_2 if pretty else None
    response = HttpResponse(orjson.dumps(body, option=option), status=status)
    response["Content-Type"] = "application/json; charset=UTF-8"
    return response


def refused(refusal: Refusal) -> HttpResponse:
    error: Json = {
        "code": int(refusal.status),
        "message": str(refusal),
        "status": refusal.word,
    }
    if refusal.field:
        violation = {"field": refusal.field, "description": str(refusal)}
        error["details"] = [{"@type": BAD_REQUEST, "fieldViolations": [violation]}]
    return answer({"error": error}, status=refusal.status)


def too_many(wait: float | None) -> HttpResponse:
    """`wait`: seconds until the next request is answered."""
    message = "Quota exceeded: too many requests a minute. Wait for Retry-After seconds."
    response = refused(Refusal(HTTPStatus.TOO_MANY_REQUESTS, message))
    response["Retry-After"] = str(math.ceil(wait or 1))
    return response


def no_method(request: HttpRequest) -> Refusal:
    return Refusal(
        HTTPStatus.NOT_FOUND,
        f"There is no method {request.method} {request.path}; answered here are claims:search, "
        "claims:imageSearch and pages.",
    )
