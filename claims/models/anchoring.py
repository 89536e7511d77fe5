"""Where a claim stood in each revision of its article, and who said so where it was not certain."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article
from claims.models.claim import Claim
from factcheck.accounts.models import User

SETTLED_ONCE = """
IF OLD.decision <> '' OR OLD.outcome = 'exact'
    OR (NEW.claim_id, NEW.from_article_id, NEW.from_start, NEW.from_end, NEW.to_article_id,
        NEW.outcome, NEW.suggestions, NEW.at, NEW.by_id)
    IS DISTINCT FROM
       (OLD.claim_id, OLD.from_article_id, OLD.from_start, OLD.from_end, OLD.to_article_id,
        OLD.outcome, OLD.suggestions, OLD.at, OLD.by_id)
THEN
    RAISE EXCEPTION 'An anchoring is settled once and never changes otherwise.'
        USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""


class Found(models.TextChoices):
    """What the comparison of two texts said about a claim's words."""

    EXACT = "exact", _("in its place")
    MOVED = "moved", _("in other surroundings")
    AMBIGUOUS = "ambiguous", _("in several places")
    ORPHANED = "orphaned", _("not found")


class Settled(models.TextChoices):
    HERE = "here", _("it is here")
    GONE = "gone", _("gone from the article")
    SUPERSEDED = "superseded", _("compared with a newer text instead")


class AnchoringQuerySet(models.QuerySet["Anchoring"]):
    def waiting(self) -> Self:
        """Those a person has to settle."""
        return self.filter(decision="").exclude(outcome=Found.EXACT)

    def visible_to(self, user: User) -> Self:
        return self if user.is_authenticated else self.none()


class Anchoring(models.Model):
    """`start` and `end` are a place in `to_article`, once it is known; `by` is who asked for the
    new text, empty for a feed. Suggestions are {start, end, similarity} in `to_article`."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="anchorings")
    from_article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    from_start = models.PositiveIntegerField()
    from_end = models.PositiveIntegerField()
    to_article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="anchorings")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Found)
    suggestions = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decision = models.CharField(_("decision"), max_length=16, choices=Settled, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = AnchoringQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Found.values), name="outcome_known"),
            models.CheckConstraint(
                condition=Q(decision__in=["", *Settled.values]), name="settled_known"
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__gt=F("start")),
                name="anchored_span",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Found.EXACT, decision="", end__isnull=False)
                | (~Q(outcome=Found.EXACT) & Q(decision=Settled.HERE, end__isnull=False))
                | (~Q(outcome=Found.EXACT) & ~Q(decision=Settled.HERE) & Q(end__isnull=True)),
                name="placed_iff_exact_or_here",
            ),
            models.CheckConstraint(
                condition=Q(decision="", settled_by__isnull=True, settled_at__isnull=True)
                | Q(decision=Settled.SUPERSEDED, settled_at__isnull=False)
                | Q(
                    decision__in=[Settled.HERE, Settled.GONE],
                    settled_by__isnull=False,
                    settled_at__isnull=False,
                ),
                name="settled_by_a_person",
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(decision="") & ~Q(outcome=Found.EXACT),
                name="one_open_anchoring_per_claim",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_article"],
                condition=Q(decision="") & ~Q(outcome=Found.EXACT),
                name="anchoring_waiting",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="anchoring_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="settled_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=SETTLED_ONCE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.at:%Y-%m-%d %H:%M}"

    @property
    def waits(self) -> bool:
        return not self.decision and self.outcome != Found.EXACT
