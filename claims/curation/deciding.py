"""Accept, dismiss, edit and merge candidates."""

from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from claims import signals, wording
from claims.curation import locking
from claims.curation.spans import LONGEST_STATEMENT
from claims.exceptions import AlreadyDecided
from claims.models import Attribution, ChangeKind, Claim, Ground, Kind, Status
from factcheck.accounts.models import User
from factcheck.exceptions import InvalidInput

LONGEST_REASON = 1000


class Wording(TypedDict, total=False):
    """What an edit may change; a key that is left out stays as it is."""

    statement: str
    kind: str
    claimant: str
    attribution: str


class Why(TypedDict, total=False):
    """Why a candidate is put aside: one of the known grounds, words of one's own, or both."""

    ground: str
    reason: str


@transaction.atomic
def accept(claim_id: int, *, by: User, now: datetime, batch: UUID | None = None) -> Claim:
    """Make a claim of a candidate. Twice by the same person is once, except in a batch.

    Raises AlreadyDecided, NotAllowed, and what a receiver of `claim_accepted` raises.
    """
    claim = locking.candidate(claim_id, by=by, twice=None if batch else Status.ACCEPTED)
    if claim.status == Status.CANDIDATE:
        locking.decide(claim, Status.ACCEPTED, by=by, now=now)
        locking.record(claim, ChangeKind.ACCEPTED, by=by, at=now, batch=batch)
        signals.claim_accepted.send(sender=Claim, claim=claim, by=by, now=now)
    return claim


@transaction.atomic
def dismiss(
    claim_id: int, *, by: User, now: datetime, batch: UUID | None = None, **why: Unpack[Why]
) -> Claim:
    """Put a candidate aside: not a claim, or not worth a check. Raises as `accept` does."""
    reasons = checked_why(why)
    claim = locking.candidate(claim_id, by=by, twice=None if batch else Status.DISMISSED)
    if claim.status == Status.CANDIDATE:
        locking.decide(claim, Status.DISMISSED, by=by, now=now)
        locking.record(claim, ChangeKind.DISMISSED, by=by, at=now, batch=batch, **reasons)
    return claim


@transaction.atomic
def edit(
    claim_id: int, *, by: User, now: datetime, seen: int | None = None, **words: Unpack[Wording]
) -> Claim:
    """Reword a candidate or say anew who claims it; its place in the article stays.

    `seen` is what `latest_change` gave when the form was opened: with it, an edit of somebody
    else meanwhile raises AlreadyDecided instead of being written over.
    """
    given = checked(words)
    claim = locking.candidate(claim_id, by=by)
    locking.check_seen(claim, seen)
    changed: dict[str, Any] = {
        name: value for name, value in given.items() if value != getattr(claim, name)
    }
    if not changed:
        return claim
    if "statement" in changed:
        changed["statement_parts"] = []
    before = locking.write(claim, changed)
    claim.save(update_fields=list(changed))
    locking.record(claim, ChangeKind.EDITED, by=by, at=now, before=before)
    return claim


@transaction.atomic
def merge(claim_id: int, *, into: int, by: User, now: datetime) -> Claim:
    """Say that a candidate claims the same as `into`, which lives on."""
    if claim_id == into:
        raise InvalidInput(_("A claim cannot be merged into itself."), field="into")
    claim = locking.candidate(claim_id, by=by)
    # The article is held: two merges towards each other wait for it instead of for each other.
    targets = Claim.objects.select_for_update(of=("self",)).filter(article=claim.article_id)
    target = targets.filter(pk=into).first()
    if target is None:
        raise InvalidInput(_("Choose another claim of the same article."), field="into")
    if target.status not in (Status.CANDIDATE, Status.ACCEPTED):
        raise AlreadyDecided(
            _("The claim to merge into was %(status)s meanwhile. Choose another one.")
            % {"status": target.get_status_display()},
            field="into",
        )
    claim.same_as = target
    locking.decide(claim, Status.MERGED, by=by, now=now)
    locking.record(claim, ChangeKind.MERGED, by=by, at=now, other=target)
    return claim


def checked_why(why: Why) -> Why:
    """`why` as it is stored. Raises InvalidInput for words too long, or a ground we do not know."""
    reason = wording.line(why.get("reason", ""), field="reason", longest=LONGEST_REASON)
    ground = why.get("ground", "")
    if ground:
        _choice(ground, Ground.values, field="ground")
    return {"ground": ground, "reason": reason}


def checked(words: Wording) -> Wording:
    """`words` as they are kept. Raises InvalidInput with the field at fault."""
    changed: Wording = {}
    if "statement" in words:
        changed["statement"] = wording.line(
            words["statement"], field="statement", longest=LONGEST_STATEMENT, needed=True
        )
    if "claimant" in words:
        changed["claimant"] = wording.line(words["claimant"], field="claimant", longest=300)
    if "kind" in words:
        changed["kind"] = _choice(words["kind"], Kind.values, field="kind")
    if "attribution" in words:
        changed["attribution"] = _choice(
            words["attribution"], Attribution.values, field="attribution"
        )
    return changed


def _choice(value: str, known: list[str], *, field: str) -> str:
    if value not in known:
        raise InvalidInput(
            _("Choose one of: %(choices)s.") % {"choices": ", ".join(known)}, field=field
        )
    return value
