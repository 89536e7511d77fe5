"""Evidence: an exact quote in a kept copy of a source, and what it says about the claim."""

from reviews.evidence.citing import attach, clear, revise, withdraw
from reviews.evidence.numbering import Finding, citable, findings, numbered
from reviews.evidence.replacing import refusal, replace

__all__ = [
    "Finding",
    "attach",
    "citable",
    "clear",
    "findings",
    "numbered",
    "refusal",
    "replace",
    "revise",
    "withdraw",
]
