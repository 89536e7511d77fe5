"""A desk's own model of check-worthiness, applied: plain sums, so that each point has its reason.

A logistic regression over the transparent score, its signals and the words of the statement. What
it adds to the transparent score is one more signal, `desk_model`, with the words that moved it;
the score stays the logistic function of `BIAS` plus all weights.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from claims.splitting import signals
from claims.splitting.candidate import Candidate, Signal
from claims.splitting.weights import BIAS

CODE: Final = "desk_model"
FORMAT: Final = 1
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGEST: Final = 2000  # code points of a statement whose words count
_MOST: Final = 5.0  # log-odds; beyond, nobody could see a difference
_NAMED: Final = 3


class UnreadableModel(ValueError):
    """The stored weights are not of the shape this version of Factcheck reads."""


@dataclass(frozen=True)
class Model:
    """log-odds = intercept + base · transparent log-odds + Σ signals + Σ words."""

    version: int
    intercept: float
    base: float
    signals: Mapping[str, float]
    words: Mapping[str, float]


def from_json(version: int, values: Mapping[str, Any]) -> Model:
    """The model as stored. Raises UnreadableModel."""
    try:
        if values["format"] != FORMAT:
            raise UnreadableModel(f"The weights have format {values['format']}, not {FORMAT}.")
        model = Model(
            version,
            float(values["intercept"]),
            float(values["base"]),
            {str(code): float(weight) for code, weight in values["signals"].items()},
            {str(word): float(weight) for word, weight in values["words"].items()},
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UnreadableModel(f"The weights of model {version} cannot be read: {error}") from error
    numbers = [model.intercept, model.base, *model.signals.values(), *model.words.values()]
    if not all(math.isfinite(number) for number in numbers):
        raise UnreadableModel(f"The weights of model {version} are not all numbers.")
    return model


def as_json(model: Model) -> dict[str, object]:
    return {
        "format": FORMAT,
        "intercept": model.intercept,
        "base": model.base,
        "signals": dict(model.signals),
        "words": dict(model.words),
    }


def transparent(reasons: Iterable[Signal]) -> list[Signal]:
    """The signals of the splitter itself."""
    return [signal for signal in reasons if signal.code != CODE]


def log_odds(reasons: Iterable[Signal]) -> float:
    return BIAS + sum(signal.weight for signal in reasons)


def words(statement: str) -> set[str]:
    """The words a model may know, in lower case and each once."""
    return {word.lower() for word in _WORD.findall(statement[:_LONGEST])}


def rescored(candidate: Candidate, model: Model) -> Candidate:
    """The candidate with what the model makes of it; a model's earlier signal is replaced."""
    own = transparent(candidate.signals)
    known = [(word, model.words[word]) for word in words(candidate.statement) & model.words.keys()]
    total = (
        model.intercept
        + model.base * log_odds(own)
        + sum(model.signals.get(signal.code, 0.0) for signal in own)
        + sum(weight for _, weight in known)
    )
    shift = round(max(-_MOST, min(_MOST, total - log_odds(own))), 2)
    reasons = signals.ordered((*own, Signal(CODE, shift, _told(model, shift, known))))
    return replace(candidate, signals=reasons, checkworthiness=signals.score(reasons))


def _told(model: Model, shift: float, known: list[tuple[str, float]]) -> str:
    """The version, and the words that moved the score most in the direction it moved."""
    moved = [(word, weight) for word, weight in known if weight * shift > 0]
    moved.sort(key=lambda pair: (-abs(pair[1]), pair[0]))
    return ", ".join([f"v{model.version}", *(word for word, _ in moved[:_NAMED])])
