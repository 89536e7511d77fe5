"""`/api/v1/reviews/<id>/evidence/…` and `/api/v1/evidence/<id>/`"""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from reviews import evidence, fetching
from reviews.api import access, requests, serializers, shaping
from reviews.api.fetches import FetchSerializer, accepted, sent
from reviews.models import Evidence, Review

SHAPE = serializers.EvidenceSerializer
WAIT = OpenApiParameter("wait", bool, description="1: fetch the page before answering")
CHANGED = {200: SHAPE, **problems(400, 401, 403, 404, 409)}


class OfReview(access.Gated):
    @extend_schema(
        operation_id="reviews_evidence_list",
        responses={200: SHAPE(many=True), **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        """All evidence of a review in the order of showing, withdrawn pieces too."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        return Response(shaping.pieces(review))

    @extend_schema(
        operation_id="reviews_evidence_attach",
        parameters=[WAIT],
        request=requests.AskedPageSerializer,
        responses={201: SHAPE, 202: FetchSerializer, **problems(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Cite a quote from a page, which a worker fetches.

        The answer is 202 with the fetch; look at its address until it is `attached`, `asking` or
        `failed`. With `wait=1` the page is fetched now, the answer is the evidence or why it cannot
        be: allow for up to half a minute.
        """
        given, now = sent(request, requests.AskedPageSerializer), timezone.now()
        if request.query_params.get("wait") in ("1", "true"):
            made = evidence.attach(self.review_id(pk), by=self.person, now=now, **given)
            return Response(shaping.piece(made), status=status.HTTP_201_CREATED)
        return accepted(fetching.ask(self.review_id(pk), by=self.person, now=now, **given))


class Order(access.Gated):
    @extend_schema(
        operation_id="reviews_evidence_order",
        request=requests.OrderSerializer,
        responses={200: SHAPE(many=True), **problems(400, 401, 403, 404, 409)},
    )
    def put(self, request: Request, pk: int) -> Response:
        """The order in which evidence is shown. The numbers that cite it stay as they are."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        given = sent(request, requests.OrderSerializer)
        evidence.order(pk, evidence_ids=given["evidence"], by=self.person, now=timezone.now())
        return Response(shaping.pieces(review))


class Noted(access.Gated):
    @extend_schema(
        operation_id="reviews_evidence_note",
        request=requests.NotedSerializer,
        responses={201: SHAPE, **problems(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Cite what only people can look up: a book, an interview, what was seen."""
        given = sent(request, requests.NotedSerializer)
        made = evidence.note(self.review_id(pk), by=self.person, now=timezone.now(), **given)
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
        given = sent(request, requests.RemarksSerializer)
        revised = evidence.revise(piece.pk, by=self.person, now=timezone.now(), **given)
        return Response(shaping.piece(revised))

    @extend_schema(
        request=requests.ChosenSerializer,
        responses={201: SHAPE, **problems(400, 401, 403, 404, 409)},
    )
    @action(detail=True, methods=["post"])
    def quote(self, request: Request, pk: int) -> Response:
        """Cite other words of its copy, as a piece of its own. Nothing is fetched."""
        piece = self._piece(pk)
        given = sent(request, requests.ChosenSerializer)
        made = evidence.quote(piece.pk, by=self.person, now=timezone.now(), **given)
        return Response(shaping.piece(made), status=status.HTTP_201_CREATED)

    @extend_schema(request=requests.ReasonSerializer, responses=CHANGED)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take the evidence back. Its number is not given to another piece."""
        piece = self._piece(pk)
        given = sent(request, requests.ReasonSerializer)
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
        given = sent(request, requests.ReplacedSerializer)
        made = evidence.replace(piece.pk, by=self.person, now=timezone.now(), **given)
        return Response(shaping.piece(made), status=status.HTTP_201_CREATED)

    @extend_schema(request=requests.ReasonSerializer, responses=CHANGED)
    @action(detail=True, methods=["post"])
    def clear(self, request: Request, pk: int) -> Response:
        """Accept that the source changed or died: the verdict stands nevertheless, because."""
        piece = self._piece(pk)
        given = sent(request, requests.ReasonSerializer)
        cleared = evidence.clear(piece.pk, by=self.person, now=timezone.now(), **given)
        return Response(shaping.piece(cleared))

    def _piece(self, pk: int) -> Evidence:
        return get_object_or_404(self.get_queryset(), pk=pk)
