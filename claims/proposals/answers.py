"""What a model's answer is worth: only what the article says verbatim. Pure; trusts nothing."""

import json
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from claims.proposals import tracing
from claims.proposals.passages import Passage
from claims.splitting import StatementPart

MOST_CLAIMS: Final = 40
MALFORMED: Final = "malformed"
NOT_VERBATIM: Final = "not verbatim"
REPEATED: Final = "stands there more than once"
TOO_MANY: Final = "too many"
_LONGEST_QUOTE: Final = 1_000
_FEWEST_LETTERS: Final = 4
_KINDS: Final = frozenset(
    {"event", "quantity", "quotation", "causal", "comparison", "prediction", "opinion", "intent"}
)


@dataclass(frozen=True)
class Proposal:
    """A claim the model found; `parts` is empty where its statement could not be used."""

    start: int
    end: int
    kind: str
    claimant: str
    parts: tuple[StatementPart, ...]


@dataclass
class Answer:
    """`proposed` counts all the model gave; `dropped` those refused, by reason."""

    proposals: list[Proposal] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    proposed: int = 0
    reworded: int = 0


class Unreadable(ValueError):
    """The answer is not the JSON that was asked for."""


def read(content: str, *, passage: Passage, text: str) -> Answer:
    """Judge each proposal of an answer about `passage` of `text`. Raises Unreadable."""
    answer = Answer()
    for number, raw in enumerate(_claims(content)):
        answer.proposed += 1
        if number >= MOST_CLAIMS:
            answer.dropped[TOO_MANY] += 1
            continue
        found = _proposal(raw, passage=passage, text=text)
        if isinstance(found, str):
            answer.dropped[found] += 1
            continue
        answer.reworded += not found.parts
        answer.proposals.append(found)
    return answer


def _claims(content: str) -> list[Any]:
    try:
        given = json.loads(_unfenced(content))
    except (ValueError, RecursionError) as error:
        raise Unreadable("The model's answer is not JSON.") from error
    claims = given.get("claims") if isinstance(given, dict) else None
    if not isinstance(claims, list):
        raise Unreadable("The model's answer has no list of claims.")
    return claims


def _unfenced(content: str) -> str:
    """Without the fence that models like to put around JSON."""
    bare = content.strip()
    if not bare.startswith("```"):
        return bare
    return bare.partition("\n")[2].removesuffix("```")


def _proposal(raw: Any, *, passage: Passage, text: str) -> Proposal | str:
    """A proposal, or the reason why it is dropped."""
    if not isinstance(raw, dict) or not isinstance(raw.get("quote"), str):
        return MALFORMED
    quote = unicodedata.normalize("NFC", raw["quote"].strip())
    if len(quote) > _LONGEST_QUOTE or sum(map(str.isalpha, quote)) < _FEWEST_LETTERS:
        return MALFORMED
    at = passage.words.find(quote)
    if at < 0:
        return NOT_VERBATIM
    if passage.words.find(quote, at + 1) >= 0:
        return REPEATED
    start = passage.start + at
    end = start + len(quote)
    kind = raw.get("kind")
    return Proposal(
        start=start,
        end=end,
        kind=kind if isinstance(kind, str) and kind in _KINDS else "",
        claimant=_of_the_article(raw.get("claimant"), text),
        parts=_traced(raw.get("statement"), text, start, end),
    )


def _of_the_article(claimant: Any, text: str) -> str:
    """A claimant whose name the article holds, else none."""
    if not isinstance(claimant, str):
        return ""
    name = unicodedata.normalize("NFC", " ".join(claimant.split()))
    return name if 0 < len(name) <= tracing.LONGEST_NAME and name in text else ""


def _traced(statement: Any, text: str, start: int, end: int) -> tuple[StatementPart, ...]:
    if not isinstance(statement, str):
        return ()
    return tracing.trace(unicodedata.normalize("NFC", statement), text, start, end)
