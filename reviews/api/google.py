"""Google Fact Check Tools v1alpha1, for its clients unmodified: `claims` and `pages`.

Discovery revision 20240929. No redirect, no trailing slash, errors as AIP-193 has them. A client
whose GET is too long for an address sends it as a form with `X-HTTP-Method-Override: GET`.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.views import APIView

from factcheck import quotas
from reviews.api import google_answers, google_fields, google_pages, google_params, google_search
from reviews.api.google_answers import Refusal
from reviews.publishing import desk
from reviews.publishing.claimreview import Json

Method = Callable[[HttpRequest, QueryDict], Json]


@csrf_exempt
def search(request: HttpRequest) -> HttpResponse:
    return _answered(request, {"GET": _search})


@csrf_exempt
def image_search(request: HttpRequest) -> HttpResponse:
    return _answered(request, {"GET": _image_search})


@csrf_exempt
def pages(request: HttpRequest) -> HttpResponse:
    return _answered(request, {"GET": _list_pages, "POST": google_pages.create})


@csrf_exempt
def page(request: HttpRequest, name: str) -> HttpResponse:
    methods: dict[str, Method] = {
        "GET": lambda _request, sent: _get_page(name, sent),
        "PUT": lambda request, sent: google_pages.update(request, sent, name),
        "DELETE": lambda request, sent: google_pages.delete(request, sent, name),
    }
    return _answered(request, methods)


@csrf_exempt
def not_found(request: HttpRequest) -> HttpResponse:
    return google_answers.refused(google_answers.no_method(request))


def _search(_request: HttpRequest, sent: QueryDict) -> Json:
    asked = google_params.parse(sent)
    return google_search.answer(asked, site=desk.site(), now=timezone.now())


def _image_search(_request: HttpRequest, sent: QueryDict) -> Json:
    """Pictures are not matched: nothing is found, and an empty result says just that."""
    google_params.check_image(sent)
    return {}


def _list_pages(_request: HttpRequest, sent: QueryDict) -> Json:
    return google_pages.listed(google_params.parse_pages(sent), site=desk.site())


def _get_page(name: str, sent: QueryDict) -> Json:
    google_params.known(sent, ())
    return google_pages.found(name)


def _answered(request: HttpRequest, methods: dict[str, Method]) -> HttpResponse:
    """One method's answer, in the shape that was asked for, or its refusal."""
    quota = quotas.OfStrangers()
    if not quota.allow_request(Request(request), APIView()):
        return google_answers.too_many(quota.wait())
    try:
        method, sent = _meant(request)
        if method not in methods:
            raise google_answers.no_method(request)
        shape = google_params.shape(sent)
        body = google_fields.apply(shape.mask, methods[method](request, sent))
    except Refusal as refusal:
        return google_answers.refused(refusal)
    return google_answers.answer(body, pretty=shape.pretty)


def _meant(request: HttpRequest) -> tuple[str, QueryDict]:
    """The method, HEAD as GET, and its parameters."""
    method = str(request.method)
    if method == "HEAD":
        return "GET", request.GET
    if method == "POST" and request.headers.get("X-HTTP-Method-Override", "").upper() == "GET":
        try:
            return "GET", request.POST
        except RequestDataTooBig:
            raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large.") from None
    return method, request.GET
