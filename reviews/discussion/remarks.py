"""A remark about one thing; and sending a verdict back with all of them at once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    """What is said about a piece of evidence (its id), or else about a passage of the rationale:
    by its words (the `number`-th time they stand there) or by its place in code points."""

    text: str
    evidence: int | None = None
    quote: str = ""
    number: int = 1
    start: int | None = None
    end: int | None = None
