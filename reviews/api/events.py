"""`/api/v1/events/`: what happened on the desk. It is the history of every review in one list."""

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, viewsets

from claims.api.access import problems
from claims.api.filters import IdFilter, MomentFilter
from factcheck.paging import Cursor
from reviews.api import access
from reviews.api.serializers import EventSerializer
from reviews.events import Kind
from reviews.models import Event, Review


class DeskEventSerializer(EventSerializer):
    """With the review whose chain it belongs to. No rating of a vote is ever part of it."""

    review = serializers.IntegerField(source="review_id", read_only=True)

    class Meta(EventSerializer.Meta):
        fields = ["id", "review", *EventSerializer.Meta.fields]
        read_only_fields = fields


class EventFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped package
    review = IdFilter(field_name="review_id")
    kind = django_filters.MultipleChoiceFilter(choices=[(str(each), str(each)) for each in Kind])
    actor = django_filters.CharFilter("actor__username", help_text="a user name")
    since = MomentFilter("at", "gte", help_text="RFC 3339, with its offset")
    until = MomentFilter("at", "lt", help_text="RFC 3339, with its offset")

    class Meta:
        model = Event
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(responses={200: DeskEventSerializer, **problems(400, 401, 403)}),
    retrieve=extend_schema(responses={200: DeskEventSerializer, **problems(401, 403, 404)}),
)
class Events(
    access.Gated,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[Event],
):
    """Events of all reviews, the newest first."""

    queryset = Event.objects.none()
    serializer_class = DeskEventSerializer
    filterset_class = EventFilter
    pagination_class = Cursor
    lookup_value_converter = "int"

    def get_queryset(self) -> QuerySet[Event]:
        reviews = Review.objects.visible_to(self.person)
        return Event.objects.filter(review__in=reviews).select_related("actor")
