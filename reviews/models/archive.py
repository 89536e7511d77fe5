"""Archives elsewhere: what we want to know of them, and what each said when it was asked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models import guards
from reviews.models.source import SourceLink


class ArchiveName(models.TextChoices):
    MEMENTO = "memento", _("Memento")
    WAYBACK = "wayback", _("Wayback Machine")


class ArchiveOutcome(models.TextChoices):
    FOUND = "found", _("found")
    NONE = "none", _("no copy there")
    FAILED = "failed", _("no answer")


class ArchiveTurn(models.Model):
    """One row an archive: whose turn it is to ask it, and until when it is left in peace.

    The lease makes sure that an archive gets one request at a time, however many workers there are.
    """

    service = models.CharField(max_length=16, choices=ArchiveName, primary_key=True)
    lease_token = models.UUIDField(null=True, editable=False)
    lease_expires = models.DateTimeField(null=True, editable=False)
    not_before = models.DateTimeField(_("left in peace until"), null=True)
    failures = models.PositiveSmallIntegerField(_("failed in a row"), default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lease_token__isnull=True, lease_expires__isnull=True)
                | Q(lease_token__isnull=False, lease_expires__isnull=False),
                name="turn_token_with_expiry",
            ),
        ]

    def __str__(self) -> str:
        return self.service


class ArchiveWish(models.Model):
    """That an archive be asked for a page as of `wanted_at`, when it was first cited.

    `due_at` is empty once it was found, or was given up; trouble with the page sets it again.
    """

    link = models.ForeignKey(SourceLink, on_delete=models.CASCADE, related_name="archive_wishes")
    service = models.CharField(max_length=16, choices=ArchiveName)
    wanted_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "service"], name="one_wish_per_archive"),
            models.CheckConstraint(
                condition=Q(service__in=ArchiveName.values), name="wished_archive_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["service", "due_at"],
                condition=Q(due_at__isnull=False),
                name="wish_due_by_archive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.wanted_at:%Y-%m-%d}"


class ArchiveLookup(models.Model):
    """What an archive said when it was asked for `wanted_at`. Append-only."""

    link = models.ForeignKey(SourceLink, on_delete=models.PROTECT, related_name="archive_lookups")
    service = models.CharField(_("archive"), max_length=16, choices=ArchiveName)
    asked_at = models.DateTimeField(_("asked"))
    wanted_at = models.DateTimeField(_("wanted as of"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=ArchiveOutcome)
    url = models.TextField(_("copy"), blank=True)
    captured_at = models.DateTimeField(_("copied"), null=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=ArchiveOutcome.FOUND, captured_at__isnull=False) & ~Q(url="")
                | Q(outcome__in=[ArchiveOutcome.NONE, ArchiveOutcome.FAILED], url="")
                & Q(captured_at__isnull=True),
                name="found_with_address_and_date",
            ),
            models.CheckConstraint(
                condition=Q(service__in=ArchiveName.values), name="asked_archive_known"
            ),
        ]
        triggers = guards.append_only("reviews_archivelookup")

    def __str__(self) -> str:
        return f"{self.service} {self.asked_at:%Y-%m-%d %H:%M} {self.outcome}"
