"""`/api/v1/scales/`: every scale that verdicts were ever rated by. Anybody may read them."""

import django_filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, viewsets
from rest_framework.permissions import AllowAny

from claims.api.access import problems
from claims.api.filters import FlagFilter
from factcheck.paging import Cursor
from reviews.api.serializers import RatingSerializer
from reviews.models import RatingScale


class PublicScaleSerializer(serializers.ModelSerializer[RatingScale]):
    """One version of a scale; `active` is what new verdicts are rated by."""

    ratings = RatingSerializer(many=True, read_only=True)

    class Meta:
        model = RatingScale
        fields = ["id", "name", "version", "best", "worst", "active", "ratings"]
        read_only_fields = fields


class ScaleFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped package
    active = FlagFilter("active", help_text="true: the one in use")

    class Meta:
        model = RatingScale
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(auth=[], responses={200: PublicScaleSerializer, **problems(400)}),
    retrieve=extend_schema(auth=[], responses={200: PublicScaleSerializer, **problems(404)}),
)
class Scales(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[RatingScale]
):
    """Scales, the newest first: number and word of each rating, and what it means."""

    queryset = RatingScale.objects.prefetch_related("ratings")
    serializer_class = PublicScaleSerializer
    permission_classes = [AllowAny]
    filterset_class = ScaleFilter
    pagination_class = Cursor
    lookup_value_converter = "int"
