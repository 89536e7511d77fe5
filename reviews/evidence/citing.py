"""Attach, withdraw, revise and clear evidence: each one transaction with its event."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict
from factcheck.keeping import Kept
from reviews import archives, events, permissions, workflow
from reviews.evidence import checking, looking
from reviews.evidence.checking import Changes, Cited
from reviews.evidence.looking import Look
from reviews.exceptions import UnusableEvidence
from reviews.links import consequences, matches, quotes, registry, snapshots
from reviews.models import Condition, Evidence, Review, Snapshot


@dataclass(frozen=True)
class Sight:
    """A page that was looked at, where its body was put, and what is cited from it."""

    url: str
    look: Look
    stored: Kept | None
    cited: dict[str, Any]


def attach(
    review_id: int, *, url: str, by: User, now: datetime, **cited: Unpack[Cited]
) -> Evidence:
    """Cite `quote` from the page at `url`; what is stored are the exact characters of our copy.

    The page is fetched first, outside the transaction that writes. Where it cannot be read, or
    does not hold the quote, `unlocated_reason` must say why the evidence counts nevertheless.
    Raises UnusableEvidence, UnusableSource, Conflict (cited already), NotAllowed, InvalidInput.
    """
    clean = checking.cleaned(cited, url=url)
    permissions.check_may_cite(by)
    checking.check_in_work(Review.objects.get(pk=review_id))
    seen = sight(url, clean)
    with transaction.atomic():
        review = workflow.locked(review_id)
        checking.check_in_work(review)
        made, match = placed(review, seen, by=by, now=now)
        check_not_cited_yet(made)
        made.position = review.evidence.filter(replaces=None).count() + 1
        made.save()
        events.record(
            review,
            kind=events.Kind.EVIDENCE_ATTACHED,
            by=by,
            at=now,
            **told(made, match),
        )
    return made


def sight(url: str, clean: dict[str, Any]) -> Sight:
    """Fetch the page, look for the quote and store the body: all that goes over the network.

    Raises UnusableEvidence, UnusableSource, StorageAway.
    """
    look = looking.at(url, quote=clean["quote"])
    if look.trouble and not clean["unlocated_reason"]:
        advice = _(
            "Correct it, or write why this evidence counts although it could not be located."
        )
        raise UnusableEvidence(f"{look.trouble} {advice}", field=look.field)
    stored = snapshots.store(look.observation) if look.readable else None
    return Sight(url, look, stored, clean)


def placed(
    review: Review, seen: Sight, *, by: User, now: datetime
) -> tuple[Evidence, matches.Match]:
    """Evidence as it will be stored, not saved yet, and how its quote stands in our copy."""
    look = seen.look
    link = registry.register(seen.url, now=now)
    archives.wish(link.pk, cited_at=now, now=now)
    copy = None
    if look.readable:
        copy = snapshots.keep(link, look.observation, now=now, stored=seen.stored)
    match = _match(look, seen.cited["quote"], copy)
    made = Evidence(
        review=review, link=link, snapshot=copy, added_by=by, added_at=now, **seen.cited
    )
    if match.found and copy is not None:
        made.quote = copy.text[match.start : match.end]
        made.start, made.end = match.start, match.end
        made.unlocated_reason = ""
    else:
        made.condition, made.condition_since = Condition.UNVERIFIED, now
    return made, match


def told(made: Evidence, match: matches.Match) -> dict[str, Any]:
    """What the history says of a piece that was attached."""
    return {
        "evidence": made.pk,
        "number": made.position,
        "url": made.link.url,
        "stance": made.stance,
        "match": match.kind.value if match.found else "",
        "occurrences": match.occurrences if match.found else 0,
        "unlocated_reason": made.unlocated_reason,
    }


def take_back(evidence: Evidence, *, by: User, now: datetime, reason: str) -> None:
    evidence.withdrawn_by, evidence.withdrawn_at = by, now
    evidence.withdrawn_reason = reason
    evidence.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])


def check_not_cited_yet(made: Evidence) -> None:
    same = made.review.evidence.standing().filter(link=made.link, quote=made.quote)
    if same.exists():
        raise Conflict(
            _(
                "This quote from this page is attached already. Change that piece instead, or cite "
                "other words."
            ),
            field="quote",
        )


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
def revise(evidence_id: int, *, by: User, now: datetime, **changes: Unpack[Changes]) -> Evidence:
    """Change what we say about the evidence; what was cited never changes. No change, no event."""
    evidence = checking.locked(evidence_id)
    permissions.check_may_change(by, evidence)
    checking.check_in_work(evidence.review)
    checking.check_stands(evidence)
    before: dict[str, object] = {}
    for name, value in changes.items():
        wanted = checking.storable(name, value)
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


def _match(look: Look, quote: str, copy: Snapshot | None) -> matches.Match:
    """Where the quote stands in `copy`: an older copy of the same body may hold other text."""
    if copy is None or copy.text == look.text:
        return look.match
    return quotes.locate(quote, copy.text)
