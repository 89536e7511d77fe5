"""Lists of articles or claims that are added in bulk, and what became of each row."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article
from claims.models.claim import Claim
from factcheck.accounts.models import User


class ListKind(models.TextChoices):
    """What each row of a list is about."""

    ARTICLES = "articles", _("articles")
    CLAIMS = "claims", _("claims")


class ImportState(models.TextChoices):
    """Checking is a dry run: it reads, compares and writes no article."""

    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("waiting for a yes")
    RUNNING = "running", _("being added")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("given up")


class Outcome(models.TextChoices):
    """What would become, or became, of a row. `would_` is said by dry runs."""

    WOULD_ADD = "would_add", _("would be added")
    WOULD_FETCH = "would_fetch", _("would be fetched")
    ADDED = "added", _("added")
    KNOWN = "known", _("on the desk already")
    REPEATED = "repeated", _("same as an earlier row")
    REFUSED = "refused", _("refused")


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: User) -> Self:
        """Everybody who may sign in works on the same desk."""
        return self if user.is_authenticated else self.none()

    def due(self, now: datetime) -> Self:
        return self.filter(
            state__in=(ImportState.CHECKING, ImportState.RUNNING), next_due_at__lte=now
        ).order_by("next_due_at", "pk")


class Import(models.Model):
    """One file of articles or claims, which is first checked, then added.

    `position` counts the rows judged in the present state, so that a worker goes on where the
    last one was killed; `stuck` counts how often that happened at this row. `counts`: by outcome.
    `progressed_at`: when a worker last began or wrote a row in this state.
    """

    name = models.CharField(_("file"), max_length=200)
    kind = models.CharField(_("list of"), max_length=8, choices=ListKind, default=ListKind.ARTICLES)
    storage_key = models.CharField(max_length=200, unique=True)
    bytes_total = models.PositiveBigIntegerField()
    ignored = models.JSONField(default=list)
    state = models.CharField(
        _("state"), max_length=16, choices=ImportState, default=ImportState.CHECKING
    )
    position = models.PositiveIntegerField(default=0)
    bytes_done = models.PositiveBigIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True)
    counts = models.JSONField(default=dict)
    stuck = models.PositiveSmallIntegerField(default=0)
    next_due_at = models.DateTimeField()
    lease_token = models.UUIDField(null=True)
    lease_expires = models.DateTimeField(null=True)
    progressed_at = models.DateTimeField(_("last progress"), null=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="imports"
    )
    created_at = models.DateTimeField(_("sent"))
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="import_state_known"
            ),
            models.CheckConstraint(
                condition=Q(lease_token__isnull=True, lease_expires__isnull=True)
                | Q(lease_token__isnull=False, lease_expires__isnull=False),
                name="import_lease_whole",
            ),
            models.CheckConstraint(condition=Q(kind__in=ListKind.values), name="import_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_working(self) -> bool:
        return self.state in (ImportState.CHECKING, ImportState.RUNNING)


class ImportRow(models.Model):
    """What became of one row. `line` is where it begins in the file, counted from 1.

    `fingerprint` and `wording` tell, in a dry run, its address and its text from those of others;
    of a claim, the fingerprint is its place in the article.
    """

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField(_("line"))
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome)
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, related_name="import_rows"
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, related_name="import_rows"
    )
    field = models.CharField(_("field"), max_length=40, blank=True)
    why = models.TextField(_("why"), blank=True)
    value = models.CharField(_("value"), max_length=200, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    wording = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="one_outcome_per_row"),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="import_outcome_known"
            ),
        ]
        indexes = [
            models.Index(fields=["of", "outcome", "number"], name="import_rows_by_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.outcome}"
