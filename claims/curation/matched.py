"""What a person says of a claim that was found to be like an earlier one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from claims.curation import locking
from claims.exceptions import AlreadyDecided
from claims.models import ChangeKind, Claim, ClaimMatch, MatchDecision, Status
from factcheck.accounts.models import User


@transaction.atomic
def say_same(match_id: int, *, by: User, now: datetime) -> Claim:
    """Merge a candidate into the earlier claim that it repeats, though of another article.

    Raises AlreadyDecided where either claim or the match changed meanwhile, NotAllowed,
    ClaimMatch.DoesNotExist.
    """
    found = ClaimMatch.objects.get(pk=match_id)
    claim = locking.candidate(found.claim_id, by=by, twice=Status.MERGED)
    if claim.status == Status.MERGED and claim.same_as_id == found.earlier_id:
        return claim
    match = _held(found)
    earlier = Claim.objects.select_for_update(of=("self",), no_key=True).get(pk=match.earlier_id)
    if earlier.status != Status.ACCEPTED or claim.status != Status.CANDIDATE:
        raise AlreadyDecided(
            _("The earlier claim was %(status)s meanwhile, so nothing was merged into it.")
            % {"status": earlier.get_status_display()}
        )
    _decide(match, MatchDecision.SAME, by=by, now=now)
    claim.same_as = earlier
    locking.decide(claim, Status.MERGED, by=by, now=now)
    locking.record(claim, ChangeKind.MERGED, by=by, at=now, other=earlier)
    return claim


@transaction.atomic
def tell_apart(match_id: int, *, by: User, now: datetime) -> Claim:
    """Say that a claim is another one than the earlier one; the two are not offered again.

    Twice by the same person is once. Raises as `say_same` does.
    """
    found = ClaimMatch.objects.get(pk=match_id)
    claim = locking.claim(found.claim_id, by=by)
    match = _held(found, twice=by)
    if not match.decision:
        _decide(match, MatchDecision.DIFFERENT, by=by, now=now)
        locking.record(claim, ChangeKind.TOLD_APART, by=by, at=now, other=match.earlier)
    return claim


def take_back(claim: Claim, earlier: Claim | None) -> None:
    """The decision on these two is open again; nothing where none was made."""
    ClaimMatch.objects.filter(claim=claim, earlier=earlier).update(
        decision="", by=None, decided_at=None
    )


def _held(found: ClaimMatch, *, twice: User | None = None) -> ClaimMatch:
    """The match, held. Raises AlreadyDecided where it is decided, but for `twice` in the same way,
    and where the two were compared anew and are alike no longer."""
    matches = ClaimMatch.objects.select_for_update(of=("self",)).select_related("earlier", "by")
    match = matches.filter(pk=found.pk, claim=found.claim_id).first()
    if match is None:
        raise AlreadyDecided(
            _("One of the two claims was worded anew meanwhile; they are alike no longer.")
        )
    repeated = twice == match.by and match.decision == MatchDecision.DIFFERENT
    if match.decision and not repeated:
        raise AlreadyDecided(
            _("%(name)s said meanwhile: %(decision)s. Nothing was changed.")
            % {"name": match.by, "decision": match.get_decision_display()}
        )
    return match


def _decide(match: ClaimMatch, decision: MatchDecision, *, by: User, now: datetime) -> None:
    match.decision, match.by, match.decided_at = decision, by, now
    match.save(update_fields=["decision", "by", "decided_at"])
