"""Taking back the latest change of a claim."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from claims import permissions, signals
from claims.curation import spans
from claims.exceptions import AlreadyDecided, NothingToUndo
from claims.models import Change, ChangeKind, Claim, Status
from factcheck.accounts.models import User


@transaction.atomic
def undo(claim_id: int, *, by: User, now: datetime) -> Claim:
    """Take back the latest change that still stands; again for the one before.

    Raises NothingToUndo, AlreadyProposed where the place is taken now, AlreadyDecided where
    another claim stands in the way, and what a receiver of `claim_reopened` raises.
    """
    permissions.check_may_curate(by)
    claim = Claim.objects.select_for_update(of=("self",)).select_related("article").get(pk=claim_id)
    latest = (
        claim.changes.filter(undone_by__isnull=True)
        .exclude(kind=ChangeKind.UNDONE)
        .select_related("other")
        .last()
    )
    if latest is None:
        raise NothingToUndo(_("There is nothing to undo on this claim."))
    _BACK[ChangeKind(latest.kind)](claim, latest, by, now)
    Change.objects.create(claim=claim, kind=ChangeKind.UNDONE, by=by, at=now, undoes=latest)
    return claim


def _to_candidate(claim: Claim, latest: Change, by: User, now: datetime) -> None:
    if claim.status == Status.ACCEPTED:
        signals.claim_reopened.send(sender=Claim, claim=claim, by=by, now=now)
    claim.status, claim.same_as, claim.decided_by, claim.decided_at = (
        Status.CANDIDATE, None, None, None,
    )  # fmt: skip
    spans.save(claim)


def _to_words(claim: Claim, latest: Change, by: User, now: datetime) -> None:
    for name, value in latest.before.items():
        setattr(claim, name, value)
    spans.save(claim)


def _to_whole(claim: Claim, latest: Change, by: User, now: datetime) -> None:
    """The second half is merged into the first, which becomes the whole again."""
    assert latest.other_id is not None
    half = Claim.objects.select_for_update(of=("self",)).get(pk=latest.other_id)
    if half.status != Status.CANDIDATE:
        raise AlreadyDecided(
            _("The second half was %(status)s meanwhile. Undo that first.")
            % {"status": half.get_status_display()}
        )
    half.status, half.same_as, half.decided_by, half.decided_at = Status.MERGED, claim, by, now
    half.save()
    Change.objects.create(claim=half, kind=ChangeKind.MERGED, by=by, at=now, other=claim)
    _to_words(claim, latest, by, now)


def _withdraw(claim: Claim, latest: Change, by: User, now: datetime) -> None:
    """A proposal is taken back by dismissing it: what was on the desk is never deleted."""
    claim.status, claim.decided_by, claim.decided_at = Status.DISMISSED, by, now
    claim.save()


_BACK: dict[ChangeKind, Callable[[Claim, Change, User, datetime], None]] = {
    ChangeKind.PROPOSED: _withdraw,
    ChangeKind.ACCEPTED: _to_candidate,
    ChangeKind.DISMISSED: _to_candidate,
    ChangeKind.MERGED: _to_candidate,
    ChangeKind.EDITED: _to_words,
    ChangeKind.CUT: _to_whole,
}
