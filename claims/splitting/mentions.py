"""How an article introduces a name: by a role beside it, by letters in brackets, by its author."""

from typing import Final

from claims.splitting import lexicon
from claims.splitting.attribution import reporting, speaking
from claims.splitting.tokens import Token

_CONNECTORS: Final = frozenset({"of", "for", "the", "and", "on", "in", "to", "&", "’", "'"})
_ENDS_ROLE: Final = lexicon.PREPOSITIONS | lexicon.RELATIVE
_ROLE: Final = 5
_BEFORE: Final = 10
_ACRONYM: Final = 10


def role_after(tokens: list[Token], first: int) -> list[str]:
    """`, the deputy mayor of Paris`: deputy, mayor."""
    if tokens[first].lower in {"the", "a", "an"}:
        first += 1
    found: list[str] = []
    for token in tokens[first : first + _ROLE]:
        if token.lower in _ENDS_ROLE or not token.is_word:
            return found
        if not token.text.islower() and token.lower not in reporting.TITLES:
            return []
        found.append(token.lower)
    return []


def role_before(tokens: list[Token], comma: int) -> list[str]:
    """`the deputy mayor of Tarn, Elena Ruiz`: deputy, mayor."""
    for index in range(comma - 1, max(-1, comma - _BEFORE), -1):
        if tokens[index].text == ",":
            return []
        if tokens[index].lower == "the" and tokens[index + 1].text.islower():
            return _role(tokens[index + 1 : comma])
    return []


def _role(words: list[Token]) -> list[str]:
    found: list[str] = []
    for token in words:
        if token.lower in lexicon.PREPOSITIONS:
            break
        if not token.text.islower():
            return []
        found.append(token.lower)
    return found if len(found) < _ROLE else []


def document(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """The places of `a report by the Court of Auditors`, whose noun is at `at`."""
    if at + 2 >= len(tokens) or tokens[at + 1].lower not in {"by", "from"}:
        return None
    stop = at + 2 + (tokens[at + 2].lower == "the")
    first = stop
    while stop < len(tokens) and (
        speaking.is_name_word(tokens[stop])
        or (tokens[stop].lower in {"of", "for", "and"} and stop > first)
    ):
        stop += 1
    while stop > first and not speaking.is_name_word(tokens[stop - 1]):
        stop -= 1
    if stop == first:
        return None
    start = at
    while start > 0 and at - start < _ROLE and tokens[start - 1].is_word:
        start -= 1
        if tokens[start].lower in {"a", "an", "the"}:
            return start, stop
    return at, stop


def spelled_out(tokens: list[Token], bracket: int, letters: str) -> int:
    """Where the name begins that an acronym in brackets stands for; the bracket when nowhere."""
    first = bracket
    plain = bracket
    initials = ""
    for index in range(bracket - 1, max(-1, bracket - 1 - _ACRONYM), -1):
        token = tokens[index]
        if speaking.is_name_word(token):
            first = index
            initials = token.text[0].upper() + initials
            if initials == letters:
                return index
            plain = index if index + 1 == plain or tokens[index + 1].text in {"’", "'"} else plain
        elif token.lower not in _CONNECTORS:
            break
    return first if letters.startswith(initials[:2]) and len(initials) > 1 else plain
