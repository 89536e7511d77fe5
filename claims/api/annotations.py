"""`/api/v1/articles/<id>/annotations/`: claims as W3C Web Annotations, out and in."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import revisions
from claims.anchoring import annotations
from claims.api import access, anchors
from claims.models import Article, Claim
from factcheck.parsing import Json

PER_PAGE = 100
FARTHEST = 100_000
LD = "application/ld+json"
DOCUMENT = {"oneOf": [{"type": "object"}, {"type": "array", "items": {}}]}
PAGE = OpenApiParameter("page", {"type": "integer", "minimum": 1, "maximum": FARTHEST}, "query")


class LinkedData(JSONRenderer):
    """Without the profile, which negotiation would demand of whoever accepts anything."""

    media_type = LD
    format = JSONRenderer.format  # chosen by the Accept header, not by ?format=


class LinkedJson(Json):
    media_type = LD


class Annotations(access.Gated[Article]):
    """The claims of one text as an AnnotationCollection, in the order of the text."""

    queryset = Article.objects.none()
    serializer_class = anchors.ImportedSerializer
    pagination_class = None
    parser_classes = [Json, LinkedJson]

    def get_renderers(self) -> list[Any]:
        """An import is answered, an export given, in its own kind."""
        return [LinkedData(), JSONRenderer()] if self.action == "show" else [JSONRenderer()]

    @extend_schema(
        parameters=[PAGE],
        responses={
            (200, LD): OpenApiTypes.OBJECT,
            (200, "application/json"): OpenApiTypes.OBJECT,
            **access.problems(400, 401, 403, 404),
        },
    )
    def show(self, request: Request, pk: int) -> Response:
        """A collection whose first page is in it; further ones are at `?page=`.

        Positions count Unicode code points, as the Recommendation has it.
        """
        article = self._article(pk)
        page = _page(request)
        claims = article.claims.select_related("added_by").order_by("start", "end", "pk")
        first = (page - 1) * PER_PAGE
        shown = [_annotation(claim, article, request) for claim in claims[first : first + PER_PAGE]]
        address = reverse("article-annotations", args=[article.pk], request=request)
        body = annotations.collection(
            address, article.title, shown, total=claims.count(), first=first, page=page
        )
        return _answer(request, body)

    @extend_schema(
        request={LD: DOCUMENT, "application/json": DOCUMENT},
        responses={
            200: anchors.ImportedSerializer(many=True),
            **access.problems(400, 401, 403, 404, 413),
        },
        filters=False,
    )
    def take(self, request: Request, pk: int) -> Response:
        """Propose what annotations say: one, a list, a page, or a collection with its first page.

        Each must have a TextQuoteSelector. Where a position is given and holds, it counts; else
        the quote counts where it stands once with its prefix and suffix. The others are refused,
        each with its reason, and what could be placed is kept.
        """
        done = revisions.import_annotations(
            self._article(pk), request.data, by=self.person, now=timezone.now()
        )
        return Response(anchors.ImportedSerializer(done, many=True).data)

    def _article(self, pk: int) -> Article:
        return get_object_or_404(Article.objects.visible_to(self.person), pk=pk)


class OneAnnotation(access.Gated[Claim]):
    queryset = Claim.objects.none()
    serializer_class = anchors.ImportedSerializer
    pagination_class = None
    renderer_classes = [LinkedData, JSONRenderer]

    @extend_schema(
        responses={
            (200, LD): OpenApiTypes.OBJECT,
            (200, "application/json"): OpenApiTypes.OBJECT,
            **access.problems(401, 403, 404),
        }
    )
    def show(self, request: Request, pk: int) -> Response:
        """A claim as a W3C Web Annotation: quote, position and statement."""
        claims = Claim.objects.visible_to(self.person).select_related("article", "added_by")
        claim = get_object_or_404(claims, pk=pk)
        body = _annotation(claim, claim.article, request)
        return _answer(request, {"@context": annotations.CONTEXT, **body})


def _annotation(claim: Claim, article: Article, request: Request) -> dict[str, Any]:
    claim.article = article
    said = revisions.annotated(
        claim,
        address=reverse("claim-annotation", args=[claim.pk], request=request),
        source=reverse("article-detail", args=[article.pk], request=request),
    )
    return annotations.annotation(said, article.text)


def _answer(request: Request, body: dict[str, Any]) -> Response:
    linked = isinstance(request.accepted_renderer, LinkedData)
    return Response(body, content_type=annotations.MEDIA_TYPE if linked else None)


def _page(request: Request) -> int:
    if set(request.query_params) - {"page", "format"}:
        raise ParseError(_("A collection of annotations takes no parameter but “page”."))
    sent = request.query_params.get("page", "1")
    if not (sent.isascii() and sent.isdecimal() and len(sent) <= 6 and 1 <= int(sent) <= FARTHEST):
        raise ParseError(_("Pages are numbered from 1."))
    return int(sent)
