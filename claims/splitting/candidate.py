"""What the splitter hands to a person: a place in the article and what is claimed there."""

from dataclasses import dataclass
from typing import NamedTuple

EVENT = "event"
QUANTITY = "quantity"
QUOTATION = "quotation"
CAUSAL = "causal"
COMPARISON = "comparison"
PREDICTION = "prediction"
OPINION = "opinion"
QUESTION = "question"
INSTRUCTION = "instruction"
INTENT = "intent"

NOT_CLAIMS = frozenset({QUESTION, INSTRUCTION})

NAMED = "named"
UNNAMED = "unnamed"
NO_ATTRIBUTION = "none"


class Signal(NamedTuple):
    """One reason behind a check-worthiness score.

    `weight` is in log-odds; `text` holds the words that triggered it, '' if there are none. Words
    from elsewhere in the article have their place there, `start` and `end`.
    """

    code: str
    weight: float
    text: str
    start: int | None = None
    end: int | None = None


class StatementPart(NamedTuple):
    """A piece of a statement and where it is from; the texts in a row are the statement.

    Words of the article have `start` and `end` (code points, end exclusive) and no `rule`; words
    of the closed list have the name of the `rule` that put them there and no place.
    """

    text: str
    start: int | None = None
    end: int | None = None
    rule: str = ""


@dataclass(frozen=True)
class Time:
    """A time named in a claim. `earliest` and `latest` are ISO 8601 dates, both "" when unknown.

    `anchor` says what it was resolved from: "text" (it says so itself), "article" (the article's
    date), "" (it needs the article's date, which is not known).
    """

    text: str
    start: int
    end: int
    earliest: str = ""
    latest: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Candidate:
    """A candidate claim.

    `start` and `end` count Unicode code points of the text given to `split`, end exclusive, and
    `quote` is exactly that slice. `statement` stands alone and holds only words of the article
    and of a short closed list, which `statement_parts` tells apart. `attribution_spans` are the
    places where the text says who said it. `checkworthiness` is 0–1, rounded to three places.
    """

    start: int
    end: int
    quote: str
    statement: str
    kind: str
    checkworthiness: float
    signals: tuple[Signal, ...]
    claimant: str
    attribution: str
    statement_parts: tuple[StatementPart, ...] = ()
    attribution_spans: tuple[tuple[int, int], ...] = ()
    times: tuple[Time, ...] = ()


def as_json(candidate: Candidate) -> dict[str, object]:
    """The candidate as JSON-ready values, in the order the fields are declared.

    `dataclasses.asdict` copies deeply, which took a third of the time of storing an article.
    """
    return {
        **vars(candidate),
        "signals": [_reason(signal) for signal in candidate.signals],
        "statement_parts": [_placed(part) for part in candidate.statement_parts],
        "attribution_spans": [list(span) for span in candidate.attribution_spans],
        "times": [dict(vars(time)) for time in candidate.times],
    }


def _reason(signal: Signal) -> dict[str, object]:
    """A signal, with its place where it has one of its own."""
    values: dict[str, object] = {"code": signal.code, "weight": signal.weight, "text": signal.text}
    if signal.start is None:
        return values
    return {**values, "start": signal.start, "end": signal.end}


def _placed(part: StatementPart) -> dict[str, object]:
    """A part with its place, or with its rule."""
    if part.start is None:
        return {"text": part.text, "rule": part.rule}
    return {"text": part.text, "start": part.start, "end": part.end}
