"""Taking back the latest change of a claim."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims import anchoring, signals
from claims.curation import locking, matched, shifting, spans
from claims.exceptions import AlreadyDecided, NothingToUndo
from claims.models import Article, Change, ChangeKind, Claim, Status
from factcheck.accounts.models import User


@transaction.atomic
def undo(claim_id: int, *, by: User, now: datetime, only: int | None = None) -> Claim:
    """Take back the latest change that still stands; again for the one before.

    With `only`, that very change, or none: AlreadyDecided where the claim was changed since.
    Raises NothingToUndo, AlreadyProposed where the place is taken now, AlreadyDecided where
    another claim stands in the way, and what a receiver of `claim_reopened` raises.
    """
    claim = locking.claim(claim_id, by=by)
    latest = claim.changes.standing().select_related("other", "article").last()
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
    if latest.kind == ChangeKind.MERGED:
        matched.take_back(claim, latest.other)
    if claim.status == Status.ACCEPTED:
        signals.claim_reopened.send(sender=Claim, claim=claim, by=by, now=now)
    claim.status, claim.same_as, claim.decided_by, claim.decided_at = (
        Status.CANDIDATE, None, None, None,
    )  # fmt: skip
    spans.save(claim)
    return {}


def _to_words(claim: Claim, latest: Change, by: User, now: datetime) -> dict[str, Any]:
    taken_back = locking.write(claim, _as_of_now(claim, latest))
    spans.save(claim)
    return taken_back


def _as_of_now(claim: Claim, latest: Change) -> dict[str, Any]:
    """What the change found, with its places as they are in the text where the claim is now.

    Where the claim itself stood is known in its own text only, and while nobody compares it with
    another one.
    """
    _check_not_settled_since(claim, latest)
    here = latest.article
    moved = here.pk != claim.article_id if here else claim.anchorings.exists()
    if "start" in latest.before and (moved or not claim.article.live):
        raise NothingToUndo(
            _("The article has a new text since this was done. Move the claim's bounds instead.")
        )
    before: dict[str, Any] = latest.before
    if not moved:
        return before
    return shifting.shifted(before, _way(claim, here) if here else shifting.nowhere)


def _check_not_settled_since(claim: Claim, latest: Change) -> None:
    """What a person said of the claim when they found it in a new text is not undone with it."""
    settled = claim.changes.filter(kind=ChangeKind.REANCHORED, pk__gt=latest.pk)
    if any("statement" in latest.before and "statement" in each.before for each in settled):
        raise NothingToUndo(
            _("The claim was worded anew in a new text since this was done. Edit it instead.")
        )


def _way(claim: Claim, old: Article) -> shifting.Where:
    """From `old` to the text where the claim is now."""
    comparison = anchoring.Comparison(old.text, claim.article.text)
    left = claim.anchorings.filter(from_article=old, end__isnull=False).order_by("pk").last()
    if left and old.text[left.from_start : left.from_end] == claim.quote:
        by = claim.start - left.from_start
        return shifting.along(left.from_start, left.from_end, by, outside=comparison.carried)
    return comparison.carried


def _to_whole(claim: Claim, latest: Change, by: User, now: datetime) -> dict[str, Any]:
    """The second half is merged into the first, which becomes the whole again."""
    assert latest.other_id is not None
    half = Claim.objects.select_for_update(of=("self",)).get(pk=latest.other_id)
    if half.article_id != claim.article_id:
        raise NothingToUndo(_("The two halves are in different texts of the article by now."))
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


def _to_alike(claim: Claim, latest: Change, by: User, now: datetime) -> dict[str, Any]:
    matched.take_back(claim, latest.other)
    return {}


_BACK: dict[ChangeKind, Callable[[Claim, Change, User, datetime], dict[str, Any]]] = {
    ChangeKind.PROPOSED: _withdraw,
    ChangeKind.ACCEPTED: _to_candidate,
    ChangeKind.DISMISSED: _to_candidate,
    ChangeKind.MERGED: _to_candidate,
    ChangeKind.TOLD_APART: _to_alike,
    ChangeKind.EDITED: _to_words,
    ChangeKind.MOVED: _to_words,
    ChangeKind.CUT: _to_whole,
    ChangeKind.REFRESHED: _to_words,
}
