"""`?fields=id,title`: only these of each thing, of whatever the API reads."""

from collections.abc import Callable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.response import Response

from factcheck import problems

PREFIX = "/api/v1/"
PAGE = {"next", "previous", "results"}


def only_what_was_asked_for(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: the members of an object, or of each row of a list; what a page of rows has
    beside them stays. 400 for a name that is none of theirs."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if "fields" in request.GET and _is_read(request, response):
            assert isinstance(response, HttpResponse)
            return _narrowed(response, request.GET.getlist("fields"))
        return response

    return middleware


def _is_read(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether this answers a question with JSON; refusals and downloads are sent whole."""
    return (
        request.method in ("GET", "HEAD")
        and request.path.startswith(PREFIX)
        and response.status_code == 200
        and not response.streaming
        and response.get("Content-Type", "").partition(";")[0] == "application/json"
    )


def _narrowed(response: HttpResponse, sent: list[str]) -> HttpResponse:
    wanted = [name.strip() for part in sent for name in part.split(",")]
    body = orjson.loads(response.content)
    is_page = isinstance(body, dict) and body.keys() >= PAGE
    rows = body["results"] if is_page else body if isinstance(body, list) else [body]
    known = {name for row in rows for name in row} if rows else _declared(response)
    if known is not None and (unknown := [name for name in wanted if name not in known]):
        return _refusal(unknown, known)
    kept = [{name: row[name] for name in wanted if name in row} for row in rows]
    if is_page:
        response.content = orjson.dumps({**body, "results": kept})
    else:
        response.content = orjson.dumps(kept if isinstance(body, list) else kept[0])
    return response


def _declared(response: HttpResponse) -> set[str] | None:
    """The names of an empty list, by the shape of its rows; None where nothing tells."""
    if not isinstance(response, Response):
        return None
    data: Any = response.data
    rows = data["results"] if isinstance(data, dict) else data
    shape = getattr(rows, "serializer", None)
    shape = getattr(shape, "child", shape)
    if shape is None:
        view = getattr(response, "renderer_context", {}).get("view")
        kind = getattr(view, "serializer_class", None)
        shape = kind() if kind else None
    return set(shape.fields) if shape is not None else None


def _refusal(unknown: list[str], known: set[str]) -> HttpResponse:
    message = _("Not known here: %(unknown)s. There are: %(known)s.") % {
        "unknown": ", ".join(unknown) or _("nothing"),
        "known": ", ".join(sorted(known)),
    }
    return problems.plain(400, "invalid-input", message, [("fields", message)])
