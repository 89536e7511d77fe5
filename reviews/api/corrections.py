"""`/api/v1/corrections/`: what was corrected, brought up to date or taken back. For good."""

from typing import Any

import django_filters
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers as s
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.filters import MomentFilter
from claims.api.serializers import ProblemSerializer
from factcheck import problems
from factcheck.paging import Cursor
from reviews.api.rendering import Json as JsonRenderer
from reviews.models import PublishedVersion, Trigger
from reviews.publishing import corrections, desk

SENSELESS: dict[Any, OpenApiResponse] = {
    (400, problems.MEDIA_TYPE): OpenApiResponse(ProblemSerializer, "A parameter means nothing."),
}
KINDS = [(kind.value, kind.value) for kind in corrections.KINDS]
TRIGGERS = [(trigger.value, trigger.value) for trigger in Trigger]


ANY = ("", "any")  # what a form sends that asks for nothing


class CorrectionFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped package
    kind = django_filters.ChoiceFilter(choices=[ANY, *KINDS], help_text="What kind of change")
    trigger = django_filters.ChoiceFilter(choices=[ANY, *TRIGGERS], help_text="What led to it")
    since = MomentFilter("published_at", "gte", help_text="Made since then")


class Newest(Cursor):
    ordering = ("-published_at", "-pk")


class ChangedPart(s.Serializer[Any]):
    field = s.CharField(help_text="rating, claim, claimant, summary, rationale, evidence, …")
    number = s.IntegerField(help_text="of the evidence; 0 elsewhere")
    pieces = s.ListField(
        child=s.ListField(child=s.CharField(allow_blank=True), min_length=2, max_length=2),
        help_text='["same" | "removed" | "added", text]; long unchanged runs are cut',
    )


class Correction(s.Serializer[Any]):
    slug = s.CharField()
    url = s.URLField()
    version_url = s.URLField()
    version = s.IntegerField()
    kind = s.ChoiceField([kind for kind, _ in KINDS])
    reason = s.CharField()
    trigger = s.ChoiceField(
        [trigger for trigger, _ in TRIGGERS], allow_null=True, help_text="what led to it"
    )
    report = s.IntegerField(allow_null=True, help_text="number of the reader's report, if any")
    published_at = s.DateTimeField()
    claim = s.CharField()
    rating_before = s.CharField()
    rating_after = s.CharField(allow_null=True, help_text="null where it was taken back")
    changes = ChangedPart(many=True)
    digest = s.CharField(help_text="SHA-256 of the version's document")


class Corrections(ListAPIView[PublishedVersion]):
    """Corrections, updates and retractions, the latest first; nothing leaves this list."""

    permission_classes = [AllowAny]
    renderer_classes = [JsonRenderer]
    pagination_class = Newest
    filterset_class = CorrectionFilter
    queryset = PublishedVersion.objects.changes().select_related("publication")
    serializer_class = Correction

    @extend_schema(
        operation_id="corrections_list", auth=[], responses={200: Correction} | SENSELESS
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        found = self.filter_queryset(self.get_queryset().defer("claimreview"))
        rows = self.paginate_queryset(found) or []
        site = desk.site()
        return self.get_paginated_response([corrections.as_data(row, site=site) for row in rows])
