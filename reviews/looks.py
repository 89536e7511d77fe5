"""What each person had before them when they last looked at a review."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Conflict
from reviews.models import Look, Review


class ChangedMeanwhile(Conflict):
    """Something came after what the person was shown: it must not count as seen."""

    code = "changed-meanwhile"


def last(review: Review, *, by: User) -> Look | None:
    return Look.objects.filter(review=review, person=by).first()


def newest(review: Review) -> int:
    """The number of the newest event; 0 before the first."""
    return review.events.order_by("-seq").values_list("seq", flat=True).first() or 0


@transaction.atomic
def mark(
    review_id: int,
    *,
    by: User,
    now: datetime,
    seq: int | None,
    words: Mapping[str, Any],
    done: Iterable[str],
) -> Look:
    """`by` has seen everything up to event `seq`, with these words and this much of the checklist;
    None: whatever there is, as after a decision of theirs.

    Raises ChangedMeanwhile when somebody else did something after `seq`. The review is locked as by
    every writer of events, so that nothing slips in between.
    """
    review = Review.objects.select_for_update(of=("self",)).get(pk=review_id)
    later = review.events.exclude(actor=by)
    if seq is not None and later.filter(seq__gt=seq).exists():
        raise ChangedMeanwhile(
            _("Something changed while you were reading. It is shown now; look again.")
        )
    values = {"at": now, "seq": newest(review), "words": dict(words), "done": list(done)}
    look, _made = Look.objects.update_or_create(review=review, person=by, defaults=values)
    return look
