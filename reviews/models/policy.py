"""The desk's rules and its scale: data, versioned, stamped on every publication."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reviews.models import guards


class Policy(models.Model):
    """What must hold before a verdict is approved. A change is a new version; the last rules."""

    version = models.PositiveIntegerField(unique=True)
    min_sources = models.PositiveSmallIntegerField(
        _("independent sources"), default=2, help_text=_("fewer need a written reason")
    )
    weigh_both_sides = models.BooleanField(
        _("evidence for and against"),
        default=True,
        help_text=_("at least one piece of each, or a written reason"),
    )
    min_rationale = models.PositiveSmallIntegerField(
        _("shortest rationale, characters"), default=80
    )
    votes = models.PositiveSmallIntegerField(
        _("independent votes"),
        default=0,
        help_text=_("blind, before a verdict is approved; 0: none are asked for"),
    )
    method = models.TextField(_("method"), help_text=_("How this desk checks; shown to readers"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        verbose_name_plural = _("policies")
        triggers = guards.append_only("reviews_policy")

    def __str__(self) -> str:
        return f"policy {self.version}"


class RatingScale(models.Model):
    """Number → word, published to readers."""

    name = models.CharField(_("name"), max_length=100)
    version = models.PositiveIntegerField(default=1)
    best = models.PositiveSmallIntegerField(_("best value"), default=5)
    worst = models.PositiveSmallIntegerField(_("worst value"), default=1)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="scale_version_unique"),
            models.CheckConstraint(
                condition=Q(best__gt=F("worst")) & Q(worst__gte=1), name="best_above_worst_above_0"
            ),
            models.UniqueConstraint(
                fields=["active"], condition=Q(active=True), name="one_active_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Tone(models.TextChoices):
    """How a rating looks: each has its own colour and its own shape."""

    FALSE = "false", _("false")
    MOSTLY_FALSE = "mostly-false", _("mostly false")
    MIXED = "mixed", _("mixed")
    MOSTLY_TRUE = "mostly-true", _("mostly true")
    TRUE = "true", _("true")
    UNKNOWN = "unknown", _("not on the line from false to true")


class Rating(models.Model):
    """One word of a scale. `value` is empty for words beside the line, such as “Unverifiable”."""

    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="ratings")
    value = models.PositiveSmallIntegerField(_("value"), null=True, blank=True)
    word = models.CharField(_("word"), max_length=60)
    meaning = models.TextField(_("meaning"), help_text=_("When the desk uses this word"))
    tone = models.CharField(_("tone"), max_length=16, choices=Tone)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["scale", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "word"], name="rating_word_unique"),
            models.CheckConstraint(condition=Q(tone__in=Tone.values), name="tone_known"),
        ]

    def __str__(self) -> str:
        return self.word
