"""`/api/v1/source-hosts/`: the sites that cited pages stand on, and how they are visited."""

from typing import Any

import django_filters
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from claims.api.filters import FlagFilter
from factcheck import conditions
from factcheck.paging import Cursor
from reviews.api import access
from reviews.evidence import held
from reviews.links import registry
from reviews.models import SourceHost


class SourceHostSerializer(serializers.ModelSerializer[SourceHost]):
    class Meta:
        model = SourceHost
        fields = [
            *("id", "name", "opted_out", "crawl_delay", "next_due", "not_before", "frozen_until"),
        ]
        read_only_fields = fields


class SourceHostChangesSerializer(serializers.Serializer[Any]):
    """What is left out stays as it is."""

    opted_out = serializers.BooleanField(
        required=False, help_text="true: its pages are not visited any more"
    )
    crawl_delay = serializers.FloatField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=registry.LONGEST_DELAY,
        help_text="seconds between two requests; null: as everywhere",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs:
            raise serializers.ValidationError("Send opted_out, crawl_delay, or both.")
        return attrs


class HostFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped package
    name = django_filters.CharFilter(method="named", help_text="the whole name")
    opted_out = FlagFilter("opted_out")

    class Meta:
        model = SourceHost
        fields: list[str] = []

    def named(self, hosts: QuerySet[SourceHost], name: str, value: str) -> QuerySet[SourceHost]:
        return hosts.filter(name=value.strip().lower().removesuffix("."))


@extend_schema_view(
    list=extend_schema(responses={200: SourceHostSerializer, **problems(400, 401, 403)}),
    retrieve=extend_schema(responses={200: SourceHostSerializer, **problems(401, 403, 404)}),
)
class SourceHosts(
    access.Gated,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[SourceHost],
):
    """The newest first. Editors decide which are visited, and how often."""

    queryset = SourceHost.objects.exclude(name=held.HOST)  # no site
    serializer_class = SourceHostSerializer
    filterset_class = HostFilter
    pagination_class = Cursor
    lookup_value_converter = "int"

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One host; its `ETag` is what `If-Match` takes."""
        shown = SourceHostSerializer(self.get_object()).data
        return Response(shown, headers={"ETag": conditions.tag(shown)})

    @extend_schema(
        parameters=[conditions.IF_MATCH],
        request=SourceHostChangesSerializer,
        responses={200: SourceHostSerializer, **problems(400, 401, 403, 404, 412)},
    )
    @transaction.atomic
    def partial_update(self, request: Request, pk: int) -> Response:
        """Stop visiting a host, take it up again, or give it a delay of its own."""
        host = get_object_or_404(SourceHost.objects.select_for_update(no_key=True), pk=pk)
        conditions.check(request, SourceHostSerializer(host).data)
        sent = SourceHostChangesSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        changed = registry.set_terms(host.pk, by=self.person, **sent.validated_data)
        return Response(SourceHostSerializer(changed).data)
