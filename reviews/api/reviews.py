"""`/api/v1/reviews/`"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from claims.api.access import problems
from factcheck import conditions
from factcheck.paging import Cursor
from reviews import checklist, offers, publishing, verdicts, workflow
from reviews.api import access, filters, requests, serializers, shaping
from reviews.models import Review
from reviews.states import Status

WHOLE = serializers.WholeReviewSerializer
MOVED = {200: WHOLE, **problems(400, 401, 403, 404, 409)}
PUBLISHED = {200: serializers.PublishedSerializer, **problems(400, 401, 403, 404, 409)}


class InOrder(Cursor):
    ordering = ("seq",)


@extend_schema_view(
    list=extend_schema(responses={200: serializers.ReviewSerializer, **problems(400, 401, 403)}),
)
class Reviews(access.Gated, mixins.ListModelMixin, viewsets.GenericViewSet[Review]):
    """Reviews on the desk, newest first."""

    queryset = Review.objects.none()
    serializer_class = serializers.ReviewSerializer
    filterset_class = filters.ReviewFilter
    pagination_class = Cursor
    lookup_value_converter = "int"

    def get_queryset(self) -> QuerySet[Review]:
        reviews = Review.objects.visible_to(self.person)
        return verdicts.with_rating(reviews).select_related("claim", "assignee", "publication")

    @extend_schema(responses={200: WHOLE, **problems(401, 403, 404)})
    def retrieve(self, request: Request, pk: int) -> Response:
        """One review with its evidence, verdicts, checklist, and the moves open to you."""
        return self._whole(pk)

    @extend_schema(
        request=None,
        responses={200: WHOLE, 204: None, **problems(401, 403)},
        filters=False,
    )
    @action(detail=False, methods=["post"], url_path="take-next", pagination_class=None)
    def take_next(self, request: Request) -> Response:
        """The most urgent waiting review, now yours; 204 where none waits."""
        review = workflow.take_next(by=self.person, now=timezone.now())
        if review is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        return self._whole(review.pk)

    @extend_schema(request=None, responses=MOVED)
    @action(detail=True, methods=["post"])
    def take(self, request: Request, pk: int) -> Response:
        """Take a waiting review; 409 tells who was faster."""
        workflow.take(self.review_id(pk), by=self.person, now=timezone.now())
        return self._whole(pk)

    @extend_schema(request=requests.MoveSerializer, responses=MOVED)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: int) -> Response:
        """Submit, send back, approve, reopen, close: see `moves` of the review."""
        review_id = self.review_id(pk)
        given = self._sent(requests.MoveSerializer)
        workflow.move(
            review_id,
            to=Status(given["to"]),
            by=self.person,
            now=timezone.now(),
            reason=given["reason"],
        )
        return self._whole(pk)

    @extend_schema(
        parameters=[conditions.IF_MATCH],
        request=requests.AssignSerializer,
        responses=MOVED | problems(412),
    )
    @action(detail=True, methods=["post"])
    @transaction.atomic
    def assign(self, request: Request, pk: int) -> Response:
        """Give a review to a person; set priority, due date and why it was chosen.

        One that is queued waits for them from then on; one in review changes hands.

        Editors; whoever has the review may send `why` alone.
        """
        review_id = self.review_id(pk)
        given = self._sent(requests.AssignSerializer)
        workflow.locked(review_id)
        conditions.check(request, self._whole(pk).data)
        workflow.assign(review_id, by=self.person, now=timezone.now(), **given)
        return self._whole(pk)

    @extend_schema(
        request=requests.CommentSerializer,
        responses={201: serializers.EventSerializer, **problems(400, 401, 403, 404)},
    )
    @action(detail=True, methods=["post"])
    def comments(self, request: Request, pk: int) -> Response:
        """Say something to the others on this review."""
        review_id = self.review_id(pk)
        given = self._sent(requests.CommentSerializer)
        review = workflow.comment(review_id, by=self.person, now=timezone.now(), **given)
        said = serializers.EventSerializer(review.events.select_related("actor").last())
        return Response(said.data, status=status.HTTP_201_CREATED)

    @extend_schema(
        responses={200: serializers.EventSerializer(many=True), **problems(400, 401, 403, 404)},
        filters=False,
    )
    @action(
        detail=True,
        pagination_class=InOrder,
        filter_backends=[],
        serializer_class=serializers.EventSerializer,
    )
    def events(self, request: Request, pk: int) -> Response:
        """The history: append-only, each event with the hash that chains it to the one before."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        pages = InOrder()
        page = pages.paginate_queryset(review.events.select_related("actor"), request, view=self)
        return pages.get_paginated_response(serializers.EventSerializer(page, many=True).data)

    @extend_schema(request=requests.PublishSerializer, responses=PUBLISHED)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: int) -> Response:
        """Make the approved verdict public. Takes the scope `publish`."""
        review_id = self.review_id(pk)
        given = self._sent(requests.PublishSerializer)
        version = publishing.publish(review_id, by=self.person, now=timezone.now(), **given)
        return Response(serializers.PublishedSerializer(version).data)

    @extend_schema(request=requests.RetractSerializer, responses=PUBLISHED)
    @action(detail=True, methods=["post"])
    def retract(self, request: Request, pk: int) -> Response:
        """Take the published verdict back; its page says why. Takes the scope `publish`."""
        review_id = self.review_id(pk)
        given = self._sent(requests.RetractSerializer)
        version = publishing.retract(review_id, by=self.person, now=timezone.now(), **given)
        return Response(serializers.PublishedSerializer(version).data)

    def _sent(self, shape: type[Serializer[Any]]) -> Any:
        sent = shape(data=self.request.data)
        sent.is_valid(raise_exception=True)
        return sent.validated_data

    def _whole(self, pk: int) -> Response:
        review = get_object_or_404(self.get_queryset(), pk=pk)
        people = ("rating", "author", "last_editor", "approver")
        written = list(review.verdicts.select_related(*people))
        verdict = written[0] if written else None
        asked = checklist.items(review, verdict)
        lists = {
            "evidence": shaping.pieces(review),
            "verdicts": serializers.VerdictSerializer(written, many=True).data,
            "checklist": serializers.ItemSerializer(asked, many=True).data,
            "moves": serializers.OfferSerializer(
                offers.of(review, by=self.person, verdict=verdict, asked=asked), many=True
            ).data,
        }
        shown = serializers.ReviewTextSerializer(review).data | lists
        return Response(shown, headers={"ETag": conditions.tag(shown)})
