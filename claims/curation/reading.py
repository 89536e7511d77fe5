"""What the splitter makes of words that a person marked off, with the article around them."""

from dataclasses import replace
from typing import Any

from claims import candidates, splitting
from claims.models import Article
from claims.splitting import Candidate, Signal, StatementPart

LONGEST = 5_000  # code points; more than this is no claim, and not read as one
BEFORE, AFTER = 20_000, 2_000  # read around them: who "they" are is said before
WORDED = frozenset({"statement", "statement_parts"})
READ = ("kind", "checkworthiness", "signals")
"""The fields that are read anew wherever the bounds of a claim change."""


def read(article: Article, start: int, end: int) -> dict[str, Any]:
    """The fields of a claim on these words, besides its place; empty where nothing is claimed.

    Where the splitter finds exactly these words in the article, its whole reading. Else what it
    makes of them alone, without a statement: cut off like this they stand alone only as a person
    words them. Where it finds several claims in them, the kind and the reasons of the one most
    worth a check.
    """
    if end - start > LONGEST:
        return {}
    for each in _split(article, *_around(article.text, start, end)):
        if (each.start, each.end) == (start, end):
            return candidates.fields(each)
    found = _split(article, start, end)
    if not found:
        return {}
    values = candidates.fields(max(found, key=lambda each: each.checkworthiness))
    if len(found) > 1:
        return {name: values[name] for name in READ}
    return {name: value for name, value in values.items() if name not in WORDED}


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the beginning of a line where there is one: half a sentence would be misread."""
    edge = max(0, start - BEFORE)
    line = text.find("\n", edge, start) + 1 if edge else 0
    return line or edge, min(len(text), end + AFTER)


def _split(article: Article, start: int, end: int) -> list[Candidate]:
    """The candidates of a stretch of the article, with their places in the whole of it."""
    found = splitting.split(
        article.text[start:end],
        language=article.language or None,
        published_on=article.published_on,
    )
    return candidates.scored(_shifted(each, start) for each in found)


def _shifted(found: Candidate, by: int) -> Candidate:
    return replace(
        found,
        start=found.start + by,
        end=found.end + by,
        signals=tuple(_reason(signal, by) for signal in found.signals),
        statement_parts=tuple(_part(part, by) for part in found.statement_parts),
        attribution_spans=tuple((start + by, end + by) for start, end in found.attribution_spans),
        times=tuple(
            replace(time, start=time.start + by, end=time.end + by) for time in found.times
        ),
    )


def _reason(signal: Signal, by: int) -> Signal:
    if signal.start is None or signal.end is None:
        return signal
    return signal._replace(start=signal.start + by, end=signal.end + by)


def _part(part: StatementPart, by: int) -> StatementPart:
    if part.start is None or part.end is None:
        return part
    return part._replace(start=part.start + by, end=part.end + by)
