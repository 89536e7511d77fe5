"""A review: one claim on its way through the desk."""

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from factcheck.accounts.models import User
from reviews.models.topic import Topic
from reviews.states import TRANSITIONS, Status

_PAIRS = ", ".join(f"('{start}', '{to}')" for start, to in sorted(TRANSITIONS))
# The same table that `workflow.move` follows, so that no other writer can take a short cut.
LEGAL = """
IF NEW.claim_id IS DISTINCT FROM OLD.claim_id THEN
    RAISE EXCEPTION 'A review stays with its claim.' USING ERRCODE = 'restrict_violation';
END IF;
IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (PAIRS) THEN
    RAISE EXCEPTION 'A review that is % cannot become %.', OLD.status, NEW.status
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.status <> OLD.status AND NEW.status = 'approved' AND NOT EXISTS (
    SELECT 1 FROM reviews_verdict WHERE review_id = NEW.id AND state = 'approved'
) THEN
    RAISE EXCEPTION 'No verdict of this review was approved by a second person.'
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.status <> OLD.status AND NEW.status = 'published' AND NOT EXISTS (
    SELECT 1 FROM reviews_publishedversion v JOIN reviews_publication p ON p.id = v.publication_id
    WHERE p.review_id = NEW.id
) THEN
    RAISE EXCEPTION 'This review has no published version.' USING ERRCODE = 'check_violation';
END IF;
IF NEW.status <> OLD.status AND NEW.status = 'closed' AND EXISTS (
    SELECT 1 FROM reviews_publication WHERE review_id = NEW.id AND retracted_at IS NULL
) THEN
    RAISE EXCEPTION 'The verdict of this review is public; retract it before closing.'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
""".replace("PAIRS", _PAIRS)
STARTS_QUEUED = """
IF NEW.status <> 'queued' THEN
    RAISE EXCEPTION 'A review starts in the queue.' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Priority(models.IntegerChoices):
    LOW = 1, _("low")
    NORMAL = 2, _("normal")
    HIGH = 3, _("high")
    URGENT = 4, _("urgent")


# What somebody still has to do something about; what is due is due only here.
OPEN = (Status.QUEUED, Status.IN_REVIEW, Status.SUBMITTED, Status.APPROVED)


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: User) -> Self:
        return self if user.is_authenticated else self.none()

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def waiting(self) -> Self:
        return self.filter(status=Status.QUEUED)

    def free(self) -> Self:
        """Given to nobody, or to somebody who no longer works here."""
        return self.filter(Q(assignee__isnull=True) | Q(assignee__is_active=False))

    def overdue(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)

    def in_order_of_work(self, today: date) -> Self:
        """What is overdue first, then the most urgent, the nearest due date, the oldest."""
        late = Q(due_on__lt=today, status__in=OPEN)
        return self.order_by(
            models.Case(models.When(late, then=0), default=1),
            "-priority",
            models.F("due_on").asc(nulls_last=True),
            "created_at",
            "pk",
        )


class Review(models.Model):
    """`status` is written by `workflow.move` alone."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="review")
    status = models.CharField(_("status"), max_length=16, choices=Status, default=Status.QUEUED)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews",
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority, default=Priority.NORMAL
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    why_selected = models.TextField(
        _("why this claim"), blank=True, help_text=_("Why the desk chose to check it")
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="reviews")
    few_sources_reason = models.TextField(
        _("why fewer sources"), blank=True, help_text=_("Where policy asks for more")
    )
    one_sided_reason = models.TextField(
        _("why one side only"), blank=True, help_text=_("Where no evidence for or against exists")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("opened"))
    changed_at = models.DateTimeField(_("last move"))

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="review_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.IN_REVIEW, Status.SUBMITTED])
                | Q(assignee__isnull=False),
                name="work_has_an_assignee",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-priority", "due_on"], name="review_queue"),
            models.Index(fields=["assignee", "status"], name="review_whose"),
            models.Index(fields=["due_on"], condition=Q(status__in=OPEN), name="review_due"),
            models.Index(fields=["created_at"], name="review_opened"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="moves_are_legal",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=LEGAL,
            ),
            pgtrigger.Trigger(
                name="starts_queued",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=STARTS_QUEUED,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.claim)

    @property
    def state(self) -> Status:
        return Status(self.status)
