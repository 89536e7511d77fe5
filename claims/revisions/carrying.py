"""Claims of one revision brought to the next: those whose place is certain, and those that wait."""

import bisect
from collections.abc import Iterable

from django.db.models import Q

from claims import anchoring, candidates, signals, splitting
from claims.anchoring import Outcome, Passage, Result
from claims.curation import shifting
from claims.models import Anchoring, Article, Claim, Found, Settled, Status

LEAST_OVERLAP = 0.5
"""Share of both together that a passage and a candidate have in common to be taken for one."""
_MOVED = ("article", "start", "end", *shifting.PLACED)


def carry(
    old: Article,
    new: Article,
    comparison: anchoring.Comparison,
    found: list[splitting.Candidate],
) -> tuple[int, int, int]:
    """Re-anchor every claim of `old`, and those still waiting from before it; then add candidates.

    Returns how many were carried, wait, and were added. Runs inside the transaction that holds
    both articles.
    """
    rows, moved = [], []
    taken: set[tuple[int, int]] = set()
    comparisons = {old.pk: comparison}
    for claim in _claims(old):
        if claim.article_id not in comparisons:
            comparisons[claim.article_id] = anchoring.Comparison(claim.article.text, new.text)
        compared = comparisons[claim.article_id]
        outcome = _unless_taken(compared.follow(claim.start, claim.end), claim, taken)
        rows.append(_row(claim, new, outcome, found))
        if outcome.start is not None and outcome.end is not None:
            _move(claim, new, outcome.start, outcome.end, compared.carried)
            moved.append(claim)
    _supersede(old, now=new)
    Claim.objects.bulk_update(moved, _MOVED, batch_size=500)
    Anchoring.objects.bulk_create(rows, batch_size=1000)
    added = _add(new, found, _covered(moved, rows))
    for row in rows:
        if row.waits and row.claim.status == Status.ACCEPTED:
            signals.claim_reanchored.send(
                sender=Claim, claim=row.claim, anchoring=row, by=new.added_by, now=new.created_at
            )
    return len(moved), len(rows) - len(moved), added


def _claims(old: Article) -> list[Claim]:
    """Held, those of the article itself first: where two want one place, they have it."""
    waits = Q(pk__in=Anchoring.objects.waiting().filter(to_article=old).values("claim"))
    pks = Claim.objects.filter(Q(article=old) | waits).order_by("pk").values_list("pk", flat=True)
    held = Claim.objects.select_for_update(no_key=True).filter(pk__in=list(pks)).order_by("pk")
    claims = list(held)
    older = {claim.article_id for claim in claims} - {old.pk}
    articles = {old.pk: old} | Article.objects.in_bulk(older)
    for claim in claims:
        claim.article = articles[claim.article_id]
    return sorted(claims, key=lambda claim: (claim.article_id != old.pk, claim.start, claim.pk))


def _unless_taken(outcome: Outcome, claim: Claim, taken: set[tuple[int, int]]) -> Outcome:
    """An open claim that would stand on exactly the words of another one waits for a person."""
    if outcome.start is None or outcome.end is None:
        return outcome
    if claim.status not in (Status.CANDIDATE, Status.ACCEPTED):
        return outcome
    place = outcome.start, outcome.end
    if place in taken:
        return Outcome(Result.MOVED, suggestions=(Passage(*place, 100.0),))
    taken.add(place)
    return outcome


def _row(
    claim: Claim, new: Article, outcome: Outcome, found: list[splitting.Candidate]
) -> Anchoring:
    suggestions = outcome.suggestions
    if outcome.result is Result.ORPHANED:
        suggestions = tuple(_as_candidates(suggestions, found))
    return Anchoring(
        claim=claim,
        from_article_id=claim.article_id,
        from_start=claim.start,
        from_end=claim.end,
        to_article=new,
        start=outcome.start,
        end=outcome.end,
        outcome=outcome.result.value,
        suggestions=[
            {"start": each.start, "end": each.end, "similarity": round(each.similarity, 1)}
            for each in suggestions
        ],
        at=new.created_at,
        by=new.added_by,
    )


def _as_candidates(
    passages: Iterable[Passage], found: list[splitting.Candidate]
) -> Iterable[Passage]:
    """Passages with the bounds of the new candidate that they mostly are."""
    starts = [each.start for each in found]
    given = set()
    for passage in passages:
        first = max(0, bisect.bisect_left(starts, passage.start) - 5)
        near = found[first : bisect.bisect_left(starts, passage.end)]
        best = max(near, key=lambda each: _overlap(passage, each), default=None)
        if best and _overlap(passage, best) >= LEAST_OVERLAP:
            place = best.start, best.end
        else:
            place = passage.start, passage.end
        if place not in given:
            given.add(place)
            yield Passage(*place, passage.similarity)


def _overlap(a: Passage, b: splitting.Candidate) -> float:
    both = min(a.end, b.end) - max(a.start, b.start)
    return max(0, both) / (max(a.end, b.end) - min(a.start, b.start))


def _move(claim: Claim, new: Article, start: int, end: int, carried: shifting.Where) -> None:
    """The words are the same, so what is inside of them keeps its distance from their start."""
    where = shifting.along(claim.start, claim.end, start - claim.start, outside=carried)
    said = {name: getattr(claim, name) for name in shifting.PLACED}
    place = {"article": new, "start": start, "end": end}
    for name, value in (shifting.shifted(said, where) | place).items():
        setattr(claim, name, value)


def _supersede(old: Article, *, now: Article) -> None:
    """What waited for a place in `old` is compared with the newer text instead."""
    Anchoring.objects.waiting().filter(to_article=old).update(
        decision=Settled.SUPERSEDED, settled_by=now.added_by, settled_at=now.created_at
    )


def _covered(moved: list[Claim], rows: list[Anchoring]) -> list[tuple[int, int]]:
    """The words that claims have, or may turn out to have: none of them is proposed anew."""
    spans = [(claim.start, claim.end) for claim in moved]
    for row in rows:
        if row.outcome in (Found.MOVED, Found.AMBIGUOUS):
            spans += [(each["start"], each["end"]) for each in row.suggestions]
    return spans


def _add(new: Article, found: list[splitting.Candidate], covered: list[tuple[int, int]]) -> int:
    """Candidates whose words no claim has; dismissed ones would come back otherwise."""
    united: list[list[int]] = []
    for start, end in sorted(covered):
        if united and start <= united[-1][1]:
            united[-1][1] = max(united[-1][1], end)
        else:
            united.append([start, end])
    ends = [end for _, end in united]

    def free(each: splitting.Candidate) -> bool:
        after = bisect.bisect_right(ends, each.start)
        return after == len(united) or united[after][0] >= each.end

    wanted = [each for each in found if free(each)]
    return len(candidates.store(new, wanted, now=new.created_at))
