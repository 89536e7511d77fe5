"""What scripts of other sites may read: all that anybody may read, and nothing else.

The answer is `*`, always, and the same for everybody: it does not depend on `Origin`, so that one
copy in a proxy serves all. (django-cors-headers adds `Vary: Origin`, one copy for each site; that
is why this is ours.) Cookies are never allowed, so that nobody's session reads for a stranger.
The rules: https://fetch.spec.whatwg.org/#http-cors-protocol
"""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

OPEN = (
    "/api/v1/fact-checks",
    "/api/v1/corrections",
    "/api/v1/topics",
    "/api/v1/scales",
    "/api/schema/",
    "/v1alpha1/",
    "/fact-checks/",
    "/topics/",
    "/corrections/",
    "/checkpoints/",
    "/oembed",
)
"""Addresses that begin so are read by any site."""
EXPOSED = (
    "ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, Last-Modified, Deprecation, "
    "Sunset"
)
ASKED_WITH = "Accept, Accept-Language, Authorization, If-None-Match, If-Modified-Since"
READING = ("GET", "HEAD")


def open_to_all_sites(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: outermost, so that refusals can be read too; answers preflights itself."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(OPEN):
            return get_response(request)
        response = _preflight() if _is_preflight(request) else get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        return response

    return middleware


def _is_preflight(request: HttpRequest) -> bool:
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers


def _preflight() -> HttpResponse:
    """A day: what browsers keep of it at most differs, and none keeps it longer."""
    headers = {
        "Access-Control-Allow-Methods": ", ".join((*READING, "OPTIONS")),
        "Access-Control-Allow-Headers": ASKED_WITH,
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)
