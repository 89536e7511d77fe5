"""Subjects without an article: `…, and turnout reached 64 per cent`."""

from typing import Final

from claims.splitting import lexicon, subjects, verbs
from claims.splitting.subjects import Clause
from claims.splitting.tokens import Token

_NO_NOUN: Final = (
    lexicon.FRONTED | lexicon.PREPOSITIONS | lexicon.SUBORDINATORS | verbs.FINITE
) | lexicon.words("less as thus perhaps always sometimes then others some all both many most")


def clause(tokens: list[Token], start: int, end: int) -> Clause | None:
    """The clause of one plain noun and at once what it did to something; else None."""
    noun = tokens[start]
    if start + 2 >= end or not noun.text.islower() or verbs.is_adverb(noun):
        return None
    if noun.lower in _NO_NOUN or noun.lower.endswith(("ing", "ed")):
        return None
    told = verbs.looks_past(tokens[start + 1]) and verbs.has_object(tokens, start + 1)
    return subjects.noun_clause(tokens, start, end) if told else None
