"""`/api/v1/feeds/`: what comes in by itself."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import tasks
from claims.api import access
from claims.api.filters import FlagFilter
from claims.api.serializers import RawText
from claims.ingestion import feeds
from claims.models import EntryState, Feed, FeedEntry


class FeedSerializer(serializers.ModelSerializer[Feed]):
    added_by = serializers.CharField(
        source="added_by.username", read_only=True, allow_null=True, default=None
    )

    class Meta:
        model = Feed
        fields = [
            *("id", "url", "title", "active", "interval", "failures", "last_error"),
            *("last_fetched_at", "next_fetch_at", "listed", "read", "added_by", "created_at"),
        ]
        read_only_fields = fields
        extra_kwargs = {
            "interval": {"help_text": "seconds between two fetches, when all is well"},
            "listed": {"help_text": "entries in the feed when it was last read"},
            "read": {"help_text": "how many of them, from its top, were looked at: at most 500"},
        }


class FeedEntrySerializer(serializers.ModelSerializer[FeedEntry]):
    class Meta:
        model = FeedEntry
        fields = [
            *("id", "key", "url", "title", "published_at", "state", "article", "why", "tries"),
            *("next_try_at", "seen_at", "seen_updated_at"),
        ]
        read_only_fields = fields


class NewFeedSerializer(serializers.Serializer[Any]):
    url = RawText(help_text="Of an RSS, Atom or JSON feed, or of a web page that names one.")


class FeedFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package is untyped
    active = FlagFilter("active")

    class Meta:
        model = Feed
        fields: list[str] = []


class EntryFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package is untyped
    state = django_filters.MultipleChoiceFilter(choices=EntryState.choices)

    class Meta:
        model = FeedEntry
        fields: list[str] = []


STEERED = {200: FeedSerializer, **access.problems(401, 403, 404, 409)}


@extend_schema_view(
    list=extend_schema(responses={200: FeedSerializer, **access.problems(400, 401, 403)}),
    retrieve=extend_schema(responses={200: FeedSerializer, **access.problems(401, 403, 404)}),
)
class Feeds(mixins.ListModelMixin, mixins.RetrieveModelMixin, access.Gated[Feed]):
    """Feeds the desk watches, newest first."""

    queryset = Feed.objects.none()
    serializer_class = FeedSerializer
    filterset_class = FeedFilter
    reaches_out = frozenset({"create"})

    def get_queryset(self) -> QuerySet[Feed]:
        return Feed.objects.visible_to(self.person).select_related("added_by")

    @extend_schema(
        request=NewFeedSerializer,
        responses={
            201: FeedSerializer, 200: FeedSerializer, **access.problems(400, 401, 403, 413),
        },
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        """Watch a feed; it is fetched once to prove that it is one.

        201 with the new feed; 200 with the one that was watched before.
        """
        sent = NewFeedSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        watched = feeds.watch(sent.validated_data["url"], by=self.person, now=timezone.now())
        if watched.created:
            tasks.hurry_feed(watched.feed.pk)
        where = reverse("feed-detail", args=[watched.feed.pk], request=request)
        return Response(
            FeedSerializer(watched.feed).data,
            status=status.HTTP_201_CREATED if watched.created else status.HTTP_200_OK,
            headers={"Location": where},
        )

    @extend_schema(request=None, responses=STEERED)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: int) -> Response:
        """Stop fetching it; what came in stays."""
        return Response(FeedSerializer(feeds.pause(self.get_object().pk, by=self.person)).data)

    @extend_schema(request=None, responses=STEERED)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: int) -> Response:
        """Watch it again, from now on."""
        found = feeds.resume(self.get_object().pk, by=self.person, now=timezone.now())
        tasks.hurry_feed(found.pk)
        return Response(FeedSerializer(found).data)

    @extend_schema(request=None, responses=STEERED)
    @action(detail=True, methods=["post"])
    def check(self, request: Request, pk: int) -> Response:
        """Have it fetched before its time."""
        found = feeds.hasten(self.get_object().pk, by=self.person, now=timezone.now())
        tasks.hurry_feed(found.pk)
        return Response(FeedSerializer(found).data)


@extend_schema_view(
    list=extend_schema(responses={200: FeedEntrySerializer, **access.problems(400, 401, 403, 404)}),
)
class EntriesOfFeed(mixins.ListModelMixin, access.Gated[FeedEntry]):
    """What was seen in one feed, and what became of it, newest first."""

    queryset = FeedEntry.objects.none()
    serializer_class = FeedEntrySerializer
    filterset_class = EntryFilter

    def get_queryset(self) -> QuerySet[FeedEntry]:
        if "pk" not in self.kwargs:  # the schema is being drawn: there is no request
            return FeedEntry.objects.none()
        found = get_object_or_404(Feed.objects.visible_to(self.person), pk=self.kwargs["pk"])
        return found.entries.defer("content")
