"""`/api/v1/fact-checks/`: what has been published. Anybody may read; nothing is written here."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
)
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.serializers import ProblemSerializer
from factcheck import problems
from factcheck.exceptions import InvalidInput
from factcheck.paging import Cursor
from reviews.api import conditional, fact_check_bodies
from reviews.api import public_schema as schema
from reviews.api.fact_check_filters import FactCheckFilter
from reviews.api.rendering import Json as JsonRenderer
from reviews.models import Publication, PublishedVersion
from reviews.publishing import (
    data_commons,
    desk,
    duke,
    reading,
    search,
    serving,
    versions,
)
from reviews.publishing import document as documents

JSON = "application/json"
JSON_LD = "application/ld+json"
AS_OF = OpenApiParameter(
    "as_of",
    OpenApiTypes.DATETIME,
    description="What was public at that moment, byte by byte, counted in whole seconds.",
)
PROFILE = OpenApiParameter(
    "profile", str, enum=["duke"], description="As the Duke Reporters' Lab's schema takes it."
)
SENSELESS: dict[Any, OpenApiResponse] = {
    (400, problems.MEDIA_TYPE): OpenApiResponse(ProblemSerializer, "A parameter means nothing."),
}
PROBLEMS: dict[Any, OpenApiResponse] = {
    (404, problems.MEDIA_TYPE): OpenApiResponse(ProblemSerializer, "There was no such thing."),
    (410, problems.MEDIA_TYPE): OpenApiResponse(ProblemSerializer, "It was retracted, and why."),
}
NOW_OR_THEN = PolymorphicProxySerializer(
    component_name="FactCheckNowOrThen",
    serializers=[schema.FactCheckFull, schema.PublishedDocument],
    resource_type_field_name=None,
)


class BestOrNewest(Cursor):
    """The latest change first; where words are looked for, the best match first."""

    def get_ordering(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> tuple[str, ...]:
        searching = search.terms(request.query_params.get("q", ""))
        return ("-hits", "-pk") if searching else ("-changed_at", "-pk")


class FactChecks(ListAPIView[Publication]):
    """Published fact-checks, the latest change first."""

    permission_classes = [AllowAny]
    renderer_classes = [JsonRenderer]
    pagination_class = BestOrNewest
    filterset_class = FactCheckFilter
    queryset = Publication.objects.public().beside_articles().latest_change_first()
    serializer_class = schema.FactCheckSummary

    @extend_schema(
        operation_id="fact_checks_list",
        auth=[],
        responses={200: schema.FactCheckSummary} | SENSELESS,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        found = self.filter_queryset(self.get_queryset().defer("latest__claimreview"))
        rows = self.paginate_queryset(found) or []
        site = desk.site()
        return self.get_paginated_response([fact_check_bodies.summary(e, site=site) for e in rows])


class Public(APIView):
    permission_classes = [AllowAny]
    renderer_classes = [JsonRenderer]


class FactCheck(Public):
    """One fact-check in full, with the health of each source as of now.

    With `as_of` the canonical document that was public at that moment: its SHA-256 is the digest of
    that version, and its ETag.
    """

    @extend_schema(
        operation_id="fact_checks_read",
        auth=[],
        parameters=[AS_OF],
        responses={200: NOW_OR_THEN} | SENSELESS | PROBLEMS,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        if "as_of" in request.query_params:
            then = versions.public_at(slug, _moment(request), now=timezone.now())
            return _version(request, slug, then)
        return as_of_now(request, slug)


class Versions(Public):
    """Every version as it was published, newest first; each immutable, with its digest."""

    @extend_schema(
        operation_id="fact_checks_versions",
        auth=[],
        responses={200: schema.FactCheckVersion(many=True)} | PROBLEMS,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        found = versions.every(slug)
        body = orjson.dumps([fact_check_bodies.version_summary(each) for each in found])
        keys = serving.keys(slug, found[0].number)[:1]
        return _sent(request, body, etag=found[0].digest, keys=keys, media_type=JSON)


class Version(Public):
    """The canonical document of one version: its SHA-256 is the digest, and the ETag."""

    @extend_schema(
        operation_id="fact_checks_version",
        auth=[],
        responses={200: schema.PublishedDocument} | PROBLEMS,
    )
    def get(self, request: Request, slug: str, number: int) -> HttpResponse:
        return _version(request, slug, versions.numbered(slug, number), for_ever=True)


class ClaimReview(Public):
    """schema.org ClaimReview (JSON-LD), the very bytes that the page holds."""

    @extend_schema(
        operation_id="fact_checks_claimreview",
        auth=[],
        parameters=[AS_OF, PROFILE],
        responses={(200, JSON_LD): schema.ClaimReview} | SENSELESS | PROBLEMS,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        if "as_of" in request.query_params:
            version = versions.public_at(slug, _moment(request), now=timezone.now())
        else:
            version = versions.latest(slug)
        text = _profiled(version.claimreview, request).encode()
        etag, keys = hashlib.sha256(text).hexdigest(), serving.keys(slug, version.number)
        return _sent(request, text, etag=etag, keys=keys, media_type=JSON_LD)


def as_of_now(request: HttpRequest | Request, slug: str) -> HttpResponse:
    """Raises NothingHere, Retracted. Also asked by `public_reading`, past the framework."""
    found = serving.look(slug, form="api")
    serving.check_not_retracted(found)
    keys = serving.keys(slug, found.number)
    if answer := conditional.unchanged(request, etag=found.etag, keys=keys):
        return answer
    etag, body = serving.body(found, render=_render, now=timezone.now())
    return conditional.label(HttpResponse(body, content_type=JSON), etag=etag, keys=keys)


def _profiled(claimreview: str, request: Request) -> str:
    """Raises InvalidInput."""
    if not data_commons.duke_is_asked(request.query_params):
        return claimreview
    return documents.canonical(duke.claimreview(orjson.loads(claimreview)))


def _render(page: reading.Page) -> str:
    reading.check_not_retracted(page.publication)
    body = fact_check_bodies.full(page, site=desk.site())
    return orjson.dumps(body, default=str).decode()


def _version(
    request: Request, slug: str, version: PublishedVersion, *, for_ever: bool = False
) -> HttpResponse:
    keys = serving.keys(slug, version.number)
    etag, body = version.digest, version.document.encode()
    return _sent(request, body, etag=etag, keys=keys, media_type=JSON, for_ever=for_ever)


def _sent(
    request: Request,
    body: bytes,
    *,
    etag: str,
    keys: Sequence[str],
    media_type: str,
    for_ever: bool = False,
) -> HttpResponse:
    tag = f'"{etag}"'
    answer = conditional.unchanged(request, etag=tag, keys=keys, for_ever=for_ever)
    if answer is None:
        answer = HttpResponse(body, content_type=media_type)
        conditional.label(answer, etag=tag, keys=keys, for_ever=for_ever)
    return answer


def _moment(request: Request) -> datetime:
    """Raises InvalidInput."""
    sent = request.query_params["as_of"]
    try:
        moment = datetime.fromisoformat(sent.upper())
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InvalidInput(
            _("Send a moment with its time zone, such as 2026-03-01T00:00:00Z."), field="as_of"
        )
    return moment
