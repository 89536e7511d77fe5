"""Pure text → candidate claims. Imports no Django, so that it can be measured and reused alone."""

from claims.splitting.candidate import Candidate, Signal, as_json
from claims.splitting.splitter import VERSION, split
from claims.splitting.text import MAX_BYTES, UnreadableText, clean

__all__ = [
    "MAX_BYTES",
    "VERSION",
    "Candidate",
    "Signal",
    "UnreadableText",
    "as_json",
    "clean",
    "split",
]
