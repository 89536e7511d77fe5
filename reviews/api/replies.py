"""`/api/v1/reviews/<id>/replies/` and `/api/v1/replies/<id>/received/`: the right of reply."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from reviews import replies
from reviews.api import access, requests
from reviews.api.fetches import sent
from reviews.api.serializers import UserName
from reviews.models import ReplyAsked, ReplyReceived, Review


class ReplyReceivedSerializer(serializers.ModelSerializer[ReplyReceived]):
    noted_by = UserName()

    class Meta:
        model = ReplyReceived
        fields = ["id", "outcome", "answer", "received_at", "noted_by", "noted_at"]
        read_only_fields = fields


class ReplyAskedSerializer(serializers.ModelSerializer[ReplyAsked]):
    noted_by = UserName()
    received = ReplyReceivedSerializer(many=True, read_only=True)

    class Meta:
        model = ReplyAsked
        fields = [
            *("id", "party", "channel", "question", "asked_at", "deadline", "noted_by"),
            *("noted_at", "received"),
        ]
        read_only_fields = fields


class OfReview(access.Gated):
    @extend_schema(
        operation_id="reviews_replies_list",
        responses={200: ReplyAskedSerializer(many=True), **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        """Who was asked, oldest first, with what came of it."""
        review = get_object_or_404(Review.objects.visible_to(self.person), pk=pk)
        return Response(ReplyAskedSerializer(replies.log(review), many=True).data)

    @extend_schema(
        operation_id="reviews_replies_ask",
        request=requests.AskedSerializer,
        responses={201: ReplyAskedSerializer, **problems(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Note that somebody was asked. What is noted stays, and readers see it."""
        given = sent(request, requests.AskedSerializer)
        made = replies.ask(self.review_id(pk), by=self.person, now=timezone.now(), **given)
        return Response(ReplyAskedSerializer(made).data, status=status.HTTP_201_CREATED)


class Received(access.Gated):
    @extend_schema(
        operation_id="replies_receive",
        request=requests.ReceivedSerializer,
        responses={201: ReplyReceivedSerializer, **problems(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Note what came of it: once more where more came later."""
        reviews = Review.objects.visible_to(self.person)
        asked = get_object_or_404(ReplyAsked.objects.filter(review__in=reviews), pk=pk)
        given = sent(request, requests.ReceivedSerializer)
        made = replies.receive(asked.pk, by=self.person, now=timezone.now(), **given)
        return Response(ReplyReceivedSerializer(made).data, status=status.HTTP_201_CREATED)
