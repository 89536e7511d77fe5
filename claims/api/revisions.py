"""`/api/v1/articles/<id>/revisions/` and around it: new texts, and where claims are in them."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims import curation, revisions
from claims.api import access, anchors
from claims.models import Anchoring, Article, Claim, Origin
from factcheck.paging import Cursor

REVISED = {
    200: anchors.RevisedSerializer,
    201: anchors.RevisedSerializer,
    **access.problems(400, 401, 403, 404, 409),
}


class ByNumber(Cursor):
    ordering = ("pk",)


class Revisions(access.Gated[Article]):
    """The texts of an article, oldest first."""

    queryset = Article.objects.none()
    serializer_class = anchors.RevisionSerializer
    pagination_class = None
    reaches_out = frozenset({"refetch"})

    @extend_schema(
        responses={
            200: anchors.RevisionSerializer(many=True),
            **access.problems(401, 403, 404),
        }
    )
    def list(self, request: Request, pk: int) -> Response:
        """Every text that this article ever had."""
        texts = revisions.lineage(self._id(pk))
        return Response(anchors.RevisionSerializer(texts, many=True).data)

    @extend_schema(
        request=anchors.NewRevisionSerializer,
        responses=REVISED | access.problems(413),
    )
    def create(self, request: Request, pk: int) -> Response:
        """Add a corrected text. 201 with the new revision; 200 where the text is the same."""
        sent = anchors.NewRevisionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data
        done = revisions.revise(
            self._id(pk),
            given["text"],
            by=self.person,
            now=timezone.now(),
            origin=Origin.API,
            anyway=given["anyway"],
        )
        return _answer(done)

    @extend_schema(request=anchors.RefetchSerializer, responses=REVISED)
    def refetch(self, request: Request, pk: int) -> Response:
        """Fetch its address again. 201 where it holds another text, 200 where the same."""
        sent = anchors.RefetchSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        done = revisions.refetch(
            self._id(pk), by=self.person, now=timezone.now(), **sent.validated_data
        )
        return _answer(done)

    def _id(self, pk: int) -> int:
        articles = Article.objects.visible_to(self.person).only("pk")
        return get_object_or_404(articles, pk=pk).pk


@extend_schema_view(
    list=extend_schema(
        responses={200: anchors.AnchoringSerializer, **access.problems(400, 401, 403, 404)}
    ),
)
class Anchorings(mixins.ListModelMixin, access.Gated[Anchoring]):
    """What became of each claim of the text before in this one."""

    queryset = Anchoring.objects.none()
    serializer_class = anchors.AnchoringSerializer
    pagination_class = ByNumber

    def get_queryset(self) -> QuerySet[Anchoring]:
        if "pk" not in self.kwargs:  # the schema is being drawn: there is no request
            return Anchoring.objects.none()
        articles = Article.objects.visible_to(self.person).only("pk")
        article = get_object_or_404(articles, pk=self.kwargs["pk"])
        return article.anchorings.select_related("settled_by")


class Settling(access.Gated[Anchoring]):
    """Where a claim is whose place in the newest text is open."""

    queryset = Anchoring.objects.none()
    serializer_class = anchors.AnchoringSerializer
    pagination_class = None

    @extend_schema(
        request=anchors.SettleSerializer,
        responses={
            200: anchors.AnchoringSerializer,
            **access.problems(400, 401, 403, 404, 409),
        },
    )
    def settle(self, request: Request, pk: int) -> Response:
        """Say where a claim is in the newest text, or that it is gone from it."""
        sent = anchors.SettleSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given, by, now = sent.validated_data, self.person, timezone.now()
        claim = get_object_or_404(Claim.objects.visible_to(by).only("pk"), pk=pk)
        if given["gone"]:
            row = revisions.settle_gone(claim.pk, by=by, now=now, reason=given.get("reason", ""))
        else:
            start, end = _place(claim, given)
            row = revisions.settle_here(
                claim.pk, start=start, end=end, by=by, now=now, statement=given.get("statement", "")
            )
        return Response(anchors.AnchoringSerializer(row).data)


def _place(claim: Claim, given: dict[str, object]) -> tuple[int, int]:
    if "quote" in given:
        return curation.located(revisions.live(claim.article_id), str(given["quote"]))
    return int(str(given["start"])), int(str(given["end"]))


def _answer(done: revisions.Revised) -> Response:
    counted = Article.objects.with_claim_counts().get(pk=done.article.pk)
    body = {
        "created": done.created,
        "carried": done.carried,
        "waiting": done.waiting,
        "added": done.added,
        "article": counted,
    }
    code = status.HTTP_201_CREATED if done.created else status.HTTP_200_OK
    return Response(anchors.RevisedSerializer(body).data, status=code)
