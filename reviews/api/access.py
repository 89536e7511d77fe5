"""Who may use these endpoints."""

from django.shortcuts import get_object_or_404
from rest_framework.permissions import BasePermission
from rest_framework.views import APIView

from factcheck.accounts.authentication import scope
from factcheck.accounts.models import Scope, User
from reviews.models import Review

PUBLISHING = frozenset({"publish", "retract"})


class Gated(APIView):
    """A session, or a key with the scope `read`, `reviews` or (to publish, retract) `publish`."""

    action: str = ""

    def get_permissions(self) -> list[BasePermission]:
        if self.request.method in ("GET", "HEAD", "OPTIONS"):
            return [scope(Scope.READ)()]
        return [scope(Scope.PUBLISH if self.action in PUBLISHING else Scope.REVIEWS)()]

    @property
    def person(self) -> User:
        """Who is asking: the permission has let nobody else through."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def review_id(self, pk: int) -> int:
        """The review of the address; 404 where there is none."""
        return get_object_or_404(Review.objects.visible_to(self.person).only("pk"), pk=pk).pk
