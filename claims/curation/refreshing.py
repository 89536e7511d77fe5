"""A candidate that nobody has touched, read anew by a later splitter."""

from datetime import datetime

from django.db import transaction

from claims import candidates, splitting
from claims.curation import locking
from claims.models import ChangeKind, Claim
from factcheck.accounts.models import User


@transaction.atomic
def refresh(claim_id: int, *, found: splitting.Candidate, by: User, now: datetime) -> Claim:
    """Give a candidate the words that the splitter has for its place now; undone like an edit.

    `by` asked for it. Raises AlreadyDecided, NotAllowed.
    """
    claim = locking.candidate(claim_id, by=by)
    values = candidates.fields(found) | {"origin": splitting.VERSION}
    changed = {name: value for name, value in values.items() if value != getattr(claim, name)}
    before = locking.write(claim, changed)
    claim.save(update_fields=list(changed))
    locking.record(claim, ChangeKind.REFRESHED, by=by, at=now, before=before)
    return claim
