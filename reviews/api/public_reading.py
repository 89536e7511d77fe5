"""Reading what is published needs nobody's session: it is answered before that machinery starts."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck import exceptions, quotas
from reviews.api import conditional, fact_checks

ROOT = "/api/v1"
PREFIX = f"{ROOT}/fact-checks/"
ADDRESSES = "reviews.api.fact_check_urls"
LIST = ["fact-checks"]  # by which a proxy forgets every list


def without_sessions(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: the same views, asked by a stranger. No cookie is read or set.

    Whoever sends a key is counted by it, and asks the long way; so is a question with `fields`,
    whose answer is narrowed there. Only refusals are in the caller's language.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        match = _match(request)
        if match is None:
            return get_response(request)
        request.get_host()  # refuses a host that is not ours, as elsewhere
        request.COOKIES = {}
        if answer := _quickly(request, match):
            return answer
        language = translation.get_language_from_request(request)
        with translation.override(language):
            response = match.func(request, *match.args, **match.kwargs)
            if isinstance(response, Response):
                response.render()
        return _labelled(request, response, language)

    return middleware


def _match(request: HttpRequest) -> ResolverMatch | None:
    if request.method not in ("GET", "HEAD") or not request.path_info.startswith(PREFIX):
        return None
    if "Authorization" in request.headers or "fields" in request.GET:
        return None
    try:
        return resolve(request.path_info.removeprefix(ROOT), urlconf=ADDRESSES)
    except Resolver404:
        return None


def _quickly(request: HttpRequest, match: ResolverMatch) -> HttpResponse | None:
    """What is asked for most, without the framework, whose share would be the greatest. None where
    anything is wrong: the view finds that again, and tells it as it should be told."""
    if match.url_name != "api-fact-check" or request.META.get("QUERY_STRING"):
        return None
    if not quotas.OfStrangers().allow_request(Request(request), None):
        return None
    try:
        return fact_checks.as_of_now(request, **match.kwargs)
    except exceptions.DeskError:
        return None


def _labelled(request: HttpRequest, response: HttpResponse, language: str) -> HttpResponse:
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        response.headers.setdefault("Content-Language", language)
        response.headers.setdefault("Cache-Control", "no-cache")
        patch_vary_headers(response, ["Accept-Language"])
    elif "ETag" not in response:
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        unchanged = conditional.unchanged(request, etag=etag, keys=LIST)
        return unchanged or conditional.label(response, etag=etag, keys=LIST)
    return response
