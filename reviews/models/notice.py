"""What a person is told: one row for each person and event."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.accounts.models import Letter, User
from reviews.models.event import Event
from reviews.models.review import Review


class NoticeKind(models.TextChoices):
    MENTIONED = "mentioned", _("You were mentioned")
    ASSIGNED = "assigned", _("A review was given to you")
    CHANGES = "changes_requested", _("Changes are asked for")
    APPROVED = "approved", _("Your verdict was approved")
    VOTES = "votes_asked", _("Votes are asked for")
    LOOK = "needs_another_look", _("A verdict needs another look")
    NEAR = "deadline_near", _("A deadline is near")
    OVER = "deadline_over", _("A deadline has passed")
    DISPUTED = "disputed", _("A reader disputes a verdict")
    DECIDED = "dispute_decided", _("A dispute was decided")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> Self:
        """Each person's own; admins read nobody else's."""
        return self.filter(person=user.pk) if user.is_authenticated else self.none()

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def pending(self) -> Self:
        """Of which no letter has told, nor has anybody decided that none will."""
        return self.filter(settled_at=None)

    def with_what_they_tell(self) -> Self:
        return self.select_related("event__actor", "review__claim")


class Notice(models.Model):
    """`settled_at`: when a letter was written that tells of it, or none was wanted."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=NoticeKind)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="notices")
    due_on = models.DateField(_("due"), null=True)
    made_at = models.DateTimeField(_("when"))
    read_at = models.DateTimeField(_("read"), null=True)
    settled_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(event__isnull=False, due_on=None)
                | Q(event__isnull=True, due_on__isnull=False),
                name="notice_of_event_or_deadline",
            ),
            models.UniqueConstraint(
                fields=["person", "event"],
                condition=Q(event__isnull=False),
                name="notice_once_an_event",
            ),
            models.UniqueConstraint(
                fields=["person", "review", "kind", "due_on"],
                condition=Q(event__isnull=True),
                name="notice_once_a_deadline",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-made_at", "-id"], name="notice_inbox"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["person"], condition=Q(settled_at=None), name="notice_pending"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


def of_event(kind: NoticeKind, event: Event, *, person: int, at: datetime) -> Notice:
    return Notice(person_id=person, kind=kind, review_id=event.review_id, event=event, made_at=at)


def of_deadline(
    kind: NoticeKind, review: Review, *, person: int, due_on: date, at: datetime
) -> Notice:
    return Notice(person_id=person, kind=kind, review=review, due_on=due_on, made_at=at)
