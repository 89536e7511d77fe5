"""What a relative clause is about: the noun phrase before its comma, when number fits."""

from typing import Final

from claims.splitting import lexicon, subjects, verbs
from claims.splitting.subjects import Clause
from claims.splitting.tokens import Token

Noun = tuple[int, int]
"""Token indices of a noun phrase, end exclusive."""

_STOPS: Final = (lexicon.PREPOSITIONS | lexicon.AUXILIARY | lexicon.SUBORDINATORS) - {"of"}
_ARTICLES: Final = lexicon.DETERMINERS - {"one", "another", "other"}
_SINGULAR: Final = frozenset({"is", "was", "has", "does", "isn't", "wasn't", "hasn't", "doesn't"})
_PLURAL: Final = frozenset({"are", "were", "have", "do", "aren't", "weren't", "haven't", "don't"})
_NO_PERSON: Final = lexicon.words("in at on near from to into for across outside inside")
_VAGUE: Final = frozenset({"this", "that", "these", "those"})


def of_subject(tokens: list[Token], clause: Clause, verb: str) -> Noun | None:
    """The subject, where the aside stands right after it."""
    return clause.noun if _can_be(tokens, clause.noun, verb) else None


def before(tokens: list[Token], comma: int, clause: Clause, verb: str) -> Noun | None:
    """What `…, which VERB` or `…, who VERB` tells of; None when two things could be meant."""
    pronoun = tokens[comma + 1].lower
    nearest = _apposed(tokens, _nearest(tokens, comma, clause.verb.end))
    if pronoun == "who":
        return None if nearest is None else _person(tokens, nearest, verb)
    if nearest is not None and _can_be(tokens, nearest, verb):
        return _thing(tokens, nearest, verb)
    return _object(tokens, comma, clause, verb)


def name_before(tokens: list[Token], comma: int) -> int | None:
    """Index of the first word of the name or definite phrase that ends at the comma."""
    noun = _nearest(tokens, comma, 0)
    return None if noun is None else noun[0]


def _nearest(tokens: list[Token], comma: int, floor: int) -> Noun | None:
    """The noun phrase that ends at the comma, back to its article or the word before its name."""
    at = comma
    while at > floor:
        token = tokens[at - 1]
        if token.lower in _ARTICLES:
            return (at - 1, comma) if token.lower not in _VAGUE else None
        if token.inside:
            at -= 1
            continue
        if not token.is_word or token.lower in _STOPS or token.lower in {"of", "and", "or", "to"}:
            break
        if not token.is_capitalised and (verbs.is_sure(token) or verbs.is_adverb(token)):
            break
        if not token.is_capitalised and at < comma and tokens[at].is_capitalised:
            break
        at -= 1
    if at == comma or tokens[at].inside:
        return None
    bare = not tokens[at].is_capitalised and not tokens[comma - 1].lower.endswith("s")
    joined = tokens[at - 1].lower in {"and", "or"} if at else False
    return None if bare or joined else (at, comma)


def _apposed(tokens: list[Token], noun: Noun | None) -> Noun | None:
    """`by Selerity, a data firm, which …`: the name, where the phrase only explains it."""
    if noun is None or noun[0] < 2 or tokens[noun[0] - 1].text != ",":
        return noun
    if tokens[noun[0]].lower not in {"a", "an", "the"} or not tokens[noun[0] - 2].is_capitalised:
        return noun
    return _nearest(tokens, noun[0] - 1, 0)


def _can_be(tokens: list[Token], noun: Noun, verb: str) -> bool:
    words = tokens[noun[0] : noun[1]]
    plural = subjects.is_plural(words, "")
    if verb in _SINGULAR or (verb in lexicon.PRESENT and verb.endswith("s")):
        return not plural
    return plural or verb not in _PLURAL


def _thing(tokens: list[Token], nearest: Noun, verb: str) -> Noun | None:
    """A name right before is meant itself; else the phrase with the "of" that leads to it."""
    start = nearest[0]
    if start and tokens[start - 1].lower in {"to", "from"} and verb in {"was", "were"}:
        return None  # what was carried there, or the place
    if start == 0 or tokens[start - 1].lower != "of" or tokens[start].is_capitalised:
        return nearest
    chain = _nearest(tokens, start - 1, 0)
    if chain is None or tokens[chain[0]].lower not in _ARTICLES:
        return nearest
    whole = (chain[0], nearest[1])
    same = subjects.is_plural(tokens[chain[0] : chain[1]], "") == subjects.is_plural(
        tokens[nearest[0] : nearest[1]], ""
    )
    return whole if same or verb not in _SINGULAR | _PLURAL else nearest


def _person(tokens: list[Token], nearest: Noun, verb: str) -> Noun | None:
    start = nearest[0]
    named = tokens[start].is_capitalised
    if not _can_be(tokens, nearest, verb):
        return None
    if start and tokens[start - 1].lower == "of":
        chain = _nearest(tokens, start - 1, 0)
        one_name = nearest[1] - start == 1 and named
        return (chain[0], nearest[1]) if chain is not None and one_name else None
    if named and start and tokens[start - 1].lower in _NO_PERSON:
        return None
    return nearest


def _object(tokens: list[Token], comma: int, clause: Clause, verb: str) -> Noun | None:
    """`echoes an attempt … to capture the fields, which was stopped`: "an attempt" was."""
    start = clause.verb.end
    if not tokens[comma - 1].lower.endswith("s") or tokens[comma - 1].is_capitalised:
        return None  # the noun right before could be meant
    if verb not in _SINGULAR or tokens[start].lower not in {"a", "an"} or start >= comma - 1:
        return None
    return (start, comma)
