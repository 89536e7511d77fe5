"""A verdict: rating, summary and rationale, by one person, approved by another."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reviews.models.policy import Rating
from reviews.models.review import Review

FROZEN = """
IF NEW.author_id IS DISTINCT FROM OLD.author_id OR NEW.review_id IS DISTINCT FROM OLD.review_id
    OR NEW.version IS DISTINCT FROM OLD.version THEN
    RAISE EXCEPTION 'The author, review and version of a verdict never change.'
        USING ERRCODE = 'restrict_violation';
END IF;
IF (NEW.rating_id, NEW.summary, NEW.rationale) IS DISTINCT FROM
   (OLD.rating_id, OLD.summary, OLD.rationale)
   AND (OLD.state IN ('approved', 'superseded') OR NEW.state IN ('approved', 'superseded')) THEN
    RAISE EXCEPTION 'Approving changes no word, and an approved verdict never changes.'
        USING ERRCODE = 'restrict_violation';
END IF;
IF OLD.state IN ('approved', 'superseded') AND (
    NEW.state NOT IN (OLD.state, 'superseded')
    OR (NEW.approver_id, NEW.approved_at, NEW.last_editor_id) IS DISTINCT FROM
       (OLD.approver_id, OLD.approved_at, OLD.last_editor_id)
) THEN
    RAISE EXCEPTION 'An approval is never taken back or rewritten; write a new version.'
        USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""


class VerdictState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    APPROVED = "approved", _("approved")
    SUPERSEDED = "superseded", _("superseded")


class Verdict(models.Model):
    """Four eyes are a constraint: no row can be approved by its author or its last editor.

    `revision` counts saves of the draft: a save that read an older one is refused.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="verdicts")
    version = models.PositiveIntegerField()
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, null=True, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    rationale = models.TextField(_("rationale"), blank=True, help_text=_("Markdown"))
    state = models.CharField(max_length=12, choices=VerdictState, default=VerdictState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verdicts"
    )
    last_editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="approvals"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["review_id", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["review", "version"], name="verdict_version_unique"),
            models.CheckConstraint(
                condition=Q(approver__isnull=True)
                | (~Q(approver=F("author")) & ~Q(approver=F("last_editor"))),
                name="four_eyes",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=["draft", "submitted"])
                    & Q(approver__isnull=True, approved_at__isnull=True)
                )
                | Q(
                    state="approved",
                    approver__isnull=False,
                    approved_at__isnull=False,
                    rating__isnull=False,
                )
                | Q(state="superseded"),
                name="approved_iff_approver",
            ),
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(state__in=["draft", "submitted"]),
                name="one_open_verdict_per_review",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="approved_is_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=FROZEN,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.rating or '—'} (v{self.version})"
