"""The subject of a reporting verb that stands after it: `“…,” said Anna Smith, a teacher`."""

from typing import Final

from claims.splitting import lexicon
from claims.splitting.attribution import phrases, reporting, speaking
from claims.splitting.attribution.phrases import Phrase
from claims.splitting.tokens import Token

_SAID: Final = frozenset({"said", "says", "say"})
_PEOPLE: Final = reporting.HEADS | reporting.SPOKES
_AFTER_INVERTED: Final = reporting.DATELESS - {"to", "for", "with", "within", "under", "over"}


def subject(tokens: list[Token], at: int) -> Phrase | None:
    """`“…,” said Anna Smith, a teacher`: the speaker after the verb."""
    verb = tokens[at]
    if at == 0 or verb.lower not in reporting.INVERTED or at + 1 >= len(tokens):
        return None
    if tokens[at - 1].text not in phrases.MARKS and tokens[at - 1].text not in {",", "—", "–", "-"}:
        return None
    stop = at + 1
    while stop < len(tokens) and stop - at < speaking.LONGEST:
        word = tokens[stop]
        if word.inside or word.text in {",", ";", ":", "—", "–"} or _ends_inverted(tokens, stop):
            break
        if word.text in phrases.BREAKS and not phrases.abbreviates(tokens, stop):
            break
        stop += 1
    words = tokens[at + 1 : stop]
    if not speaking.can_speak(words) or _goes_on_as_subject(tokens, stop):
        return None
    marked = tokens[at - 1].text in phrases.MARKS
    if not marked and verb.lower not in _SAID and not _is_somebody(words):
        return None
    named = speaking.without_clause(words)
    phrase = Phrase(at + 1, stop, at + 1, at + 1 + len(named))
    return phrases.named_beside(tokens, phrase)


def _is_somebody(words: list[Token]) -> bool:
    """Not `the firm, a lender, reported an underlying gain`: a thing after the verb."""
    return any(speaking.is_name_word(t) or t.lower in _PEOPLE for t in words)


def _ends_inverted(tokens: list[Token], index: int) -> bool:
    return tokens[index].lower in _AFTER_INVERTED or tokens[index].lower in {"who", "whose"}


def _goes_on_as_subject(tokens: list[Token], stop: int) -> bool:
    """`Smith, a teacher, said the mine closed`: what follows the verb is a clause."""
    return stop < len(tokens) and tokens[stop].lower in lexicon.AUXILIARY
