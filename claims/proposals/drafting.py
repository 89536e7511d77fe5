"""From a checked proposal to a candidate, judged by our own signals."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from claims import splitting
from claims.models import Article
from claims.proposals.answers import Proposal
from claims.splitting import Candidate, Signal, StatementPart

SIGNAL: Final = "language_model"
_NEARLY: Final = 3  # code points by which a span may differ and still be the same claim


def divided(
    proposals: Iterable[Proposal], taken: Iterable[tuple[int, int]]
) -> tuple[list[Proposal], int]:
    """The proposals that are new, and how many are not: the same span, give or take a mark."""
    there = list(taken)
    fresh: list[Proposal] = []
    known = 0
    for each in proposals:
        if any(
            abs(each.start - start) <= _NEARLY and abs(each.end - end) <= _NEARLY
            for start, end in there
        ):
            known += 1
            continue
        there.append((each.start, each.end))
        fresh.append(each)
    return fresh, known


def candidate(article: Article, found: Proposal, *, splitter: str) -> Candidate:
    """What the desk's own reading makes of the quote, with the model's wording where it holds.

    The score is ours: a model's opinion of its own proposals moves nothing.
    """
    quote = article.text[found.start : found.end]
    own = splitting.split(
        quote, language=article.language or None, published_on=article.published_on
    )
    read = own[0] if len(own) == 1 else _plain(quote)
    parts = found.parts or (StatementPart(quote, found.start, found.end),)
    return replace(
        read,
        start=found.start,
        end=found.end,
        quote=quote,
        statement="".join(part.text for part in parts),
        statement_parts=parts,
        kind=found.kind or read.kind,
        claimant=read.claimant or found.claimant,
        attribution=read.attribution if read.claimant or not found.claimant else "named",
        attribution_spans=_moved(read.attribution_spans, found.start),
        times=tuple(
            replace(time, start=time.start + found.start, end=time.end + found.start)
            for time in read.times
        ),
        signals=(*read.signals, Signal(SIGNAL, 0.0, splitter)),
    )


def _moved(spans: tuple[tuple[int, int], ...], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((start + by, end + by) for start, end in spans)


def _plain(quote: str) -> Candidate:
    """Words our splitter makes no claim of, or more than one: no signals, so the lowest rank."""
    return Candidate(
        start=0,
        end=len(quote),
        quote=quote,
        statement=quote,
        kind="event",
        checkworthiness=0.0,
        signals=(),
        claimant="",
        attribution="none",
    )
