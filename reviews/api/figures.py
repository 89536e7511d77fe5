"""`/api/v1/figures/<name>/`: how the desk is doing; the rows of the plots of `/desk/`."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from reviews.api import access
from reviews.figures import intake, periods, tables

USUAL = "90"


class FigureSerializer(serializers.Serializer[Any]):
    """One row for each point; which columns it has depends on the figure."""

    figure = serializers.ChoiceField(choices=tables.NAMES)
    first = serializers.DateField(help_text="first day of the period")
    last = serializers.DateField(help_text="last day of the period")
    rows = serializers.ListField(child=serializers.DictField())


class AskedSerializer(serializers.Serializer[Any]):
    period = serializers.ChoiceField(choices=periods.NAMES, default=USUAL)


class Figure(access.Gated):
    @extend_schema(
        operation_id="figures_retrieve",
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, enum=tables.NAMES),
            OpenApiParameter(
                "period",
                str,
                enum=periods.NAMES,
                default=USUAL,
                description="days until today, or all",
            ),
        ],
        responses={200: FigureSerializer, **problems(400, 401, 403, 404)},
    )
    def get(self, request: Request, name: str) -> Response:
        """Intake, age of the queue, time to verdict, mix by claimant, agreement, link health."""
        if name not in tables.NAMES:
            raise Http404
        asked = AskedSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        now = timezone.now()
        of = intake.stretch(asked.validated_data["period"], now=now)
        rows = tables.as_data(tables.table(name, of=of, now=now))
        shown = {"figure": name, "first": of.first, "last": of.last, "rows": rows}
        return Response(FigureSerializer(shown).data)
