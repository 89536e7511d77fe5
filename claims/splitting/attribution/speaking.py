"""Noun phrases that can speak, and whether anyone could ask whoever they name."""

from collections.abc import Sequence
from typing import Final

from claims.splitting import lexicon
from claims.splitting.attribution import reporting
from claims.splitting.candidate import NAMED, UNNAMED
from claims.splitting.tokens import Token

LONGEST: Final = 20
_VERBS: Final = (lexicon.AUXILIARY - {"May"}) | lexicon.DISTINCT_PAST
_AUTHOR: Final = frozenset({"i", "we", "you", "me", "us"})
_PRONOUNS: Final = frozenset({"he", "she", "they", "it"})
_NEVER_FIRST: Final = (
    lexicon.PREPOSITIONS
    | lexicon.SUBORDINATORS
    | lexicon.RELATIVE
    | lexicon.OBJECT_PRONOUNS
    | {"and", "but", "there", "this", "these", "those", "or", "not"}
)
_NEVER_FIRST_BUT: Final = frozenset({"her", "his", "our", "their", "its", "my", "your"})
_NO_HEADS: Final = frozenset({"the", "a", "an", "every", "no"}) | _NEVER_FIRST_BUT
_AFTER_HEAD: Final = lexicon.PREPOSITIONS | lexicon.RELATIVE | {"familiar", "close", ",", "("}
_PLURAL: Final = reporting.HEADS | {"they", "police", "data"}
_REDUCED: Final = lexicon.PREPOSITIONS | lexicon.WEEKDAYS | {"last", "this", "earlier", "monday"}


def is_name_word(token: Token) -> bool:
    """A capitalised word, or one like "al-Sharaa"."""
    return token.is_name


def is_written_as_name(word: str) -> bool:
    return word[:1].isupper()


def without_clause(words: Sequence[Token]) -> list[Token]:
    """The phrase before its relative clause, aside or bracket."""
    found: list[Token] = []
    for token in words:
        if token.lower in lexicon.RELATIVE or token.text in {",", "(", "—", "–", ";", ":"}:
            break
        found.append(token)
    return found


def can_speak(words: Sequence[Token]) -> bool:
    """No verb of its own, and a name, a pronoun, or a kind of person, body or document."""
    if not words or len(words) > LONGEST:
        return False
    first = words[0].lower
    if first in _PRONOUNS:
        return len(words) == 1
    if first in _AUTHOR or (first in _NEVER_FIRST and first not in _NEVER_FIRST_BUT):
        return False
    if not words[0].is_word or words[-1].lower in _NO_HEADS or _has_verb(words):
        return False
    return (
        first in lexicon.DETERMINERS
        or first in _NEVER_FIRST_BUT
        or any(
            is_name_word(t) or t.lower in reporting.HEADS or t.lower in reporting.DOCUMENTS
            for t in words
        )
        or len(words) <= 2
    )


def _has_verb(words: Sequence[Token]) -> bool:
    """A finite verb; a past form before a preposition only describes ("people briefed on it")."""
    for index, token in enumerate(words):
        if token.lower in _VERBS:
            return True
        if index and token.lower in lexicon.PAST and not token.is_capitalised:
            follows = words[index + 1].lower if index + 1 < len(words) else ""
            if follows not in _REDUCED and words[index - 1].lower not in lexicon.DETERMINERS:
                return True
    return False


def core(words: Sequence[Token]) -> list[Token]:
    """The phrase up to its head noun: "a source" of "a source close to the minister"."""
    found: list[Token] = []
    for token in words:
        if found and token.lower in _AFTER_HEAD:
            break
        found.append(token)
    return found


def is_plural(words: Sequence[Token]) -> bool:
    """Whether a verb in its base form can follow: "residents fear", not "public fear"."""
    heads = [t.lower for t in core(words)]
    return any(h.endswith("s") or h in _PLURAL for h in heads)


def is_document(words: Sequence[Token]) -> bool:
    return any(t.lower in reporting.DOCUMENTS for t in core(words))


def _speaks_for_name(words: Sequence[Token], at: int) -> bool:
    """`Lawyers for Dana Cole`: somebody who can be asked stands behind them."""
    return at + 1 < len(words) and words[at].lower == "for" and is_name_word(words[at + 1])


def is_anonymous(around: str) -> bool:
    lower = around.lower()
    if not any(part in lower for part in reporting.OF_ANONYMITY):
        return False
    return any(mark in lower for mark in reporting.ANONYMITY)


def _named(head: Sequence[Token], at: int) -> bool:
    """`Norvik Media`: a word for people that is a part of a name."""
    return at > 0 and head[at].is_capitalised and is_name_word(head[at - 1])


def status(words: Sequence[Token], around: str) -> str:
    """Named, unless it is a kind of person or "one of many" with no name beside it."""
    if is_anonymous(around):
        return UNNAMED
    head = core(words)
    if any(t.lower in reporting.SPOKES for t in head) or _speaks_for_name(words, len(head)):
        return NAMED
    kinds = [i for i, t in enumerate(head) if t.lower in reporting.HEADS and not _named(head, i)]
    if kinds and not any(t.lower == "state" for t in head):
        return NAMED if any(is_name_word(t) for t in head[kinds[-1] + 1 :]) else UNNAMED
    if any(is_name_word(t) and (i or t.text[1:].isupper()) for i, t in enumerate(words)):
        return NAMED
    first = words[0]
    if first.lower in reporting.ONE_OF_MANY:
        return UNNAMED
    bare = head[-1].lower in reporting.DOCUMENTS and first.lower not in lexicon.DETERMINERS
    return UNNAMED if bare and first.lower not in _NEVER_FIRST_BUT else NAMED
