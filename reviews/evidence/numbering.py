"""The numbers a rationale cites evidence by, and how each quote was found."""

from dataclasses import dataclass

from reviews import events
from reviews.models import Evidence, Review

FOUND = (events.Kind.EVIDENCE_ATTACHED, events.Kind.EVIDENCE_REPLACED)


@dataclass(frozen=True)
class Finding:
    """How a quote was found when it was attached. More than one occurrence: the first is cited."""

    kind: str
    occurrences: int


def numbered(review: Review) -> list[tuple[int, Evidence]]:
    """All evidence with its number, in the order of showing, withdrawn too.

    The number follows from the position, which never changes: `[2]` in a rationale means the same
    for good, wherever the piece is shown. What replaces another piece has its number and place.
    """
    found = review.evidence.select_related(
        "link__host", "snapshot", "added_by", "withdrawn_by", "replaces__link__host"
    )
    numbers: dict[int, int] = {}
    count = 0
    pieces = list(found.order_by("position", "pk"))
    for each in pieces:
        inherited = numbers.get(each.replaces_id or 0)
        if inherited is None:
            count += 1
        numbers[each.pk] = inherited or count
    pieces.sort(key=lambda each: (each.rank, each.position, each.pk))
    return [(numbers[each.pk], each) for each in pieces]


def citable(review: Review) -> dict[int, Evidence]:
    """The evidence that stands, by the number a rationale cites it with."""
    return {n: each for n, each in numbered(review) if each.withdrawn_at is None}


def findings(review: Review) -> dict[int, Finding]:
    """By evidence id: how its quote was found. One query."""
    attached = review.events.filter(kind__in=FOUND)
    return {
        data["evidence"]: Finding(data["match"], data["occurrences"])
        for data in attached.values_list("data", flat=True)
    }
