"""The history of a review: append-only, each row holding the hash of the one before it."""

import pgtrigger
from django.conf import settings
from django.db import models

from reviews.models import guards
from reviews.models.review import Review

# The database numbers and hashes, so that no writer can choose either. The review's row is
# locked: two events at once would both follow the same one. `events.digest` is the same in Python.
CHAINED = """
PERFORM 1 FROM reviews_review WHERE id = NEW.review_id FOR UPDATE;
SELECT seq + 1, hash INTO NEW.seq, NEW.previous_hash FROM reviews_event
    WHERE review_id = NEW.review_id ORDER BY seq DESC LIMIT 1;
IF NEW.seq IS NULL OR NOT FOUND THEN
    NEW.seq := 1;
    NEW.previous_hash := '';
END IF;
NEW.hash := encode(sha256(convert_to(concat_ws(chr(10), NEW.previous_hash, NEW.review_id::text,
    NEW.seq::text, NEW.kind, coalesce(NEW.actor_id::text, ''),
    to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), NEW.data::text
), 'UTF8')), 'hex');
RETURN NEW;
"""


class Event(models.Model):
    """Who (`actor`, empty for the machine) did what to which review when."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=40)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="events"
    )
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["review_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["review", "seq"], name="event_seq_unique"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="chained",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=CHAINED,
            ),
            *guards.append_only("reviews_event"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"
