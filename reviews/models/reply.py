"""The right of reply: who was asked, and what they said. Written once, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models import guards
from reviews.models.review import Review


class Channel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("telephone")
    PERSON = "person", _("in person")
    LETTER = "letter", _("letter")
    FORM = "form", _("form on a web site")
    MESSAGE = "message", _("direct message")


class ReplyOutcome(models.TextChoices):
    ANSWERED = "answered", _("answered")
    DECLINED = "declined", _("declined to answer")
    SILENT = "silent", _("did not answer in time")


class ReplyAsked(models.Model):
    """Somebody a claim is by or about was asked; `asked_at` is when, `noted_at` when we wrote."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="replies_asked")
    party = models.CharField(_("who was asked"), max_length=300)
    channel = models.CharField(_("by which channel"), max_length=8, choices=Channel)
    question = models.TextField(_("question"))
    asked_at = models.DateTimeField(_("asked"))
    deadline = models.DateTimeField(_("answer by"), null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name_plural = _("replies asked for")
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="reply_channel_known"
            ),
        ]
        triggers = guards.append_only("reviews_replyasked")

    def __str__(self) -> str:
        return self.party


class ReplyReceived(models.Model):
    """What came of it. Another row where more came later, or the first was wrong."""

    asked = models.ForeignKey(ReplyAsked, on_delete=models.PROTECT, related_name="received")
    outcome = models.CharField(_("outcome"), max_length=8, choices=ReplyOutcome)
    answer = models.TextField(_("answer"), blank=True)
    received_at = models.DateTimeField(_("on"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name_plural = _("replies received")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=ReplyOutcome.values), name="reply_outcome_known"
            ),
            models.CheckConstraint(
                condition=~Q(outcome=ReplyOutcome.ANSWERED) | ~Q(answer=""),
                name="reply_answered_in_words",
            ),
        ]
        triggers = guards.append_only("reviews_replyreceived")

    def __str__(self) -> str:
        return str(self.get_outcome_display())
