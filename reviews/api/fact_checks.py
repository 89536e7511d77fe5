"""`/api/v1/fact-checks/`: what has been published. Anybody may read; nothing is written here."""

import hashlib
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.serializers import ProblemSerializer
from factcheck import problems
from factcheck.paging import Cursor
from reviews.api import public_schema as schema
from reviews.api.rendering import Json as JsonRenderer
from reviews.models import Publication, PublishedVersion
from reviews.models.publication import PublicationQuerySet
from reviews.publishing import desk, feeds, reading, search
from reviews.publishing import document as documents
from reviews.publishing.claimreview import Json, Site, address

STATES = [("live", "live"), ("retracted", "retracted"), ("all", "all")]
SENSELESS: dict[Any, OpenApiResponse] = {
    (400, problems.MEDIA_TYPE): OpenApiResponse(ProblemSerializer, "A filter means nothing."),
}
PROBLEMS: dict[Any, OpenApiResponse] = {
    (404, problems.MEDIA_TYPE): OpenApiResponse(ProblemSerializer, "No fact-check has this slug."),
    (410, problems.MEDIA_TYPE): OpenApiResponse(ProblemSerializer, "It was retracted, and why."),
}


class FactCheckFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped package
    q = django_filters.CharFilter(method="search", help_text="Words; best match first")
    rating = django_filters.CharFilter("rating_word", help_text="A word of the scale")
    claimant = django_filters.CharFilter(lookup_expr="icontains", help_text="Part of a name")
    language = django_filters.CharFilter(lookup_expr="istartswith", help_text="BCP 47")
    since = django_filters.IsoDateTimeFilter(
        "changed_at",
        "gte",
        help_text="Published, corrected, retracted, reopened, flagged or unflagged since then, or "
        "its claim gone from the article or found there again",
    )
    state = django_filters.ChoiceFilter(
        method="in_state", choices=STATES, help_text="`live` unless asked otherwise"
    )

    def filter_queryset(self, queryset: QuerySet[Publication]) -> QuerySet[Publication]:
        found: QuerySet[Publication] = super().filter_queryset(queryset)
        return found if self.form.cleaned_data["state"] else found.filter(retracted_at=None)

    def search(
        self, publications: PublicationQuerySet, name: str, value: str
    ) -> PublicationQuerySet:
        return search.matching(publications, value)

    def in_state(
        self, publications: PublicationQuerySet, name: str, value: str
    ) -> PublicationQuerySet:
        if value == "all":
            return publications
        return publications.filter(retracted_at__isnull=value == "live")


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
        found = self.filter_queryset(self.get_queryset())
        rows = self.paginate_queryset(found) or []
        return self.get_paginated_response([summary(each, site=desk.site()) for each in rows])


class Public(APIView):
    permission_classes = [AllowAny]
    renderer_classes = [JsonRenderer]


class FactCheck(Public):
    """One fact-check in full, with the health of each source as of now."""

    @extend_schema(
        operation_id="fact_checks_read",
        auth=[],
        responses={200: schema.FactCheckFull} | PROBLEMS,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        page = reading.page(slug)
        reading.check_not_retracted(page.publication)
        return _tagged(request, Response(full(page, site=desk.site())), page.tag("api"))


class Versions(Public):
    """Every version as it was published, newest first; each immutable, with its digest."""

    @extend_schema(
        operation_id="fact_checks_versions",
        auth=[],
        responses={200: schema.FactCheckVersion(many=True)} | PROBLEMS,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        versions = list(reading.find(slug).versions.all())
        body = [version_summary(each) for each in versions]
        return _tagged(request, Response(body), f'"{versions[0].digest[:32]}"')


class ClaimReview(Public):
    """schema.org ClaimReview (JSON-LD), the very bytes that the page holds."""

    @extend_schema(
        operation_id="fact_checks_claimreview",
        auth=[],
        responses={(200, "application/ld+json"): schema.ClaimReview} | PROBLEMS,
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        publication = reading.find(slug)
        reading.check_not_retracted(publication)
        assert publication.latest is not None
        text = publication.latest.claimreview.encode()
        response = HttpResponse(text, content_type="application/ld+json")
        return _tagged(request, response, f'"{hashlib.sha256(text).hexdigest()[:32]}"')


def summary(publication: Publication, *, site: Site) -> Json:
    version = publication.latest
    assert version is not None, "`public()` leaves out what was never published"
    content = version.content
    rating, scale = content["rating"], content["rating"]["scale"]
    gone = publication.gone_from_article
    here = f"{site.url}{reverse('api-fact-check', args=[publication.slug])}"
    return {
        "slug": publication.slug,
        "url": address(publication.slug, site=site),
        "api_url": here,
        "version": version.number,
        "states": feeds.states(publication),
        "claim": {key: content["claim"][key] for key in schema.CLAIM},
        "article": {key: content["article"][key] for key in schema.ARTICLE},
        "rating": {key: rating[key] for key in schema.RATING}
        | {"best": scale["best"], "worst": scale["worst"]},
        "summary": content["summary"],
        "language": content["language"],
        "first_published_at": content["first_published_at"],
        "published_at": content["published_at"],
        "updated_at": documents.moment(publication.changed_at),
        "needs_another_look": _flag(publication),
        "gone_from_article": documents.moment(gone) if gone else None,
        "reason": version.reason,
    }


def full(page: reading.Page, *, site: Site) -> Json:
    content = page.document
    more = {key: content[key] for key in schema.COPIED} | {"replies": content.get("replies", [])}
    evidence = [
        schema.BEFORE_KINDS
        | each.published
        | {"health": _health(each), "archived": _archived(page, each, site=site)}
        for each in page.cited
    ]
    digest = {"digest": page.version.digest}
    return summary(page.publication, site=site) | more | {"evidence": evidence} | digest


def version_summary(version: PublishedVersion) -> Json:
    return {
        "number": version.number,
        "kind": version.kind,
        "reason": version.reason,
        "published_at": documents.moment(version.published_at),
        "digest": version.digest,
        "document": version.content,
    }


def _flag(publication: Publication) -> Json | None:
    if publication.flagged_at is None:
        return None
    return {"since": documents.moment(publication.flagged_at), "why": publication.flag_reason}


def _health(cited: reading.Cited) -> Json:
    return {
        "state": cited.health,
        "since": documents.moment(cited.since) if cited.since else None,
        "checked_at": documents.moment(cited.checked_at) if cited.checked_at else None,
        "withdrawn": cited.withdrawn,
        "withdrawn_at": documents.moment(cited.withdrawn_at) if cited.withdrawn_at else None,
    }


def _archived(page: reading.Page, cited: reading.Cited, *, site: Site) -> list[Json]:
    """Where its page can be read as it was. Live, as its health is: no part of the digest."""
    copies: list[Json] = [
        {
            "kind": each.kind,
            "url": each.url,
            "captured_at": documents.moment(each.captured_at),
            "text_sha256": "",
        }
        for each in cited.elsewhere
    ]
    own = cited.published["snapshot"]
    if own is None:
        return copies
    here = reverse("public:evidence", args=[page.publication.slug, cited.published["number"]])
    ours = {"url": f"{site.url}{here}", "captured_at": own["taken_at"]}
    return [{"kind": "own", **ours, "text_sha256": own["text_sha256"]}, *copies]


def _tagged(request: Request, response: HttpResponse, etag: str) -> HttpResponse:
    """With an ETag; 304 where the caller has this already."""
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True)
    plain: Any = request._request  # noqa: SLF001 - Django's function reads Django's request
    return get_conditional_response(plain, etag=etag, response=response) or response
