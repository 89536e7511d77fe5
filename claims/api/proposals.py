"""`/api/v1/articles/<id>/proposal-runs/`: what a language model was asked, and to ask it."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims import proposals, tasks
from claims.api import access
from claims.models import Article, ProposalRun


class ProposalRunSerializer(serializers.ModelSerializer[ProposalRun]):
    requested_by = serializers.CharField(
        source="requested_by.username", read_only=True, allow_null=True, default=None
    )
    dropped = serializers.DictField(
        child=serializers.IntegerField(), read_only=True, help_text="reason → how many"
    )

    class Meta:
        model = ProposalRun
        fields = [
            *("id", "article", "splitter", "state", "requested_by", "created_at", "finished_at"),
            *("tries", "characters_read", "proposed", "stored", "known", "dropped", "reworded"),
            *("prompt_tokens", "completion_tokens", "error"),
        ]
        read_only_fields = fields


@extend_schema_view(
    list=extend_schema(
        responses={200: ProposalRunSerializer, **access.problems(400, 401, 403, 404)}
    ),
)
class ProposalRuns(mixins.ListModelMixin, access.Gated[ProposalRun]):
    """The times a language model was asked about an article, newest first."""

    queryset = ProposalRun.objects.none()
    serializer_class = ProposalRunSerializer

    def get_queryset(self) -> QuerySet[ProposalRun]:
        if "pk" not in self.kwargs:  # the schema is being drawn: there is no request
            return ProposalRun.objects.none()
        return self._article().proposal_runs.visible_to(self.person).select_related("requested_by")

    @extend_schema(
        request=None,
        responses={202: ProposalRunSerializer, **access.problems(401, 403, 404, 409)},
    )
    def create(self, request: Request, pk: int) -> Response:
        """Have the language model asked; a worker does it, and the run tells what came of it."""
        run = proposals.request_run(self._article().pk, by=self.person, now=timezone.now())
        tasks.hurry_model()
        return Response(ProposalRunSerializer(run).data, status=status.HTTP_202_ACCEPTED)

    def _article(self) -> Article:
        articles = Article.objects.visible_to(self.person).only("pk")
        return get_object_or_404(articles, pk=self.kwargs["pk"])
