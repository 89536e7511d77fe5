"""`/api/v1/articles/`"""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import ingestion
from claims.api import access, filters, serializers
from claims.models import Article, Claim, Origin
from factcheck import parsing
from factcheck.accounts.models import User
from factcheck.paging import Cursor


class InTextOrder(Cursor):
    ordering = ("start", "end", "pk")


@extend_schema_view(
    list=extend_schema(
        responses={200: serializers.ArticleSerializer, **access.problems(400, 401, 403)}
    ),
    retrieve=extend_schema(
        responses={200: serializers.ArticleTextSerializer, **access.problems(401, 403, 404)}
    ),
)
class Articles(
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    access.Gated[Article],
):
    """Articles on the desk, newest first."""

    queryset = Article.objects.none()
    serializer_class = serializers.ArticleSerializer
    parser_classes = (parsing.Json, MultiPartParser)
    filterset_class = filters.ArticleFilter
    reaches_out = frozenset({"create"})

    def get_queryset(self) -> QuerySet[Article]:
        articles = Article.objects.visible_to(self.person).with_claim_counts()
        # claims of an older revision lead to it, so each can be read; only the newest are listed
        return articles if self.action == "retrieve" else articles.live().defer("text")

    def get_serializer_class(self) -> Any:
        if self.action == "retrieve":
            return serializers.ArticleTextSerializer
        return serializers.ArticleSerializer

    @extend_schema(
        request=dict.fromkeys(
            ("application/json", "multipart/form-data"), serializers.NewArticleSerializer
        ),
        responses={
            201: serializers.ArticleTextSerializer,
            200: serializers.ArticleTextSerializer,
            **access.problems(400, 401, 403, 409, 413),
        },
    )
    def create(self, request: Request) -> Response:
        """Add a text, a file or the page at a URL, with its candidate claims.

        201 with the new article; 200 with the one that was there, when the text or the address
        is on the desk already.
        """
        sent = serializers.NewArticleSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        ingested = _ingest(dict(sent.validated_data), by=self.person)
        article = Article.objects.with_claim_counts().get(pk=ingested.article.pk)
        where = reverse("article-detail", args=[article.pk], request=request)
        return Response(
            serializers.ArticleTextSerializer(article).data,
            status=status.HTTP_201_CREATED if ingested.created else status.HTTP_200_OK,
            headers={"Location": where},
        )


def _ingest(given: dict[str, Any], *, by: User) -> ingestion.Ingested:
    now, file = timezone.now(), given.pop("file", None)
    if file is not None:
        raw: str | bytes = file.read(ingestion.LARGEST_DOCUMENT + 1)
        given |= {"file_name": file.name or "", "media_type": file.content_type or ""}
    elif "text" in given:
        raw = given.pop("text")
    else:
        return ingestion.ingest_url(given["url"], by=by, now=now)
    return ingestion.ingest_text(raw, by=by, now=now, origin=Origin.API, **given)


@extend_schema_view(
    list=extend_schema(
        responses={200: serializers.ClaimSerializer, **access.problems(400, 401, 403, 404)}
    ),
)
class ClaimsOfArticle(mixins.ListModelMixin, access.Gated[Claim]):
    """The claims of one article in the order of its text."""

    queryset = Claim.objects.none()
    serializer_class = serializers.ClaimSerializer
    filterset_class = filters.ClaimFilter
    pagination_class = InTextOrder

    def get_queryset(self) -> QuerySet[Claim]:
        if "pk" not in self.kwargs:  # the schema is being drawn: there is no request
            return Claim.objects.none()
        articles = Article.objects.visible_to(self.person).only("pk")
        article = get_object_or_404(articles, pk=self.kwargs["pk"])
        return article.claims.select_related("decided_by")
