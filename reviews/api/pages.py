"""`/api/v1/pages/`: what the desk says of itself."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from factcheck.accounts.authentication import scope
from factcheck.accounts.models import Scope
from reviews.api import access
from reviews.api import reader_shapes as shapes
from reviews.models import PageName
from reviews.readers import pages

LANGUAGE = OpenApiParameter(
    "language", OpenApiTypes.STR, description="Another than the one the request asks for."
)
NAME = OpenApiParameter(
    "page", OpenApiTypes.STR, OpenApiParameter.PATH, enum=[name.value for name in PageName]
)


class Pages(access.Gated):
    """Read by anybody; written by editors, with a key of the scope `publish`."""

    def get_permissions(self) -> list[BasePermission]:
        if self.request.method in ("GET", "HEAD", "OPTIONS"):
            return [AllowAny()]
        return [scope(Scope.PUBLISH)()]

    @extend_schema(
        operation_id="pages_retrieve",
        parameters=[NAME, LANGUAGE],
        responses={200: shapes.PageSerializer, **problems(404)},
    )
    def get(self, request: Request, page: str) -> Response:
        """The newest version; 404 for a page that nobody has written yet."""
        language = request.query_params.get("language") or get_language() or ""
        text = pages.shown(_name(page), language=language)
        if text is None:
            raise Http404
        return Response(shapes.PageSerializer(text).data)

    @extend_schema(
        operation_id="pages_write",
        parameters=[NAME],
        request=shapes.WritePageSerializer,
        responses={200: shapes.PageSerializer, **problems(400, 401, 403, 404, 409, 413)},
    )
    def put(self, request: Request, page: str) -> Response:
        """Publish the next version. 409 where somebody has published one since `base`."""
        sent = shapes.WritePageSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        words: dict[str, Any] = sent.validated_data
        text = pages.write(_name(page), by=self.person, now=timezone.now(), **words)
        return Response(shapes.PageSerializer(text).data)


def _name(page: str) -> PageName:
    if page not in PageName.values:
        raise Http404
    return PageName(page)
