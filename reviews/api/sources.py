"""`/api/v1/sources/`: the links the desk watches."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from factcheck.paging import Cursor
from reviews import tasks
from reviews.api import access, source_imports
from reviews.api.source_filters import SourceFilter
from reviews.links import registry, watching
from reviews.models import LinkCheck, Snapshot, SourceLink

RECENT = 20


class SourceSerializer(serializers.ModelSerializer[SourceLink]):
    """`state` is what the desk believes after strikes; `outcome` what the last check saw."""

    host = serializers.CharField(source="host.name", read_only=True)
    title = serializers.CharField(read_only=True, allow_null=True, help_text="of the newest copy")
    since = serializers.DateTimeField(read_only=True, allow_null=True)
    evidence = serializers.IntegerField(
        source="cited", read_only=True, help_text="pieces of evidence that stand on it"
    )
    published = serializers.IntegerField(
        read_only=True, help_text="live publications that stand on it"
    )
    decisions = serializers.IntegerField(
        source="troubled", read_only=True, help_text="pieces that wait for a person's decision"
    )

    class Meta:
        model = SourceLink
        fields = [
            *("id", "url", "host", "title", "state", "outcome", "reason", "since", "strikes"),
            *("last_checked_at", "next_check_at", "evidence", "published", "decisions"),
            "created_at",
        ]
        read_only_fields = fields


class HopSerializer(serializers.Serializer[Any]):
    url = serializers.CharField()
    address = serializers.CharField(help_text="the IP address that was contacted")
    status = serializers.IntegerField(allow_null=True)
    timings = serializers.DictField(
        child=serializers.FloatField(allow_null=True),
        required=False,
        help_text="milliseconds from the start of this request until dns, connect, tls, "
        "first_byte, total were done; left out where no answer came",
    )


class CheckSerializer(serializers.ModelSerializer[LinkCheck]):
    hops = HopSerializer(many=True, read_only=True)
    headers = serializers.DictField(
        child=serializers.CharField(),
        read_only=True,
        help_text="selected headers of the answer (etag, last-modified, …), names in lower case",
    )
    timings = serializers.DictField(
        child=serializers.FloatField(allow_null=True),
        read_only=True,
        help_text="milliseconds by phase, all hops together",
    )
    tls_error = serializers.CharField(
        read_only=True, help_text="what was wrong with the certificate; empty: nothing"
    )

    class Meta:
        model = LinkCheck
        fields = [
            *("checked_at", "outcome", "reason", "http_status", "final_url", "hops", "media_type"),
            *("charset", "headers", "bytes_read", "elapsed_ms", "timings", "body_sha256"),
            *("text_sha256", "match_kind", "match_score", "retry_after", "tls_error", "error"),
        ]
        read_only_fields = fields


class CopySerializer(serializers.ModelSerializer[Snapshot]):
    class Meta:
        model = Snapshot
        fields = [
            *("id", "taken_at", "final_url", "http_status", "media_type", "charset", "title"),
            *("body_sha256", "body_bytes", "text_sha256", "capped"),
        ]
        read_only_fields = fields


class WholeSourceSerializer(SourceSerializer):
    """With its newest checks (at most 20) and all copies."""

    checks = serializers.SerializerMethodField()
    copies = CopySerializer(source="snapshots", many=True, read_only=True)

    class Meta(SourceSerializer.Meta):
        fields = [*SourceSerializer.Meta.fields, "checks", "copies"]
        read_only_fields = fields

    @extend_schema_field(CheckSerializer(many=True))
    def get_checks(self, link: SourceLink) -> Any:
        return CheckSerializer(link.checks.all()[:RECENT], many=True).data


@extend_schema_view(
    list=extend_schema(responses={200: SourceSerializer, **problems(400, 401, 403)}),
)
class Sources(access.Gated, mixins.ListModelMixin, viewsets.GenericViewSet[SourceLink]):
    """Watched links, the newest first."""

    queryset = SourceLink.objects.none()
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    pagination_class = Cursor
    lookup_value_converter = "int"

    def get_queryset(self) -> QuerySet[SourceLink]:
        return watching.detailed(SourceLink.objects.visible_to(self.person))

    @extend_schema(responses={200: WholeSourceSerializer, **problems(401, 403, 404)})
    def retrieve(self, request: Request, pk: int) -> Response:
        """One link with its newest checks and the copies that were kept."""
        return self._whole(pk)

    @extend_schema(
        request=None, responses={202: WholeSourceSerializer, **problems(401, 403, 404, 409)}
    )
    @action(detail=True, methods=["post"])
    def check(self, request: Request, pk: int) -> Response:
        """Have it checked now; the answer tells what is known before. Look again in a moment."""
        get_object_or_404(SourceLink.objects.visible_to(self.person).only("pk"), pk=pk)
        registry.hasten(pk, by=self.person, now=timezone.now())
        tasks.hurry(pk)
        return self._whole(pk, status=status.HTTP_202_ACCEPTED)

    @extend_schema(
        request=source_imports.SourceListSerializer,
        responses={200: source_imports.SourceListReportSerializer, **problems(400, 401, 403, 413)},
    )
    @action(
        detail=False, methods=["post"], url_path="import", url_name="import", filter_backends=[]
    )
    def take_in(self, request: Request) -> Response:
        """Watch up to 10,000 addresses at once, before anybody cites them.

        Different spellings of a page are one source. What cannot be a source is refused with the
        reason, and the rest is taken. Sending the same list again does no harm.
        """
        return Response(source_imports.take_in(request.data, by=self.person))

    def _whole(self, pk: int, *, status: int = status.HTTP_200_OK) -> Response:
        copies = Snapshot.objects.defer("text", "headers")  # texts of megabytes, not shown here
        links = self.get_queryset().prefetch_related(Prefetch("snapshots", copies))
        link = get_object_or_404(links, pk=pk)
        return Response(WholeSourceSerializer(link).data, status=status)
