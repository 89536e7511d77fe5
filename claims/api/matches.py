"""`/api/v1/claims/<id>/matches/`: what was said before, and whether it is the same."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import checked, curation
from claims.api import access
from claims.api.serializers import ClaimSerializer
from claims.models import Claim, ClaimMatch, MatchDecision


class MatchReasonSerializer(serializers.Serializer[Any]):
    """`code` with the words of this claim and of the earlier one that it is about."""

    code = serializers.CharField()
    one = serializers.CharField(allow_blank=True)
    other = serializers.CharField(allow_blank=True)


class CheckedSerializer(serializers.Serializer[Any]):
    """`public`: `word` is a published verdict and `url` its page; else where the work stands."""

    word = serializers.CharField()
    url = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)
    public = serializers.BooleanField()
    flagged = serializers.BooleanField(help_text="A source it stands on died or changed.")
    retracted = serializers.BooleanField()


class MatchSerializer(serializers.ModelSerializer[ClaimMatch]):
    """An accepted claim of another article that says the same, or nearly."""

    statement = serializers.CharField(source="earlier.statement", read_only=True)
    reasons = MatchReasonSerializer(many=True, read_only=True)
    by = serializers.CharField(source="by.username", read_only=True, allow_null=True, default=None)
    checked = CheckedSerializer(read_only=True, allow_null=True)

    class Meta:
        model = ClaimMatch
        fields = [
            *("id", "claim", "earlier", "statement", "kind", "score", "reasons", "method"),
            *("found_at", "decision", "by", "decided_at", "checked"),
        ]
        read_only_fields = fields


class MatchDecisionSerializer(serializers.Serializer[Any]):
    """`same` merges the claim into the earlier one; `different` keeps the two apart for good."""

    match = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    decision = serializers.ChoiceField(choices=MatchDecision.choices)


class Matches(access.Gated[ClaimMatch]):
    queryset = ClaimMatch.objects.none()
    serializer_class = MatchSerializer
    pagination_class = None

    @extend_schema(
        responses={200: MatchSerializer(many=True), **access.problems(401, 403, 404)},
    )
    def list(self, request: Request, pk: int) -> Response:
        """What was said before that a claim may repeat, the likeliest first, with what came of it.

        Those that were told apart are there too; compared in the background, so a claim that has
        just come in may have none yet.
        """
        found = list(self._of(pk).select_related("earlier", "by"))
        told = checked.of({each.earlier_id for each in found})
        for each in found:
            each.checked = told.get(each.earlier_id)  # type: ignore[attr-defined]  # shown, not stored
        return Response(MatchSerializer(found, many=True).data)

    @extend_schema(
        request=MatchDecisionSerializer,
        responses={200: ClaimSerializer, **access.problems(400, 401, 403, 404, 409)},
    )
    def decide(self, request: Request, pk: int) -> Response:
        """Say whether a claim is the same as an earlier one; `undo/` takes it back."""
        sent = MatchDecisionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        match = get_object_or_404(self._of(pk), pk=sent.validated_data["match"])
        same = sent.validated_data["decision"] == MatchDecision.SAME
        act = curation.say_same if same else curation.tell_apart
        claim = act(match.pk, by=self.person, now=timezone.now())
        return Response(ClaimSerializer(claim).data)

    def _of(self, pk: int) -> QuerySet[ClaimMatch]:
        claim = get_object_or_404(Claim.objects.visible_to(self.person).only("pk"), pk=pk)
        return claim.matches.order_by("-score", "pk")
