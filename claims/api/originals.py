"""`/api/v1/articles/<id>/originals/`: what an article was read from, byte for byte."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse

from claims import downloading
from claims.api import access
from claims.models import Article, Original
from factcheck.paging import Cursor


class OriginalSerializer(serializers.ModelSerializer[Original]):
    url = serializers.CharField(read_only=True, help_text="empty where it was sent in")
    download = serializers.SerializerMethodField()

    class Meta:
        model = Original
        fields = ["id", "article", "url", "media_type", "sha256", "bytes", "taken_at", "download"]
        read_only_fields = fields

    def get_download(self, original: Original) -> str:
        where = [original.article_id, original.pk]
        return reverse("original-body", args=where, request=self.context.get("request"))


class OldestFirst(Cursor):
    ordering = ("pk",)


@extend_schema_view(
    list=extend_schema(responses={200: OriginalSerializer, **access.problems(400, 401, 403, 404)}),
)
class Originals(mixins.ListModelMixin, access.Gated[Original]):
    """What one article was read from, oldest first."""

    queryset = Original.objects.none()
    serializer_class = OriginalSerializer
    pagination_class = OldestFirst

    def get_queryset(self) -> QuerySet[Original]:
        if "pk" not in self.kwargs:  # the schema is being drawn: there is no request
            return Original.objects.none()
        articles = Article.objects.visible_to(self.person).only("pk")
        return get_object_or_404(articles, pk=self.kwargs["pk"]).originals.all()

    @extend_schema(
        responses={
            (200, "application/octet-stream"): OpenApiTypes.BINARY,
            **access.problems(401, 403, 404),
        }
    )
    def body(self, request: Request, **kwargs: Any) -> HttpResponse:
        """The bytes as they came in, to be saved and not shown."""
        return downloading.original(get_object_or_404(self.get_queryset(), pk=kwargs["number"]))
