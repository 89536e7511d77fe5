"""`/api/v1/reports/` and `/api/v1/suggestions/`: what readers tell the desk, and its answers."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.access import problems
from factcheck.paging import Cursor
from reviews import readers
from reviews.api import access
from reviews.api import reader_shapes as shapes
from reviews.models import ReaderReport
from reviews.reader_states import ReportStatus, Told
from reviews.readers import Sending, following, limits
from reviews.web import telling_forms

REFUSED = (400, 401, 403, 404, 409, 413)
TOKEN = OpenApiParameter(
    "token", OpenApiTypes.STR, OpenApiParameter.PATH, description="as the report was answered"
)


class ReportFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    kind = django_filters.ChoiceFilter(choices=Told.choices)
    status = django_filters.ChoiceFilter(choices=ReportStatus.choices)
    assignee = django_filters.CharFilter(field_name="assignee__username")
    fact_check = django_filters.CharFilter(field_name="version__publication__slug")

    class Meta:
        model = ReaderReport
        fields: list[str] = []


class Public(APIView):
    """No key, no session: what is told here is nobody's but the reader's."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


@extend_schema_view(
    list=extend_schema(responses={200: shapes.ReaderReportSerializer, **problems(400, 401, 403)}),
    retrieve=extend_schema(
        responses={200: shapes.WholeReaderReportSerializer, **problems(401, 403, 404)}
    ),
)
class Reports(
    access.Gated,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[ReaderReport],
):
    """Newest first; anybody may report an error, people of the desk answer."""

    queryset = ReaderReport.objects.none()
    filterset_class = ReportFilter
    pagination_class = Cursor
    lookup_value_converter = "int"

    def get_authenticators(self) -> list[Any]:
        return [] if self._is_public() else super().get_authenticators()

    def get_permissions(self) -> list[BasePermission]:
        return [AllowAny()] if self._is_public() else super().get_permissions()

    def _is_public(self) -> bool:
        request = getattr(self, "request", None)
        action_map = getattr(self, "action_map", None) or {}
        return request is not None and action_map.get(request.method.lower()) == "create"

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Any]]:
        return (
            shapes.ReaderReportSerializer
            if self.action == "list"
            else shapes.WholeReaderReportSerializer
        )

    def get_queryset(self) -> QuerySet[ReaderReport]:
        found = ReaderReport.objects.visible_to(self.person).with_what_they_are_about()
        people = ("corrected_in", "decided_by", "appeal_decided_by")
        found = found.select_related(*people)
        return found if self.action == "list" else found.prefetch_related("events__by")

    @extend_schema(
        auth=[],
        request=shapes.ReportErrorSerializer,
        responses={201: shapes.StandingSerializer, **problems(400, 413)},
    )
    def create(self, request: Request) -> Response:
        """Report an error, in a fact-check or elsewhere on the pages. No key needed.

        The answer holds the address where you see what becomes of it.
        """
        return _received(request, Told.ERROR, shapes.ReportErrorSerializer)

    @extend_schema(
        request=shapes.MoveReportSerializer,
        responses={200: shapes.WholeReaderReportSerializer, **problems(*REFUSED)},
    )
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: int) -> Response:
        """Take it, put it back, hold it back as spam, merge it into another, and back again."""
        sent = _sent(request, shapes.MoveReportSerializer)
        more: dict[str, Any] = {}
        if sent["do"] == "merge":
            more["into"] = sent["into"]
        if sent["do"] == "look_again":
            more["reason"] = sent["note"]
        act = getattr(readers, sent["do"])  # one of `shapes.MOVES`
        act(self._number(pk), by=self.person, now=timezone.now(), **more)
        return self._whole(pk)

    @extend_schema(
        request=shapes.GiveReportSerializer,
        responses={200: shapes.WholeReaderReportSerializer, **problems(*REFUSED)},
    )
    @action(detail=True, methods=["post"])
    def give(self, request: Request, pk: int) -> Response:
        """Say who looks at it. For editors."""
        to = _sent(request, shapes.GiveReportSerializer)["to"]
        readers.give(self._number(pk), to=to, by=self.person, now=timezone.now())
        return self._whole(pk)

    @extend_schema(
        request=shapes.DecideReportSerializer,
        responses={200: shapes.WholeReaderReportSerializer, **problems(*REFUSED)},
    )
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, pk: int) -> Response:
        """Answer a report of an error, or an appeal. For editors who did not write the verdict.

        `upheld` reopens the review, so that a correction follows.
        """
        sent = _sent(request, shapes.DecideReportSerializer)
        outcome = ReportStatus(sent.pop("outcome"))
        by: dict[str, Any] = {"by": self.person, "now": timezone.now()}
        readers.decide(self._number(pk), outcome=outcome, **sent, **by)
        return self._whole(pk)

    @extend_schema(
        request=shapes.TakeUpReportSerializer,
        responses={200: shapes.WholeReaderReportSerializer, **problems(*REFUSED)},
    )
    @action(detail=True, methods=["post"], url_path="take-up", url_name="take-up")
    def take_up(self, request: Request, pk: int) -> Response:
        """Check a suggested claim. Its reader follows the review from now on."""
        claim = _sent(request, shapes.TakeUpReportSerializer).get("claim")
        by: dict[str, Any] = {"by": self.person, "now": timezone.now()}
        if claim is None:
            readers.take_up_words(self._number(pk), **by)
        else:
            readers.take_up(self._number(pk), claim_id=claim, **by)
        return self._whole(pk)

    @extend_schema(
        request=shapes.DeclineReportSerializer,
        responses={200: shapes.WholeReaderReportSerializer, **problems(*REFUSED)},
    )
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, pk: int) -> Response:
        """Do not check a suggested claim, and say why."""
        answer = _sent(request, shapes.DeclineReportSerializer)["answer"]
        readers.decline(self._number(pk), answer=answer, by=self.person, now=timezone.now())
        return self._whole(pk)

    def _number(self, pk: int) -> int:
        if not ReaderReport.objects.visible_to(self.person).filter(pk=pk).exists():
            raise Http404
        return int(pk)

    def _whole(self, pk: int) -> Response:
        return Response(shapes.WholeReaderReportSerializer(self.get_queryset().get(pk=pk)).data)


