"""Pure text → candidate claims. Imports no Django, so that it can be measured and reused alone."""

from claims.splitting.candidate import Candidate, Signal, StatementPart, Time, as_json
from claims.splitting.splitter import VERSION, split
from claims.splitting.text import MAX_BYTES, UnreadableText, clean
from claims.splitting.weights import WEIGHTS

__all__ = [
    "MAX_BYTES",
    "VERSION",
    "WEIGHTS",
    "Candidate",
    "Signal",
    "StatementPart",
    "Time",
    "UnreadableText",
    "as_json",
    "clean",
    "split",
]
