"""What was said before: claims that are alike, and what people said of that."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article
from claims.models.claim import Claim, Status
from factcheck.accounts.models import User


class Alike(models.TextChoices):
    """How a claim is like an earlier one."""

    SAME = "same", _("says the same")
    CLOSE = "close", _("says nearly the same")
    FIGURE = "figure", _("gives another figure")
    OPPOSITE = "opposite", _("says the opposite")


class MatchDecision(models.TextChoices):
    SAME = "same", _("it is the same")
    DIFFERENT = "different", _("it is another claim")


class ClaimMatchQuerySet(models.QuerySet["ClaimMatch"]):
    def visible_to(self, user: User) -> Self:
        return self if user.is_authenticated else self.none()

    def offered(self) -> Self:
        """Those to tell people about: not told apart, of claims that still stand as compared."""
        return self.filter(
            earlier__status=Status.ACCEPTED, claim__status__in=[Status.CANDIDATE, Status.ACCEPTED]
        ).exclude(decision=MatchDecision.DIFFERENT)


class ClaimMatch(models.Model):
    """`earlier` was accepted when `claim` was compared with it. `score`: 0–1, 1 for equal words;
    `reasons`: [{code, one, other}], as `likeness` gives them.

    Only a person decides: nothing is merged because of a score.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="matches")
    earlier = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="later_matches")
    kind = models.CharField(_("likeness"), max_length=10, choices=Alike)
    score = models.FloatField(_("score"), validators=[MinValueValidator(0), MaxValueValidator(1)])
    reasons = models.JSONField(_("reasons"), default=list)
    method = models.CharField(_("method"), max_length=32)
    found_at = models.DateTimeField(_("found"))
    decision = models.CharField(_("decision"), max_length=10, choices=MatchDecision, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    objects = ClaimMatchQuerySet.as_manager()

    class Meta:
        ordering = ["claim_id", "-score", "pk"]
        verbose_name = _("claim said before")
        verbose_name_plural = _("claims said before")
        constraints = [
            models.UniqueConstraint(
                Least("claim", "earlier"), Greatest("claim", "earlier"), name="one_match_per_pair"
            ),
            models.CheckConstraint(condition=~Q(claim=F("earlier")), name="match_of_two"),
            models.CheckConstraint(condition=Q(kind__in=Alike.values), name="alike_known"),
            models.CheckConstraint(condition=Q(score__range=(0, 1)), name="match_score_0_to_1"),
            models.CheckConstraint(
                condition=Q(decision="", by__isnull=True, decided_at__isnull=True)
                | Q(decision__in=MatchDecision.values, by__isnull=False, decided_at__isnull=False),
                name="match_decided_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.score:.2f})"


class ClaimWords(models.Model):
    """The words of a claim by which others find it; made anew when `digest` is no longer its own.

    A copy of what the claim says, kept by `matching` alone: it may be emptied at any time.
    """

    claim = models.OneToOneField(
        Claim, on_delete=models.CASCADE, primary_key=True, related_name="key_words"
    )
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    accepted = models.BooleanField()
    digest = models.CharField(max_length=32)
    words = ArrayField(models.TextField())

    class Meta:
        indexes = [
            GinIndex(
                fields=["words"],
                condition=Q(accepted=True),
                fastupdate=False,
                name="words_of_accepted",
            ),
            GinIndex(
                fields=["words"],
                condition=Q(accepted=False),
                fastupdate=False,
                name="words_of_candidates",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(self.words)


class Unmatched(models.Model):
    """An article with claims that are not compared as they stand now; triggers of `Claim` write
    it. `mark` grows with each change, so that what changes during a comparison is compared again.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    mark = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.article_id}: {self.mark}"
