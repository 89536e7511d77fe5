"""Comments as threads, each about one piece of evidence or one passage of the rationale."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reviews.models import guards
from reviews.models.evidence import Evidence
from reviews.models.review import Review

ANCHORED = """
IF (NEW.review_id, NEW.evidence_id, NEW.start, NEW."end", NEW.quote, NEW.upon, NEW.opened_by_id,
    NEW.opened_at)
    IS DISTINCT FROM
   (OLD.review_id, OLD.evidence_id, OLD.start, OLD."end", OLD.quote, OLD.upon, OLD.opened_by_id,
    OLD.opened_at)
THEN
    RAISE EXCEPTION 'What a thread is about never changes; open another.'
        USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""
PLACED = """
IF NEW.evidence_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM reviews_evidence WHERE id = NEW.evidence_id AND review_id = NEW.review_id
) THEN
    RAISE EXCEPTION 'This evidence belongs to another review.' USING ERRCODE = 'check_violation';
END IF;
IF NEW.start IS NOT NULL
    AND NEW.quote IS DISTINCT FROM substr(NEW.upon, NEW.start + 1, NEW."end" - NEW.start)
THEN
    RAISE EXCEPTION 'The quote is not the text of the rationale at these characters.'
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class ThreadQuerySet(models.QuerySet["Thread"]):
    def unresolved(self) -> Self:
        return self.filter(resolved_at__isnull=True)


class Thread(models.Model):
    """`start`, `end`: code points into `upon`, the rationale as it was when the thread was opened.

    Where those words stand in a later rationale is worked out when it is read: a row that nobody
    has to carry along can never be carried wrongly.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="threads")
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="threads"
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(_("passage"), blank=True)
    upon = models.TextField(_("rationale as it was"), blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="threads"
    )
    opened_at = models.DateTimeField(_("opened"))
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["review_id", "opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(evidence__isnull=False, start__isnull=True, end__isnull=True, quote="")
                | (
                    Q(evidence__isnull=True, start__isnull=False, end__isnull=False)
                    & Q(end__gt=F("start"))
                ),
                name="thread_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="resolved_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="anchor_is_true",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=PLACED,
            ),
            pgtrigger.Trigger(
                name="anchor_is_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ANCHORED,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.quote[:80] or str(self.evidence)


class Comment(models.Model):
    """One thing said in a thread; what was said stays said."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="comments")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments"
    )
    at = models.DateTimeField(_("said"))
    text = models.TextField(_("comment"))

    class Meta:
        ordering = ["thread_id", "at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="comment_says_something")]
        triggers = guards.append_only("reviews_comment")

    def __str__(self) -> str:
        return self.text[:80]
