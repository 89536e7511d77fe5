"""`/api/v1/verdicts/`: every version of every verdict. They are written at their reviews."""

import django_filters
from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, viewsets

from claims.api.access import problems
from claims.api.filters import IdFilter
from factcheck.paging import Cursor
from reviews.api import access
from reviews.api.serializers import VerdictSerializer
from reviews.models import Review, Verdict, VerdictState


class DeskVerdictSerializer(VerdictSerializer):
    review = serializers.IntegerField(source="review_id", read_only=True)

    class Meta(VerdictSerializer.Meta):
        fields = ["id", "review", *VerdictSerializer.Meta.fields]
        read_only_fields = fields


class VerdictFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped package
    q = django_filters.CharFilter(method="search", help_text="words of summary or rationale")
    review = IdFilter(field_name="review_id")
    state = django_filters.MultipleChoiceFilter(choices=VerdictState.choices)
    rating = IdFilter(field_name="rating_id")
    author = django_filters.CharFilter("author__username", help_text="a user name")
    approver = django_filters.CharFilter("approver__username", help_text="a user name")

    class Meta:
        model = Verdict
        fields: list[str] = []

    def search(self, verdicts: QuerySet[Verdict], name: str, value: str) -> QuerySet[Verdict]:
        return verdicts.filter(Q(summary__icontains=value) | Q(rationale__icontains=value))


@extend_schema_view(
    list=extend_schema(responses={200: DeskVerdictSerializer, **problems(400, 401, 403)}),
    retrieve=extend_schema(responses={200: DeskVerdictSerializer, **problems(401, 403, 404)}),
)
class Verdicts(
    access.Gated,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[Verdict],
):
    """Drafts, submitted and approved versions, the newest first."""

    queryset = Verdict.objects.none()
    serializer_class = DeskVerdictSerializer
    filterset_class = VerdictFilter
    pagination_class = Cursor
    lookup_value_converter = "int"

    def get_queryset(self) -> QuerySet[Verdict]:
        verdicts = Verdict.objects.filter(review__in=Review.objects.visible_to(self.person))
        return verdicts.select_related("rating", "author", "last_editor", "approver")
