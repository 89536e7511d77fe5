"""`/api/v1/notices/`: what the person of the session or key is told."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from factcheck.paging import Cursor
from reviews.api import access
from reviews.models import Notice
from reviews.notices import inbox, phrasing

MOST = 2**63 - 1
BOOLEANS = ("true", "false")
UNREAD = OpenApiParameter("unread", OpenApiTypes.BOOL, description="Only what is not read.")


class NoticeSerializer(serializers.ModelSerializer[Notice]):
    text = serializers.SerializerMethodField(help_text="what happened, in the reader's language")
    detail = serializers.SerializerMethodField(help_text="what somebody wrote about it")
    claim = serializers.CharField(source="review.claim.statement", read_only=True)
    url = serializers.SerializerMethodField(help_text="where it is on the desk")

    class Meta:
        model = Notice
        fields = ("id", "kind", "text", "detail", "review", "claim", "url", "made_at", "read_at")
        read_only_fields = fields

    def get_text(self, notice: Notice) -> str:
        return phrasing.headline(notice)

    def get_detail(self, notice: Notice) -> str:
        return phrasing.detail(notice)

    def get_url(self, notice: Notice) -> str:
        return phrasing.place(notice)


class UntilSerializer(serializers.Serializer[Any]):
    until = serializers.IntegerField(
        min_value=1, max_value=MOST, help_text="the id of the newest notice you have seen"
    )


class ReadSerializer(serializers.Serializer[Any]):
    read = serializers.IntegerField(help_text="how many were marked now")


@extend_schema_view(
    list=extend_schema(
        parameters=[UNREAD], responses={200: NoticeSerializer, **problems(400, 401, 403)}
    )
)
class Notices(access.Gated, mixins.ListModelMixin, viewsets.GenericViewSet[Notice]):
    """Your own, newest first; nobody reads those of others, whatever their role."""

    serializer_class = NoticeSerializer
    pagination_class = Cursor
    queryset = Notice.objects.none()

    def get_queryset(self) -> QuerySet[Notice]:
        mine = Notice.objects.visible_to(self.person).with_what_they_tell()
        unread = self.request.query_params.get("unread", "false")
        if unread not in BOOLEANS:
            told = serializers.BooleanField.default_error_messages["invalid"]
            raise serializers.ValidationError({"unread": [told]})
        return mine.unread() if unread == "true" else mine

    @extend_schema(request=None, responses={200: NoticeSerializer, **problems(401, 403, 404)})
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str = "") -> Response:
        """Mark one as read. Twice is once."""
        try:
            notice = inbox.read(self.person, int(pk), now=timezone.now())
        except (Notice.DoesNotExist, ValueError, OverflowError):
            raise Http404 from None
        return Response(NoticeSerializer(notice).data)

    @extend_schema(
        operation_id="notices_read_all",
        request=UntilSerializer,
        responses={200: ReadSerializer, **problems(400, 401, 403)},
    )
    @action(detail=False, methods=["post"], url_path="read", url_name="read-all")
    def read_all(self, request: Request) -> Response:
        """Mark all up to the newest you have seen: what came since stays unread."""
        sent = UntilSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        until: int = sent.validated_data["until"]
        marked = inbox.read_all(self.person, until=until, now=timezone.now())
        return Response({"read": marked})
