"""`/api/v1/reviews/<id>/evidence/…` and `/api/v1/evidence/<id>/`"""

import django_filters
from django.db import transaction
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from claims.api.filters import FlagFilter, IdFilter
from factcheck import conditions
from factcheck.paging import Cursor
from reviews import evidence, fetching, workflow
from reviews.api import access, requests, serializers, shaping
from reviews.api.fetches import FetchSerializer, accepted, sent
from reviews.models import Condition, Evidence, Review, Stance

SHAPE = serializers.EvidenceSerializer
WAIT = OpenApiParameter("wait", bool, description="1: fetch the page before answering")
CHANGED = {200: SHAPE, **problems(400, 401, 403, 404, 409)}


class EvidenceFilter(django_filters.FilterSet):  # type: ignore[misc] # untyped package
    q = django_filters.CharFilter(method="search", help_text="words of quote, title or publisher")
    review = IdFilter(field_name="review_id")
    source = IdFilter(field_name="link_id")
    stance = django_filters.MultipleChoiceFilter(choices=Stance.choices)
    condition = django_filters.MultipleChoiceFilter(choices=Condition.choices)
    primary = FlagFilter("primary")
    withdrawn = FlagFilter("withdrawn_at", "isnull", exclude=True)

    class Meta:
        model = Evidence
        fields: list[str] = []

    def search(self, found: QuerySet[Evidence], name: str, value: str) -> QuerySet[Evidence]:
        named = Q(title__icontains=value) | Q(publisher__icontains=value)
        return found.filter(named | Q(quote__icontains=value))


class OfReview(access.Gated):
    reaches_out = frozenset({"post"})

    @extend_schema(
        operation_id="reviews_evidence_list",
        responses={200: SHAPE(many=True), **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        """All evidence of a review in the order of showing, withdrawn pieces too."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        shown = shaping.pieces(review)
        return Response(shown, headers={"ETag": conditions.tag(shown)})

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
        parameters=[conditions.IF_MATCH],
        request=requests.OrderSerializer,
        responses={200: SHAPE(many=True), **problems(400, 401, 403, 404, 409, 412)},
    )
    @transaction.atomic
    def put(self, request: Request, pk: int) -> Response:
        """The order in which evidence is shown. The numbers that cite it stay as they are."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        given = sent(request, requests.OrderSerializer)
        workflow.locked(pk)
        conditions.check(request, shaping.pieces(review))
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
    filterset_class = EvidenceFilter
    pagination_class = Cursor
    lookup_value_converter = "int"
    reaches_out = frozenset({"replace"})

    def get_queryset(self) -> QuerySet[Evidence]:
        reviews = Review.objects.visible_to(self.person)
        return Evidence.objects.filter(review__in=reviews).select_related("review")

    @extend_schema(responses={200: SHAPE, **problems(400, 401, 403)})
    def list(self, request: Request) -> Response:
        """Evidence of all reviews, the newest first."""
        people = ("link__host", "snapshot", "added_by", "withdrawn_by")
        found = self.filter_queryset(self.get_queryset().select_related(*people))
        rows = self.paginate_queryset(found) or []
        return self.get_paginated_response(shaping.of_several(rows))

    @extend_schema(responses={200: SHAPE, **problems(401, 403, 404)})
    def retrieve(self, request: Request, pk: int) -> Response:
        """One piece of evidence; its `ETag` is what `If-Match` takes."""
        return _tagged(self._piece(pk))

    @extend_schema(
        parameters=[conditions.IF_MATCH],
        request=requests.RemarksSerializer,
        responses=CHANGED | problems(412),
    )
    @transaction.atomic
    def partial_update(self, request: Request, pk: int) -> Response:
        """Change stance, notes, or whether the source is primary."""
        piece = self._piece(pk)
        given = sent(request, requests.RemarksSerializer)
        workflow.locked(piece.review_id)
        conditions.check(request, shaping.piece(self._piece(pk)))
        return _tagged(evidence.revise(pk, by=self.person, now=timezone.now(), **given))

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


def _tagged(piece: Evidence) -> Response:
    shown = shaping.piece(piece)
    return Response(shown, headers={"ETag": conditions.tag(shown)})
