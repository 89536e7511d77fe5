"""The order in which evidence is shown. The numbers it is cited by stay as they are."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.exceptions import Conflict, InvalidInput
from reviews import events, permissions, workflow
from reviews.evidence import checking
from reviews.models import Evidence, Review


@transaction.atomic
def order(review_id: int, *, evidence_ids: Sequence[int], by: User, now: datetime) -> list[int]:
    """Show the standing evidence in this order. What is the order already is no event.

    Raises Conflict where a piece was attached or withdrawn since the order was read: nothing was
    changed then. Raises NotAllowed, InvalidTransition, InvalidInput.
    """
    review = workflow.locked(review_id)
    permissions.check_may_work(by, review)
    checking.check_in_work(review)
    before = _standing(review)
    if len(set(evidence_ids)) != len(evidence_ids):
        raise InvalidInput(_("Name each piece of evidence once."), field="evidence")
    if {each.pk for each in before} != set(evidence_ids):
        raise Conflict(
            _("Evidence was attached or withdrawn meanwhile. Look again, then put it in order.")
        )
    wanted = list(evidence_ids)
    if wanted == [each.pk for each in before]:
        return wanted
    _write(before, wanted)
    events.record(review, kind=events.Kind.EVIDENCE_ORDERED, by=by, at=now, evidence_ids=wanted)
    return wanted


@transaction.atomic
def shift(evidence_id: int, *, places: int, by: User, now: datetime) -> list[int]:
    """Move a piece by so many places, up where `places` is negative; at the ends it stays.

    For buttons: whoever presses one means the neighbours as they are, not as they were read.
    """
    evidence = checking.locked(evidence_id)
    checking.check_stands(evidence)
    ids = [each.pk for each in _standing(evidence.review)]
    at = ids.index(evidence.pk)
    ids.insert(max(0, at + places), ids.pop(at))
    return order(evidence.review_id, evidence_ids=ids, by=by, now=now)


def _standing(review: Review) -> list[Evidence]:
    return list(review.evidence.standing().order_by("rank", "position", "pk"))


def _write(pieces: list[Evidence], wanted: Sequence[int]) -> None:
    """Ranks from 1 on; pieces that were withdrawn keep theirs: they are shown apart."""
    places = {pk: rank for rank, pk in enumerate(wanted, start=1)}
    for each in pieces:
        each.rank = places[each.pk]
    Evidence.objects.bulk_update(pieces, ["rank"])
