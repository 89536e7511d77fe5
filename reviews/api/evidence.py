"""`/api/v1/reviews/<id>/evidence/` and `/api/v1/evidence/<id>/`"""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from claims.api.access import problems
from reviews import evidence
from reviews.api import access, requests, serializers, shaping
from reviews.models import Evidence, Review

SHAPE = serializers.EvidenceSerializer
CHANGED = {200: SHAPE, **problems(400, 401, 403, 404, 409)}


class OfReview(access.Gated):
    @extend_schema(
        operation_id="reviews_evidence_list",
        responses={200: SHAPE(many=True), **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        """All evidence of a review in the order of its numbers, withdrawn pieces too."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        return Response(shaping.pieces(review))

    @extend_schema(
        operation_id="reviews_evidence_attach",
        request=requests.CitedSerializer,
        responses={201: SHAPE, **problems(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Cite a quote from a page. The page is fetched now: allow for up to half a minute."""
        given = _sent(request, requests.CitedSerializer)
        made = evidence.attach(self.review_id(pk), by=self.person, now=timezone.now(), **given)
        return Response(shaping.piece(made), status=status.HTTP_201_CREATED)


class Pieces(access.Gated, viewsets.GenericViewSet[Evidence]):
    """One piece of evidence. What was cited never changes; what is said about it can."""

    queryset = Evidence.objects.none()
    serializer_class = SHAPE
    pagination_class = None
    filter_backends: list[Any] = []
    lookup_value_converter = "int"

    def get_queryset(self) -> QuerySet[Evidence]:
        reviews = Review.objects.visible_to(self.person)
        return Evidence.objects.filter(review__in=reviews).select_related("review")

    @extend_schema(responses={200: SHAPE, **problems(401, 403, 404)})
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(shaping.piece(self._piece(pk)))

    @extend_schema(request=requests.RemarksSerializer, responses=CHANGED)
    def partial_update(self, request: Request, pk: int) -> Response:
        """Change stance, notes, or whether the source is primary."""
        piece = self._piece(pk)
        given = _sent(request, requests.RemarksSerializer)
        revised = evidence.revise(piece.pk, by=self.person, now=timezone.now(), **given)
        return Response(shaping.piece(revised))

    @extend_schema(request=requests.ReasonSerializer, responses=CHANGED)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take the evidence back. Its number is not given to another piece."""
        piece = self._piece(pk)
        given = _sent(request, requests.ReasonSerializer)
        withdrawn = evidence.withdraw(piece.pk, by=self.person, now=timezone.now(), **given)
        return Response(shaping.piece(withdrawn))

    @extend_schema(
        request=requests.ReplacedSerializer,
        responses={201: SHAPE, **problems(400, 401, 403, 404, 409)},
    )
    @action(detail=True, methods=["post"])
    def replace(self, request: Request, pk: int) -> Response:
        """Cite another page in its place; this piece is withdrawn, the answer is the new one.

        What is left out is carried over, and so is the number. The page is fetched now: allow for
        up to half a minute. A published verdict is reopened first (`reviews/<id>/move/`).
        """
        piece = self._piece(pk)
        given = _sent(request, requests.ReplacedSerializer)
        made = evidence.replace(piece.pk, by=self.person, now=timezone.now(), **given)
        return Response(shaping.piece(made), status=status.HTTP_201_CREATED)

    @extend_schema(request=requests.ReasonSerializer, responses=CHANGED)
    @action(detail=True, methods=["post"])
    def clear(self, request: Request, pk: int) -> Response:
        """Accept that the source changed or died: the verdict stands nevertheless, because."""
        piece = self._piece(pk)
        given = _sent(request, requests.ReasonSerializer)
        cleared = evidence.clear(piece.pk, by=self.person, now=timezone.now(), **given)
        return Response(shaping.piece(cleared))

    def _piece(self, pk: int) -> Evidence:
        return get_object_or_404(self.get_queryset(), pk=pk)


def _sent(request: Request, shape: type[Serializer[Any]]) -> Any:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return sent.validated_data
