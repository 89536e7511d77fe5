"""Evidence: an exact quote in a kept copy of a source, and what it says about the claim."""

from reviews.evidence.citing import (
    Finding,
    attach,
    citable,
    clear,
    findings,
    numbered,
    revise,
    withdraw,
)

__all__ = [
    "Finding",
    "attach",
    "citable",
    "clear",
    "findings",
    "numbered",
    "revise",
    "withdraw",
]
