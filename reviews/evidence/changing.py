"""Withdraw, revise and clear evidence: each one transaction with its event."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from reviews import events, meanwhile, permissions
from reviews.evidence import checking
from reviews.evidence.checking import Changes
from reviews.links import consequences
from reviews.models import Condition, Evidence


def take_back(evidence: Evidence, *, by: User, now: datetime, reason: str) -> None:
    evidence.withdrawn_by, evidence.withdrawn_at = by, now
    evidence.withdrawn_reason = reason
    evidence.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])


@transaction.atomic
def withdraw(evidence_id: int, *, by: User, now: datetime, reason: str) -> Evidence:
    """Take evidence back, with a reason. Its number is not given to another piece."""
    evidence = checking.locked(evidence_id)
    permissions.check_may_change(by, evidence)
    checking.check_in_work(evidence.review)
    checking.check_stands(evidence)
    take_back(
        evidence, by=by, now=now, reason=checking.needed(reason, to_do=_("withdraw evidence"))
    )
    events.record(
        evidence.review,
        kind=events.Kind.EVIDENCE_WITHDRAWN,
        by=by,
        at=now,
        evidence=evidence.pk,
        reason=evidence.withdrawn_reason,
    )
    return evidence


@transaction.atomic
def revise(
    evidence_id: int,
    *,
    by: User,
    now: datetime,
    upon: Mapping[str, Any] | None = None,
    **changes: Unpack[Changes],
) -> Evidence:
    """Change what we say about the evidence; what was cited never changes. No change, no event.

    `upon` is what the person had read. Raises Overtaken as `meanwhile.changed` does.
    """
    evidence = checking.locked(evidence_id)
    permissions.check_may_change(by, evidence)
    checking.check_in_work(evidence.review)
    checking.check_stands(evidence)
    before: dict[str, object] = {}
    sent = {name: checking.storable(name, value) for name, value in changes.items()}
    stands = {name: getattr(evidence, name) for name in sent}
    for name, wanted in meanwhile.changed(sent, upon=upon, stands=stands).items():
        if getattr(evidence, name) != wanted:
            before[name] = getattr(evidence, name)
            setattr(evidence, name, wanted)
    if before:
        evidence.save(update_fields=list(before))
        events.record(
            evidence.review,
            kind=events.Kind.EVIDENCE_CHANGED,
            by=by,
            at=now,
            evidence=evidence.pk,
            before=before,
            after={name: getattr(evidence, name) for name in before},
        )
    return evidence


@transaction.atomic
def clear(evidence_id: int, *, by: User, now: datetime, reason: str) -> Evidence:
    """A person accepts that a source changed or died: the verdict stands nevertheless, because.

    Readers are told that it changed and that the desk looked, not why it stands.

    Lifts the flag from the publication when nothing it stands on is in trouble any more.
    """
    permissions.check_at_least(by, Role.REVIEWER, to_do=_("decide about a source"))
    evidence = checking.locked(evidence_id)
    if not Evidence.objects.published().filter(pk=evidence_id).exists():
        checking.check_stands(evidence)
    checking.check_decidable(evidence)
    why = checking.needed(reason, to_do=_("decide about a source"))
    was = evidence.condition
    evidence.condition = Condition.ACCEPTED if evidence.troubled else Condition.SOUND
    evidence.condition_since = now
    evidence.condition_note = why
    evidence.save(update_fields=["condition", "condition_since", "condition_note"])
    lifted = consequences.lift_flag(evidence.review, now=now)
    events.record(
        evidence.review,
        kind=events.Kind.SOURCE_CLEARED,
        by=by,
        at=now,
        evidence=evidence.pk,
        was=was,
        reason=why,
        flag_lifted=lifted,
    )
    return evidence
