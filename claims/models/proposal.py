"""What a language model was asked about an article, and what became of its proposals."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article
from factcheck.accounts.models import User


class RunState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being asked")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class ProposalRunQuerySet(models.QuerySet["ProposalRun"]):
    def visible_to(self, user: User) -> Self:
        return self if user.is_authenticated else self.none()


class ProposalRun(models.Model):
    """One asking. `dropped` counts refused proposals by reason; tokens are as the endpoint counts.

    Every proposal is stored, known already, or dropped: the numbers add up in the database.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="proposal_runs")
    splitter = models.CharField(_("language model"), max_length=128)
    state = models.CharField(_("state"), max_length=16, choices=RunState, default=RunState.WAITING)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("asked for"))
    next_try_at = models.DateTimeField(null=True)
    lease_expires = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    characters_read = models.PositiveIntegerField(_("characters read"), default=0)
    proposed = models.PositiveIntegerField(_("proposed"), default=0)
    stored = models.PositiveIntegerField(_("taken over"), default=0)
    known = models.PositiveIntegerField(_("known already"), default=0)
    dropped = models.JSONField(_("dropped"), default=dict)
    dropped_total = models.PositiveIntegerField(default=0)
    reworded = models.PositiveIntegerField(
        _("statements not used"), default=0, help_text=_("they held words the article does not")
    )
    prompt_tokens = models.PositiveIntegerField(default=0)
    completion_tokens = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    objects = ProposalRunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_open_run_per_article",
            ),
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state_known"),
            models.CheckConstraint(
                condition=Q(proposed=F("stored") + F("known") + F("dropped_total")),
                name="proposals_add_up",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(state__in=["waiting", "running"]),
                name="run_due",
            ),
            models.Index(fields=["finished_at"], name="run_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.splitter}: {self.get_state_display()}"

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens
