"""Evidence that only a person can look up: a book, an interview, what was seen on the spot."""

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from reviews import permissions, workflow
from reviews.evidence import checking, citing, held
from reviews.evidence.checking import Cited
from reviews.exceptions import ReasonNeeded
from reviews.links import matches
from reviews.models import Evidence, EvidenceKind


def note(
    review_id: int,
    *,
    title: str,
    publisher: str = "",
    place: str = "",
    by: User,
    now: datetime,
    **cited: Unpack[Cited],
) -> Evidence:
    """Cite words that a person has read or heard. `unlocated_reason` says why they can be trusted
    and how others could look them up; readers see it.

    Raises NotAllowed, InvalidTransition, InvalidInput, ReasonNeeded.
    """
    about = checking.described(title=title, publisher=publisher, place=place)
    clean = checking.cleaned(cited)
    if not clean["unlocated_reason"]:
        raise ReasonNeeded(
            _("Write how you know, and how others could look it up: readers will see it."),
            field="unlocated_reason",
        )
    permissions.check_may_cite(by)
    with transaction.atomic():
        review = workflow.locked(review_id)
        checking.check_in_work(review)
        made = Evidence(
            review=review,
            kind=EvidenceKind.HAND,
            link=held.link(held.of_hand(), now=now),
            added_by=by,
            added_at=now,
            **about,
            **clean,
        )
        citing.settle(made, matches.MISSING)
        return citing.put(made, matches.MISSING, by=by, now=now)
