"""API errors as RFC 9457 problem details (`application/problem+json`)."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from rest_framework import exceptions as drf
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from factcheck import exceptions

MEDIA_TYPE = "application/problem+json"


def handler(exception: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's hook. Members: type, title, status, detail, and `errors` [{field, message}] for input.

    `type` is `about:blank` with a `code` of ours beside it: one word a program may switch on.
    """
    if isinstance(exception, exceptions.DeskError):
        errors = [(exception.field, str(exception))] if exception.field else []
        return _problem(exception.status, exception.code, str(exception), errors, {})
    if isinstance(exception, RequestDataTooBig):
        return _problem(413, "too-large", "The body is too large.", [], {})
    response = exception_handler(exception, context)
    if response is None:
        return None
    headers = {
        k: v for k, v in response.items() if k.lower() in ("retry-after", "www-authenticate")
    }
    if isinstance(exception, drf.ValidationError):
        errors = _flatten(exception.detail)
        return _problem(400, "invalid-input", "Some fields cannot be used.", errors, headers)
    return _problem(response.status_code, _code(exception), _detail(exception), [], headers)


class NothingHere(APIView):
    """Every address below the API's root that is none: programs are answered as programs."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404


def _problem(
    status: int, code: str, detail: str, errors: list[tuple[str, str]], headers: dict[str, str]
) -> Response:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "code": code,
        "detail": detail,
    }
    if errors:
        body["errors"] = [{"field": field, "message": message} for field, message in errors]
    return Response(body, status=status, headers=headers, content_type=MEDIA_TYPE)


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
