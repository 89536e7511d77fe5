"""`/api/v1/reviews/<id>/votes/`: blind votes. A rating is in no answer before its round is closed,
but for that of whoever cast it."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from claims.api.serializers import RawText
from factcheck.accounts.models import User
from reviews import votes
from reviews.api import access
from reviews.models import Outcome, Rating, Review, Vote, VoteRound


class VoteSerializer(serializers.ModelSerializer[Vote]):
    person = serializers.CharField(source="person.username")
    rating = serializers.CharField(source="rating.word")

    class Meta:
        model = Vote
        fields = ["person", "rating", "reason", "cast_at"]


class RoundSerializer(serializers.ModelSerializer[VoteRound]):
    """`votes`: yours while the round is open, all of them once it is closed."""

    outcome = serializers.ChoiceField(choices=[each.value for each in Outcome])
    voters = serializers.SerializerMethodField(help_text="who has voted")
    votes = serializers.SerializerMethodField()
    adjudicated_rating = serializers.CharField(
        source="adjudicated_rating.word", default=None, allow_null=True
    )
    adjudicated_by = serializers.CharField(
        source="adjudicated_by.username", default=None, allow_null=True
    )

    class Meta:
        model = VoteRound
        fields = [
            *("number", "asked", "outcome", "opened_at", "closed_at", "voters", "votes"),
            *("adjudicated_rating", "adjudicated_by", "adjudicated_at", "reason"),
        ]

    def get_voters(self, round_: VoteRound) -> list[str]:
        return list(self.context["voters"].get(round_.pk, []))

    @extend_schema_field(VoteSerializer(many=True))
    def get_votes(self, round_: VoteRound) -> Any:
        return VoteSerializer(self.context["cast"].get(round_.pk, []), many=True).data


class CastSerializer(serializers.Serializer[Any]):
    rating = serializers.PrimaryKeyRelatedField(queryset=Rating.objects.all())
    reason = RawText(required=False, default="")


class AdjudicationSerializer(serializers.Serializer[Any]):
    rating = serializers.PrimaryKeyRelatedField(queryset=Rating.objects.all())
    reason = RawText(help_text="why this rating stands; kept in the history")


class AskSerializer(serializers.Serializer[Any]):
    asked = serializers.IntegerField(min_value=1, max_value=votes.MOST)


ROUND = {200: RoundSerializer, **problems(400, 401, 403, 404, 409)}


class OfReview(access.Gated):
    @extend_schema(
        operation_id="reviews_votes_list",
        responses={200: RoundSerializer(many=True), **problems(401, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        """The rounds of votes of a review, the newest first."""
        rounds = VoteRound.objects.filter(review=self.review_id(pk)).order_by("-number")
        return Response(_shown(rounds, self.person))

    @extend_schema(
        operation_id="reviews_votes_cast",
        request=CastSerializer,
        responses={201: RoundSerializer, **problems(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Vote in the open round, once and for good."""
        review_id = self.review_id(pk)
        given = _sent(CastSerializer, request)
        votes.cast(review_id, by=self.person, now=timezone.now(), **given)
        return Response(_latest(review_id, self.person), status=status.HTTP_201_CREATED)


class Asked(access.Gated):
    @extend_schema(
        operation_id="reviews_votes_ask",
        request=AskSerializer,
        responses={201: RoundSerializer, **problems(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Open a round on the submitted verdict: editors."""
        review_id = self.review_id(pk)
        given = _sent(AskSerializer, request)
        votes.ask(review_id, by=self.person, now=timezone.now(), **given)
        return Response(_latest(review_id, self.person), status=status.HTTP_201_CREATED)


class Adjudicated(access.Gated):
    @extend_schema(
        operation_id="reviews_votes_adjudicate", request=AdjudicationSerializer, responses=ROUND
    )
    def post(self, request: Request, pk: int) -> Response:
        """Say which rating stands where votes differ; ends an open round early: editors."""
        review_id = self.review_id(pk)
        given = _sent(AdjudicationSerializer, request)
        votes.adjudicate(review_id, by=self.person, now=timezone.now(), **given)
        return Response(_latest(review_id, self.person))


def _sent(shape: type[serializers.Serializer[Any]], request: Request) -> Any:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return sent.validated_data


def _latest(review_id: int, by: User) -> Any:
    round_ = votes.latest(get_object_or_404(Review, pk=review_id))
    if round_ is None:
        raise Http404
    return _shown(VoteRound.objects.filter(pk=round_.pk), by)[0]


def _shown(rounds: QuerySet[VoteRound], by: User) -> Any:
    """Ratings come through `votes.visible_to` alone. Four queries, however many rounds."""
    found = list(
        rounds.select_related("adjudicated_rating", "adjudicated_by").prefetch_related("votes")
    )
    cast: dict[int, list[Vote]] = defaultdict(list)
    seen = votes.visible_to(by).filter(round__in=found).select_related("person", "rating")
    for vote in seen:
        cast[vote.round_id].append(vote)
    context = {"cast": cast, "voters": _voters(found)}
    return RoundSerializer(found, many=True, context=context).data


def _voters(rounds: list[VoteRound]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    cast = Vote.objects.filter(round__in=rounds).order_by("person__username")
    for round_id, name in cast.values_list("round_id", "person__username"):
        found[round_id].append(name)
    return found
