"""`/api/v1/imports/`: many articles, or claims, in one file."""

import contextlib
import tempfile
from collections.abc import Mapping
from typing import IO, Any, BinaryIO, cast

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
    extend_schema_view,
)
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import tasks
from claims.api import access
from claims.exceptions import UnusableList
from claims.ingestion import imports, progress, tables
from claims.models import Import, ImportRow, ListKind, Outcome
from factcheck import parsing
from factcheck.exceptions import InvalidInput
from factcheck.paging import Cursor

SHOWN = 100
_CHUNK = 1024 * 1024
_WORDS = {"": False, "false": False, "0": False, "no": False, "true": True, "1": True, "yes": True}


class Sent(BaseParser):
    """The body is the file, read to the disk chunk by chunk. Raises TooLarge (413)."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        kept = tempfile.SpooledTemporaryFile(max_size=_CHUNK)  # noqa: SIM115 - `create` closes it
        while kept.tell() <= tables.LARGEST and (chunk := stream.read(_CHUNK)):
            kept.write(chunk)
        if kept.tell() > tables.LARGEST:
            kept.close()
            raise parsing.TooLarge(_("A list may have 50 MB. Send it in parts."))
        return {"file": kept}


class JsonLines(Sent):
    media_type = "application/x-ndjson"


class JsonLinesToo(Sent):
    media_type = "application/jsonl"


class Csv(Sent):
    media_type = "text/csv"


class ImportRowSerializer(serializers.ModelSerializer[ImportRow]):
    class Meta:
        model = ImportRow
        fields = ["line", "outcome", "article", "claim", "field", "why", "value"]
        read_only_fields = fields


class StallSerializer(serializers.Serializer[progress.Stall]):
    since = serializers.DateTimeField(help_text="the last progress")
    again_by = serializers.DateTimeField(
        allow_null=True,
        help_text="when a worker has taken it up again at the latest; null: none is in sight",
    )


class ImportSerializer(serializers.ModelSerializer[Import]):
    added_by = serializers.CharField(source="added_by.username", read_only=True)
    counts = serializers.DictField(
        child=serializers.IntegerField(), read_only=True, help_text="outcome → how many rows"
    )
    ignored = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="columns that mean nothing here"
    )
    rows_done = serializers.IntegerField(source="position", read_only=True)
    stalled = serializers.SerializerMethodField(
        help_text="null while the work goes on, or where there is none to do"
    )

    class Meta:
        model = Import
        fields = [
            *("id", "name", "kind", "state", "rows_done", "rows_total", "bytes_done"),
            *("bytes_total", "counts", "ignored", "added_by", "created_at"),
            *("progressed_at", "stalled", "ended_at"),
        ]
        read_only_fields = fields

    @extend_schema_field(StallSerializer(allow_null=True))
    def get_stalled(self, found: Import) -> dict[str, Any] | None:
        stall = progress.stalled(found, now=timezone.now())
        return None if stall is None else dict(StallSerializer(stall).data)


class ImportReportSerializer(ImportSerializer):
    refused = serializers.SerializerMethodField(
        help_text=f"the first {SHOWN} rows that were refused; all are under `rows/`"
    )

    class Meta(ImportSerializer.Meta):
        fields = [*ImportSerializer.Meta.fields, "refused"]
        read_only_fields = fields

    def get_refused(self, found: Import) -> list[dict[str, Any]]:
        rows = found.rows.filter(outcome=Outcome.REFUSED)[:SHOWN]
        return [dict(ImportRowSerializer(row).data) for row in rows]


class NewImportSerializer(serializers.Serializer[Any]):
    """As a form; or the bare file as the body, with `?kind=` and `?dry_run=` in the address."""

    file = serializers.FileField(help_text="CSV or JSON Lines, at most 50 MB or 100,000 rows.")
    dry_run = serializers.BooleanField(
        required=False, help_text="Check the rows and wait for a confirmation."
    )
    kind = serializers.ChoiceField(
        choices=ListKind.choices, required=False, help_text="What each row is about: articles."
    )


class RowFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package is untyped
    outcome = django_filters.MultipleChoiceFilter(choices=Outcome.choices)

    class Meta:
        model = ImportRow
        fields: list[str] = []


class InFileOrder(Cursor):
    ordering = ("number",)


DECIDED = {200: ImportSerializer, **access.problems(401, 403, 404, 409)}


@extend_schema_view(
    list=extend_schema(responses={200: ImportSerializer, **access.problems(400, 401, 403)}),
    retrieve=extend_schema(
        responses={200: ImportReportSerializer, **access.problems(401, 403, 404)}
    ),
)
class Imports(mixins.ListModelMixin, mixins.RetrieveModelMixin, access.Gated[Import]):
    """Lists of articles or claims, newest first: how far they are, and what was refused."""

    queryset = Import.objects.none()
    serializer_class = ImportSerializer
    parser_classes = (MultiPartParser, JsonLines, JsonLinesToo, Csv)

    def get_queryset(self) -> QuerySet[Import]:
        return Import.objects.visible_to(self.person).select_related("added_by")

    def get_serializer_class(self) -> Any:
        return ImportReportSerializer if self.action == "retrieve" else ImportSerializer

    @extend_schema(
        parameters=[
            OpenApiParameter("dry_run", OpenApiTypes.BOOL),
            OpenApiParameter("kind", OpenApiTypes.STR, enum=ListKind.values),
        ],
        request={
            "multipart/form-data": NewImportSerializer,
            "application/x-ndjson": OpenApiTypes.BINARY,
            "application/jsonl": OpenApiTypes.BINARY,
            "text/csv": OpenApiTypes.BINARY,
        },
        responses={202: ImportSerializer, **access.problems(400, 401, 403, 413, 415)},
    )
    def create(self, request: Request) -> Response:
        """Send a list of articles, or claims; a worker adds them, with `dry_run` checks them only.

        Follow `Location` until `state` is `checked` or `done`.
        """
        assert isinstance(request.data, dict), "our parsers give one"
        file = request.data.get("file")
        if file is None or isinstance(file, str):
            raise UnusableList(_("Send the list as a file, or as the body."), field="file")
        with contextlib.closing(file):
            sent = imports.receive(
                cast("BinaryIO", getattr(file, "file", file)),
                name=getattr(file, "name", None) or "API",
                by=self.person,
                now=timezone.now(),
                check=_is_dry(request),
                kind=_kind(request),
            )
        tasks.hurry_imports()
        where = reverse("import-detail", args=[sent.pk], request=request)
        data = ImportSerializer(sent).data
        return Response(data, status=status.HTTP_202_ACCEPTED, headers={"Location": where})

    @extend_schema(request=None, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: int) -> Response:
        """Add what was checked."""
        found = imports.confirm(self.get_object().pk, by=self.person, now=timezone.now())
        tasks.hurry_imports()
        return Response(ImportSerializer(found).data)

    @extend_schema(request=None, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: int) -> Response:
        """Stop here; articles that were added stay."""
        found = imports.cancel(self.get_object().pk, by=self.person, now=timezone.now())
        return Response(ImportSerializer(found).data)


@extend_schema_view(
    list=extend_schema(responses={200: ImportRowSerializer, **access.problems(400, 401, 403, 404)}),
)
class RowsOfImport(mixins.ListModelMixin, access.Gated[ImportRow]):
    """What became of each row, in the order of the file."""

    queryset = ImportRow.objects.none()
    serializer_class = ImportRowSerializer
    filterset_class = RowFilter
    pagination_class = InFileOrder

    def get_queryset(self) -> QuerySet[ImportRow]:
        if "pk" not in self.kwargs:  # the schema is being drawn: there is no request
            return ImportRow.objects.none()
        found = get_object_or_404(Import.objects.visible_to(self.person), pk=self.kwargs["pk"])
        return found.rows.all()


def _is_dry(request: Request) -> bool:
    """From the form or the address. Raises InvalidInput: a typo must not add anything."""
    try:
        return _WORDS[_said(request, "dry_run").lower()]
    except KeyError:
        raise InvalidInput(_("Write dry_run as true or false."), field="dry_run") from None


def _kind(request: Request) -> ListKind:
    """From the form or the address. Raises InvalidInput."""
    try:
        return ListKind(_said(request, "kind") or ListKind.ARTICLES)
    except ValueError:
        raise InvalidInput(_("Write kind as articles or claims."), field="kind") from None


def _said(request: Request, name: str) -> str:
    sent = request.data if isinstance(request.data, dict) else {}
    return str(sent.get(name, request.query_params.get(name, ""))).strip()
