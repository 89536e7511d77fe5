"""Who else has a review open, and what they are doing there."""

from datetime import datetime, timedelta

from factcheck.accounts.models import User
from reviews.models import Doing, Presence, Review

HERE = timedelta(seconds=35)
"""Whoever has not called for this long has gone: three polls of js/presence.js and some."""


def call(review: Review, *, by: User, doing: Doing, now: datetime) -> None:
    """`by` is here. Two windows of one person: writing outlasts reading until its time is over."""
    values = {"doing": doing, "seen_at": now}
    if doing is not Doing.WRITING:
        writing = Presence.objects.filter(review=review, person=by, doing=Doing.WRITING)
        if writing.filter(seen_at__gt=now - HERE / 2).exists():
            return
    Presence.objects.update_or_create(review=review, person=by, defaults=values)


def leave(review: Review, *, by: User) -> None:
    Presence.objects.filter(review=review, person=by).delete()


def others(review: Review, *, than: User, now: datetime) -> list[Presence]:
    """Who was here a moment ago besides `than`; those who write first."""
    present = review.present.filter(seen_at__gt=now - HERE).exclude(person=than)
    order = [Doing.WRITING, Doing.CITING, Doing.READING]
    found = present.select_related("person").order_by("person__username")
    return sorted(found, key=lambda each: order.index(Doing(each.doing)))
