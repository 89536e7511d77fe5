"""`/api/v1/worth-models/`: what was learned from the desk's labels, and which of it is in use."""

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims import training
from claims.api import access
from claims.models import WorthModel
from factcheck.paging import Cursor


class WorthModelSerializer(serializers.ModelSerializer[WorthModel]):
    class Meta:
        model = WorthModel
        fields = [
            *("version", "name", "source", "trained_at", "active", "switched_at"),
            *("counts", "metrics"),
        ]
        read_only_fields = fields


class NewestFirst(Cursor):
    ordering = ("-version",)


@extend_schema_view(
    list=extend_schema(responses={200: WorthModelSerializer, **access.problems(400, 401, 403)}),
    retrieve=extend_schema(responses={200: WorthModelSerializer, **access.problems(401, 403, 404)}),
)
class WorthModels(mixins.ListModelMixin, mixins.RetrieveModelMixin, access.Gated[WorthModel]):
    """Versions of the desk's own check-worthiness model, newest first; at most one is active."""

    queryset = WorthModel.objects.all()
    serializer_class = WorthModelSerializer
    pagination_class = NewestFirst
    lookup_field = "version"

    def get_queryset(self) -> QuerySet[WorthModel]:
        return WorthModel.objects.defer("weights")

    @extend_schema(
        request=None,
        responses={200: WorthModelSerializer, **access.problems(401, 403, 404)},
    )
    @action(detail=True, methods=["post"])
    def activate(self, request: Request, version: int) -> Response:
        """Score new candidates with this version, and with no other. For editors."""
        model = training.activate(version, by=self.person, now=timezone.now())
        return Response(WorthModelSerializer(model).data)

    @extend_schema(
        request=None,
        responses={200: WorthModelSerializer, **access.problems(401, 403, 404)},
    )
    @action(detail=True, methods=["post"])
    def deactivate(self, request: Request, version: int) -> Response:
        """Score new candidates without this version, as before it. For editors."""
        model = training.deactivate(version, by=self.person, now=timezone.now())
        return Response(WorthModelSerializer(model).data)
