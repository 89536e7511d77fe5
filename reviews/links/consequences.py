"""What follows when a source dies, changes or comes back: people are told, once.

A machine marks evidence, writes into the review's history and flags the publication. It never
changes a verdict; and what a person accepted it does not bring up again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models.functions import Coalesce

from reviews import archives, events
from reviews.links import findings, phrases
from reviews.links.findings import READ, TROUBLED, Finding, Key, Piece, Result
from reviews.links.outcomes import UNVERIFIABLE, Outcome
from reviews.links.visiting import Cited, Quoted, Seen
from reviews.models import (
    Condition,
    Event,
    Evidence,
    Publication,
    Review,
    SourceLink,
)
from reviews.models.evidence import EvidenceQuerySet

GRAVITY = ("numbers", "negation", "missing")


class Memory:
    """Which findings were told before, and which of them a person accepted.

    A source that came back is as new: what becomes of it next is told and decided afresh.
    """

    def __init__(self, history: Iterable[Event]) -> None:
        self._last: dict[int, Key] = {}
        self._accepted: dict[int, set[Key]] = defaultdict(set)
        for event in history:
            evidence = event.data.get("evidence", 0)
            if event.kind == events.Kind.SOURCE_TROUBLED:
                self._last[evidence] = (event.data["condition"], event.data.get("passage", ""))
            elif event.actor_id is None:
                self._last.pop(evidence, None)
                self._accepted.pop(evidence, None)
            elif evidence in self._last:
                self._accepted[evidence].add(self._last[evidence])

    def accepted(self, evidence_id: int, key: Key) -> bool:
        return key in self._accepted[evidence_id]

    def told(self, evidence_id: int, key: Key) -> bool:
        return self._last.get(evidence_id) == key


def watched(link_ids: Iterable[int]) -> EvidenceQuerySet:
    """Evidence that stands, or that readers still see although it was withdrawn since."""
    return Evidence.objects.watched().filter(link__in=list(link_ids)).order_by("pk")


def quoted(links: Iterable[SourceLink]) -> Quoted:
    """What evidence needs of each link; the longest quote decides."""
    columns = ("pk", "link_id", "quote", "start", "condition", "added_at")
    pieces = watched(link.pk for link in links).values_list(*columns)
    found: dict[int, Cited] = {}
    for pk, link_id, quote, start, condition, at in sorted(pieces, key=lambda row: -len(row[2])):
        cited = found.setdefault(link_id, Cited())
        if start is not None:
            cited.quotes[pk] = quote
        cited.since = max(cited.since or at, at)
        cited.sound = cited.sound and condition == Condition.SOUND
    return found


def judge(looks: Sequence[Seen]) -> list[Result]:
    """What each look means: one lost quote of several is a changed page, one found is no error
    page, and a change that a person accepted is none."""
    suspect = [pk for seen in looks for pk, found in seen.found.items() if not found.there]
    memory = recall(Review.objects.filter(evidence__in=suspect)) if suspect else Memory([])
    return [_judge(seen, memory) for seen in looks]


def follow(results: Sequence[Result]) -> bool:
    """Mark, record and flag; call it in the transaction that writes the links' new state.

    Returns whether anything may have changed.

    Reviews are locked first, as by every writer, and only those for which something changes:
    most checks find what they found before and lock none.
    """
    by_link = {result.seen.link.pk: result for result in results}
    changing = [
        (each.pk, each.review_id)
        for each in map(Piece._make, watched(by_link).values_list(*Piece._fields))
        if (finding := findings.of(each, by_link[each.link_id])) and findings.differs(each, finding)
    ]
    if not changing:
        return False
    locked = Review.objects.select_for_update(of=("self",)).filter(
        pk__in={review for _, review in changing}
    )
    reviews = {review.pk: review for review in locked.order_by("pk")}
    memory = recall(Review.objects.filter(pk__in=reviews))
    found = [
        (evidence, finding)
        for evidence in watched(by_link).filter(pk__in=[pk for pk, _ in changing])
        if (finding := findings.of(evidence, by_link[evidence.link_id]))
        and not memory.accepted(evidence.pk, finding.key)
    ]
    # Good news first: the flag that it lifts must not be one that this batch has just raised.
    for evidence, finding in sorted(found, key=lambda each: each[1].troubled):
        evidence.review = reviews[evidence.review_id]
        _apply(evidence, finding, by_link[evidence.link_id], memory)
    return True


def recall(reviews: Iterable[Review]) -> Memory:
    kinds = [events.Kind.SOURCE_TROUBLED, events.Kind.SOURCE_CLEARED]
    return Memory(
        Event.objects.filter(review__in=reviews, kind__in=kinds).order_by("review_id", "seq")
    )


def lift_flag(review: Review, *, now: datetime) -> bool:
    """Unflag the publication of a locked `review` when all it stands on is well again.

    It has changed for readers only if its flag did, and not at all once it was retracted.
    """
    publication = (
        Publication.objects.select_for_update(of=("self",))
        .filter(review=review, flagged_at__isnull=False)
        .first()
    )
    if publication is None:
        return False
    rest = review.evidence.published().troubled().first()
    reason = rest.condition_note or str(rest.condition) if rest else ""
    if rest and reason == publication.flag_reason:
        return False
    publication.flag_reason = reason
    publication.flagged_at = publication.flagged_at if rest else None
    if publication.retracted_at is None:
        publication.changed_at = now
    publication.save(update_fields=["flagged_at", "flag_reason", "changed_at"])
    return rest is None


def _judge(seen: Seen, memory: Memory) -> Result:
    outcome, reason = seen.observation.outcome, seen.observation.reason
    if seen.observation.unchanged:
        return _as_before(seen)
    there = [found for found in seen.found.values() if found.there]
    if outcome not in READ and not (outcome is Outcome.SOFT_404 and there):
        return Result(seen, outcome, reason)
    lost = [
        found
        for pk, found in seen.found.items()
        if not found.there and not memory.accepted(pk, (Condition.DRIFTED.value, found.passage))
    ]
    if lost and reason not in UNVERIFIABLE:
        return Result(seen, Outcome.DRIFTED, min((each.kind for each in lost), key=GRAVITY.index))
    if outcome in (Outcome.DRIFTED, Outcome.SOFT_404):
        return Result(seen, Outcome.OK, there[0].kind if there else "")
    return Result(seen, outcome, reason)


def _as_before(seen: Seen) -> Result:
    """The page was not read again, so how its quote was found stands as it was told last."""
    outcome = seen.observation.outcome
    if outcome is Outcome.REDIRECTED and seen.link.outcome == Outcome.MOVED:
        outcome = Outcome.MOVED
    return Result(seen, outcome, seen.link.reason)


def _apply(evidence: Evidence, finding: Finding, result: Result, memory: Memory) -> None:
    was, at = evidence.condition, result.seen.at
    if was == finding.condition and (not finding.troubled or memory.told(evidence.pk, finding.key)):
        return
    evidence.condition, evidence.condition_note = finding.condition, finding.note
    evidence.condition_since = at
    evidence.save(update_fields=["condition", "condition_note", "condition_since"])
    if finding.troubled:
        _tell(evidence, finding, result)
    elif was in (*TROUBLED, Condition.ACCEPTED) or memory.told(evidence.pk, (was, "")):
        lifted = lift_flag(evidence.review, now=at)
        events.record(
            evidence.review,
            kind=events.Kind.SOURCE_CLEARED,
            by=None,
            at=at,
            evidence=evidence.pk,
            was=was,
            reason=phrases.outcome(result.outcome, result.reason),
            flag_lifted=lifted,
        )


def _tell(evidence: Evidence, finding: Finding, result: Result) -> None:
    at = result.seen.at
    archives.wish(evidence.link_id, cited_at=evidence.added_at, now=at)
    standing = Evidence.objects.filter(pk=evidence.pk).published().values("review")
    shown = Publication.objects.filter(review__in=standing, retracted_at__isnull=True)
    shown.update(flagged_at=Coalesce("flagged_at", at), flag_reason=finding.note, changed_at=at)
    events.record(
        evidence.review,
        kind=events.Kind.SOURCE_TROUBLED,
        by=None,
        at=at,
        evidence=evidence.pk,
        link=evidence.link_id,
        url=result.seen.link.url,
        condition=finding.condition.value,
        note=finding.note,
        passage=finding.passage,
        outcome=str(result.outcome),
        reason=str(result.reason),
    )
