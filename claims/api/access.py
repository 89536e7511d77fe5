"""Who may use these endpoints, and what they answer when something is refused."""

from typing import Any, TypeVar

from django.db.models import Model
from drf_spectacular.utils import OpenApiResponse
from rest_framework import viewsets
from rest_framework.permissions import BasePermission

from claims.api.serializers import ProblemSerializer
from factcheck.accounts.authentication import scope
from factcheck.accounts.models import Scope, User
from factcheck.paging import Cursor

M = TypeVar("M", bound=Model)


class Gated(viewsets.GenericViewSet[M]):
    """Reading unpublished work takes a session or the scope `read`, changing it `claims`."""

    pagination_class: type[Cursor] | None = Cursor
    lookup_value_converter = "int"

    def get_permissions(self) -> list[BasePermission]:
        reading = self.request.method in ("GET", "HEAD", "OPTIONS")
        return [scope(Scope.READ if reading else Scope.CLAIMS)()]

    @property
    def person(self) -> User:
        """Who is asking: the permission has let nobody else through."""
        assert isinstance(self.request.user, User)
        return self.request.user


def problems(*statuses: int) -> dict[Any, OpenApiResponse]:
    """Responses for the schema."""
    media = "application/problem+json"
    return {
        (status, media): OpenApiResponse(ProblemSerializer, description=WHEN[status])
        for status in statuses
    }


WHEN = {
    400: "The input cannot be used; `errors` names the field.",
    401: "No key, an unknown one, or no session.",
    403: "The key's scope or the person's role does not allow it.",
    404: "There is nothing at this address.",
    409: "Somebody was faster; nothing was changed.",
    412: "It was changed since the ETag of `If-Match` was read; `current` is how it is now.",
    413: "The body is too large.",
    415: "The body is of a kind that is not read here.",
}
