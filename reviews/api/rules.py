"""`/api/v1/rules/`: the scale in use and the ruling policy, which a verdict is written by."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from reviews import checklist
from reviews.api import access
from reviews.api.serializers import RatingSerializer
from reviews.models import Policy, RatingScale


class ScaleSerializer(serializers.ModelSerializer[RatingScale]):
    ratings = RatingSerializer(many=True, read_only=True)

    class Meta:
        model = RatingScale
        fields = ["name", "version", "best", "worst", "ratings"]
        read_only_fields = fields


class PolicySerializer(serializers.ModelSerializer[Policy]):
    class Meta:
        model = Policy
        fields = [
            *("version", "min_sources", "weigh_both_sides", "min_rationale", "votes", "method"),
            "created_at",
        ]
        read_only_fields = fields


class RulesSerializer(serializers.Serializer[None]):
    scale = ScaleSerializer()
    policy = PolicySerializer()


class Rules(access.Gated):
    @extend_schema(
        operation_id="rules_retrieve",
        responses={200: RulesSerializer, **problems(401, 403)},
    )
    def get(self, request: Request) -> Response:
        """What a new verdict may be rated (`id` is what `rating` takes), and what it must have."""
        scale = RatingScale.objects.prefetch_related("ratings").get(active=True)
        return Response(
            {
                "scale": ScaleSerializer(scale).data,
                "policy": PolicySerializer(checklist.ruling_policy()).data,
            }
        )
