"""Sending a verdict back together with what is said about its parts."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import ngettext

from factcheck.accounts.models import User
from reviews import workflow
from reviews.discussion import threads
from reviews.discussion.remarks import Remark
from reviews.models import Review
from reviews.states import Status


@transaction.atomic
def send_back(
    review_id: int, *, remarks: Iterable[Remark], reason: str, by: User, now: datetime
) -> Review:
    """All of it or nothing: a refused remark leaves the verdict where it is.

    Where the remarks say it all, `reason` may be empty. Raises what opening and moving raise.
    """
    opened = threads.open_threads(review_id, remarks=remarks, by=by, now=now)
    if opened and not reason.strip():
        reason = ngettext(
            "See %(n)s comment on the verdict.", "See %(n)s comments on the verdict.", len(opened)
        ) % {"n": len(opened)}
    return workflow.move(review_id, to=Status.IN_REVIEW, by=by, now=now, reason=reason)
