"""Answers that any proxy may keep: strong tags, 304 and 412, and names to purge them by."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from rest_framework.request import Request

FOR_EVER = "public, max-age=31536000, immutable"


def unchanged(
    request: HttpRequest | Request, *, etag: str, keys: Sequence[str] = (), for_ever: bool = False
) -> HttpResponse | None:
    """304 or 412 with the headers that a cache needs, or None: then the bytes are to be sent."""
    bare = HttpResponse()
    label(bare, etag=etag, keys=keys, for_ever=for_ever)
    found: Any = get_conditional_response(plain(request), etag=etag, response=bare)
    if found is bare:
        return None
    if found.status_code == HTTPStatus.NOT_MODIFIED:
        label(found, etag=etag, keys=keys, for_ever=for_ever)
    return found  # type: ignore[no-any-return]  # django-stubs do not say what it is


def label(
    response: HttpResponse, *, etag: str, keys: Sequence[str] = (), for_ever: bool = False
) -> HttpResponse:
    """`for_ever`: the address names one version. Everything else is kept, and asked for each time,
    unless a desk that purges its proxies lets them answer alone for a while.

    `keys` in the header of Fastly and Varnish (`Surrogate-Key`) and in Cloudflare's (`Cache-Tag`).
    """
    response["ETag"] = etag
    response["Cache-Control"] = FOR_EVER if for_ever else _asked_each_time()
    if keys:
        response["Surrogate-Key"] = " ".join(keys)
        response["Cache-Tag"] = ",".join(keys)
    return response


def plain(request: HttpRequest | Request) -> HttpRequest:
    """Django's functions read Django's request."""
    if isinstance(request, Request):
        return request._request  # noqa: SLF001 - Django REST framework has no other name for it
    return request


def _asked_each_time() -> str:
    if seconds := settings.PROXY_SECONDS:
        return f"public, max-age=0, must-revalidate, s-maxage={seconds}"
    return "no-cache"
