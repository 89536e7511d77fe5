"""Where claims stand in a text, and in the next text of the same article. Imports no Django."""

from claims.anchoring.differing import Piece, Side, differences
from claims.anchoring.passages import Passage
from claims.anchoring.reanchoring import Comparison, Outcome, Result

__all__ = [
    "Comparison",
    "Outcome",
    "Passage",
    "Piece",
    "Result",
    "Side",
    "differences",
]
