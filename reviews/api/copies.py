"""`/api/v1/sources/<id>/…`: kept copies compared, and all of them as a WARC."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from reviews.api import access
from reviews.archives.comparing import Comparison, Part
from reviews.models import SourceLink
from reviews.web import compared, copies


class ComparedCopySerializer(s.Serializer[Any]):
    id = s.IntegerField()
    taken_at = s.DateTimeField()
    title = s.CharField(allow_blank=True)
    final_url = s.CharField()
    http_status = s.IntegerField()
    media_type = s.CharField(allow_blank=True)
    charset = s.CharField(allow_blank=True, help_text="empty where it was not kept")
    body_sha256 = s.CharField()
    text_sha256 = s.CharField()


class PartSerializer(s.Serializer[Any]):
    text = s.CharField(trim_whitespace=False)
    kind = s.ChoiceField(["same", "gone", "new"])
    cited = s.BooleanField(help_text="it belongs to a passage that evidence cites")


class ComparedRowSerializer(s.Serializer[Any]):
    kind = s.ChoiceField(["same", "changed", "gone", "new", "skipped"])
    count = s.IntegerField(help_text="paragraphs left out, where the row is `skipped`")
    before = PartSerializer(many=True)
    after = PartSerializer(many=True)


class ComparedSerializer(s.Serializer[Any]):
    """Paragraph by paragraph; what is the same for long is left out."""

    before = ComparedCopySerializer()
    after = ComparedCopySerializer()
    differing = s.IntegerField(help_text="paragraphs that differ")
    cut = s.BooleanField(help_text="there is more that differs")
    rows = ComparedRowSerializer(many=True)


class Compare(access.Gated):
    @extend_schema(
        operation_id="sources_copies_compare",
        responses={200: ComparedSerializer, **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int, a: int, b: int) -> Response:
        """Copy `a` beside copy `b` of one source, with the words that differ."""
        link = get_object_or_404(SourceLink.objects.visible_to(self.person), pk=pk)
        both = compared.pair(link, a, b)
        shown = {
            "before": both.before,
            "after": both.after,
            "differing": both.text.differing,
            "cut": both.text.cut,
            "rows": _rows(both.text),
        }
        return Response(ComparedSerializer(shown).data)


class Warc(access.Gated):
    @extend_schema(
        operation_id="sources_warc",
        responses={(200, "application/warc"): OpenApiTypes.BINARY, **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """All copies of one source as gzipped WARC 1.1, the oldest first."""
        link = get_object_or_404(SourceLink.objects.visible_to(self.person), pk=pk)
        return copies.download(link)


def _rows(text: Comparison) -> list[dict[str, Any]]:
    return [
        {
            "kind": row.kind.value,
            "count": row.count,
            "before": [_part(part) for part in row.before],
            "after": [_part(part) for part in row.after],
        }
        for row in text.rows
    ]


def _part(part: Part) -> dict[str, Any]:
    return {"text": part.text, "kind": part.kind.value, "cited": part.cited}
