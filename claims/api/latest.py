"""`/api/v1/articles/<id>/changes/` and `…/undo-mine/`: what was decided meanwhile, a step back."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import curation
from claims.api import access
from claims.api.serializers import ClaimSerializer
from claims.models import Article, Change, Claim

AFTER = OpenApiParameter("after", str, description="What the last answer gave as `after`.")


class NewsSerializer(serializers.ModelSerializer[Change]):
    by = serializers.CharField(source="by.username", read_only=True)

    class Meta:
        model = Change
        fields = ["id", "claim", "kind", "by", "at", "ground", "reason", "other", "undoes", "batch"]
        read_only_fields = fields


class LatestSerializer(serializers.Serializer[Any]):
    """`after` is what to send the next time; each change is told once."""

    after = serializers.CharField()
    changes = NewsSerializer(many=True)


class Latest(access.Gated[Claim]):
    queryset = Claim.objects.none()
    serializer_class = LatestSerializer
    pagination_class = None

    @extend_schema(
        parameters=[AFTER],
        responses={200: LatestSerializer, **access.problems(400, 401, 403, 404)},
    )
    def changes(self, request: Request, pk: int) -> Response:
        """What was done to the claims of an article since the last answer; without `after`,
        only where to begin."""
        now, article = timezone.now(), self._article(pk)
        if "after" in request.query_params:
            seen = curation.Seen.of(request.query_params["after"])
            changes, seen = curation.since(article.pk, seen, now=now)
        else:
            changes, seen = [], curation.newest(article.pk, now=now)
        return Response(LatestSerializer({"after": str(seen), "changes": changes}).data)

    @extend_schema(
        request=None,
        responses={
            200: ClaimSerializer(many=True),
            **access.problems(401, 403, 404, 409),
        },
    )
    def undo_mine(self, request: Request, pk: int) -> Response:
        """Take back your own last step on an article, whichever claims it was about."""
        article = self._article(pk)
        undone = curation.undo_mine(article.pk, by=self.person, now=timezone.now())
        claims = Claim.objects.filter(pk__in=undone).select_related("decided_by")
        return Response(ClaimSerializer(claims.order_by("start", "end", "pk"), many=True).data)

    def _article(self, pk: int) -> Article:
        return get_object_or_404(Article.objects.visible_to(self.person).only("pk"), pk=pk)
