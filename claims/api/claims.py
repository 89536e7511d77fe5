"""`/api/v1/claims/`"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import Serializer

from claims import curation
from claims.api import access, decisions, filters, serializers
from claims.exceptions import AlreadyDecided
from claims.models import Article, Change, Claim
from factcheck.conditions import PreconditionFailed
from factcheck.exceptions import InvalidInput

DECIDED = {200: serializers.ClaimSerializer, **access.problems(400, 401, 403, 404, 409)}
EDITED = DECIDED | access.problems(412)

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description='The ETag you read, such as "3".'
)
LONGEST_TAG = 18  # digits of a number that the database can hold


@extend_schema_view(
    list=extend_schema(
        responses={200: serializers.ClaimSerializer, **access.problems(400, 401, 403)}
    ),
    retrieve=extend_schema(
        responses={200: serializers.ClaimSerializer, **access.problems(401, 403, 404)}
    ),
)
class Claims(mixins.ListModelMixin, mixins.RetrieveModelMixin, access.Gated[Claim]):
    """Claims on the desk, newest first: candidates, accepted, dismissed and merged ones."""

    queryset = Claim.objects.none()
    serializer_class = serializers.ClaimSerializer
    filterset_class = filters.ClaimFilter

    def get_queryset(self) -> QuerySet[Claim]:
        return Claim.objects.visible_to(self.person).select_related("decided_by")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A claim; its `ETag` is what `If-Match` takes."""
        return self._answer(self.get_object())

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

    @extend_schema(request=decisions.DismissalSerializer, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, pk: int) -> Response:
        """Put a candidate aside, and say why."""
        given: curation.Why = self._sent(decisions.DismissalSerializer)
        claim = curation.dismiss(self._id(), by=self.person, now=timezone.now(), **given)
        return self._answer(claim)

    @extend_schema(request=decisions.WordingSerializer, responses=EDITED, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def edit(self, request: Request, pk: int) -> Response:
        """Reword a candidate; its place in the article stays."""
        given = self._sent(decisions.WordingSerializer)
        seen = self._seen(given)
        with self._unless_changed(seen):
            claim = curation.edit(
                self._id(), by=self.person, now=timezone.now(), seen=seen, **given
            )
        return self._answer(claim)

    @extend_schema(request=decisions.BoundsSerializer, responses=EDITED, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: int) -> Response:
        """Move the bounds of a candidate; what is said of its words is read anew."""
        given = self._sent(decisions.BoundsSerializer)
        seen = self._seen(given)
        with self._unless_changed(seen):
            claim = curation.move(
                self._id(), by=self.person, now=timezone.now(), seen=seen, **given
            )
        return self._answer(claim)

    @extend_schema(
        request=decisions.PlaceSerializer,
        responses=EDITED | {200: serializers.ClaimSerializer(many=True)},
        parameters=[IF_MATCH],
        filters=False,
    )
    @action(detail=True, methods=["post"], pagination_class=None)
    def cut(self, request: Request, pk: int) -> Response:
        """Cut a candidate in two; the answer holds both halves."""
        given = self._sent(decisions.PlaceSerializer)
        seen = self._seen(given)
        with self._unless_changed(seen):
            halves = curation.cut(
                self._id(), by=self.person, now=timezone.now(), seen=seen, **given
            )
        return Response(serializers.ClaimSerializer(halves, many=True).data)

    @extend_schema(request=decisions.TargetSerializer, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: int) -> Response:
        """Say that a candidate claims the same as another claim of its article."""
        given = self._sent(decisions.TargetSerializer)
        return self._answer(curation.merge(self._id(), by=self.person, now=timezone.now(), **given))

    @extend_schema(request=None, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: int) -> Response:
        """Take back the latest change of a claim."""
        return self._answer(curation.undo(self._id(), by=self.person, now=timezone.now()))

    @extend_schema(
        responses={
            200: decisions.ChangeSerializer(many=True),
            **access.problems(401, 403, 404),
        },
        filters=False,
    )
    @action(detail=True, methods=["get"], pagination_class=None)
    def changes(self, request: Request, pk: int) -> Response:
        """Everything that was done to a claim, oldest first."""
        entries = curation.history(get_object_or_404(self.get_queryset(), pk=pk))
        return Response(decisions.ChangeSerializer([_told(e) for e in entries], many=True).data)

    @extend_schema(
        request=decisions.BulkSerializer,
        responses={
            200: decisions.BatchSerializer,
            **access.problems(400, 401, 403, 404, 409),
        },
        filters=False,
    )
    @action(detail=False, methods=["post"], pagination_class=None)
    def bulk(self, request: Request) -> Response:
        """Decide on many claims in one go: each alone, all undone together by their `batch`.

        200 also where some were refused; `refused` says which and why.
        """
        given = self._sent(decisions.BulkSerializer)
        return Response(decisions.BatchSerializer(self._batch(**given)).data)

    def _batch(self, *, action: str, **given: Any) -> curation.Batch:
        by, now = self.person, timezone.now()
        if action == "undo":
            return curation.undo_batch(given["batch"], by=by, now=now)
        if action == "dismiss":
            return curation.dismiss_all(given.pop("claims"), by=by, now=now, **given)
        ids = given.get("claims")
        if ids is None:
            article = get_object_or_404(Article.objects.visible_to(by), pk=given["article"])
            ids = curation.open_at_least(article.pk, given["at_least"])
        return curation.accept_all(ids, by=by, now=now)

    def _seen(self, given: dict[str, Any]) -> int | None:
        """`If-Match` (RFC 9110, 13.1.1) with the ETag of a claim, else `seen` of the body."""
        in_body: int | None = given.pop("seen", None)
        header = self.request.headers.get("If-Match")
        if header is None:
            return in_body
        tag = header.strip().strip('"')
        if not tag.isascii() or not tag.isdecimal() or len(tag) > LONGEST_TAG:
            raise InvalidInput(
                _('Send the ETag you read as If-Match, such as "3".'), field="If-Match"
            )
        return int(tag)

    @contextmanager
    def _unless_changed(self, seen: int | None) -> Iterator[None]:
        """Who sent `If-Match` is told 412 with the claim as it is (RFC 9110, 13.1.1), else 409."""
        try:
            yield
        except AlreadyDecided as refused:
            claim = self.get_object()
            stands = curation.latest_change(claim)
            if "If-Match" not in self.request.headers or seen == stands:
                raise
            data = serializers.ClaimSerializer(claim).data
            raise PreconditionFailed(str(refused), stands=data, etag=f'"{stands}"') from refused

    def _id(self) -> int:
        """The claim of the address, 404 where there is none."""
        claims = Claim.objects.visible_to(self.person).only("pk")
        return get_object_or_404(claims, pk=self.kwargs["pk"]).pk

    def _sent(self, shape: type[Serializer[Any]]) -> Any:
        sent = shape(data=self.request.data)
        sent.is_valid(raise_exception=True)
        return sent.validated_data

    def _answer(self, claim: Claim) -> Response:
        tag = f'"{curation.latest_change(claim)}"'
        return Response(serializers.ClaimSerializer(claim).data, headers={"ETag": tag})


def _told(entry: curation.Entry) -> Change:
    """A change with what it left, for the serializer."""
    entry.change.after = entry.after  # type: ignore[attr-defined]  # shown, not stored
    return entry.change
