"""Who is said to have said it: the claimant, and whether anyone can ask them."""

from claims.splitting.attribution.abroad import find_abroad
from claims.splitting.attribution.english import find
from claims.splitting.attribution.found import Attribution, Span
from claims.splitting.attribution.phrases import MARKS

__all__ = ["MARKS", "Attribution", "Span", "find", "find_abroad"]
