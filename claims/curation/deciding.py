"""Accept, dismiss, edit, cut and merge candidates."""

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from claims import permissions, signals, wording
from claims.curation import spans
from claims.exceptions import AlreadyDecided, InvalidSpan
from claims.models import Attribution, Change, ChangeKind, Claim, Kind, Status
from factcheck.accounts.models import User
from factcheck.exceptions import InvalidInput

LONGEST_STATEMENT = 2000
LONGEST_REASON = 1000


class Wording(TypedDict, total=False):
    """What an edit may change; a key that is left out stays as it is."""

    statement: str
    kind: str
    claimant: str
    attribution: str


@transaction.atomic
def accept(claim_id: int, *, by: User, now: datetime) -> Claim:
    """Make a claim of a candidate. Twice by the same person is once.

    Raises AlreadyDecided, NotAllowed, and what a receiver of `claim_accepted` raises.
    """
    claim = _candidate(claim_id, by=by, twice=Status.ACCEPTED)
    if claim.status == Status.CANDIDATE:
        _decide(claim, Status.ACCEPTED, by=by, now=now)
        _record(claim, ChangeKind.ACCEPTED, by=by, at=now)
        signals.claim_accepted.send(sender=Claim, claim=claim, by=by, now=now)
    return claim


@transaction.atomic
def dismiss(claim_id: int, *, by: User, now: datetime, reason: str = "") -> Claim:
    """Put a candidate aside: not a claim, or not worth a check. Raises as `accept` does."""
    why = wording.line(reason, field="reason", longest=LONGEST_REASON)
    claim = _candidate(claim_id, by=by, twice=Status.DISMISSED)
    if claim.status == Status.CANDIDATE:
        _decide(claim, Status.DISMISSED, by=by, now=now)
        _record(claim, ChangeKind.DISMISSED, by=by, at=now, reason=why)
    return claim


@transaction.atomic
def edit(
    claim_id: int, *, by: User, now: datetime, seen: int | None = None, **words: Unpack[Wording]
) -> Claim:
    """Reword a candidate or say anew who claims it; its place in the article stays.

    `seen` is what `latest_change` gave when the form was opened: with it, an edit of somebody
    else meanwhile raises AlreadyDecided instead of being written over.
    """
    changed: dict[str, Any] = {**_checked(words)}
    claim = _candidate(claim_id, by=by)
    _check_seen(claim, seen)
    if changed == {name: getattr(claim, name) for name in changed}:
        return claim
    if changed.get("statement", claim.statement) != claim.statement:
        changed["statement_parts"] = []
    before = {name: getattr(claim, name) for name in changed}
    for name, value in changed.items():
        setattr(claim, name, value)
    claim.save(update_fields=list(changed))
    _record(claim, ChangeKind.EDITED, by=by, at=now, before=before)
    return claim


@transaction.atomic
def cut(claim_id: int, *, at: int, by: User, now: datetime) -> tuple[Claim, Claim]:
    """Cut a candidate in two before the code point `at` of the article.

    The candidate keeps the first half, a new one takes the second. Raises InvalidSpan where a
    half would be empty, AlreadyProposed where another candidate has those characters.
    """
    claim = _candidate(claim_id, by=by)
    text = claim.article.text
    first = spans.trimmed(text, claim.start, at)
    second = spans.trimmed(text, at, claim.end)
    if not claim.start < at < claim.end or first is None or second is None:
        raise InvalidSpan(_("Cut between two words of the claim."), field="at")
    before = {name: getattr(claim, name) for name in spans.PLACED}
    spans.place(claim, *first)
    half = Claim(
        article=claim.article,
        kind=claim.kind,
        claimant=claim.claimant,
        attribution=claim.attribution,
        attribution_spans=claim.attribution_spans,
        checkworthiness=claim.checkworthiness,
        signals=claim.signals,
        origin=spans.PERSON,
        added_by=by,
        created_at=now,
    )
    spans.place(half, *second)
    spans.save(claim, half)
    _record(claim, ChangeKind.CUT, by=by, at=now, before=before, other=half)
    return claim, half


@transaction.atomic
def merge(claim_id: int, *, into: int, by: User, now: datetime) -> Claim:
    """Say that a candidate claims the same as `into`, which lives on."""
    if claim_id == into:
        raise InvalidInput(_("A claim cannot be merged into itself."), field="into")
    # Both rows are locked in one order: two merges towards each other wait instead of deadlocking.
    pair = Claim.objects.select_for_update(of=("self",)).filter(pk__in=[claim_id, into])
    both = {each.pk: each for each in pair.order_by("pk")}
    claim = _candidate(claim_id, by=by)
    target = both.get(into)
    if target is None or target.article_id != claim.article_id:
        raise InvalidInput(_("Choose another claim of the same article."), field="into")
    if target.status not in (Status.CANDIDATE, Status.ACCEPTED):
        raise AlreadyDecided(
            _("The claim to merge into was %(status)s meanwhile. Choose another one.")
            % {"status": target.get_status_display()},
            field="into",
        )
    claim.same_as = target
    _decide(claim, Status.MERGED, by=by, now=now)
    _record(claim, ChangeKind.MERGED, by=by, at=now, other=target)
    return claim


def latest_change(claim: Claim) -> int:
    """What `edit` takes as `seen`: the newest change of a claim, 0 where there is none."""
    return claim.changes.order_by("-pk").values_list("pk", flat=True).first() or 0


def _candidate(claim_id: int, *, by: User, twice: Status | None = None) -> Claim:
    """The claim, locked until the transaction ends, if it can still be decided on.

    A claim that `by` decided in the way of `twice` before is let through: a form sent twice.
    """
    permissions.check_may_curate(by)
    claim = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("article", "decided_by")
        .get(pk=claim_id)
    )
    repeated = claim.status == twice and claim.decided_by_id == by.pk
    if claim.status != Status.CANDIDATE and not repeated:
        raise AlreadyDecided(
            _("This candidate was %(status)s by %(name)s meanwhile; nothing was changed.")
            % {"status": claim.get_status_display(), "name": claim.decided_by or _("the desk")}
        )
    return claim


def _decide(claim: Claim, status: Status, *, by: User, now: datetime) -> None:
    claim.status, claim.decided_by, claim.decided_at = status, by, now
    claim.save(update_fields=["status", "same_as", "decided_by", "decided_at"])


def _record(claim: Claim, kind: ChangeKind, *, by: User, at: datetime, **more: Any) -> Change:
    return Change.objects.create(claim=claim, kind=kind, by=by, at=at, **more)


def _check_seen(claim: Claim, seen: int | None) -> None:
    if seen is None or seen == latest_change(claim):
        return
    newest = claim.changes.select_related("by").last()
    raise AlreadyDecided(
        _("%(name)s changed this candidate meanwhile; your words were not saved over theirs.")
        % {"name": newest.by if newest else _("Somebody")}
    )


def _checked(words: Wording) -> dict[str, str]:
    changed: dict[str, str] = {}
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
