"""What every decision begins and ends with: the claim held, and what was done written down."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims import permissions
from claims.exceptions import AlreadyDecided
from claims.models import Article, Change, ChangeKind, Claim, Status
from factcheck.accounts.models import User


def article_of(claim_id: int) -> int | None:
    """Hold the article of a claim until the transaction ends, before the claim itself; its number.

    What compares a claim with its neighbours (a cut, a move, another splitter's candidates) sees
    them stand still; and since everybody locks in this order, nobody waits in a circle. No-key:
    rows that refer to the article are still inserted meanwhile.
    """
    articles = Article.objects.select_for_update(of=("self",), no_key=True).only("pk")
    found = articles.filter(claims=claim_id).first()
    return found.pk if found else None


def claim(claim_id: int, *, by: User) -> Claim:
    """The claim, held until the transaction ends. Raises NotAllowed, Claim.DoesNotExist.

    A new text may take the claim over while this waits for the old one: then the old one is let
    go (a savepoint rolled back gives up its locks), and the claim is held where it is now.
    """
    permissions.check_may_curate(by)
    while True:
        with transaction.atomic():
            held = _held(claim_id)
            if held:
                return held
            transaction.set_rollback(True)


def _held(claim_id: int) -> Claim | None:
    """The claim with its article; None where it went over to another one meanwhile."""
    article = article_of(claim_id)
    claims = Claim.objects.select_for_update(of=("self",)).select_related("article", "decided_by")
    found = claims.get(pk=claim_id)
    return found if found.article_id == article else None


def candidate(claim_id: int, *, by: User, twice: Status | None = None) -> Claim:
    """The claim, held, if it can still be decided on. Raises AlreadyDecided and as `claim` does.

    A claim that `by` decided in the way of `twice` before is let through: a form sent twice.
    """
    held = claim(claim_id, by=by)
    repeated = held.status == twice and held.decided_by_id == by.pk
    if held.status != Status.CANDIDATE and not repeated:
        raise AlreadyDecided(
            _("This candidate was %(status)s by %(name)s meanwhile; nothing was changed.")
            % {"status": held.get_status_display(), "name": held.decided_by or _("the desk")}
        )
    return held


def latest_change(claim: Claim) -> int:
    """What `edit` and `move` take as `seen`: the newest change, 0 where there is none."""
    return claim.changes.order_by("-pk").values_list("pk", flat=True).first() or 0


def check_seen(claim: Claim, seen: int | None) -> None:
    """Raise AlreadyDecided where somebody changed the claim since it was read; None: unchecked."""
    if seen is None or seen == latest_change(claim):
        return
    newest = claim.changes.select_related("by").last()
    raise AlreadyDecided(
        _("%(name)s changed this candidate meanwhile; nothing of yours was saved over theirs.")
        % {"name": newest.by if newest else _("Somebody")}
    )


def decide(claim: Claim, status: Status, *, by: User, now: datetime) -> None:
    claim.status, claim.decided_by, claim.decided_at = status, by, now
    claim.save(update_fields=["status", "same_as", "decided_by", "decided_at"])


def write(claim: Claim, values: dict[str, Any]) -> dict[str, Any]:
    """Set fields of a claim, not yet saved; returns what they held before."""
    before = {name: getattr(claim, name) for name in values}
    for name, value in values.items():
        setattr(claim, name, value)
    return before


def record(claim: Claim, kind: ChangeKind, *, by: User, at: datetime, **more: Any) -> Change:
    return Change.objects.create(
        claim=claim, article_id=claim.article_id, kind=kind, by=by, at=at, **more
    )
