"""What a desk's labels taught: versions of the check-worthiness model, at most one in use."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class WorthModelQuerySet(models.QuerySet["WorthModel"]):
    def active(self) -> Self:
        return self.filter(active=True)


class WorthModel(models.Model):
    """Never changed but for being switched on and off; at most one is on.

    `counts` {"learned_from": {worth, not_worth}, "held_out": {worth, not_worth}}; `metrics` as
    `training.evaluation` makes them; `weights` as `splitting.trained` reads them.
    """

    version = models.PositiveIntegerField(_("version"), unique=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    trained_at = models.DateTimeField(_("trained at"))
    trained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("trained by"),
    )
    source = models.CharField(_("learned from"), max_length=300)
    counts = models.JSONField(_("counts"))
    metrics = models.JSONField(_("metrics"))
    weights = models.JSONField(_("weights"))
    active = models.BooleanField(_("in use"), default=False)
    switched_at = models.DateTimeField(_("switched at"), null=True, blank=True)
    switched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("switched by"),
    )

    objects = WorthModelQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        verbose_name = _("check-worthiness model")
        verbose_name_plural = _("check-worthiness models")
        constraints = [
            models.UniqueConstraint(
                fields=["active"], condition=Q(active=True), name="one_worth_model_active"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="worth_model_version_from_1"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="worth_model_kept", exclude=["active", "switched_at", "switched_by"]
            ),
            pgtrigger.Protect(name="worth_model_not_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"v{self.version} {self.name}".rstrip()
