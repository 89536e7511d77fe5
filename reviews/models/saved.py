"""Views of the queue that people keep: filters, order and columns under a name."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import User


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        """One's own and the shared ones."""
        seen = Q(owner=user.pk) | Q(shared=True)
        return self.filter(seen) if user.is_authenticated else self.none()


class SavedView(models.Model):
    """`query` is the query of an address, read anew by the queue each time: it is never trusted."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_views"
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.TextField(_("query"), blank=True)
    shared = models.BooleanField(_("shared"), default=False)
    created_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["shared", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), "owner", condition=Q(shared=False), name="own_view_named_once"
            ),
            models.UniqueConstraint(
                Lower("name"), condition=Q(shared=True), name="shared_view_named_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class FirstView(models.Model):
    """The view with which the queue opens for one person."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="first_view",
    )
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.view)
