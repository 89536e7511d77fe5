"""Taking back the latest change of a claim."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims import signals
from claims.curation import locking, spans
from claims.exceptions import AlreadyDecided, NothingToUndo
from claims.models import Change, ChangeKind, Claim, Status
from factcheck.accounts.models import User


@transaction.atomic
def undo(claim_id: int, *, by: User, now: datetime, only: int | None = None) -> Claim:
    """Take back the latest change that still stands; again for the one before.

    With `only`, that very change, or none: AlreadyDecided where the claim was changed since.
    Raises NothingToUndo, AlreadyProposed where the place is taken now, AlreadyDecided where
    another claim stands in the way, and what a receiver of `claim_reopened` raises.
    """
    claim = locking.claim(claim_id, by=by)
    latest = claim.changes.standing().select_related("other").last()
    if only is not None and (latest is None or latest.pk != only):
        raise AlreadyDecided(_("This claim was changed since; it was left as it is."))
    if latest is None or _became_whole(claim):
        raise NothingToUndo(_("There is nothing to undo on this claim."))
    before = _BACK[ChangeKind(latest.kind)](claim, latest, by, now)
    locking.record(claim, ChangeKind.UNDONE, by=by, at=now, undoes=latest, before=before)
    return claim


def _became_whole(claim: Claim) -> bool:
    """Whether this is the second half of a cut taken back: it is part of the whole again."""
    return Change.objects.filter(kind=ChangeKind.CUT, other=claim, undone_by__isnull=False).exists()


def _to_candidate(claim: Claim, latest: Change, by: User, now: datetime) -> dict[str, Any]:
    if claim.status == Status.ACCEPTED:
        signals.claim_reopened.send(sender=Claim, claim=claim, by=by, now=now)
    claim.status, claim.same_as, claim.decided_by, claim.decided_at = (
        Status.CANDIDATE, None, None, None,
    )  # fmt: skip
    spans.save(claim)
    return {}


def _to_words(claim: Claim, latest: Change, by: User, now: datetime) -> dict[str, Any]:
    carried = claim.anchorings.filter(end__isnull=False, at__gte=latest.at)
    if "start" in latest.before and carried.exists():
        raise NothingToUndo(
            _("The article has a new text since this was done. Move the claim's bounds instead.")
        )
    taken_back = locking.write(claim, latest.before)
    spans.save(claim)
    return taken_back


def _to_whole(claim: Claim, latest: Change, by: User, now: datetime) -> dict[str, Any]:
    """The second half is merged into the first, which becomes the whole again."""
    assert latest.other_id is not None
    half = Claim.objects.select_for_update(of=("self",)).get(pk=latest.other_id)
    if half.status != Status.CANDIDATE:
        raise AlreadyDecided(
            _("The second half was %(status)s meanwhile. Undo that first.")
            % {"status": half.get_status_display()}
        )
    half.same_as = claim
    locking.decide(half, Status.MERGED, by=by, now=now)
    locking.record(half, ChangeKind.MERGED, by=by, at=now, other=claim)
    return _to_words(claim, latest, by, now)


def _withdraw(claim: Claim, latest: Change, by: User, now: datetime) -> dict[str, Any]:
    """A proposal is taken back by dismissing it: what was on the desk is never deleted."""
    locking.decide(claim, Status.DISMISSED, by=by, now=now)
    return {}


_BACK: dict[ChangeKind, Callable[[Claim, Change, User, datetime], dict[str, Any]]] = {
    ChangeKind.PROPOSED: _withdraw,
    ChangeKind.ACCEPTED: _to_candidate,
    ChangeKind.DISMISSED: _to_candidate,
    ChangeKind.MERGED: _to_candidate,
    ChangeKind.EDITED: _to_words,
    ChangeKind.MOVED: _to_words,
    ChangeKind.CUT: _to_whole,
    ChangeKind.REFRESHED: _to_words,
}
