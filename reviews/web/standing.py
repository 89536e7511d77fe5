"""How far each of the two people is: whoever writes the verdict, and whoever looks at it second."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from reviews.events import Kind
from reviews.models import Event, Review, Verdict
from reviews.states import Status


@dataclass(frozen=True)
class Where:
    """In words, and since when; `tone` as of a status."""

    text: str
    tone: str
    at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    author: Where
    second: Where


def of(review: Review, verdict: Verdict | None, events: list[Event]) -> Standing:
    """Read from the history: `events` oldest first. One query, for who has looked."""
    moves = [event for event in events if event.kind == Kind.MOVED]
    submitted = _last(moves, Status.SUBMITTED)
    returned = _last(moves, Status.IN_REVIEW)
    if returned and submitted and returned.seq < submitted.seq:
        returned = None
    if returned and returned.data.get("start") not in (Status.SUBMITTED, Status.APPROVED):
        returned = None  # taken, or reopened for a next version: nobody asked for changes
    return Standing(
        _author(review, verdict, submitted, returned), _second(review, verdict, submitted, returned)
    )


def _author(
    review: Review, verdict: Verdict | None, submitted: Event | None, returned: Event | None
) -> Where:
    if review.state is Status.IN_REVIEW and returned is not None:
        return Where(_("Asked for changes"), "submitted", returned.at)
    if verdict is None:
        return Where(_("Not begun"), "queued")
    if review.state is Status.IN_REVIEW:
        return Where(_("Writing"), "in_review", verdict.updated_at)
    if submitted is not None:
        return Where(_("Submitted"), "approved", submitted.at)
    return Where(_("Not submitted"), "queued")


def _second(
    review: Review, verdict: Verdict | None, submitted: Event | None, returned: Event | None
) -> Where:
    if verdict is not None and verdict.approver is not None:
        told = _("Approved by %(name)s") % {"name": verdict.approver}
        return Where(told, "approved", verdict.approved_at)
    if returned is not None and returned.actor is not None:
        told = _("%(name)s asked for changes") % {"name": returned.actor}
        return Where(told, "submitted", returned.at)
    if submitted is None or review.state is not Status.SUBMITTED:
        return Where(_("Nothing to look at yet"), "queued")
    looks = review.looks.filter(at__gte=submitted.at).exclude(person=submitted.actor)
    look = looks.select_related("person").order_by("-at").first()
    if look is None:
        return Where(_("Nobody has looked yet"), "queued")
    return Where(_("%(name)s looked") % {"name": look.person}, "in_review", look.at)


def _last(moves: list[Event], to: Status) -> Event | None:
    return next((event for event in reversed(moves) if event.data.get("to") == to), None)
