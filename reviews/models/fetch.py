"""Evidence that is on its way: what was asked for, who works on it, and what became of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models.evidence import Evidence, EvidenceKind
from reviews.models.review import Review
from reviews.models.source import Snapshot


class FetchState(models.TextChoices):
    WAITING = "waiting", _("waiting for its turn")
    RUNNING = "running", _("being read")
    ASKING = "asking", _("read; asks for the words")
    FAILED = "failed", _("could not be read")
    ATTACHED = "attached", _("attached")
    CANCELLED = "cancelled", _("given up")


UNDER_WAY = (FetchState.WAITING, FetchState.RUNNING)
STUCK = (FetchState.ASKING, FetchState.FAILED)


class FetchQuerySet(models.QuerySet["Fetch"]):
    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    def open(self) -> Self:
        """Under way, or waiting for a person."""
        return self.filter(state__in=UNDER_WAY + STUCK)


class Fetch(models.Model):
    """A page or a file to be read and cited. `cited` is what the person said of it, as it was
    sent; `due_at` is when a worker may take it, which is the end of the lease of one that has."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="fetches")
    kind = models.CharField(
        max_length=4, choices=[choice for choice in EvidenceKind.choices if choice[0] != "hand"]
    )
    url = models.TextField(_("address"), blank=True)
    cited = models.JSONField(default=dict)
    media_type = models.CharField(max_length=100, blank=True)
    body_sha256 = models.CharField(max_length=64, blank=True)
    body_bytes = models.PositiveBigIntegerField(default=0)
    storage_key = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=FetchState, default=FetchState.WAITING
    )
    trouble = models.TextField(blank=True)
    field = models.CharField(max_length=40, blank=True, help_text=_("what the trouble is about"))
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.OneToOneField(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="fetch"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = FetchQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name_plural = _("fetches")
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="fetch_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=UNDER_WAY, due_at__isnull=False)
                | (~Q(state__in=UNDER_WAY) & Q(due_at__isnull=True)),
                name="fetch_due_while_under_way",
            ),
            models.CheckConstraint(
                condition=Q(state=FetchState.ATTACHED, evidence__isnull=False)
                | (~Q(state=FetchState.ATTACHED) & Q(evidence__isnull=True)),
                name="fetch_attached_is_evidence",
            ),
            models.CheckConstraint(
                condition=Q(state__in=FetchState.values), name="fetch_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.url or str(self.cited.get("title", ""))

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY
