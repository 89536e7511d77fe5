"""What the pane of evidence shows beside the evidence: what is on its way, and who was asked."""

from typing import Any

from factcheck.accounts.models import Role, User
from reviews import replies
from reviews.models import Fetch, Review
from reviews.replies import CLOSED
from reviews.states import Status


def context(review: Review, by: User) -> dict[str, Any]:
    """Three queries, however much there is."""
    return on_their_way(list(review.fetches.open())) | {
        "replies": replies.log(review),
        "may_reply": _may_reply(review, by),
        "may_order": _has_it(review, by) and review.state is Status.IN_REVIEW,
    }


def on_their_way(fetches: list[Fetch]) -> dict[str, Any]:
    """`fetch_stamp` changes whenever the list does: who has that one need not be told again."""
    stamp = "-".join(f"{each.pk}.{each.state}" for each in fetches)
    return {
        "fetches": fetches,
        "fetch_stamp": stamp or "none",
        "fetch_under_way": ",".join(str(each.pk) for each in fetches if each.under_way),
    }


def _may_reply(review: Review, by: User) -> bool:
    """As `replies.ask` judges it."""
    if review.state is Status.QUEUED or review.state in CLOSED:
        return False
    return review.state is not Status.IN_REVIEW or _has_it(review, by)


def _has_it(review: Review, by: User) -> bool:
    if not by.at_least(Role.REVIEWER):
        return False
    return review.assignee_id == by.pk or by.at_least(Role.EDITOR)
