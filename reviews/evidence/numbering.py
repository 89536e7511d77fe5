"""The numbers a rationale cites evidence by, and how each quote was found."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reviews import events
from reviews.models import Event, Evidence, Review

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


def numbers_within(review_ids: Iterable[int]) -> dict[int, int]:
    """The number of each piece of these reviews, by its id. One query."""
    found = Evidence.objects.filter(review__in=review_ids).order_by("review", "position", "pk")
    numbers: dict[int, int] = {}
    counts: Counter[int] = Counter()
    for pk, review_id, replaces_id in found.values_list("pk", "review_id", "replaces_id"):
        inherited = numbers.get(replaces_id or 0)
        if inherited is None:
            counts[review_id] += 1
        numbers[pk] = inherited or counts[review_id]
    return numbers


def citable(review: Review) -> dict[int, Evidence]:
    """The evidence that stands, by the number a rationale cites it with."""
    return {n: each for n, each in numbered(review) if each.withdrawn_at is None}


def findings(review: Review) -> dict[int, Finding]:
    """By evidence id: how its quote was found. One query."""
    return findings_within([review.pk])


def findings_within(review_ids: Iterable[int]) -> dict[int, Finding]:
    """The same of several reviews."""
    attached = Event.objects.filter(review__in=review_ids, kind__in=FOUND)
    return {
        data["evidence"]: Finding(data["match"], data["occurrences"])
        for data in attached.values_list("data", flat=True)
    }
