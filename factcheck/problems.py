"""API errors as RFC 9457 problem details (`application/problem+json`)."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpResponse
from django.urls import reverse
from rest_framework import exceptions as drf
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from factcheck import exceptions

MEDIA_TYPE = "application/problem+json"


def handler(exception: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's hook. Members: type, title, status, code, detail, and for input `errors`.

    `type` is where the code is explained, `code` the one word of ours a program may switch on.
    Of `errors`, `field` is the name in dots; where it is part of a body, `pointer` is the same as
    a JSON pointer (RFC 6901, section 6).
    """
    request: Request | None = context.get("request")
    if isinstance(exception, exceptions.DeskError):
        errors = [(exception.field, str(exception))] if exception.field else []
        made = _problem(exception.status, exception.code, str(exception), errors, request)
        made.data |= exception.members()
        return made
    if isinstance(exception, RequestDataTooBig):
        return _problem(413, "too-large", "The body is too large.", [], request)
    response = exception_handler(exception, context)
    if response is None:
        return None
    if isinstance(exception, drf.ValidationError):
        errors = _flatten(exception.detail)
        made = _problem(400, "invalid-input", "Some fields cannot be used.", errors, request)
    else:
        made = _problem(response.status_code, _code(exception), _detail(exception), [], request)
    for name in ("Retry-After", "WWW-Authenticate"):
        if name in response:
            made[name] = response[name]
    return made


def body(
    status: int, code: str, detail: str, errors: Sequence[tuple[str, str]] = ()
) -> dict[str, Any]:
    """The members of a problem; some have members of their own beside them."""
    told: dict[str, Any] = {
        "type": f"{settings.SITE_URL}{reverse('api-problems')}#{code}",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "code": code,
        "detail": detail,
    }
    if errors:
        told["errors"] = [{"field": field, "message": message} for field, message in errors]
    return told


def plain(
    status: int, code: str, detail: str, errors: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    """The same for what is refused before a view of the API, or after it."""
    told = orjson.dumps(body(status, code, detail, errors))
    return HttpResponse(told, status=status, content_type=MEDIA_TYPE)


class NothingHere(APIView):
    """Every address below the API's root that is none: programs are answered as programs."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404


def _problem(
    status: int,
    code: str,
    detail: str,
    errors: list[tuple[str, str]],
    request: Request | None,
) -> Response:
    told = body(status, code, detail, errors)
    for each in told.get("errors", []):
        if request is not None and _is_of_the_body(each["field"], request):
            each["pointer"] = _pointer(each["field"])
    return Response(told, status=status, content_type=MEDIA_TYPE)


def _is_of_the_body(field: str, request: Request) -> bool:
    """Not of the address, nor of a header, which are written with a capital."""
    sends = request.method in ("POST", "PUT", "PATCH")
    return sends and field not in request.query_params and not field[:1].isupper()


def _pointer(field: str) -> str:
    if field in ("", "non_field_errors"):
        return "#"
    parts = [part.replace("~", "~0").replace("/", "~1") for part in field.split(".")]
    return "#/" + "/".join(part for part in parts if part != "non_field_errors")


def _code(exception: Exception) -> str:
    if isinstance(exception, Http404):
        return "not-found"
    if isinstance(exception, PermissionDenied):
        return "not-allowed"
    return str(getattr(exception, "default_code", "error")).replace("_", "-")


def _detail(exception: Exception) -> str:
    if isinstance(exception, Http404):
        return "There is nothing at this address."
    return str(getattr(exception, "detail", exception))


def _flatten(detail: Any, path: str = "") -> list[tuple[str, str]]:
    """DRF's nested error structure as (dotted field path, message) pairs."""
    if isinstance(detail, dict):
        items = [(f"{path}.{key}" if path else str(key), value) for key, value in detail.items()]
    elif isinstance(detail, list) and any(isinstance(each, dict | list) for each in detail):
        items = [(f"{path}.{i}" if path else str(i), value) for i, value in enumerate(detail)]
    elif isinstance(detail, list):
        return [(path, str(each)) for each in detail]
    else:
        return [(path, str(detail))]
    return [pair for key, value in items for pair in _flatten(value, key)]