class Suggestions(Public):
    @extend_schema(
        operation_id="suggestions_create",
        auth=[],
        request=shapes.SuggestSerializer,
        responses={201: shapes.StandingSerializer, **problems(400, 413)},
    )
    def post(self, request: Request) -> Response:
        """Suggest a claim to check. No key needed; the answer holds where you see what comes."""
        return _received(request, Told.CLAIM, shapes.SuggestSerializer)


class ReportStanding(Public):
    @extend_schema(
        operation_id="reports_standing",
        auth=[],
        parameters=[TOKEN],
        responses={200: shapes.StandingSerializer, **problems(404)},
    )
    def get(self, request: Request, token: str) -> Response:
        """How far it is, for whoever has the address."""
        return Response(shapes.StandingSerializer(_standing(token)).data)


class Appeals(Public):
    @extend_schema(
        operation_id="reports_appeal",
        auth=[],
        parameters=[TOKEN],
        request=shapes.AppealReportSerializer,
        responses={200: shapes.StandingSerializer, **problems(400, 404, 409, 413)},
    )
    def post(self, request: Request, token: str) -> Response:
        """Appeal, once, against an answer that rejects a report, in whole or in part."""
        text = _sent(request, shapes.AppealReportSerializer)["text"]
        readers.appeal(_standing(token).report.pk, text=text, now=timezone.now())
        return Response(shapes.StandingSerializer(_standing(token)).data)


def _received(request: Request, kind: Told, shape: type[serializers.Serializer[Any]]) -> Response:
    """Counted by address, like the form: see `reviews.readers.limits`."""
    words, now = _sent(request, shape), timezone.now()
    address = telling_forms.address_of(request._request)  # noqa: SLF001 - Django's, below REST's
    sending = Sending(sender=limits.sender(address, now=now))
    kept = readers.receive(kind, sending=sending, now=now, **words)
    standing = shapes.StandingSerializer(following.standing(kept.token)).data
    where = {"Location": standing["url"]}
    return Response(standing, status=status.HTTP_201_CREATED, headers=where)


def _standing(token: str) -> following.Standing:
    try:
        return following.standing(token)
    except (ReaderReport.DoesNotExist, ValueError):  # ValueError: a NUL is in no text
        raise Http404 from None


def _sent(request: Request, shape: type[serializers.Serializer[Any]]) -> dict[str, Any]:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    found: dict[str, Any] = sent.validated_data
    return found
