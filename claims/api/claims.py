"""`/api/v1/claims/`"""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import Serializer

from claims import curation
from claims.api import access, filters, serializers
from claims.models import Article, Claim

DECIDED = {200: serializers.ClaimSerializer, **access.problems(400, 401, 403, 404, 409)}


@extend_schema_view(
    list=extend_schema(
        responses={200: serializers.ClaimSerializer, **access.problems(400, 401, 403)}
    ),
    retrieve=extend_schema(
        responses={200: serializers.ClaimSerializer, **access.problems(401, 403, 404)}
    ),
)
class Claims(
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    access.Gated[Claim],
):
    """Claims on the desk, newest first: candidates, accepted, dismissed and merged ones."""

    queryset = Claim.objects.none()
    serializer_class = serializers.ClaimSerializer
    filterset_class = filters.ClaimFilter

    def get_queryset(self) -> QuerySet[Claim]:
        return Claim.objects.visible_to(self.person).select_related("decided_by")

    @extend_schema(
        request=serializers.NewClaimSerializer,
        responses={
            201: serializers.ClaimSerializer,
            **access.problems(400, 401, 403, 404, 409),
        },
    )
    def create(self, request: Request) -> Response:
        """Propose words of an article as a candidate."""
        given = self._sent(serializers.NewClaimSerializer)
        article = get_object_or_404(Article.objects.visible_to(self.person), pk=given["article"])
        if "quote" in given:
            start, end = curation.located(article, given["quote"])
        else:
            start, end = given["start"], given["end"]
        claim = curation.propose(
            article.pk,
            start=start,
            end=end,
            by=self.person,
            now=timezone.now(),
            statement=given.get("statement", ""),
        )
        where = reverse("claim-detail", args=[claim.pk], request=request)
        return Response(
            serializers.ClaimSerializer(claim).data,
            status=status.HTTP_201_CREATED,
            headers={"Location": where},
        )

    @extend_schema(request=None, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: int) -> Response:
        """Make a claim of a candidate; its review waits in the queue."""
        return self._answer(curation.accept(self._id(), by=self.person, now=timezone.now()))

    @extend_schema(request=serializers.DismissalSerializer, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, pk: int) -> Response:
        """Put a candidate aside."""
        given = self._sent(serializers.DismissalSerializer)
        claim = curation.dismiss(self._id(), by=self.person, now=timezone.now(), **given)
        return self._answer(claim)

    @extend_schema(request=serializers.WordingSerializer, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def edit(self, request: Request, pk: int) -> Response:
        """Reword a candidate; its place in the article stays."""
        given: curation.Wording = self._sent(serializers.WordingSerializer)
        claim = curation.edit(self._id(), by=self.person, now=timezone.now(), **given)
        return self._answer(claim)

    @extend_schema(
        request=serializers.PlaceSerializer,
        responses=DECIDED | {200: serializers.ClaimSerializer(many=True)},
        filters=False,
    )
    @action(detail=True, methods=["post"], pagination_class=None)
    def cut(self, request: Request, pk: int) -> Response:
        """Cut a candidate in two; the answer holds both halves."""
        given = self._sent(serializers.PlaceSerializer)
        halves = curation.cut(self._id(), by=self.person, now=timezone.now(), **given)
        return Response(serializers.ClaimSerializer(halves, many=True).data)

    @extend_schema(request=serializers.TargetSerializer, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: int) -> Response:
        """Say that a candidate claims the same as another claim of its article."""
        given = self._sent(serializers.TargetSerializer)
        return self._answer(curation.merge(self._id(), by=self.person, now=timezone.now(), **given))

    @extend_schema(request=None, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: int) -> Response:
        """Take back the latest change of a claim."""
        return self._answer(curation.undo(self._id(), by=self.person, now=timezone.now()))

    def _id(self) -> int:
        """The claim of the address, 404 where there is none."""
        claims = Claim.objects.visible_to(self.person).only("pk")
        return get_object_or_404(claims, pk=self.kwargs["pk"]).pk

    def _sent(self, shape: type[Serializer[Any]]) -> Any:
        sent = shape(data=self.request.data)
        sent.is_valid(raise_exception=True)
        return sent.validated_data

    def _answer(self, claim: Claim) -> Response:
        return Response(serializers.ClaimSerializer(claim).data)
