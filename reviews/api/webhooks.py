"""`/api/v1/webhooks/` and `/api/v1/webhook-deliveries/`: who is told of what is published."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.access import problems
from factcheck.accounts.authentication import scope
from factcheck.accounts.models import Scope
from factcheck.paging import Cursor
from reviews import tasks
from reviews.api import access
from reviews.api import webhook_shapes as shapes
from reviews.models import Delivery, DeliveryState, WebhookEndpoint
from reviews.webhooks import endpoints

STEERED: dict[Any, Any] = {200: shapes.WebhookSerializer, **problems(401, 403, 404, 409)}


class Gated(access.Gated):
    """A session of an editor, or a key of one with the scope `webhooks`, for reading too: an
    address may hold keys of another house."""

    def get_permissions(self) -> list[BasePermission]:
        return [scope(Scope.WEBHOOKS)()]

    def check_permissions(self, request: Request) -> None:
        super().check_permissions(request)
        endpoints.check_may(self.person)


@extend_schema_view(
    list=extend_schema(
        responses={200: shapes.WebhookSerializer, **problems(400, 401, 403)}, filters=False
    ),
    retrieve=extend_schema(responses={200: shapes.WebhookSerializer, **problems(401, 403, 404)}),
)
class Webhooks(
    Gated,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet[WebhookEndpoint],
):
    """Addresses that are told of what is published, as Standard Webhooks has it."""

    queryset = WebhookEndpoint.objects.none()
    serializer_class = shapes.WebhookSerializer
    pagination_class = Cursor
    filter_backends = ()
    lookup_value_converter = "int"
    reaches_out = frozenset({"create"})
    shows_secret = frozenset({"create", "rotate"})

    def get_queryset(self) -> QuerySet[WebhookEndpoint]:
        return WebhookEndpoint.objects.visible_to(self.person).select_related("made_by")

    @extend_schema(
        request=shapes.WantedSerializer,
        responses={201: shapes.MadeSerializer, **problems(400, 401, 403, 409, 413)},
    )
    def create(self, request: Request) -> Response:
        """Have an address told from now on. The answer holds its secret, as nothing else will."""
        sent = shapes.WantedSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made, secret = endpoints.add(by=self.person, now=timezone.now(), **sent.validated_data)
        where = reverse("webhook-detail", args=[made.pk], request=request)
        return Response(
            shapes.MadeSerializer(made, context={"secret": secret}).data,
            status=status.HTTP_201_CREATED,
            headers={"Location": where},
        )

    @extend_schema(
        request=shapes.ChangedSerializer,
        responses={200: shapes.WebhookSerializer, **problems(400, 401, 403, 404, 409, 413)},
    )
    def partial_update(self, request: Request, pk: int) -> Response:
        """Give it another name, address or choice; what is left out stays."""
        found = self.get_object()
        sent = shapes.ChangedSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        changed = endpoints.change(
            found.pk, by=self.person, now=timezone.now(), **sent.validated_data
        )
        return Response(self.get_serializer(changed).data)

    @extend_schema(responses={204: None, **problems(401, 403, 404, 409)})
    def destroy(self, request: Request, pk: int) -> Response:
        """End it for good. Its secrets are forgotten."""
        endpoints.end(self.get_object().pk, by=self.person, now=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        request=None,
        responses={200: shapes.SecretSerializer, **problems(401, 403, 404, 409)},
    )
    @action(detail=True, methods=["post"])
    def rotate(self, request: Request, pk: int) -> Response:
        """Another secret; for 24 hours messages are signed with the one before as well."""
        now = timezone.now()
        secret = endpoints.rotate(self.get_object().pk, by=self.person, now=now)
        told = {"secret": secret, "former_until": self.get_object().former_until}
        return Response(shapes.SecretSerializer(told).data)

    @extend_schema(request=None, responses=STEERED)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: int) -> Response:
        """Send nothing until it is resumed; what happens meanwhile is kept."""
        now = timezone.now()
        found = endpoints.pause(self.get_object().pk, by=self.person, now=now)
        return Response(self.get_serializer(found).data)

    @extend_schema(request=None, responses=STEERED)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: int) -> Response:
        """Send again, first what has waited."""
        now = timezone.now()
        found = endpoints.resume(self.get_object().pk, by=self.person, now=now)
        tasks.hurry_webhooks()
        return Response(self.get_serializer(found).data)

    @extend_schema(
        request=None,
        responses={202: shapes.DeliverySerializer, **problems(401, 403, 404, 409)},
    )
    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: int) -> Response:
        """Send a message of type `test`, to see whether it arrives."""
        sent = endpoints.test(self.get_object().pk, by=self.person, now=timezone.now())
        tasks.hurry_webhooks()
        return Response(shapes.DeliverySerializer(sent).data, status=status.HTTP_202_ACCEPTED)

    @extend_schema(
        request=shapes.SinceSerializer,
        responses={202: shapes.ReplayedSerializer, **problems(400, 401, 403, 404, 409, 413)},
    )
    @action(detail=True, methods=["post"])
    def replay(self, request: Request, pk: int) -> Response:
        """Tell it again of what happened since then; messages keep their ids."""
        found = self.get_object()
        sent = shapes.SinceSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        count = endpoints.replay_since(
            found.pk, by=self.person, now=timezone.now(), **sent.validated_data
        )
        tasks.hurry_webhooks()
        told = shapes.ReplayedSerializer({"messages": count}).data
        return Response(told, status=status.HTTP_202_ACCEPTED)


class DeliveryFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package is untyped
    webhook = django_filters.NumberFilter("endpoint_id", min_value=1, max_value=2**63 - 1)
    state = django_filters.MultipleChoiceFilter(choices=DeliveryState.choices)
    type = django_filters.ChoiceFilter(
        "message__kind", choices=[(kind, kind) for kind in shapes.MESSAGE_KINDS]
    )

    class Meta:
        model = Delivery
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(responses={200: shapes.DeliverySerializer, **problems(400, 401, 403)}),
)
class Deliveries(Gated, mixins.ListModelMixin, viewsets.GenericViewSet[Delivery]):
    """The log: one row for each message and webhook, the newest first."""

    queryset = Delivery.objects.none()
    serializer_class = shapes.DeliverySerializer
    pagination_class = Cursor
    filterset_class = DeliveryFilter
    lookup_value_converter = "int"

    def get_queryset(self) -> QuerySet[Delivery]:
        mine = WebhookEndpoint.objects.visible_to(self.person)
        return Delivery.objects.filter(endpoint__in=mine).select_related("message")

    @extend_schema(responses={200: shapes.LoggedSerializer, **problems(401, 403, 404)})
    def retrieve(self, request: Request, pk: int) -> Response:
        """One message as it was sent, with each answer."""
        return Response(shapes.LoggedSerializer(self.get_object()).data)

    @extend_schema(
        request=None,
        responses={202: shapes.DeliverySerializer, **problems(401, 403, 404, 409)},
    )
    @action(detail=True, methods=["post"])
    def replay(self, request: Request, pk: int) -> Response:
        """Send it again under its id, also where it arrived."""
        sent = endpoints.replay(self.get_object().pk, by=self.person, now=timezone.now())
        tasks.hurry_webhooks()
        return Response(shapes.DeliverySerializer(sent).data, status=status.HTTP_202_ACCEPTED)
