"""`/api/v1/topics/` and `/api/v1/reviews/<id>/topics/`: what fact-checks are about."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from claims.api.serializers import RawText
from factcheck.paging import Cursor
from reviews import topics
from reviews.api import access
from reviews.api.fetches import sent
from reviews.models import Review, Topic


class ByAge(Cursor):
    ordering = ("pk",)


class TopicSerializer(serializers.ModelSerializer[Topic]):
    slug = serializers.CharField(read_only=True, help_text="letters of any script")

    class Meta:
        model = Topic
        fields = ["id", "slug", "name"]
        read_only_fields = fields


class NamesSerializer(serializers.Serializer[Any]):
    topics = serializers.ListField(
        child=RawText(), max_length=100, help_text="Names; those that are new are made. At most 8"
    )


class NameSerializer(serializers.Serializer[Any]):
    name = RawText()


@extend_schema_view(get=extend_schema(operation_id="topics_list", auth=[]))
class Topics(ListAPIView[Topic]):
    """All topics, the oldest first; the slug stays when a topic is renamed."""

    permission_classes = [AllowAny]
    pagination_class = ByAge
    filter_backends: list[Any] = []
    queryset = Topic.objects.all()
    serializer_class = TopicSerializer


class OneTopic(access.Gated):
    @extend_schema(
        operation_id="topics_rename",
        request=NameSerializer,
        responses={200: TopicSerializer, **problems(400, 401, 403, 404, 409)},
    )
    def patch(self, request: Request, pk: int) -> Response:
        """Rename it (editors). Its address stays."""
        topic = get_object_or_404(Topic.objects.only("pk"), pk=pk)
        given = sent(request, NameSerializer)
        renamed = topics.rename(topic.pk, name=given["name"], by=self.person)
        return Response(TopicSerializer(renamed).data)


class OfReview(access.Gated):
    @extend_schema(
        operation_id="reviews_topics_list",
        responses={200: TopicSerializer(many=True), **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        """What it is about."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        return Response(TopicSerializer(review.topics.all(), many=True).data)

    @extend_schema(
        operation_id="reviews_topics_put",
        request=NamesSerializer,
        responses={200: TopicSerializer(many=True), **problems(400, 401, 403, 404, 409)},
    )
    def put(self, request: Request, pk: int) -> Response:
        """These topics and no others (editors, and whoever has the review)."""
        given = sent(request, NamesSerializer)
        put = topics.put(
            self.review_id(pk), names=given["topics"], by=self.person, now=timezone.now()
        )
        return Response(TopicSerializer(put, many=True).data)
