"""What a look says about one piece of evidence."""

from dataclasses import dataclass
from typing import NamedTuple

from reviews.links import phrases
from reviews.links.outcomes import UNVERIFIABLE, Outcome
from reviews.links.visiting import Found, Seen
from reviews.models import Condition, Evidence, LinkState

TROUBLED = (Condition.DEAD, Condition.DRIFTED)
READ = frozenset({Outcome.OK, Outcome.REDIRECTED, Outcome.MOVED, Outcome.DRIFTED})
Key = tuple[str, str]


@dataclass(frozen=True)
class Result:
    """A look, and what it means once every quote that stands on the page was looked for."""

    seen: Seen
    outcome: str
    reason: str

    @property
    def read(self) -> bool:
        """Whether the page itself was seen, and not a wall, an error or nothing."""
        return self.outcome in READ


@dataclass(frozen=True)
class Finding:
    """What a look says about one piece of evidence. `passage`: what stands in the quote's place.

    `out_of_reach`: the page was read once, and its address now leads where the desk never goes.
    """

    condition: Condition
    note: str = ""
    passage: str = ""
    out_of_reach: bool = False

    @property
    def troubled(self) -> bool:
        return self.out_of_reach or self.condition in TROUBLED

    @property
    def key(self) -> Key:
        return (self.condition.value, self.passage)


class Piece(NamedTuple):
    """What tells whether a look says anything new about a piece of evidence."""

    pk: int
    review_id: int
    link_id: int
    quote: str
    start: int | None
    condition: str


def of(evidence: Evidence | Piece, result: Result) -> Finding | None:
    """What the look says about `evidence`; None where it says nothing new about it."""
    link, found = result.seen.link, result.seen.found.get(evidence.pk)
    if link.state == LinkState.DEAD:
        note = phrases.gone(result.outcome, result.reason, strikes=link.strikes)
        return Finding(Condition.DEAD, note)
    if link.state == LinkState.REFUSED:
        return _finding_out_of_reach(evidence)
    if result.read and found is not None:
        return _finding_in_text(evidence, found, result)
    unlocated = evidence.condition == Condition.ACCEPTED and evidence.start is None
    unseen = result.read and (evidence.condition == Condition.DEAD or unlocated)
    if unseen or (link.state == LinkState.UNVERIFIABLE and evidence.condition == Condition.SOUND):
        return Finding(Condition.UNVERIFIED, phrases.outcome(result.outcome, result.reason))
    return None


def _finding_out_of_reach(evidence: Evidence | Piece) -> Finding | None:
    """What was dead or changed before stays so: the graver finding, and it has been told."""
    if evidence.start is None or evidence.condition in TROUBLED:
        return None
    return Finding(Condition.UNVERIFIED, phrases.out_of_reach(), out_of_reach=True)


def _finding_in_text(evidence: Evidence | Piece, found: Found, result: Result) -> Finding | None:
    if found.there:
        return Finding(Condition.SOUND)
    if result.reason not in UNVERIFIABLE:
        note = phrases.changed(evidence.quote, found.passage, kind=found.kind)
        return Finding(Condition.DRIFTED, note, found.passage)
    if evidence.condition == Condition.DRIFTED:
        return None
    return Finding(Condition.UNVERIFIED, phrases.outcome(result.outcome, result.reason))


def differs(evidence: Evidence | Piece, finding: Finding) -> bool:
    """A change of a passage that was marked as changed before may be another change; what could
    not be verified before may be out of reach now."""
    again = finding.condition == Condition.DRIFTED or finding.out_of_reach
    return again or evidence.condition != finding.condition
