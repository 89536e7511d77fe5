"""Who is said to have said it: the claimant, and whether anyone can ask them."""

from claims.splitting.attribution import indirect
from claims.splitting.attribution.abroad import find_abroad
from claims.splitting.attribution.english import find
from claims.splitting.attribution.found import Attribution, Span
from claims.splitting.attribution.phrases import MARKS
from claims.splitting.attribution.several import Second, second
from claims.splitting.tokens import Token

__all__ = [
    "MARKS",
    "Attribution",
    "Second",
    "Span",
    "english_subject",
    "find",
    "find_abroad",
    "second",
]


def english_subject(tokens: list[Token]) -> list[Token]:
    """The noun phrase an English sentence begins with, when it is plainly its subject."""
    return indirect.subject(tokens, len(tokens))
