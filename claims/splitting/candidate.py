"""What the splitter hands to a person: a place in the article and what is claimed there."""

from dataclasses import asdict, dataclass

EVENT = "event"
QUANTITY = "quantity"
QUOTATION = "quotation"
CAUSAL = "causal"
COMPARISON = "comparison"
PREDICTION = "prediction"
OPINION = "opinion"
QUESTION = "question"
INSTRUCTION = "instruction"

NOT_CLAIMS = frozenset({QUESTION, INSTRUCTION})

NAMED = "named"
UNNAMED = "unnamed"
NO_ATTRIBUTION = "none"


@dataclass(frozen=True)
class Signal:
    """One reason behind a check-worthiness score.

    `weight` is in log-odds; `text` holds the words that triggered it, '' if there are none.
    """

    code: str
    weight: float
    text: str


@dataclass(frozen=True)
class Candidate:
    """A candidate claim.

    `start` and `end` count Unicode code points of the text given to `split`, end exclusive, and
    `quote` is exactly that slice. `statement` stands alone and holds only words of the article.
    `checkworthiness` is 0–1, rounded to two places.
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


def as_json(candidate: Candidate) -> dict[str, object]:
    """The candidate as JSON-ready values, in the order the fields are declared."""
    values = asdict(candidate)
    values["signals"] = list(values["signals"])
    return values
