"""`/api/v1/views/`: views of the queue under a name."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.access import problems
from claims.api.serializers import RawText
from factcheck import conditions
from factcheck.exceptions import InvalidInput
from reviews import saved
from reviews.api import access
from reviews.api.serializers import UserName
from reviews.models import SavedView
from reviews.web.filters import QueueFilter


class ViewSerializer(serializers.ModelSerializer[SavedView]):
    owner = UserName()
    first = serializers.SerializerMethodField(help_text="your queue opens with it")

    class Meta:
        model = SavedView
        fields = ["id", "name", "query", "shared", "owner", "first", "created_at"]
        read_only_fields = fields

    def get_first(self, view: SavedView) -> bool:
        return bool(view == self.context["first"])


class KeptViewSerializer(serializers.Serializer[Any]):
    """`query`: as it stands in the address of the queue, after the question mark."""

    name = RawText()
    query = RawText(required=False, help_text="status=queued&overdue=1&order=-due")
    shared = serializers.BooleanField(required=False, help_text="for everybody; editors")
    first = serializers.BooleanField(required=False, help_text="your queue opens with it")


class ChangedViewSerializer(KeptViewSerializer):
    """What is left out stays."""

    name = RawText(required=False)


@extend_schema_view(
    list=extend_schema(
        responses={200: ViewSerializer(many=True), **problems(401, 403)}, filters=False
    ),
    retrieve=extend_schema(responses={200: ViewSerializer, **problems(401, 403, 404)}),
)
class Views(
    access.Gated,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[SavedView],
):
    """Your views of the queue, and those that are shared."""

    queryset = SavedView.objects.none()
    serializer_class = ViewSerializer
    pagination_class = None
    lookup_value_converter = "int"

    def get_queryset(self) -> QuerySet[SavedView]:
        return SavedView.objects.visible_to(self.person).select_related("owner")

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "first": saved.first(self.person)}

    @extend_schema(
        request=KeptViewSerializer,
        responses={201: ViewSerializer, **problems(400, 401, 403, 409)},
    )
    def create(self, request: Request) -> Response:
        """Keep filters, order and columns under a name."""
        given = self._sent(KeptViewSerializer)
        first = given.pop("first", None)
        given.setdefault("query", "")
        view = saved.save(by=self.person, now=timezone.now(), **given)
        self._open_with(view, first=first)
        return Response(self.get_serializer(view).data, status=status.HTTP_201_CREATED)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One view; its `ETag` is what `If-Match` takes."""
        shown = self.get_serializer(self.get_object()).data
        return Response(shown, headers={"ETag": conditions.tag(shown)})

    @extend_schema(
        parameters=[conditions.IF_MATCH],
        request=ChangedViewSerializer,
        responses={200: ViewSerializer, **problems(400, 401, 403, 404, 409, 412)},
    )
    @transaction.atomic
    def partial_update(self, request: Request, pk: int) -> Response:
        """Rename a view, give it other filters, share it, or have your queue open with it."""
        view = self._unchanged(pk)
        given = self._sent(ChangedViewSerializer)
        first = given.pop("first", None)
        if given:
            view = saved.change(view.pk, by=self.person, **given)
        self._open_with(view, first=first)
        return Response(self.get_serializer(view).data)

    @extend_schema(
        parameters=[conditions.IF_MATCH],
        responses={204: None, **problems(400, 401, 403, 404, 412)},
    )
    @transaction.atomic
    def destroy(self, request: Request, pk: int) -> Response:
        """Delete a view. Shared ones are every editor's to delete."""
        saved.delete(self._unchanged(pk).pk, by=self.person)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _unchanged(self, pk: int) -> SavedView:
        """The view, locked; 412 where it is not as it was read."""
        view = get_object_or_404(self.get_queryset().select_for_update(of=("self",)), pk=pk)
        conditions.check(self.request, self.get_serializer(view).data)
        return view

    def _sent(self, shape: type[KeptViewSerializer]) -> dict[str, Any]:
        """What was sent, its query read as the queue would read it. Raises InvalidInput."""
        sent = shape(data=self.request.data)
        sent.is_valid(raise_exception=True)
        given = dict(sent.validated_data)
        if "query" in given:
            given["query"] = self._read(given["query"].removeprefix("?"))
        return given

    def _read(self, query: str) -> str:
        if len(query) > saved.LONGEST_QUERY:
            raise InvalidInput(_("These filters are too many to keep."), field="query")
        read = QueueFilter(QueryDict(query), user=self.person, request=self.request)
        if read.unknown:
            raise InvalidInput(
                _("This means nothing to the queue: %(filters)s.")
                % {"filters": ", ".join(read.unknown)},
                field="query",
            )
        return read.query

    def _open_with(self, view: SavedView, *, first: bool | None) -> None:
        if first:
            saved.open_with(view, by=self.person)
        elif first is False and saved.first(self.person) == view:
            saved.open_with(None, by=self.person)
