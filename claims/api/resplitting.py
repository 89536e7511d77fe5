"""`/api/v1/articles/<id>/resplit/`: what an upgraded splitter would add, and adding it."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims import resplitting
from claims.api import access, decisions
from claims.models import Article


class Resplit(access.Gated[Article]):
    queryset = Article.objects.none()
    serializer_class = decisions.ReportSerializer
    pagination_class = None

    @extend_schema(responses={200: decisions.ReportSerializer, **access.problems(401, 403, 404)})
    def report(self, request: Request, pk: int) -> Response:
        """What would change if this article were split again; nothing is changed."""
        return _answer(resplitting.report(self._id(pk)))

    @extend_schema(
        request=decisions.ResplitSerializer,
        responses={200: decisions.ReportSerializer, **access.problems(400, 401, 403, 404)},
    )
    def resplit(self, request: Request, pk: int) -> Response:
        """Split again: adds what is new, and touches nobody's work."""
        sent = decisions.ResplitSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = resplitting.resplit(
            self._id(pk), by=self.person, now=timezone.now(), **sent.validated_data
        )
        return _answer(made)

    def _id(self, pk: int) -> int:
        articles = Article.objects.visible_to(self.person).live().only("pk")
        return get_object_or_404(articles, pk=pk).pk


def _answer(made: resplitting.Report) -> Response:
    return Response(resplitting.as_json(made))
