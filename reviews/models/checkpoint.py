"""One digest a day over all that was written until then: published, it shows a cut-off tail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models import guards


class Checkpoint(models.Model):
    """What stood in the history up to and including `last_event` and `last_version` (their ids).

    `content` holds a digest for each range of reviews, so that what was cut off can be found;
    `digest` is over these and `previous`, so that the newest checkpoint proves all before it.
    """

    day = models.DateField(_("day"), unique=True)
    made_at = models.DateTimeField(_("made"))
    last_event = models.PositiveBigIntegerField()
    last_version = models.PositiveBigIntegerField()
    events = models.PositiveBigIntegerField(_("events"))
    versions = models.PositiveBigIntegerField(_("published versions"))
    content = models.JSONField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        ordering = ["-day"]
        triggers = guards.append_only("reviews_checkpoint")

    def __str__(self) -> str:
        return f"{self.day} {self.digest[:12]}"
