"""What is not history: words not yet saved, who is here, and what somebody has seen."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review


class Draft(models.Model):
    """What a person typed into one form and has not saved.

    `place` names the form, such as `review-8-verdict`; `upon` the stored text it was written on.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    place = models.CharField(max_length=80)
    words = models.JSONField(default=dict)
    upon = models.CharField(max_length=64, blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["person_id", "-kept_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "place"], name="draft_of_one_place"),
        ]

    def __str__(self) -> str:
        return self.place


class Doing(models.TextChoices):
    READING = "reading", _("is reading")
    CITING = "citing", _("is adding evidence")
    WRITING = "writing", _("is writing the verdict")


class Presence(models.Model):
    """Who had a review open a moment ago."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="present")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="present"
    )
    doing = models.CharField(max_length=8, choices=Doing, default=Doing.READING)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "person"], name="present_once"),
            models.CheckConstraint(condition=Q(doing__in=Doing.values), name="doing_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.doing}"


class Look(models.Model):
    """What a person had before them when they last looked: `seq` is the newest event then.

    `words` are those of the verdict; `done` the codes of the checklist that were met.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looks"
    )
    at = models.DateTimeField(_("looked"))
    seq = models.PositiveIntegerField(default=0)
    words = models.JSONField(default=dict)
    done = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "person"], name="last_look_of_each"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.at:%Y-%m-%d %H:%M}"
