"""Evidence: an exact quote in a kept copy of a source, and what it says about the claim."""

from reviews.evidence.by_hand import note
from reviews.evidence.changing import clear, revise, withdraw
from reviews.evidence.citing import attach
from reviews.evidence.numbering import (
    Finding,
    citable,
    findings,
    findings_within,
    numbered,
    numbers_within,
)
from reviews.evidence.ordering import order, shift
from reviews.evidence.quoting import quote
from reviews.evidence.replacing import refusal, replace

__all__ = [
    "Finding",
    "attach",
    "citable",
    "clear",
    "findings",
    "findings_within",
    "note",
    "numbered",
    "numbers_within",
    "order",
    "quote",
    "refusal",
    "replace",
    "revise",
    "shift",
    "withdraw",
]
