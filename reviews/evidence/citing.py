"""Attach, withdraw, revise and clear evidence: each one transaction with its event."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, User
from factcheck.exceptions import Conflict, InvalidInput
from reviews import events, permissions, wording, workflow
from reviews.evidence import looking
from reviews.evidence.looking import Look
from reviews.exceptions import InvalidTransition, ReasonNeeded, UnusableEvidence
from reviews.links import consequences, matches, quotes, registry, snapshots
from reviews.models import Condition, Evidence, Review, Snapshot, Stance
from reviews.states import Status

LONGEST_QUOTE = 5_000
LONGEST_NOTE = 5_000


class Remarks(TypedDict, total=False):
    """What a person says about the evidence beside the quote."""

    primary: bool
    note: str
    interest: str


class Cited(Remarks):
    quote: str
    stance: Stance
    unlocated_reason: NotRequired[str]


class Changes(Remarks):
    stance: NotRequired[Stance]


@dataclass(frozen=True)
class Finding:
    """How a quote was found when it was attached. More than one occurrence: the first is cited."""

    kind: str
    occurrences: int


def attach(
    review_id: int, *, url: str, by: User, now: datetime, **cited: Unpack[Cited]
) -> Evidence:
    """Cite `quote` from the page at `url`; what is stored are the exact characters of our copy.

    The page is fetched first, outside the transaction that writes. Where it cannot be read, or
    does not hold the quote, `unlocated_reason` must say why the evidence counts nevertheless.
    Raises UnusableEvidence, UnusableSource, Conflict (cited already), NotAllowed, InvalidInput.
    """
    clean = _cleaned(cited)
    permissions.check_may_cite(by)
    _check_in_work(Review.objects.get(pk=review_id))
    look = looking.at(url, quote=clean["quote"])
    reason = clean["unlocated_reason"]
    if look.trouble and not reason:
        advice = _(
            "Correct it, or write why this evidence counts although it could not be located."
        )
        raise UnusableEvidence(f"{look.trouble} {advice}", field=look.field)
    with transaction.atomic():
        review = workflow.locked(review_id)
        _check_in_work(review)
        link = registry.register(url, now=now)
        copy = snapshots.keep(link, look.observation, now=now) if look.readable else None
        match = _placed(look, clean["quote"], copy)
        made = Evidence(review=review, link=link, snapshot=copy, added_by=by, added_at=now, **clean)
        if match.found and copy is not None:
            made.quote = copy.text[match.start : match.end]
            made.start, made.end = match.start, match.end
            made.unlocated_reason = ""
        else:
            made.condition, made.condition_since = Condition.UNVERIFIED, now
        _check_not_cited_yet(made)
        made.position = review.evidence.count() + 1
        made.save()
        _record_attached(made, match, by=by, now=now)
    return made


@transaction.atomic
def withdraw(evidence_id: int, *, by: User, now: datetime, reason: str) -> Evidence:
    """Take evidence back, with a reason. Its number is not given to another piece."""
    evidence = _locked(evidence_id)
    permissions.check_may_change(by, evidence)
    _check_in_work(evidence.review)
    _check_stands(evidence)
    evidence.withdrawn_reason = _needed(reason, to_do=_("withdraw evidence"))
    evidence.withdrawn_by, evidence.withdrawn_at = by, now
    evidence.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
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
    evidence = _locked(evidence_id)
    permissions.check_may_change(by, evidence)
    _check_in_work(evidence.review)
    _check_stands(evidence)
    before: dict[str, object] = {}
    for name, value in changes.items():
        wanted = _storable(name, value)
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
    evidence = _locked(evidence_id)
    if not Evidence.objects.published().filter(pk=evidence_id).exists():
        _check_stands(evidence)
    _check_decidable(evidence)
    why = _needed(reason, to_do=_("decide about a source"))
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


def numbered(review: Review) -> list[tuple[int, Evidence]]:
    """All evidence with its number, withdrawn too: `[2]` in a rationale means the same for good."""
    found = review.evidence.select_related("link__host", "snapshot", "added_by", "withdrawn_by")
    return list(enumerate(found.order_by("position", "pk"), start=1))


def citable(review: Review) -> dict[int, Evidence]:
    """The evidence that stands, by the number a rationale cites it with."""
    return {n: each for n, each in numbered(review) if each.withdrawn_at is None}


def findings(review: Review) -> dict[int, Finding]:
    """By evidence id: how its quote was found. One query."""
    attached = review.events.filter(kind=events.Kind.EVIDENCE_ATTACHED)
    return {
        data["evidence"]: Finding(data["match"], data["occurrences"])
        for data in attached.values_list("data", flat=True)
    }


def _check_in_work(review: Review) -> None:
    if review.state is Status.QUEUED:
        raise InvalidTransition(_("Take this review first; then work on its evidence."))
    if review.state is not Status.IN_REVIEW:
        raise InvalidTransition(
            _(
                "This review is “%(status)s”: its evidence can change once it is sent back or "
                "reopened."
            )
            % {"status": review.state.label}
        )


def _check_stands(evidence: Evidence) -> None:
    if evidence.withdrawn_at is not None:
        raise Conflict(
            _("%(name)s withdrew this evidence already.") % {"name": evidence.withdrawn_by}
        )


def _check_decidable(evidence: Evidence) -> None:
    if evidence.condition == Condition.UNVERIFIED and not evidence.decidable:
        raise Conflict(
            _(
                "This quote was never located on the page, so there is nothing to accept; why it "
                "counts stands beside it."
            )
        )
    if evidence.condition == Condition.ACCEPTED:
        raise Conflict(_("This source was accepted as it is already; there is nothing to decide."))
    if not evidence.decidable:
        raise Conflict(_("Nothing is wrong with this source any more; there is nothing to decide."))


def _check_not_cited_yet(made: Evidence) -> None:
    same = made.review.evidence.standing().filter(link=made.link, quote=made.quote)
    if same.exists():
        raise Conflict(
            _(
                "This quote from this page is attached already. Change that piece instead, or cite "
                "other words."
            ),
            field="quote",
        )


def _cleaned(cited: Cited) -> dict[str, Any]:
    given = {"primary": False, "note": "", "interest": "", "unlocated_reason": ""} | cited
    clean = {name: _storable(name, value) for name, value in given.items()}
    if not clean["quote"]:
        raise InvalidInput(
            _("Copy the exact words of the page that matter into the quote."), field="quote"
        )
    return clean


def _storable(name: str, value: object) -> object:
    if name == "stance":
        return _stance(value)
    if not isinstance(value, str):
        return value
    longest = LONGEST_QUOTE if name == "quote" else LONGEST_NOTE
    return wording.clean(value, field=name, longest=longest)


def _stance(value: object) -> str:
    if value not in Stance.values:
        raise InvalidInput(
            _("Choose whether the source supports, refutes or gives context."), field="stance"
        )
    return str(value)


def _needed(reason: str, *, to_do: str) -> str:
    written = wording.clean(reason, field="reason", longest=LONGEST_NOTE)
    if not written:
        raise ReasonNeeded(
            _("Write a reason to %(to_do)s; it is kept in the history.") % {"to_do": to_do},
            field="reason",
        )
    return written


def _placed(look: Look, quote: str, copy: Snapshot | None) -> matches.Match:
    """Where the quote stands in `copy`: an older copy of the same body may hold other text."""
    if copy is None or copy.text == look.text:
        return look.match
    return quotes.locate(quote, copy.text)


def _record_attached(made: Evidence, match: matches.Match, *, by: User, now: datetime) -> None:
    events.record(
        made.review,
        kind=events.Kind.EVIDENCE_ATTACHED,
        by=by,
        at=now,
        evidence=made.pk,
        number=made.position,
        url=made.link.url,
        stance=made.stance,
        match=match.kind.value if match.found else "",
        occurrences=match.occurrences if match.found else 0,
        unlocated_reason=made.unlocated_reason,
    )


def _locked(evidence_id: int) -> Evidence:
    """The review is locked first, as everywhere: two writers never wait for each other."""
    review_id = Evidence.objects.values_list("review_id", flat=True).get(pk=evidence_id)
    workflow.locked(review_id)
    return Evidence.objects.select_related("review", "link", "withdrawn_by").get(pk=evidence_id)
