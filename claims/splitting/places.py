"""A place in a sentence where a clause may end, and what is known up to it."""

from typing import Final, NamedTuple

from claims.splitting import lexicon, verbs
from claims.splitting.statement import Pieces
from claims.splitting.subjects import Clause
from claims.splitting.tokens import Token

OPEN_SCOPE: Final = lexicon.words(
    "because if whether when while although though unless until whereas that why how what lest "
    "who whom whose which where"
)


class Cut(NamedTuple):
    left_end: int  # token index just after the left part
    right: int  # token index where the right part begins
    clause: Clause | None  # None: nothing further may be cut
    carried: Pieces  # what the statement begins with, before the right part's own words
    own: int  # token index from which the right part's own words are taken
    resolved: str


class Place(NamedTuple):
    tokens: list[Token]
    at: int
    end: int
    clause: Clause
    content: int  # token index where someone's reported words begin; 0 when nobody is reported

    @property
    def follows(self) -> Token:
        return self.tokens[self.at + 1]


def scope_is_open(place: Place, openers: frozenset[str]) -> bool:
    """Whether one of these words was met since the verb, outside quotations."""
    for token in place.tokens[place.clause.verb.end : place.at]:
        if token.lower in openers and not token.inside:
            return True
    return False


def is_flat(place: Place) -> bool:
    """No clause was opened since the verb, and the verb has something to itself."""
    tokens, verb = place.tokens, place.clause.verb
    between = tokens[verb.end : place.at]
    if not any(t.is_word for t in between):
        return False
    for index in range(verb.end, place.at):
        token = tokens[index]
        if token.inside:
            continue
        if token.lower in OPEN_SCOPE or verbs.is_sure(token) or verbs.is_contraction(token):
            return False
        follows = tokens[index + 1].lower
        if follows != "by" and tokens[index - 1].lower != "to" and verbs.is_past(tokens, index):
            return False
    return True
